"""What is written on the charts: kept in the manager's journal, taken back with a reason only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.measures.annotations import KINDS, Annotation, above
from srh_assess.protocol.load import load
from srh_assess.store import home
from srh_assess.store.figures import figures
from srh_assess.store.opened import Opened
from srh_assess.workflow import annotating
from srh_assess.workflow.simulate import PASSPHRASE, moment_of, simulate
from tests.workflow.homes import CHEAP

CLOCK = SetClock(moment_of(5))
DAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annotating") / "home"
    simulate(folder, 2, 5, load(), cost=CHEAP)
    return folder


@pytest.fixture
def manager(ward: Path) -> Opened:
    return home.unlock(ward, "manager", PASSPHRASE, CLOCK)


def test_a_course_stands_on_the_charts_until_it_is_taken_back(manager: Opened) -> None:
    made = annotating.course_held(manager, CLOCK, DAY, "  second\ncourse ")
    assert made.sentence == "training wave: second course"
    assert made in annotating.standing(manager).annotations
    annotating.take_back(manager, CLOCK, made.id, "wrong day")
    assert made not in annotating.standing(manager).annotations
    with figures(manager) as kept:
        assert [note.kind for note in kept.notes()][-2:] == ["annotation", "taken_back"]


def test_a_day_before_the_first_stay_can_stand_on_a_chart(manager: Opened) -> None:
    assert annotating.earliest(manager, CLOCK) == "2021-02"
    made = annotating.course_held(manager, CLOCK, date(2021, 2, 1), "first course")
    annotating.take_back(manager, CLOCK, made.id, "tried out")


def test_new_limits_carry_who_and_why(manager: Opened) -> None:
    later = annotating.set_limits(manager, CLOCK, "M2", "2025-12", "in-reach clinic weekly")
    sooner = annotating.set_limits(manager, CLOCK, "M2", "2025-06", "gate on the huddle board")
    other = annotating.set_limits(manager, CLOCK, "M1", "2025-06", "gate on the huddle board")
    there = annotating.standing(manager)
    assert there.limits_of("M2") == (sooner, later)
    assert "gate on the huddle board" in sooner.sentence
    assert manager.me.display in sooner.sentence
    for one in (later, sooner, other):
        annotating.take_back(manager, CLOCK, one.id, "tried out")
    assert not annotating.standing(manager).limits


@pytest.mark.parametrize(
    ("kind", "day", "words", "code"),
    [
        ("training", date(2099, 1, 1), "", "annotation-future"),
        ("training", date(2021, 1, 31), "", "annotation-before"),
        ("training", date(1990, 1, 5), "", "annotation-before"),
        ("other", DAY, " ", "annotation-words"),
        ("closed", DAY, "x" * 121, "annotation-long"),
        ("change", DAY, "care Improved here", "annotation-better"),
    ],
)
def test_annotations_that_are_none(manager: Opened, kind, day, words, code) -> None:
    with pytest.raises(UserError) as fault:
        annotating.annotate(manager, CLOCK, kind, day, words)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("measure", "month", "reason", "code"),
    [
        ("M11", "2025-06", "why", "limits-measure"),
        ("E1", "2025-06", "why", "limits-measure"),
        ("B2", "2025-06", "why", "limits-measure"),
        ("M99", "2025-06", "why", "limits-measure"),
        ("M2", "2025-06", "  ", "limits-reason"),
        ("M2", "2099-01", "why", "limits-month"),
        ("M2", "2025-6", "why", "limits-month"),
        ("M2", "2025-00", "why", "limits-month"),
    ],
)
def test_new_limits_that_are_none(manager: Opened, measure, month, reason, code) -> None:
    with pytest.raises(UserError) as fault:
        annotating.set_limits(manager, CLOCK, measure, month, reason)
    assert fault.value.code == code


@pytest.mark.parametrize(("id", "reason", "code"), [("no", "why", "annotation-gone"),
                                                    ("no", " ", "limits-reason")])  # fmt: skip
def test_nothing_to_take_back(manager: Opened, id: str, reason: str, code: str) -> None:
    with pytest.raises(UserError) as fault:
        annotating.take_back(manager, CLOCK, id, reason)
    assert fault.value.code == code


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_itself(kind) -> None:
    assert Annotation(id="a", kind=kind, day=DAY).sentence
    assert Annotation(id="a", kind=kind, day=DAY, words="so").sentence.endswith(": so")


def test_what_stands_above_a_month() -> None:
    at = [
        Annotation(id="b", kind="closed", day=date(2025, 3, 9)),
        Annotation(id="a", kind="training", day=date(2025, 3, 2), words="first"),
        Annotation(id="c", kind="training", day=date(2024, 3, 2)),
    ]
    months = ("2025-02", "2025-03")
    assert above(at, months) == {1: "training wave: first; ward closed"}
    assert above(at, ("2025-01 to 2025-03",)) == {0: "training wave: first; ward closed"}
