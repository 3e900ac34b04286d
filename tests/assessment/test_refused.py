"""Her no to a pregnancy test: what counts as one, what ends it, what takes it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from srh_assess.assessment import deciding, facts, following
from srh_assess.assessment.answers import State
from srh_assess.assessment.fold import fold_all

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def said(day: int, item: str = "P01", sitting: str = "", **more: Any) -> facts.Answered:
    more = more or {"value": "no"}
    return facts.Answered(item=item, sitting=sitting or f"s{day}", taken=NOON + day * DAY, **more)


def decided(answer: Any, decision: str = "D03", **more: Any) -> deciding.Consented:
    return deciding.Consented(consent="c1", decision=decision, answer=answer, **more)


def offered(answer: Any, what: str = "pregnancy_test") -> following.CareOffered:
    return following.CareOffered(
        care="o1", what=what, need="N06", at=NOON + DAY, by="Bea", answer=answer
    )


def went(to: Any, care: str = "o1") -> following.CareWent:
    return following.CareWent(care=care, to=to, at=NOON + 2 * DAY, by="Bea")


def taken(what: str) -> following.SampleTaken:
    return following.SampleTaken(sample="p1", what=what, at=NOON + DAY, by="Bea")


ANEW = deciding.AskingAgain(consent="c1", ask_again="no")
CLEARED = facts.Cleared(item="P01", sitting="s0")


@pytest.mark.parametrize(
    ("later", "days"),
    [
        ((), (0,)),
        ((said(1),), (0, 1)),
        ((said(1, state=State.DECLINED),), (0, 1)),
        ((said(1, state=State.ASK_LATER),), (0,)),
        ((said(1, value="yes"),), ()),
        ((said(1, item="T01"),), (0,)),
        # put right, cleared
        ((said(1, sitting="s0"),), (1,)),
        ((CLEARED,), ()),
        ((said(1, item="X10", value="negative"),), ()),
        ((said(1, item="X10", value="not_done"),), (0,)),
        ((said(1, item="X10", state=State.NOT_KNOWN),), (0,)),
        # one decision
        ((decided("no"),), (0, 9)),
        ((decided("no", ask_again="if_she_asks"),), ()),
        ((decided("wants_time"),), (0,)),
        ((decided("yes"),), ()),
        ((decided("yes", decision="D04"),), (0,)),
        ((decided("no"), ANEW), ()),
        ((decided("no", decision="D04"), ANEW), (0,)),
        ((ANEW,), (0,)),
        # on the ward
        ((offered("declined"),), (0, 1)),
        ((offered(""),), (0,)),
        ((offered("accepted"),), ()),
        ((offered("declined", what="sti_swab"),), (0,)),
        ((offered(""), went("declined")), (0, 2)),
        ((went("declined"),), (0,)),
        ((taken("pregnancy_test"),), ()),
        ((taken("sti_swab"),), (0,)),
    ],
)
def test_her_no_stands_until_something_ends_it(
    later: tuple[facts.AnyFact, ...], days: tuple[int, ...]
) -> None:
    entries = (
        facts.Entry(id=f"e{n}", number=n, admission="a1", at=NOON + 9 * DAY, author="b", fact=fact)
        for n, fact in enumerate((said(0), *later), start=1)
    )
    found = fold_all("a1", entries).test_refused
    assert found == tuple(NOON + day * DAY for day in days)
