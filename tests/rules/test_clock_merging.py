"""Several starts of one clock: a time that somebody gave goes before a *yes* without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from srh_assess.assessment.answers import Answer, When
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Start
from srh_assess.rules.clocks import ClockFinding, clocks
from srh_assess.rules.findings import evaluate
from tests.rules import made

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PROTOCOL = load()


def pep(hours: float, *, check: str = "yes_not_now") -> ClockFinding:
    """The PEP clock: the notes tell of an exposure ``hours`` ago, she says only *yes*."""
    answers = [
        Answer(item="R12", taken=NOW, value=("hiv_exposure",)),
        Answer(
            item="X21", taken=NOW, value="date", when=When.exactly(NOW - timedelta(hours=hours))
        ),
        Answer(item="X31", taken=NOW, value=check),
    ]
    found = evaluate(
        PROTOCOL, {a.item: a for a in answers}, now=NOW, born=None, admitted=None,
        first_raised={}, outcome="defer",
    )  # fmt: skip
    return next(clock for clock in found.clocks if clock.id == "tc_pepse")


@pytest.mark.parametrize("check", ["yes_not_now", "no"])
def test_the_time_of_the_notes_sets_both_bounds(check: str) -> None:
    clock = pep(40, check=check)
    assert clock.closes == clock.first_limit == NOW + timedelta(hours=32)
    assert clock.state == "running"


@pytest.mark.parametrize(("hours", "state"), [(71.9, "running"), (72, "may_be_possible")])
def test_up_to_its_end_the_known_time_counts(hours: float, state: str) -> None:
    clock = pep(hours)
    assert clock.closes == NOW + timedelta(hours=72 - hours)
    assert clock.state == state


def test_when_it_has_run_out_the_yes_without_a_time_keeps_it_open() -> None:
    clock = pep(73)
    assert clock.closes == NOW + timedelta(hours=72)
    assert clock.state == "may_be_possible"
    assert pep(73, check="no").state == "closed"


def test_a_yes_without_a_time_is_of_when_she_said_it() -> None:
    """Another answer that the start needs too, given later, moves no bound."""
    both = made.all_of(made.says("T"), made.says("U"))
    rules = made.protocol(
        made.item("T", lookback_hours=48),
        made.item("U"),
        clocks=[made.clock("C", Start(when=both, item="T"), window_hours=72)],
    )
    (found,) = clocks(rules, made.view(made.answer("T", "yes", taken=5), made.answer("U", "yes")))
    assert (found.earliest, found.latest) == (made.ago(53), made.ago(5))


def test_a_told_event_without_a_time_gives_way_to_a_known_time() -> None:
    """The notes tell of it, the item that asks for its time has no answer."""
    rules = made.protocol(
        made.item("T"),
        made.item("N"),
        made.item("W", "date"),
        clocks=[
            made.clock(
                "C",
                Start(when=made.says("T"), item="T", lookback_hours=48),
                Start(when=made.says("N"), item="W", lookback_hours=48),
                window_hours=72,
            )
        ],
    )
    timed = made.answer("T", "yes", made.between(10, 10))
    (found,) = clocks(rules, made.view(timed, made.answer("N", "yes", taken=2)))
    assert (found.earliest, found.latest) == (made.ago(10), made.ago(10))
    (alone,) = clocks(rules, made.view(made.answer("N", "yes", taken=2)))
    assert (alone.earliest, alone.latest) == (made.ago(50), made.ago(2))
