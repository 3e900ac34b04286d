"""What the board is told: counts of a year over all stays, of nobody, and asked for by a reviewer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment.deciding import ActDone
from srh_assess.assessment.disclosing import OverrideUsed
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.load import load
from srh_assess.workflow import advising, for_the_board, synthetic
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.for_the_board import ForTheBoard
from tests.workflow.decisions_world import EMERGENCY, OVER
from tests.workflow.homes import CHEAP, sitting

WORDS = "four plain words here"
NOTHING = ForTheBoard(shared=0, told=0, police=0, grounds=(), without_consent=0, kept=0, changed=0)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    made = Desk(tmp_path / "home", load(), clock, cost=CHEAP)
    list(synthetic.make(made, WORDS))
    made.sign_in(synthetic.NURSE, WORDS)
    return made


def as_reviewer(desk: Desk) -> ForTheBoard:
    desk.sign_in("rosa", WORDS)
    found = for_the_board.counted(desk)
    desk.sign_in(synthetic.NURSE, WORDS)
    return found


def test_each_is_counted_once_for_a_year(desk: Desk, clock: SetClock) -> None:
    assert as_reviewer(desk) == NOTHING
    record = sitting(desk).record
    at = clock.now()
    used = OverrideUsed(override="o", document="d", recipient="SAFE_ADULT")
    for fact in (
        OVER, used,
        replace(EMERGENCY, override="p", recipient="police"),
        OverrideUsed(override="p", document="d", recipient="police"),
        replace(OVER, override="q"),  # nothing went out under it
        ActDone(act="a", decision="D03", at=at, performer="x", best_interests="b"),
        ActDone(act="c", decision="D03", at=at, performer="x", consent="c"),
    ):  # fmt: skip
        desk.keep_fact(desk.record(record.admission), fact, duty="assess")
    found = as_reviewer(desk)
    assert (found.shared, found.told, found.police, found.without_consent) == (2, 1, 1, 1)
    assert found.grounds == (("danger_to_life", 1), ("serious_harm", 1))
    clock.move(timedelta(days=366))
    assert as_reviewer(desk) == NOTHING


def test_advice_is_a_total_of_the_month_and_of_nobody(desk: Desk, clock: SetClock) -> None:
    for kept in (True, True, False):
        desk.advised.settled(kept)
    desk.lock()
    desk.sign_in("miriam", WORDS)
    desk.advised.settled(True)
    found = as_reviewer(desk)
    assert (found.kept, found.changed) == (3, 1)
    assert set(advising.Advised().__dict__) == {"_found"}


def test_an_account_without_the_key_of_the_figures_adds_nothing(desk: Desk) -> None:
    counts = advising.Advised()
    counts.settled(True)
    opened = desk._signed_in()
    bare = replace(opened, keys=replace(opened.keys, measures=None))
    counts.put_down(bare, desk.clock.now())
    assert desk.advice_totals("2020-01", "2030-01") == {advising.KEPT: 0, advising.CHANGED: 0}


def test_nobody_else_is_told(desk: Desk) -> None:
    with pytest.raises(Refused):
        for_the_board.counted(desk)
