"""A clock has two bounds, and says when it may still be possible."""

from __future__ import annotations

from typing import Any

import pytest

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import Start
from srh_assess.rules.clocks import ClockFinding, clocks
from tests.rules.made import (
    ago,
    all_of,
    answer,
    any_of,
    between,
    clock,
    fact,
    item,
    protocol,
    says,
    view,
)

SEX = Start(when=says("T01"), item="T01")
NOTES = Start(when=says("R12", "=", "sex"), item="X20", lookback_hours=120)
ITEMS = (
    item("T01", lookback_hours=168),
    item("T08", "many", options=("pain", "none")),
    item("R12", "many", options=("sex", "none")),
    item("X01"),
    item("X20", "date", options=("date",), lookback_hours=1),
    item("G01", "one", options=("date", "stopped")),
    item("X15", "number"),
)


def run(rule: Any, *answers: Any) -> ClockFinding | None:
    found = clocks(protocol(*ITEMS, clocks=[rule]), view(*answers))
    return found[0] if found else None


def test_no_start_no_clock() -> None:
    assert run(clock("C", SEX), answer("T01", "no")) is None


def test_an_exact_time_has_one_limit() -> None:
    found = run(clock("C", SEX, window_hours=72), answer("T01", "yes", between(30, 30)))
    assert found is not None
    assert (found.earliest, found.latest) == (ago(30), ago(30))
    assert found.act_by == ago(6)
    assert found.closes == found.first_limit == ago(-42)
    assert found.because == ("T01",)


def test_an_uncertain_time_acts_by_the_earliest_and_closes_by_the_latest() -> None:
    found = run(clock("C", SEX, window_hours=72), answer("T01", "yes", between(80, 20)))
    assert found is not None
    assert found.act_by == ago(56)
    assert found.first_limit == ago(8)
    assert found.closes == ago(-52)
    assert found.state == "may_be_possible"


def test_an_unknown_time_goes_back_as_far_as_the_question() -> None:
    found = run(clock("C", SEX, window_hours=72), answer("T01", "yes", taken=2))
    assert found is not None
    assert (found.earliest, found.latest) == (ago(170), ago(2))


@pytest.mark.parametrize(
    ("hours_ago", "soft", "state"),
    [
        (71.9, False, "running"),
        (72, False, "may_be_possible"),
        (72.1, False, "closed"),
        (71.9, True, "running"),
        (72, True, "may_be_possible"),
        (72.1, True, "ring_anyway"),
    ],
)
def test_state_at_and_beside_the_limit(hours_ago: float, soft: bool, state: str) -> None:
    rule = clock("C", SEX, window_hours=72, soft=soft)
    found = run(rule, answer("T01", "yes", between(hours_ago, hours_ago)))
    assert found is not None
    assert (found.state, found.soft) == (state, soft)


def test_without_a_window_it_runs_until_something_changes() -> None:
    found = run(clock("C", SEX), answer("T01", "yes", between(900, 900)))
    assert found is not None
    assert (found.closes, found.first_limit, found.state) == (None, None, "running")


def test_several_starts_are_merged() -> None:
    found = run(
        clock("C", SEX, NOTES, window_hours=72),
        answer("T01", "yes", between(20, 10)),
        answer("R12", ("sex",), taken=1),
        answer("X20", "date", between(60, 40)),
    )
    assert found is not None
    assert (found.earliest, found.latest) == (ago(60), ago(10))
    assert found.because == ("T01", "R12", "X20")


@pytest.mark.parametrize("x20", [[], [answer("X20", State.NOT_KNOWN, taken=1)]])
def test_notes_without_a_time_count_back_from_when_they_were_read(x20: list[Any]) -> None:
    found = run(clock("C", NOTES, window_hours=72), answer("R12", ("sex",), taken=4), *x20)
    assert found is not None
    assert (found.earliest, found.latest) == (ago(124), ago(4))


def test_the_items_own_lookback_is_taken_where_the_start_has_none() -> None:
    start = Start(when=says("R12", "=", "sex"), item="X20")
    found = run(clock("C", start, window_hours=72), answer("R12", ("sex",), taken=4))
    assert found is not None
    assert found.earliest == ago(5)


def test_a_guard_answered_later_does_not_move_the_event() -> None:
    start = Start(when=all_of(NOTES.when, says("X01", "!=", "no")), item="X20", lookback_hours=120)
    found = run(clock("C", start), answer("R12", ("sex",), taken=4), answer("X01", "yes"))
    assert found is not None
    assert (found.earliest, found.latest) == (ago(124), ago(4))


def test_a_clock_that_counts_from_now_counts_from_when_it_was_told() -> None:
    start = Start(when=says("T08", "=", "pain"))
    found = run(clock("C", start, target_hours=1), answer("T08", ("pain",), taken=3))
    assert found is not None
    assert (found.earliest, found.latest, found.act_by) == (ago(3), ago(3), ago(2))
    back = Start(when=says("T08", "=", "pain"), lookback_hours=72)
    found = run(clock("C", back), answer("T08", ("pain",), taken=3))
    assert found is not None
    assert (found.earliest, found.latest) == (ago(75), ago(3))


def test_a_clock_that_no_answer_tells_of_counts_from_now() -> None:
    silent = any_of(says("T08", "!=", "none"), fact("age", "<", 18))
    for start in (Start(when=silent), Start(when=silent, item="X20")):
        found = run(clock("C", start))
        assert found is not None
        assert (found.latest, found.because) == (ago(0), ("T08",))


# --- the copper coil -------------------------------------------------------------------------

COIL = clock("COIL", SEX, window_hours=120, never_closes_without=("G01", "X15"))
PERIOD = answer("G01", "date", between(20 * 24 + 5, 20 * 24))
CYCLE = answer("X15", 28)


@pytest.mark.parametrize(
    "dates",
    [
        [],
        [PERIOD],
        [CYCLE],
        [answer("G01", "stopped"), CYCLE],
        [answer("G01", State.UNSURE), CYCLE],
        [PERIOD, answer("X15", State.NOT_KNOWN)],
    ],
)
def test_it_never_closes_without_cycle_dates(dates: list[Any]) -> None:
    found = run(COIL, answer("T01", "yes", between(500, 500)), *dates)
    assert found is not None
    assert (found.closes, found.state) == (None, "may_be_possible")


def test_it_closes_by_the_first_sex_or_the_earliest_ovulation_whichever_is_later() -> None:
    early = run(COIL, answer("T01", "yes", between(150, 150)), PERIOD, CYCLE)
    late = run(COIL, answer("T01", "yes", between(10, 10)), PERIOD, CYCLE)
    over = run(COIL, answer("T01", "yes", between(300, 300)), PERIOD, answer("X15", 24))
    assert early is not None
    assert late is not None
    assert over is not None
    assert early.closes == ago((20 - 14) * 24 - 120)
    assert late.closes == ago(10 - 120)
    assert over.closes == ago((20 - 10) * 24 - 120)
    assert (early.state, late.state, over.state) == ("closed", "running", "closed")
