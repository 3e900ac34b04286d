"""What staff write down about an invented woman before a talk: the medicines in her drug chart,
which follow from her diagnosis group, and what she needs for the talk to work. Group and needs are
drawn once for each woman; the group is written nowhere else."""

from __future__ import annotations

from random import Random

from srh_assess.workflow.invented.anchors import anchors, one_of

Codes = dict[str, tuple[str, ...]]
MEDICINES, ADJUSTMENTS = "R13", "R11"


def medicines(hers: Random, draw: Random) -> Codes:
    """One of the medicines that matter here, or none: by the group ``hers`` gives."""
    given = anchors().diagnosis
    return {MEDICINES: (one_of(draw, given.medicines[one_of(hers, given.shares)]),)}


def adjustments(hers: Random, draw: Random, language: str) -> Codes:
    """What she needs for the talk to work, where somebody writes it down."""
    given = anchors().adjustments
    needs = one_of(hers, given.shares)
    spoken = language != "English" and hers.random() < given.interpreter
    if draw.random() >= given.written:
        return {}
    if not spoken:
        return {ADJUSTMENTS: (needs,)}
    return {ADJUSTMENTS: ("interpreter",) if needs == "none" else ("interpreter", needs)}
