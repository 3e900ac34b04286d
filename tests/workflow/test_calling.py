"""The sheet for a call: facts in the order they are asked, lines for what is open, one entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment.answers import When
from srh_assess.assessment.calling import CallSheetPrinted
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.errors import Refused, UserError
from srh_assess.letters import call_sheet
from srh_assess.letters.letter import Letter, plain_text
from srh_assess.workflow import calling, urgent
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.session import Session
from srh_assess.workflow.urgent import Interruption
from tests.workflow.homes import new_desk, sitting


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    return new_desk(tmp_path / "home", clock)


def interrupted(desk: Desk) -> tuple[Session, Interruption]:
    session = sitting(desk)
    session.answer("R12", ("sex_5_days",))
    session.answer("X20", "date", when=When.exactly(desk.clock.now()))
    now = session.clock.now()
    return session, urgent.interruptions(session.protocol, session.record, session.findings, now)[0]


def rows(letter: Letter, heading: str) -> list[str]:
    return [f"{r.label}: {r.text}" for b in letter.blocks if b.heading == heading for r in b.rows]


def test_it_says_whom_to_ring_by_when_and_what_they_will_ask(desk: Desk) -> None:
    session, one = interrupted(desk)
    made = calling.sheet(session, UNIT, one)
    assert rows(made, "Ring")[0].endswith(": 020 7946 0018")
    assert rows(made, "Ring")[1].endswith(calling.NO_NUMBER)
    assert len(rows(made, "Time limits")) == len(one.clocks)
    assert all("Act by" in row for row in rows(made, "Time limits"))
    asked = [session.protocol.items[name].label for name in calling.items(session, one)]
    assert [row.partition(": ")[0] for row in rows(made, "What they will ask")] == asked
    assert "0 hours before" in plain_text(made)
    assert call_sheet.OPEN in plain_text(made)
    assert len(rows(made, "Write down")) == len(call_sheet.BY_HAND)
    assert "not yet approved" in made.notice
    assert calling.sheet(session, UNIT, one, approved=True).notice == ""
    desk.lock()


def test_it_names_her_and_the_file_gives_nothing_away(desk: Desk) -> None:
    session, one = interrupted(desk)
    made = calling.sheet(session, UNIT, one)
    assert "WREN, Marianne" in plain_text(made)
    assert "Wren" not in made.file_name
    bare = call_sheet.compose(_call(session, one), Record(admission="a"), {})
    assert "Not known" in bare.footer
    desk.lock()


def _call(session: Session, one: Interruption) -> call_sheet.Call:
    now = session.clock.now()
    return call_sheet.Call(
        title=one.title, action="Ring", ward="", trust="T", numbers=(), limits=(), items=(),
        at=now, dated=now.date(), id="1",
    )  # fmt: skip


def test_a_state_is_said_and_no_hours(desk: Desk) -> None:
    from srh_assess.assessment.answers import State

    session, one = interrupted(desk)
    session.answer("X12", state=State.NOT_KNOWN)
    said = rows(calling.sheet(session, UNIT, one), "What they will ask")
    assert "Weight: Not known" in said
    desk.lock()


def test_a_day_says_it_all_and_an_answer_without_a_time_says_none(desk: Desk) -> None:
    session, one = interrupted(desk)
    session.answer("O01", "yes")
    session.answer("G01", "date", when=When())
    session.answer("T07", "no", when=When())
    said = rows(calling.sheet(session, UNIT, one), "What they will ask")
    assert "Last period or bleed: Date not known" in said
    assert "Could be pregnant now: No" in said
    session.answer("G01", "date", when=When.exactly(desk.clock.now()))
    said = rows(calling.sheet(session, UNIT, one), "What they will ask")
    assert not [row for row in said if "On this day" in row]
    desk.lock()


def test_printed_is_one_entry_and_sent_to_nobody(desk: Desk) -> None:
    session, one = interrupted(desk)
    pages = calling.on_desk(desk, session, one)
    assert pages.pages == 1
    paper: list[bytes] = []
    before = session.record.last_entry
    calling.print_out(session, one, pages, paper.append, printer="Willow office")
    assert paper == [pages.data]
    assert session.record.last_entry == before + 1
    assert session.record.letters == {}
    assert isinstance(CallSheetPrinted(clocks=(), file="", printer=""), CallSheetPrinted)
    desk.lock()


def test_a_printer_that_fails_writes_nothing_down(desk: Desk) -> None:
    session, one = interrupted(desk)
    before = session.record.last_entry

    def fails(_: bytes) -> None:
        raise UserError("print-failed", printer="Willow office")

    with pytest.raises(UserError):
        pages = calling.on_desk(desk, session, one)
        calling.print_out(session, one, pages, fails, printer="Willow office")
    assert session.record.last_entry == before
    desk.lock()


def test_nobody_signed_in_prints_nothing(desk: Desk, tmp_path: Path, clock: SetClock) -> None:
    session, one = interrupted(desk)
    stranger = Desk(tmp_path / "none", session.protocol, clock)
    with pytest.raises(Refused):
        calling.on_desk(stranger, session, one)
    assert replace(one, need="x").clocks
    desk.lock()
