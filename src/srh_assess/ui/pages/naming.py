"""How the window's own sentences speak of her: as everything else of the program does."""

from srh_assess.assessment.naming import Woman, woman

__all__ = ["Woman", "woman"]
