"""An invented woman is asked about one thing: whether she can decide it, now, is looked at, again
where it was not reached, and then she says what she wants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from msgspec.structs import replace

from srh_assess.assessment.capacity import FullForm, Impairment, Limb, Link, Support
from srh_assess.workflow import capacity, consent
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.invented.anchors import anchors, one_of

_AGAIN = timedelta(days=1)
_ABLE = Limb(able="able", asked="What is it for?", answer="She said it in her own words.")
_NOT_ABLE = Limb(
    able="not_able",
    asked="What did we say about it?",
    answer="She could not say.",
    tried="Pictures",
)
_LACKS = FullForm(
    options=("Now", "Later", "Not at all"),
    told=("What it is", "What it leads to"),
    told_how="Spoken, with pictures",
    doubts=("observed",),
    observation="She fell asleep twice while we were talking.",
    support=(Support(what="shorter_steps", result="used"),),
    understand=_ABLE,
    retain=_NOT_ABLE,
    weigh=Limb(),
    communicate=_ABLE,
    impairment=Impairment(what="Sedation", source="Drug chart", lasting="temporary"),
    link=Link(holds="yes", cannot="Keep it in mind", shown_by="Asked three times"),
    expected="in_time",
    told_her="In plain words, and that we ask again.",
    challenge_explained=True,
)


def says(hers: Decider, draw: Random, decision: str, later: Callable[[], None]) -> str:
    """The id of her yes to this; empty where she does not say it, or takes it back. ``later`` lets
    the time go by until somebody looks again."""
    finding = _able(hers, draw, decision, later)
    if not finding:
        return ""
    given = anchors().decisions
    said = one_of(draw, given.answers)
    told = consent.answer(hers, decision, said, finding=finding, alone=True, pressed=False)
    if said != "yes":
        return ""
    if draw.random() < given.taken_back:
        consent.withdraw(hers, decision)
        return ""
    return told


def _able(hers: Decider, draw: Random, decision: str, later: Callable[[], None]) -> str:
    """The id of a finding that she can decide it now; empty where there is none."""
    given, chance = anchors().decisions, draw.random()
    lacks = chance < given.lacks
    if lacks:
        _not_able(hers, decision)
    elif chance < given.lacks + given.not_completed:
        capacity.not_now(hers, decision, hers.now + _AGAIN)
    else:
        return capacity.presume(hers, decision)
    if draw.random() >= given.looked_again:
        return ""
    later()
    if lacks and draw.random() >= given.able_again:
        _not_able(hers, decision)
        return ""
    return capacity.presume(hers, decision)


def _not_able(hers: Decider, decision: str) -> None:
    rule = hers.session.protocol.decisions[decision]
    form = replace(_LACKS, wording=rule.name, ask_again_at=hers.now + _AGAIN)
    capacity.find(hers, decision, form)
