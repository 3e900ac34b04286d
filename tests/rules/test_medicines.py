"""What the tables say of medicines taken and stopped, at every boundary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment.answers import Answer, State, When
from srh_assess.protocol.load import load
from srh_assess.rules.cited import CitedFact
from srh_assess.rules.findings import evaluate
from tests.rules.made import NOW, answer

PROTOCOL = load()
DAY = timedelta(days=1)


def told(*answers: tuple[str, Answer]) -> tuple[CitedFact, ...]:
    found = evaluate(
        PROTOCOL,
        dict(answers),
        now=NOW,
        born=date(1990, 1, 1),
        admitted=None,
        first_raised={},
        outcome=None,
    )
    return found.medicine_facts


def rows(*answers: tuple[str, Answer]) -> list[str]:
    return [fact.row for fact in told(*answers)]


def test_every_note_of_a_medicine_stands_there_with_its_source() -> None:
    facts = told(answer("R13", ("carbamazepine",)))
    assert [fact.row for fact in facts] == list(PROTOCOL.tables.medicines["carbamazepine"].notes)
    for fact in facts:
        note = PROTOCOL.tables.notes[fact.row]
        assert fact.subject == "Carbamazepine"
        assert (fact.title, fact.flag, fact.source) == (note.title, note.flag, note.source)
        assert (fact.because, fact.until) == (("R13",), None)


@pytest.mark.parametrize("given", [State.NOT_KNOWN, ("none",)])
def test_no_medicine_no_fact(given: State | tuple[str, ...]) -> None:
    assert told(answer("R13", given)) == ()
    assert told() == ()


def test_a_medicine_that_is_not_in_the_list_keeps_its_name() -> None:
    item, given = answer("R13", ("other",))
    (fact,) = told((item, replace(given, words="Ketamine")))
    assert (fact.subject, fact.row) == (
        "Another medicine, not in this list: Ketamine",
        "other_unknown",
    )
    (fact,) = told((item, given))
    assert fact.subject == "Another medicine, not in this list"


@pytest.mark.parametrize(
    ("medicine", "days", "counts"),
    [
        ("carbamazepine", 27, True),
        ("carbamazepine", 28, True),
        ("carbamazepine", 29, False),
        ("sugammadex", 7, True),
        ("sugammadex", 8, False),
        ("topiramate", 28, True),
        ("topiramate", 29, False),
        ("modafinil", 59, True),
        ("modafinil", 60, False),
        ("isotretinoin", 28, True),
        ("isotretinoin", 29, False),
        ("acitretin", 1095, True),
        ("acitretin", 1097, False),
        ("sertraline", 0, False),
    ],
)
def test_a_stopped_medicine_counts_to_the_last_day(medicine: str, days: int, counts: bool) -> None:
    when = When.exactly(NOW - days * DAY)
    facts = told(answer("X70", (medicine,), when))
    assert bool(facts) == counts
    assert all(fact.until is not None and fact.because == ("X70",) for fact in facts)


def test_the_last_day_is_told_and_counts_from_the_latest_it_can_have_been() -> None:
    when = When(NOW - 60 * DAY, datetime(2026, 2, 10, 12, tzinfo=UTC))
    facts = told(answer("X70", ("carbamazepine",), when))
    assert {fact.until for fact in facts} == {date(2026, 3, 10)}


def test_without_a_day_it_counts() -> None:
    (fact,) = told(answer("X70", ("charcoal",)))
    assert (fact.row, fact.until) == ("charcoal", None)


def test_taken_stands_before_stopped_and_once() -> None:
    both = rows(answer("R13", ("carbamazepine",)), answer("X70", ("carbamazepine",)))
    assert both == rows(answer("R13", ("carbamazepine",)))
