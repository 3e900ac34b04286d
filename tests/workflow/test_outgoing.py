"""A file for another program: allowed by the unit, gone at the lock and at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment.facts import Stay
from srh_assess.clock import SetClock
from srh_assess.errors import Refused, StoreFault, UserError
from srh_assess.protocol.load import load
from srh_assess.workflow import outgoing, papers, sharing
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, WOMAN, complete
from srh_assess.workflow.unit import Envelope
from tests.workflow.homes import new_desk, sitting


def test_what_is_lent_goes_when_the_desk_is_locked(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    complete(session, {"C05": "start"})
    letter = sharing.on_desk(desk, session, "her_copy")
    letter.tick("identity", on=True)
    letter.tick(letter.boxes[1].id, on=True)
    for box in letter.boxes:
        letter.tick(box.id, on=not box.empty)
    letter.decide("yes")
    with pytest.raises(Refused):
        outgoing.lend(letter, letter.release(checked=True), lambda _: True)
    admission = session.record.admission
    desk.sign_in(ADMIN.name, PASSPHRASE)
    papers.set_envelope(desk, Envelope(), viewer=True, reason="fewer raster prints")
    desk.sign_in(NURSE.name, PASSPHRASE)
    letter = sharing.on_desk(desk, desk.session(admission, begin=False), "her_copy")
    with pytest.raises(UserError):
        outgoing.lend(letter, letter.release(checked=True), lambda _: False)
    assert letter.state == "yes"
    rendered = letter.release(checked=True)
    seen: list[bytes] = []

    def view(file: Path) -> bool:
        seen.append(file.read_bytes())
        return True

    path = outgoing.lend(letter, rendered, view)
    assert seen == [rendered.data]
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    desk.lock()
    assert not path.parent.exists()


def test_what_a_crash_left_goes_at_the_next_start(tmp_path: Path, clock: SetClock) -> None:
    (outgoing.place(tmp_path) / "SRH-1-v1.pdf").write_bytes(b"x")
    Desk(tmp_path, load(), clock)
    assert not (tmp_path / outgoing.FOLDER).exists()


def test_what_is_held_open_stays_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = outgoing.place(tmp_path) / "SRH-1-v1.pdf"
    path.write_bytes(b"x")
    with monkeypatch.context() as held:

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError

        held.setattr(Path, "unlink", refuse)
        outgoing.sweep(tmp_path)
    assert path.exists()
    outgoing.sweep(tmp_path)
    assert not path.exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        outgoing.place(tmp_path / "gone" / "home")


def test_a_letter_that_cannot_be_set_is_said_before_she_is_asked(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    who = replace(WOMAN, preferred="فاطمة")
    session = desk.session(desk.admit(who, Stay(admitted=clock.now(), ward=UNIT.ward)))
    complete(session, {"C05": "start"})
    letter = sharing.on_desk(desk, session, "srh_in_reach")
    letter.tick("identity", on=True)
    refused = letter.why_not_yes
    assert refused is not None
    assert refused.code == "letter-script"
    assert "Arabic" in str(refused)
