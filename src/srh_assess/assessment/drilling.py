"""Facts of training: which scenario is played, what happened, what was chosen, time moved on.

They stand in the journal of a training home and nowhere else, and every stay there begins with
one: that is how a row of one world is told from a row of the other, whoever moved it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

from srh_assess.assessment.fact import Fact


class DrillBegun(Fact, frozen=True, kw_only=True, tag="drill_begun"):
    """A scenario begins. ``mark`` names the text of it that is played; ``back`` is the number that
    whoever practises needs to come back to it, once the window was closed."""

    scenario: str
    version: int
    mark: str
    title: str = ""
    run: Literal["alone", "pair", "group"] = "alone"
    back: str = ""


class DrillHappened(Fact, frozen=True, kw_only=True, tag="drill_event"):
    """An event of the scenario was shown."""

    event: str


How = Literal["paused", "hidden", "went_on", "dealt_with"]


class DrillMet(Fact, frozen=True, kw_only=True, tag="drill_met"):
    """How something was met that took the page, or called somebody away from it."""

    event: str
    how: How


class Hands(Struct, frozen=True, kw_only=True):
    """So many hands were raised for one answer. Nobody's name stands with it."""

    code: str
    count: int


class DrillChose(Fact, frozen=True, kw_only=True, tag="drill_choice"):
    """What the learner, or the group, chose to say or do."""

    choice: str
    code: str
    hands: tuple[Hands, ...] = ()


class DrillCameOf(Fact, frozen=True, kw_only=True, tag="drill_branch"):
    """What came of it was shown: the branch of this place in the scenario, counted from 1."""

    branch: int


class DrillMovedOn(Fact, frozen=True, kw_only=True, tag="drill_time"):
    """Time was moved on to this moment."""

    to: datetime


class DrillSkipped(Fact, frozen=True, kw_only=True, tag="drill_skipped"):
    """Somebody who leads a group skipped ahead. What was written since entry ``since`` was not
    done by anybody: it was filled in as the model answer has it. ``passed``: the fields that lay
    on the way and were left undone: nobody had the chance to do them."""

    since: int
    passed: tuple[str, ...] = ()


class DrillSwapped(Fact, frozen=True, kw_only=True, tag="drill_swapped"):
    """Two who practise together changed places."""


class DrillEnded(Fact, frozen=True, kw_only=True, tag="drill_ended"):
    """The run is over. Leaving asks for no reason and is no fault."""

    how: Literal["finished", "left"]


DrillFact = (
    DrillBegun | DrillHappened | DrillMet | DrillChose | DrillCameOf | DrillMovedOn
    | DrillSkipped | DrillSwapped | DrillEnded
)  # fmt: skip
KINDS = get_args(DrillFact)


def stands(kind: str, begun: bool, fact: Fact) -> str:
    """What is wrong with a fact in a home of this kind; empty when nothing is. ``begun``: a
    scenario has begun in this file."""
    tag = str(fact.__struct_config__.tag)
    if isinstance(fact, KINDS):
        return "" if kind == "training" else "training-only"
    if kind == "training" and tag == "admitted" and not begun:
        return "training-no-scenario"
    return "training-real-number" if kind == "training" and _real(fact) else ""


def _real(fact: Fact) -> bool:
    """Whether it names a number that could be a patient's."""
    number = getattr(getattr(fact, "identity", None), "nhs_number", "")
    return bool(number) and not number.startswith("999")


def fault(kind: str, begun: bool, facts: Iterable[Fact]) -> str:
    """The first thing that is wrong with facts that are written together."""
    for fact in facts:
        if code := stands(kind, begun, fact):
            return code
        begun = begun or isinstance(fact, DrillBegun)
    return ""


_BESIDE = " drill"


def beside(admission: str) -> str:
    """The file that holds how a scenario went: beside her record, so that nobody who writes there
    stands in the way."""
    return admission + _BESIDE
