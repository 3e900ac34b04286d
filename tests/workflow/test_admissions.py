"""Admissions: what a ward types, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.record import Record
from srh_assess.clock import LONDON, SetClock, as_utc
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import admissions
from srh_assess.workflow.unit import Unit, check
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.memory import MemoryJournal

STAY = Stay(admitted=NOW - timedelta(hours=2))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"family": " ", "given": ""}, "name-missing"),
        ({"born": date(2026, 3, 11)}, "birth-date-future"),
        ({"born": date(1905, 3, 9)}, "birth-date-over-120"),
        ({"nhs_number": "9434765918"}, "nhs-number-check"),
    ],
)
def test_an_identity_that_cannot_be_is_refused(
    journal: MemoryJournal, clock: SetClock, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(BadInput) as fault:
        admissions.admit(journal, "a1", replace(MAYA, **changes), STAY, author="nurse", clock=clock)
    assert fault.value.sentence
    assert fault.value.next_step
    assert journal.all == []


@pytest.mark.parametrize(
    "who",
    [
        Identity(family="Cher"),
        Identity(family="x" * 200, given="y" * 200),
        Identity(family="O’Neill-D'Arcy", given="Anne Marie"),
        Identity(family="العربية", given="ليلى"),
        Identity(family="Nguyễn", given="Thị Ặng"),
        Identity(family="Leap", born=date(2004, 2, 29)),
    ],
)
def test_names_are_kept_as_they_are_written(
    journal: MemoryJournal, clock: SetClock, who: Identity
) -> None:
    record = admissions.admit(journal, "a1", who, STAY, author="nurse", clock=clock)
    assert record.identity == who
    assert journal.record("a1") == record


def test_times_that_cannot_be_are_refused(journal: MemoryJournal, clock: SetClock) -> None:
    ahead = Stay(admitted=NOW + timedelta(minutes=1))
    with pytest.raises(BadInput) as fault:
        admissions.admit(journal, "a1", MAYA, ahead, author="nurse", clock=clock)
    assert fault.value.code == "admitted-future"
    early = Stay(admitted=datetime(1997, 3, 21, 12, tzinfo=UTC))
    with pytest.raises(BadInput) as fault:
        admissions.admit(journal, "a1", MAYA, early, author="nurse", clock=clock)
    assert fault.value.code == "admitted-before-birth"


def test_a_correction_needs_a_reason_and_stands_beside(
    journal: MemoryJournal, clock: SetClock
) -> None:
    record = admissions.admit(journal, "a1", MAYA, STAY, author="nurse", clock=clock)
    other = replace(MAYA, given="Mariana")
    with pytest.raises(BadInput) as fault:
        admissions.correct(journal, record, other, STAY, " ", author="nurse", clock=clock)
    assert fault.value.code == "reason-missing"
    record = admissions.correct(
        journal, record, other, STAY, "As on her passport", author="nurse", clock=clock
    )
    assert record.identity is not None
    assert record.identity.given == "Mariana"
    assert len(journal.all) == 2


@pytest.mark.parametrize(
    ("now", "locked"),
    [
        (datetime(2026, 6, 30, 23, 59, tzinfo=LONDON), True),
        (datetime(2026, 7, 1, 0, 0, tzinfo=LONDON), False),
    ],
)
def test_the_talk_opens_at_midnight_of_the_birthday_on_the_wards_clock(
    protocol: Protocol, now: datetime, locked: bool
) -> None:
    record = Record(admission="a1", identity=replace(MAYA, born=date(2008, 7, 1)), stay=STAY)
    seen = admissions.talk_locked(protocol, record, as_utc(now), young_people=False)
    assert seen is locked
    assert not admissions.talk_locked(protocol, record, as_utc(now), young_people=True)


def test_without_a_birth_date_the_talk_stays_closed(protocol: Protocol) -> None:
    nobody = Record(admission="a1")
    assert admissions.talk_locked(protocol, nobody, NOW, young_people=False)


def test_a_unit_has_names_and_lines_a_letter_can_hold() -> None:
    unit = Unit(trust="Northmoor", ward="Willow", phones={"SRH": "020 7946 0018"})
    check(unit)
    assert unit.number("SRH") == "020 7946 0018"
    assert unit.number("GUM") == ""
    for wrong, code in (
        (Unit(trust=" ", ward="Willow"), "unit-name-missing"),
        (Unit(trust="Northmoor", ward=""), "unit-name-missing"),
        (Unit(trust="Northmoor", ward="Willow", phone="1" * 201), "unit-line-long"),
        (Unit(trust="N", ward="W", address=("a\nb",)), "unit-line-long"),
        (Unit(trust="N", ward="W", addresses={"SRH": ("a\nb",)}), "unit-line-long"),
    ):
        with pytest.raises(BadInput) as fault:
            check(wrong)
        assert fault.value.code == code
