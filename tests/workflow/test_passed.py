"""A window that has ended is written down once, with what was done till then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import When
from srh_assess.clock import SetClock
from srh_assess.errors import StoreFault
from srh_assess.store import projections
from srh_assess.workflow import urgent, walls
from srh_assess.workflow.passed import NOTHING, last_acts
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.session import Session
from srh_assess.workflow.verify import verify_home
from tests.workflow.homes import new_desk, sitting
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]


def board(session: Session, clock: str) -> tuple[str, str | None]:
    """What the board keeps of a clock: its state, and what was last done."""
    row = projections.board_row(session.record)
    assert row is not None
    return next((found.state, found.act) for found in row.clocks if found.id == clock)


def told(session: Session, clock: SetClock) -> None:
    """Sex an hour ago that could lead to a pregnancy."""
    session.answer("T01", "yes", when=When.exactly(clock.now() - timedelta(hours=1)))
    session.answer("T02", "yes")


def ended(session: Session) -> list[tuple[str, str]]:
    return [
        (act.fact.clock, act.fact.words) for act in session.record.acts if act.fact.act == "passed"
    ]


def test_it_is_written_at_the_next_look_and_only_once(sit: Sit, clock: SetClock) -> None:
    session = sit()
    told(session, clock)
    clock.move(timedelta(hours=71))
    session.look_again()
    assert ended(session) == []
    clock.move(timedelta(seconds=1))
    session.look_again()
    assert ended(session) == [("tc_ec_lng", NOTHING)]
    session.look_again()
    clock.move(timedelta(hours=10))
    session.look_again()
    session.answer("T08", ("none",))
    assert ended(session) == [("tc_ec_lng", NOTHING)]
    (act,) = (act for act in session.record.acts if act.fact.act == "passed")
    assert act.fact.when == When.exactly(clock.now() - timedelta(hours=10, seconds=1))


def test_it_is_written_with_the_next_step_too(sit: Sit, clock: SetClock) -> None:
    session = sit()
    told(session, clock)
    clock.move(timedelta(hours=120))
    change = session.answer("T08", ("none",))
    assert change.saved_at == clock.now()
    assert [id for id, _ in ended(session)] == ["tc_ec_lng", "tc_ec_upa"]
    assert session.record.findings is not None
    states = {found.id: found.state for found in session.record.findings.clocks}
    assert states["tc_ec_lng"] == "closed"


def test_the_coil_and_soft_limits_never_pass(sit: Sit, clock: SetClock) -> None:
    session = sit()
    told(session, clock)
    session.answer("A06", "yes")
    clock.move(timedelta(days=400))
    session.look_again()
    assert {id for id, _ in ended(session)} == {"tc_ec_lng", "tc_ec_upa"}


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"act": "rung"}, "Rung at 10-Mar-2026 12:00."),
        ({"act": "ringing"}, "Somebody was ringing at 10-Mar-2026 12:00."),
        ({"act": "said_no", "words": "Not for me"}, "Said no at 10-Mar-2026 12:00."),
        ({"act": "carry_on"}, "Carried on at 10-Mar-2026 12:00."),
        ({"act": "started"}, "Begun at 10-Mar-2026 12:00."),
    ],
)
def test_it_says_what_was_done_till_then(
    sit: Sit, clock: SetClock, act: dict[str, str], words: str
) -> None:
    session = sit()
    told(session, clock)
    session.add(facts.ClockActed(clock="tc_ec_lng", **act))  # type: ignore[arg-type]  # rows
    clock.move(timedelta(hours=73))
    session.look_again()
    assert ended(session) == [("tc_ec_lng", words)]


def test_what_begins_anew_is_a_new_call(sit: Sit, clock: SetClock) -> None:
    session = sit()
    told(session, clock)
    for one in urgent.running(session.protocol, session.record, session.findings):
        urgent.act(session, one, "rung")
    clock.move(timedelta(days=30))
    session.look_again()
    assert set(last_acts(session.record)) == {"tc_ec_cuiud"}
    told(session, clock)
    session.answer("T02", "yes")
    (call,) = urgent.waiting(session.protocol, session.record, session.findings)
    assert call.new
    assert board(session, "tc_ec_lng") == ("running", None)
    clock.move(timedelta(days=30))
    session.look_again()
    assert len(ended(session)) == 4
    assert board(session, "tc_ec_lng") == ("closed", "passed")


def test_a_full_disk_does_not_stop_the_look(
    sit: Sit, clock: SetClock, journal: MemoryJournal
) -> None:
    session = sit()
    told(session, clock)
    clock.move(timedelta(hours=73))
    journal.fail = StoreFault("disk-full")
    findings = session.look_again()
    assert {c.id: c.state for c in findings.clocks}["tc_ec_lng"] == "closed"
    assert ended(session) == []
    session.answer("T08", ("none",))
    assert ended(session) == [("tc_ec_lng", NOTHING)]


def test_verify_accepts_it_and_nothing_but_it(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    told(session, clock)
    clock.move(timedelta(hours=73))
    session.look_again()
    assert len(ended(session)) == 1
    desk.lock()
    assert verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=clock).faults == 0
    desk.sign_in(NURSE.name, PASSPHRASE)
    session = desk.session(session.record.admission)
    session.add(facts.ClockActed(clock="tc_ec_upa", act="passed"))
    desk.lock()
    report = verify_home(desk.folder, NURSE.name, PASSPHRASE, clock=clock)
    assert report.faults == 1
    assert any("a limit had passed that had not" in line for line in report.lines)


def test_the_wall_looks_at_the_window_and_its_end(sit: Sit, clock: SetClock) -> None:
    session = sit()
    told(session, clock)
    clock.move(timedelta(hours=73))
    before = session.record
    session.look_again()
    (entry,) = (
        entry
        for entry in session.journal.entries(before.admission)
        if isinstance(entry.fact, facts.ClockActed)
    )
    fact = entry.fact
    assert isinstance(fact, facts.ClockActed)
    assert walls.broken(session.protocol, before, entry) == ()
    for other in (
        replace(fact, clock="tc_ec_upa"),
        replace(fact, clock="tc_pepse"),
        replace(fact, when=When.exactly(clock.now())),
    ):
        said = walls.broken(session.protocol, before, replace(entry, fact=other))
        assert said == ("it says that a limit had passed that had not",)
