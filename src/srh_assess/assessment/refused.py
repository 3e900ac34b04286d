"""When she said no to a pregnancy test, for as long as it is to be offered again.

Her word counts where she was asked in a talk, where it was offered on the ward, and where she was
asked about this one decision. A yes, a test taken and a result end it. So does her wish about
being asked again: from then on the decision itself, or the need, says when.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeGuard

from srh_assess.assessment import deciding, following
from srh_assess.assessment.answers import Answer, State
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.followed import care_state
from srh_assess.assessment.record import Record

TEST, DECISION = "pregnancy_test", "D03"
ASKED, RESULT = "P01", "X10"
"""The question whether she wants one, and the item that holds what one showed."""


def step(before: Record, after: Record, at: datetime, fact: Fact) -> tuple[datetime, ...]:
    """The times of her no after one more fact: how many there are, and the newest, count."""
    nos = before.test_refused
    if before.answers is not after.answers:
        return _answered(nos, before, after)
    if isinstance(fact, deciding.Consented) and fact.decision == DECISION:
        if fact.answer == "no" and not fact.ask_again:
            return (*nos, at)
        return nos if fact.answer == "wants_time" else ()
    if isinstance(fact, deciding.AskingAgain):
        asked = after.decided.consents.get(fact.consent)
        return () if asked is not None and asked.fact.decision == DECISION else nos
    if isinstance(fact, following.SampleTaken):
        return () if fact.what == TEST else nos
    if isinstance(fact, following.CareOffered | following.CareWent):
        return _offered(nos, after, fact)
    return nos


def _answered(nos: tuple[datetime, ...], before: Record, after: Record) -> tuple[datetime, ...]:
    """An answer put right in the same sitting, cleared or undone is no second no."""
    shown = after.answers.get(RESULT)
    if shown is not before.answers.get(RESULT) and shown is not None:
        return nos if shown.value in (None, "not_done") else ()
    old, new = before.answers.get(ASKED), after.answers.get(ASKED)
    if new is old:
        return nos
    if _no(old) and (new is None or new.sitting == old.sitting):
        nos = tuple(one for one in nos if one != old.taken)
    if _no(new):
        return (*nos, new.taken)
    return () if new is not None and new.value is not None else nos


def _no(answer: Answer | None) -> TypeGuard[Answer]:
    return answer is not None and (answer.value == "no" or answer.state is State.DECLINED)


def _offered(
    nos: tuple[datetime, ...], after: Record, fact: following.CareOffered | following.CareWent
) -> tuple[datetime, ...]:
    kept = after.following.care.get(fact.care)
    if kept is None or kept.fact.what != TEST:
        return nos
    state = care_state(kept)
    if state == "declined":
        return (*nos, fact.at)
    return () if state in ("accepted", "begun", "done") else nos
