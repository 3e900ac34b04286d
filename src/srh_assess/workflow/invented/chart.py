"""What stands in an invented drug chart: it follows from her diagnosis group, which is drawn once
for each woman and is written nowhere else."""

from __future__ import annotations

from random import Random

from srh_assess.workflow.invented.anchors import anchors, one_of


def medicine(hers: Random, draw: Random) -> str:
    """One of the medicines that matter here, or none: by the group ``hers`` gives."""
    given = anchors().diagnosis
    return one_of(draw, given.medicines[one_of(hers, given.shares)])
