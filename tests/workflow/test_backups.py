"""A backup and its way back, as the commands do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from srh_assess import cli
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, UserError
from srh_assess.protocol.load import load
from srh_assess.store.salvage import Salvaged
from srh_assess.workflow import backups, restoring
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT
from tests.workflow.homes import CHEAP, new_desk, sitting


def test_there_and_back(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    first = sitting(desk).record.admission
    file = tmp_path / "today.srhbackup"
    said = backups.save(desk.folder, file, NURSE.name, PASSPHRASE, clock)
    assert "entries of 1 admissions" in " ".join(said)
    second = sitting(desk).record.admission
    desk.lock()
    said = backups.bring_back(file, desk.folder, NURSE.name, PASSPHRASE, clock)
    assert "set aside" in said[-2]
    assert "newer than the backup taken over" in said[-1]
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert {row.admission for row in desk.board()} == {first, second}
    desk.lock()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        (Salvaged(), ""),
        (Salvaged(taken=1), "1 entry newer than the backup taken over from it."),
        (Salvaged(taken=2, left=3), "2 entries newer than the backup taken over from it. 3 entries"
         " more in it did not fit and stayed there. Keep that folder."),
        (Salvaged(left=None), "Not all of it can be read. Keep the folder that was set aside, and"
         " show it to whoever looks after this computer."),
    ],
)  # fmt: skip
def test_what_was_taken_over_is_said_and_nothing_is_to_be_deleted(
    found: Salvaged | None, words: str
) -> None:
    assert " ".join(restoring.taken_over(found)) == words


def test_with_the_recovery_key_into_an_empty_place(tmp_path: Path, clock: SetClock) -> None:
    desk = Desk(tmp_path / "home", load(), clock, cost=CHEAP)
    key = desk.set_up(UNIT, ADMIN, NURSE)
    file = tmp_path / "today.srhbackup"
    backups.save(desk.folder, file, NURSE.name, PASSPHRASE, clock)
    said = backups.bring_back(file, tmp_path / "new", "", key, clock, recovery_key=True)
    assert "set aside" not in " ".join(said)
    assert Desk(tmp_path / "new", load(), clock).exists


def test_what_cannot_be_is_said(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    desk.lock()
    there = tmp_path / "there"
    there.write_text("mine", "utf-8")
    for act, code in (
        (lambda: backups.save(desk.folder, there, NURSE.name, PASSPHRASE, clock), "backup-there"),
        (
            lambda: backups.save(desk.folder, there / "x" / "y", NURSE.name, "", clock),
            "backup-no-folder",
        ),
        (
            lambda: backups.bring_back(tmp_path / "no", desk.folder, "", "", clock),
            "file-unreadable",
        ),
        (lambda: backups.bring_back(there, desk.folder, "", "", clock), "backup-unreadable"),
    ):
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == code
        assert caught.value.sentence
    assert there.read_text("utf-8") == "mine"
    with pytest.raises(BadInput):
        backups.save(desk.folder, there, "", "", clock)


def test_the_commands(tmp_path: Path, clock: SetClock, capsys: pytest.CaptureFixture[str]) -> None:
    desk = new_desk(tmp_path / "home", clock)
    desk.lock()
    words = tmp_path / "words"
    words.write_text(PASSPHRASE, "utf-8")
    known = ["--user", NURSE.name, "--passphrase-file", str(words)]
    file = str(tmp_path / "b.srhbackup")
    assert cli.main(["backup", str(desk.folder), file, *known]) == cli.DONE
    assert cli.main(["restore", file, str(tmp_path / "again"), *known]) == cli.DONE
    assert "Restored: b.srhbackup." in capsys.readouterr().out
    assert cli.main(["backup", str(desk.folder), file, *known]) == cli.WRONG_USE
    assert "already a file" in capsys.readouterr().err
