"""What she was told or given about one letter: spoken words, a leaflet, a number to ring.

It belongs to one kind of letter and stands in that letter alone, with its own tick.
"""

from __future__ import annotations

from srh_assess.assessment.fact import Fact


class InformationGiven(Fact, frozen=True, kw_only=True, tag="information_given"):
    """What she was told or given, for the letter of one kind. A newer one takes the place of the
    one before; empty words take it back."""

    template: str
    words: str
