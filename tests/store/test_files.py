from __future__ import annotations

import errno
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from srh_assess.errors import StoreFault
from srh_assess.store import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_replaced_whole_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "small"
    files.write_atomically(path, b"old")
    files.write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small"
    files.write_atomically(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFault) as caught:
        files.write_atomically(path, b"new")
    assert caught.value.code == "disk-full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_folder_and_one_that_was_there_are_closed_to_others(tmp_path: Path) -> None:
    files.make_private_folder(tmp_path / "new" / "home")
    assert mode(tmp_path / "new" / "home") == 0o700
    (tmp_path / "old").mkdir(mode=0o755)
    files.make_private_folder(tmp_path / "old")
    assert mode(tmp_path / "old") == 0o700


def test_a_folder_opened_to_a_group_by_the_administrator_stays_so(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2775)
    files.make_private_folder(shared)
    assert mode(shared) == 0o2770
    files.write_atomically(shared / "small", b"x")
    assert mode(shared / "small") == 0o660


def test_where_folders_cannot_be_synced_nothing_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "os", type("Windows", (), {"name": "nt"}))
    files.sync_folder(tmp_path / "not even there")


def test_a_folder_that_is_private_already_is_not_asked_to_become_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What mounts a memory stick may know no permissions, and refuse to set any."""
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o700)

    def refuses(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(Path, "chmod", refuses)
    files.make_private_folder(stick)
    assert mode(stick) == 0o700


@pytest.mark.parametrize(
    ("code", "goes_on"),
    [(errno.ENOSYS, True), (errno.EPERM, True), (errno.EINVAL, True), (errno.EIO, False)],
)
def test_a_stick_or_share_that_knows_no_permissions_takes_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, goes_on: bool
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)

    def unknown(*_: object) -> None:
        raise OSError(code, "not here")

    monkeypatch.setattr(Path, "chmod", unknown)
    if goes_on:
        files.make_private_folder(shared)
        files.write_atomically(shared / "small", b"x")
        assert (shared / "small").read_bytes() == b"x"
    else:
        with pytest.raises(StoreFault):
            files.make_private_folder(shared)


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
def test_a_share_that_cannot_sync_a_folder_is_no_fault_and_a_failing_disk_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def unknown(_: int) -> None:
        raise OSError(code, "not here")

    monkeypatch.setattr(os, "fsync", unknown)
    if code == errno.EINVAL:
        files.sync_folder(tmp_path)
    else:
        with pytest.raises(OSError, match="not here"):
            files.sync_folder(tmp_path)


def test_drafts_of_a_killed_program_go_after_a_day_and_nothing_else(tmp_path: Path) -> None:
    now = datetime(2026, 7, 14, 13, tzinfo=UTC)
    old = (now - timedelta(days=2)).timestamp()
    for name in (".draft", ".half/part", "backups/.draft", "kept"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (old, old))
    os.utime(tmp_path / ".half", (old, old))
    (tmp_path / ".young").write_bytes(b"another copy writes it now")
    os.utime(tmp_path / ".young", (now.timestamp(), now.timestamp()))
    files.sweep(tmp_path, now)
    left = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*"))
    assert left == [".young", "backups", "kept"]
