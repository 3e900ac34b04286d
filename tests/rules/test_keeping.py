"""Until when a record is kept: every class, at each boundary; what stands against disposal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from srh_assess.assessment.facts import Discharged
from srh_assess.assessment.keeping import (
    ClassSet,
    DisposalProposed,
    DisposalRefused,
    HoldLifted,
    HoldPlaced,
    Keeping,
    RecordClass,
    ReviewedForKeeping,
)  # fmt: skip
from srh_assess.assessment.record import Record
from srh_assess.rules import keeping

ENDED = datetime(2026, 2, 10, 12, tzinfo=UTC)
HOLD = HoldPlaced(hold="h", reason="an inquiry")


def record(**stands: object) -> Record:
    return Record(
        admission="a",
        ended=Discharged(at=ENDED),
        contact_at=ENDED,
        keeping=Keeping(**stands),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("held_as", "until"),
    [
        ("mental_health", date(2046, 2, 10)), ("general", date(2034, 2, 10)),
        ("srh", date(2034, 2, 10)), ("srh_device", date(2036, 2, 10)),
    ],
)  # fmt: skip
def test_each_class_counts_from_the_last_contact(held_as: RecordClass, until: date) -> None:
    assert keeping.kept_until(record(held_as=held_as)) == until


def test_the_longest_class_holds_until_somebody_sets_another() -> None:
    longest = max(keeping.classes().values(), key=lambda row: row.years)
    assert Keeping().held_as == longest.id
    for row in keeping.classes().values():
        assert row.source
        assert row.evidence
        assert row.reviewed < row.review_by


@pytest.mark.parametrize(
    ("stands", "until"),
    [
        ({"died": date(2027, 1, 5)}, date(2037, 1, 5)),
        ({"kept_until": date(2050, 1, 1)}, date(2050, 1, 1)),
        ({"kept_until": date(2030, 1, 1)}, date(2046, 2, 10)),
        ({"held_as": "srh", "died": date(2027, 1, 5)}, date(2035, 1, 5)),
    ],
)
def test_a_death_and_a_review(stands: dict[str, object], until: date) -> None:
    assert keeping.kept_until(record(**stands)) == until


def test_a_later_entry_counts_and_leap_days_are_days() -> None:
    later = replace(record(), contact_at=datetime(2028, 2, 29, 12, tzinfo=UTC))
    assert keeping.kept_until(later) == date(2048, 2, 29)
    assert keeping.kept_until(replace(later, keeping=Keeping(held_as="srh_device"))) == date(
        2038, 3, 1
    )
    assert keeping.kept_until(replace(record(), ended=None)) is None
    assert keeping.last_contact(Record(admission="a")) is None
    assert keeping.kept_until(replace(record(), contact_at=None)) == date(2046, 2, 10)


@pytest.mark.parametrize(
    ("stands", "today", "codes"),
    [
        ({}, date(2046, 2, 9), ["disposal-too-early"]), ({}, date(2046, 2, 10), []),
        ({}, date(2046, 2, 11), []), ({"holds": (HOLD,)}, date(2047, 1, 1), ["disposal-held"]),
        ({"holds": (HOLD,)}, date(2030, 1, 1), ["disposal-held", "disposal-too-early"]),
    ],
)  # fmt: skip
def test_what_stands_against_disposal(
    stands: dict[str, object], today: date, codes: list[str]
) -> None:
    assert list(keeping.against_disposal(record(**stands), today)) == codes
    asked = DisposalProposed(disposal="d", reason="Its time has passed")
    assert list(keeping.faults(record(**stands), asked, today, "dilys")) == codes


def test_a_stay_that_goes_on_is_never_disposed_of() -> None:
    going = replace(record(), ended=None)
    assert list(keeping.against_disposal(going, date(2099, 1, 1))) == ["disposal-stay-open"]


TODAY = date(2046, 5, 1)


@pytest.mark.parametrize(
    ("fact", "codes"),
    [
        (ClassSet(to="srh", reason=" "), ["reason-missing"]),
        (ClassSet(to="srh", reason="Set", died=TODAY), []),
        (ClassSet(to="srh", reason="Set", died=date(2046, 5, 2)), ["keeping-future"]),
        (HoldPlaced(hold="h", reason="Again"), ["hold-twice"]),
        (HoldPlaced(hold="i", reason="Another"), []),
        (HoldLifted(hold="h", reason="Over"), []),
        (HoldLifted(hold="i", reason="Over"), ["hold-unknown"]),
        (ReviewedForKeeping(until=TODAY, reason="Kept"), ["keeping-past"]),
        (ReviewedForKeeping(until=date(2046, 5, 2), reason="Kept"), []),
    ],
)
def test_each_fact_has_its_wall(fact: object, codes: list[str]) -> None:
    assert list(keeping.faults(record(holds=(HOLD,)), fact, TODAY, "dilys")) == codes


@pytest.mark.parametrize(
    ("disposal", "until", "reason", "author", "codes"),
    [
        ("d", date(2046, 5, 2), "A claim may come", "rosa", []),
        ("d", TODAY, "A claim may come", "rosa", ["keeping-past"]),
        ("d", date(2046, 5, 2), "  ", "rosa", ["reason-missing"]),
        ("d", date(2046, 5, 2), "A claim may come", "dilys", ["disposal-own-no"]),
        ("e", date(2046, 5, 2), "A claim may come", "rosa", ["disposal-not-asked"]),
    ],
)
def test_a_no_is_another_persons_answer_to_what_was_asked(
    disposal: str, until: date, reason: str, author: str, codes: list[str]
) -> None:
    asked = record(proposed=DisposalProposed(disposal="d", reason="Time"), proposed_by="dilys")
    no = DisposalRefused(disposal=disposal, until=until, reason=reason)
    assert list(keeping.faults(asked, no, TODAY, author)) == codes
    if not codes:
        assert list(keeping.faults(record(), no, TODAY, author)) == ["disposal-not-asked"]
