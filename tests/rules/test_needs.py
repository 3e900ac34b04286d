"""What raises a need, how urgent it is, when it is due."""

from __future__ import annotations

from typing import Any

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import Raised, Start
from srh_assess.rules.clocks import clocks
from srh_assess.rules.needs import NeedFinding, needs
from tests.rules.made import (
    NOW,
    ago,
    all_of,
    answer,
    between,
    clock,
    item,
    need,
    protocol,
    says,
    view,
)

PROTOCOL = protocol(
    item("Q1", lookback_hours=168),
    item("Q2"),
    item("Q3"),
    needs=[
        need(
            "N1",
            says("Q1"),
            Raised(when=all_of(says("Q2"), says("Q3", "!=", "yes")), urgency="S"),
            Raised(when=says("Q1", "=", "unsure"), unsure=True),
        ),
        need("N2", says("Q3", "=", "unsure"), urgency="E"),
        need("N3", says("Q3"), urgency="48"),
    ],
    clocks=[
        clock("C", Start(when=says("Q1"), item="Q1"), window_hours=72, needs=("N2", "N3")),
        clock("D", Start(when=says("Q2", "=", "unsure")), needs=("N3",)),
        clock("E", Start(when=says("Q3", "=", "no")), needs=("N3",)),
        clock("F", Start(when=says("Q3", "=", "declined"))),
    ],
)


def find(*answers: Any, **first_raised: Any) -> dict[str, NeedFinding]:
    now = view(*answers)
    found = needs(PROTOCOL, now, clocks(PROTOCOL, now), first_raised)
    return {one.id: one for one in found}


def test_nothing_told_nothing_raised() -> None:
    assert find() == {}
    assert find(answer("Q1", "no"), answer("Q2", State.DECLINED)) == {}


def test_because_names_the_items_that_tell() -> None:
    found = find(answer("Q2", "yes"), answer("Q3", State.DECLINED))
    assert found["N1"].because == ("Q2",)
    assert found["N1"].state == "suspected"


def test_the_most_urgent_row_counts() -> None:
    closed = between(99, 99)
    assert find(answer("Q1", "yes", closed))["N1"].urgency == "7"
    both = find(answer("Q1", "yes", closed), answer("Q2", "yes"))["N1"]
    assert (both.urgency, both.because) == ("S", ("Q1", "Q2"))


def test_due_counts_from_when_it_was_first_raised() -> None:
    assert find(answer("Q2", "yes"))["N1"].due == ago(-12)
    assert find(answer("Q2", "yes"), N1=ago(5))["N1"].due == ago(-7)
    assert find(answer("Q2", "yes"), N1=NOW)["N1"].due == ago(-12)


def test_only_unsure_is_asked_again() -> None:
    assert find(answer("Q1", State.UNSURE))["N1"].reask
    assert not find(answer("Q1", State.UNSURE), answer("Q2", "yes"))["N1"].reask


def test_a_running_clock_is_never_without_a_need() -> None:
    alone = find(answer("Q1", "yes", between(10, 10)))
    assert list(alone) == ["N1", "N2"]
    assert (alone["N2"].because, alone["N2"].urgency) == (("Q1",), "E")
    assert (alone["N2"].due, alone["N2"].reask) == (ago(-1), False)
    with_one = find(answer("Q1", "yes", between(10, 10)), answer("Q3", "yes"))
    assert list(with_one) == ["N1", "N3"]
    assert list(find(answer("Q1", "yes", between(99, 99)))) == ["N1"]


def test_a_need_raised_by_a_clock_is_asked_again_when_all_that_told_was_unsure() -> None:
    assert find(answer("Q2", State.UNSURE))["N3"].reask
    assert not find(answer("Q3", "no"))["N3"].reask
    both = find(answer("Q2", State.UNSURE), answer("Q3", "no"))["N3"]
    assert (both.because, both.reask) == (("Q2", "Q3"), False)
