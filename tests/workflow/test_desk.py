"""Getting in, what each account may open, and what is gone after the lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment.facts import Stay
from srh_assess.clock import SetClock
from srh_assess.errors import Refused, StoreFault
from srh_assess.protocol.load import load
from srh_assess.store import ledger
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, WOMAN
from tests.workflow.homes import CHEAP, new_desk, sitting


def test_a_home_is_set_up_once_and_opens_with_a_passphrase(tmp_path: Path, clock: SetClock) -> None:
    desk = Desk(tmp_path / "home", load(), clock, cost=CHEAP)
    assert (desk.exists, desk.me, desk.unit, desk.kind) == (False, None, None, None)
    key = desk.set_up(UNIT, ADMIN, NURSE)
    assert desk.exists
    assert len(key) > 40
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert desk.me is not None
    assert desk.me.display == NURSE.display
    assert desk.unit == UNIT
    assert desk.kind == "live"
    assert desk.reads_records
    assert desk.name_of(desk.me.id) == NURSE.display
    assert desk.name_of("nobody") == ""
    desk.lock()


def test_an_admin_opens_no_record(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    assert not desk.reads_records
    for act in (
        desk.board,
        lambda: desk.record(session.record.admission),
        lambda: desk.session(session.record.admission),
        lambda: desk.admit(WOMAN, Stay(admitted=clock.now())),
    ):
        with pytest.raises(Refused) as fault:
            act()
        assert fault.value.code in {"role-may-not", "no-clinical-key"}


def test_after_the_lock_nothing_opens_and_nothing_is_lost(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    session.answer("T01", "yes")
    admission = session.record.admission
    desk.lock()
    desk.lock()
    with pytest.raises(Refused) as fault:
        desk.board()
    assert fault.value.code == "not-signed-in"
    with pytest.raises(Refused):
        desk.confirm(PASSPHRASE)
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert desk.record(admission) == session.record
    assert desk.session(admission).undo_name == session.undo_name
    desk.lock()


def test_a_wrong_passphrase_tells_nothing_more(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    codes = []
    for name, passphrase in ((NURSE.name, "not the right words"), ("nobody", PASSPHRASE)):
        with pytest.raises(Refused) as fault:
            Desk(tmp_path / "home", desk.protocol, clock).sign_in(name, passphrase)
        codes.append(fault.value.code)
    assert len(set(codes)) == 1
    with pytest.raises(Refused):
        desk.confirm("not the right words")
    desk.lock()


def test_a_second_copy_is_told_whose_it_is_and_since_when(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    second = Desk(tmp_path / "home", desk.protocol, clock)
    with pytest.raises(StoreFault) as fault:
        second.sign_in(NURSE.name, PASSPHRASE)
    assert NURSE.display in fault.value.sentence
    assert second.me is None
    desk.lock()
    second.sign_in(NURSE.name, PASSPHRASE)
    second.lock()


def test_the_board_and_a_correction(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    admission = sitting(desk).record.admission
    desk.correct(
        admission, replace(WOMAN, given="Mariana"), Stay(admitted=clock.now()), "As she spells it"
    )
    row = desk.board()[0]
    assert (row.admission, row.given) == (admission, "Mariana")
    assert not desk.talk_locked(desk.record(admission))
    desk.lock()


def test_the_units_numbers_are_kept_and_not_edited_outside(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    with pytest.raises(Refused) as refused:
        desk.change_unit(replace(UNIT, phone="020 7946 0099"))
    assert refused.value.code == "lead-only"
    desk.sign_in(ADMIN.name, PASSPHRASE)
    desk.change_unit(replace(UNIT, phone="020 7946 0099", young_people=True), "A new office")
    assert (desk.unit or UNIT).phone == "020 7946 0099"
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert (desk.unit or UNIT).phone == "020 7946 0099"
    assert not desk.talk_locked(sitting(desk).record)
    path = tmp_path / "home" / ledger.NAME
    kept = path.read_bytes()
    for spoiled, code in ((kept[:-1] + b"x", "ledger-damaged"), (b"", "ledger-damaged")):
        path.write_bytes(spoiled)
        with pytest.raises(StoreFault) as fault:
            desk.sign_in(NURSE.name, PASSPHRASE)
        assert fault.value.code == code
        assert desk.me is None
    path.write_bytes(kept)
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert desk.unit is not None
    desk.lock()
