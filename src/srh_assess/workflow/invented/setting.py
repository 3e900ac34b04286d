"""What can be chosen of an invented ward, beside its seed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from srh_assess.workflow.invented.anchors import Kind, Shares, anchors

Profile = Literal["drill", "trust", "load"]


class Setting(Struct, frozen=True, kw_only=True):
    """``met`` is how the published 14 % is read: of those admitted, or of those for whom something
    was begun. ``gap`` plants a gap in access that a report on equity has to find; ``stories``
    plants in the past of a drill's ward what its figures are to be read for (``planted``)."""

    profile: Profile = "trust"
    ethnic: Literal["london", "england"] = "london"
    ward: Literal["mixed", "women"] = "mixed"
    short_stays: bool = False
    met: Literal["admitted", "begun"] = "admitted"
    gap: bool = False
    stories: bool = False

    @property
    def origins(self) -> Shares:
        """The ethnic profile."""
        return anchors().ethnic.england if self.ethnic == "england" else anchors().ethnic.london

    @property
    def kind(self) -> Kind:
        """How often somebody comes to this kind of ward, and for how long."""
        return anchors().beds.women if self.ward == "women" else anchors().beds.mixed

    @property
    def met_share(self) -> float:
        """All needs met, given that something was begun."""
        path = anchors().path
        return path.met_of_begun if self.met == "begun" else path.met

    def access(self, ethnic: str) -> float:
        """How often the talk is offered to her, beside everybody else."""
        gap = anchors().gap
        return gap.access if self.gap and ethnic in gap.groups else 1.0


USUAL = Setting()
