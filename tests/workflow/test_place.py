"""The door: where the record is, and what is known before anybody signs in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused
from srh_assess.protocol.model import Protocol
from srh_assess.store import backup, home, slots
from srh_assess.store import lock as locks
from srh_assess.store import place as places
from srh_assess.store.keys import Cost
from srh_assess.workflow import place, synthetic
from srh_assess.workflow.desk import Desk

CHEAP = Cost(memory=128, passes=1, lanes=1)
WORDS = "four plain words here"


@pytest.fixture
def desk(tmp_path: Path, protocol: Protocol, clock: SetClock) -> Desk:
    desk = Desk(tmp_path / "home", protocol, clock, cost=CHEAP)
    list(synthetic.make(desk, WORDS))
    return desk


def test_the_version_at_the_door_is_that_of_the_protocol(protocol: Protocol) -> None:
    assert place.content_version() == protocol.version


def test_a_named_folder_wins(tmp_path: Path) -> None:
    assert place.folder(tmp_path) == tmp_path


def test_a_folder_named_at_set_up_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SRH_ASSESS_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("srh_assess.store.place.can_write", lambda _: False)
    here = replace(places.this_machine(), root=tmp_path)  # whatever this machine remembers
    monkeypatch.setattr(places, "this_machine", lambda: here)
    assert place.folder(None) is None
    assert place.remember(tmp_path / "home") is False
    assert place.folder(None) == tmp_path / "home"


def test_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="internet service"):
        place.refuse(tmp_path / "OneDrive" / "home")


def test_the_door_keeps_ward_and_name_and_survives_damage(tmp_path: Path) -> None:
    assert place.door(tmp_path) == place.Door()
    told = place.Door(ward="Willow Ward", name="ruth")
    place.leave_at_door(tmp_path, told)
    before = (tmp_path / place.DOOR).stat().st_mtime_ns
    place.leave_at_door(tmp_path, told)
    assert (tmp_path / place.DOOR).stat().st_mtime_ns == before
    assert place.door(tmp_path) == told
    (tmp_path / place.DOOR).write_bytes(b"{")
    assert place.door(tmp_path) == place.Door()


def test_trouble_is_none_for_no_home_and_a_sound_one(desk: Desk, tmp_path: Path) -> None:
    assert place.trouble(tmp_path / "nothing") is None
    assert place.trouble(desk.folder) is None


def test_the_kind_is_known_at_the_door(desk: Desk, tmp_path: Path) -> None:
    assert place.kind(desk.folder) == "synthetic"
    assert place.kind(tmp_path / "nothing") == place.kind(None) == ""
    (desk.folder / slots.NAME).write_bytes(b"no json")
    assert place.kind(desk.folder) == ""


def test_damaged_slots_are_told_before_sign_in(desk: Desk) -> None:
    (desk.folder / slots.NAME).write_bytes(b"no json")
    fault = place.trouble(desk.folder)
    assert fault is not None
    assert fault.code == "slots-damaged"


def test_a_wish_is_left_for_the_copy_that_holds_the_record(desk: Desk) -> None:
    place.ask_to_give_way(desk.folder)
    assert (desk.folder / locks.WISH).exists()


def test_a_backup_takes_the_place_of_a_damaged_record(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    nurse = home.unlock(desk.folder, synthetic.NURSE, WORDS, clock)
    file = tmp_path / "kept.srhbackup"
    backup.back_up(nurse, file, datetime(2026, 3, 1, 6, tzinfo=UTC))
    (desk.folder / slots.NAME).write_bytes(b"no json")
    made = place.restore_backup(file, desk.folder, synthetic.NURSE, WORDS, clock)
    assert made.startswith("The backup of 01-Mar-2026 06:00 is in place.")
    desk.sign_in(synthetic.NURSE, WORDS)
    desk.lock()
    file.write_bytes(b"no backup")
    with pytest.raises(BadInput, match="not a backup"):
        place.restore_backup(file, desk.folder, synthetic.NURSE, WORDS, clock)


def test_the_door_of_a_ward_tells_its_ward_its_wait_and_where_the_backups_lie(
    desk: Desk, tmp_path: Path
) -> None:
    assert place.door_of(desk, "ruth").ward == ""  # nobody has signed in: nothing is known
    desk.sign_in(synthetic.NURSE, WORDS)
    assert desk.unit is not None
    door = place.door_of(desk, synthetic.NURSE)
    assert (door.ward, door.name, door.backups) == (desk.unit.ward, synthetic.NURSE, "")
    assert timedelta(minutes=door.idle_minutes) == desk.idle


def test_backups_are_offered_from_both_folders_the_newest_first(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    nurse = home.unlock(desk.folder, synthetic.NURSE, WORDS, clock)
    stick = tmp_path / "stick"
    assert place.backups(desk.folder) == ()
    for day, folder in ((1, desk.folder / backup.FOLDER), (3, stick), (2, stick)):
        folder.mkdir(exist_ok=True)
        backup.back_up(
            nurse, folder / f"srh-{day}.srhbackup", datetime(2026, 3, day, 6, tzinfo=UTC)
        )
    (stick / "srh-4.srhbackup").write_bytes(b"no backup")
    place.leave_at_door(desk.folder, place.Door(backups=str(stick)))
    offered = place.backups(desk.folder)
    assert [one.file.name for one in offered] == [f"srh-{n}.srhbackup" for n in (3, 2, 1)]
    assert place.backup_in(offered[0].file) == offered[0]
    assert offered[0].made == "03-Mar-2026 06:00"
    with pytest.raises(BadInput, match="not a backup"):
        place.backup_in(stick / "srh-4.srhbackup")
