"""Everything in order, and the record as it was at any moment; earlier stays said and not said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.along import EarlierStaySaid, TeamDecided
from srh_assess.assessment.facts import Entry, Identity, Stay
from srh_assess.assessment.fold import fold
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import walls
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE, complete
from srh_assess.workflow.stay import Going
from srh_assess.workflow.timeline import PROGRAM, Then, as_it_was, groups, moments
from srh_assess.workflow.verify import verify_home
from tests.store.every_fact import every_fact
from tests.workflow.conftest import NOW
from tests.workflow.homes import new_desk, sitting

WREN = Identity(family="Wren", given="Maya", nhs_number="9990000018")


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    made = new_desk(tmp_path / "home", clock)
    yield made
    made.lock()


def test_all_of_it_the_newest_first_and_by_group(desk: Desk) -> None:
    session = sitting(desk)
    complete(session, {})
    entries = desk.entries(session.record.admission)
    people = moments(entries)
    assert [one.entry.number for one in people] == sorted(
        (one.entry.number for one in people), reverse=True
    )
    assert all(one.group != PROGRAM for one in people)
    found = [one for group in groups() for one in moments(entries, group)]
    assert sorted(one.entry.number for one in found) == [entry.number for entry in entries]
    assert [one.title for one in moments(entries, "stay")] == ["Admitted"]


def test_a_kind_without_a_row_is_still_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("srh_assess.workflow.timeline.titles", dict)
    fact = facts.Returned(at=NOW)
    entry = Entry(id="a", number=1, admission="x", at=NOW, author="n", fact=fact)
    (one,) = moments([entry])
    assert (one.title, one.group) == ("Returned", "other")


def test_the_record_as_it_was_at_every_moment(desk: Desk) -> None:
    session = sitting(desk)
    complete(session, {"T01": "yes"})
    entries = desk.entries(session.record.admission)
    record = Record(admission=session.record.admission)
    for entry in entries:
        record = fold(record, entry)
        assert desk.record_then(record.admission, entry.number) == record
    assert record == session.record
    for number in (0, entries[-1].number + 1):
        with pytest.raises(Refused):
            as_it_was(entries, number)
    with pytest.raises(Refused):
        as_it_was(desk.entries("no such stay"), 1)


def test_what_was_cannot_be_written(desk: Desk, protocol: Protocol) -> None:
    session = sitting(desk)
    then = Then(session.journal, protocol, session.record, NOW - timedelta(days=3))
    assert then.clock.now() == NOW - timedelta(days=3)
    before = desk.record(session.record.admission)
    with pytest.raises(Refused, match="read, not changed"):
        then.answer("T01", "no")
    assert desk.record(session.record.admission) == before


def test_an_earlier_stay_is_hers_when_a_person_says_so(desk: Desk, clock: SetClock) -> None:
    first = desk.admit(WREN, Stay(admitted=clock.now()))
    desk.end(first, Going(at=clock.now()))
    clock.move(timedelta(days=5))
    second = desk.admit(WREN, Stay(admitted=clock.now()))
    assert desk.record(second).along.hers == ()
    desk.say_earlier(second, first, same=True)
    assert desk.record(second).along.hers == (first,)
    desk.say_earlier(second, first, same=False)
    assert desk.record(second).along.hers == ()
    for wrong in (second, "nobody"):
        with pytest.raises(Refused):
            desk.say_earlier(second, wrong, same=True)
    assert [row.admission for row in desk.stays_found("wre")] == [second, first]
    assert [row.admission for row in desk.stays_found("999 000 0018")] == [second, first]
    assert desk.stays_found("  ") == desk.stays_found("Wrenn") == ()
    desk.lock()
    assert verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=clock).faults == 0


def test_what_no_workflow_could_have_written(protocol: Protocol) -> None:
    record = Record(admission="x", identity=WREN, stay=Stay(admitted=NOW))
    said: dict[facts.AnyFact, str] = {
        EarlierStaySaid(earlier="x", same=True): "a stay was said to be earlier than itself",
        TeamDecided(decision="d", by="b", on=NOW.date()): (
            "the team decided about a talk that was not put off"
        ),
    }
    for fact, words in said.items():
        entry = Entry(id="a", number=2, admission="x", at=NOW, author="n", fact=fact)
        assert walls.broken(protocol, record, entry) == (words,)
    other = Entry(
        id="a", number=2, admission="x", at=NOW, author="n",
        fact=EarlierStaySaid(earlier="y", same=True),
    )  # fmt: skip
    assert walls.broken(protocol, record, other) == ()


def test_every_fact_can_be_read_again_in_any_order() -> None:
    record = Record(admission="x")
    for number, fact in enumerate(every_fact("mark", training=True), 1):
        entry = Entry(id=f"{number}", number=number, admission="x", at=NOW, author="n", fact=fact)
        record = fold(record, entry)
    assert replace(record).last_entry == len(every_fact("mark", training=True))
    assert len(record.along.meetings) == 1
