"""The disk fails: real failures where this machine allows them, a failing seam at every
statement elsewhere. Nothing that was saved is lost, and the store goes on when it can."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from srh_assess.assessment.record import Record
from srh_assess.clock import SystemClock
from srh_assess.errors import UserError
from srh_assess.store import verify
from srh_assess.store.clinical import ClinicalStore
from srh_assess.workflow import backup_plan
from srh_assess.workflow.backup_facts import BackupsPlanned
from tests.refusing import refused
from tests.store.wards import Ward, filled
from tests.workflow.homes import new_desk


class Failing:
    """A connection whose statement number ``at`` fails with a result code, once."""

    def __init__(self, connection: Any, at: int, code: int) -> None:
        self._connection = connection
        self._left = at
        self._code = code
        self.failed = ""

    def execute(self, sql: str, *values: Any) -> Any:
        self._left -= 1
        if self._left == 0 and sql != "ROLLBACK":
            self.failed = sql
            error = dbapi2.OperationalError("of the disk")
            error.sqlite_errorcode = self._code
            raise error
        return self._connection.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


CODES = [
    (dbapi2.SQLITE_FULL, "disk-full"),
    (dbapi2.SQLITE_IOERR, "disk-error"),
    (dbapi2.SQLITE_READONLY, "home-read-only"),
]


@pytest.mark.parametrize(("code", "wanted"), CODES)
def test_a_failure_at_any_statement_of_an_answer_leaves_the_record_as_it_was(
    ward: Ward, code: int, wanted: str
) -> None:
    failed = []
    with ward.store() as store:
        record = ward.admit(store)
        after, whole = record, store._db.conn
        for at in range(1, 100):
            failing = Failing(whole, at, code)
            store._db.conn = failing  # type: ignore[assignment]  # a stand-in for the connection
            try:
                after = ward.answer(store, record, "no")
            except UserError as error:
                assert error.code == wanted
                failed.append(failing.failed.split()[0])
            else:
                break
            finally:
                store._db.conn = whole
            assert store.record(record.admission) == record
        assert store.record(record.admission) == after
        assert after.last_entry == record.last_entry + 1
    assert failed[0] == "BEGIN"
    assert failed[-1] == "COMMIT"
    assert failed.count("INSERT") == 2  # the entry and its body; no list row changed
    assert verify.walk(ward.nurse()).clean


def test_a_full_database_file_is_told_and_goes_on_when_there_is_room(ward: Ward) -> None:
    with ward.store() as store:
        record = ward.admit(store)
        pages = store._db.conn.execute("PRAGMA page_count").fetchone()[0]
        store._db.conn.execute(f"PRAGMA max_page_count = {pages}")
        record, code = until_refused(ward, store, record)
        assert code == "disk-full"
        store._db.conn.execute("PRAGMA max_page_count = 1000000")
        record = ward.answer(store, record, "after")
        assert store.record(record.admission) == record
    assert verify.walk(ward.nurse()).clean


def until_refused(ward: Ward, store: ClinicalStore, record: Record) -> tuple[Record, str]:
    """Answers until the store refuses; everything before is there."""
    for number in range(1000):
        try:
            record = ward.answer(store, record, f"{number} " * 500)
        except UserError as error:
            assert error.sentence
            assert store.record(record.admission) == record
            return record, error.code
    raise AssertionError("the disk never filled")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_quota_on_the_file_is_told_and_goes_on_when_it_is_lifted(ward: Ward) -> None:
    with ward.store() as store:
        record = ward.admit(store)
        with largest_file(200_000):
            record, code = until_refused(ward, store, record)
        assert code in {"disk-full", "disk-error"}
        record = ward.answer(store, record, "after")
        assert store.record(record.admission) == record
    assert verify.walk(ward.nurse()).clean


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("this machine does not let the test mount a file system")
    yield disk
    if subprocess.run(["umount", str(disk)], check=False).returncode != 0:
        subprocess.run(["umount", "-l", str(disk)], check=True)
        pytest.fail("a file was left open on the disk")


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    ward = Ward(small_disk / "home")
    filler = small_disk / "something else"
    filler.write_bytes(bytes(300_000))
    with ward.store() as store:
        record, code = until_refused(ward, store, ward.admit(store))
        assert code == "disk-full"
        assert refused(lambda: ward.answer(store, record, "x" * 9000)) == "disk-full"
        filler.unlink()
        record = ward.answer(store, record, "after")
    with ward.store() as store:
        assert store.record(record.admission) == record
    assert verify.walk(ward.nurse()).clean


def test_a_backup_onto_a_full_disk_leaves_no_half_and_is_made_when_there_is_room(
    tmp_path: Path, small_disk: Path
) -> None:
    desk = new_desk(tmp_path / "home", SystemClock())
    filler = small_disk / "something else"
    filler.write_bytes(bytes(980_000))
    planned = BackupsPlanned(folder=f"{small_disk}")
    make = partial(backup_plan.make, desk.opened, planned, desk.clock)
    assert refused(make) == "backup-folder-full"
    assert list(small_disk.iterdir()) == [filler]
    filler.unlink()
    assert make().entries
    assert len(list(small_disk.iterdir())) == 1
    desk.lock()


def test_a_first_set_up_on_a_full_disk_can_be_done_again(small_disk: Path) -> None:
    filler = small_disk / "something else"
    filler.write_bytes(bytes(1_010_000))
    assert refused(lambda: Ward(small_disk / "home")) == "disk-full"
    filler.unlink()
    assert verify.walk(Ward(small_disk / "home").nurse()).clean


@contextmanager
def only_reading(folder: Path) -> Iterator[None]:
    """Takes the right to write in a folder away from this process, the administrator's too."""
    paths = [folder, *folder.iterdir()]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        for path in paths:
            path.chmod(0o700 if path.is_dir() else 0o600)


def test_a_folder_that_cannot_be_written() -> None:
    with tempfile.TemporaryDirectory() as outside:  # the test runner's own folder is closed
        Path(outside).chmod(0o755)
        ward = Ward(Path(outside) / "home")
        filled(ward)
        with only_reading(ward.folder):
            opened = ward.nurse()
            assert refused(lambda: ClinicalStore.open(opened, ward.clock)) == "home-read-only"
            new = Path(outside) / "home" / "new"
            assert refused(lambda: Ward(new)) == "home-read-only"
        assert verify.walk(ward.nurse()).clean


def test_a_folder_that_is_gone_while_the_record_is_open(ward: Ward) -> None:
    away = ward.folder.with_name("away")
    with ward.store() as store:
        record = ward.admit(store)
        ward.folder.rename(away)
        assert refused(lambda: ward.answer(store, record, "lost?")) == "home-gone"
        away.rename(ward.folder)
        record = ward.answer(store, record, "back")
        assert store.record(record.admission) == record
    assert verify.walk(ward.nurse()).clean


def test_a_home_that_is_damaged_in_the_middle_says_so_and_stays_as_it_is(ward: Ward) -> None:
    first, second = filled(ward, answers=60)
    raw = ward.journal_file.read_bytes()

    def use() -> None:
        with ward.store() as store:
            for admission in (first, second):
                store.record(admission)
            store.board()

    for offset in range(0, len(raw), 4096):
        damaged = bytearray(raw)
        damaged[offset + 2000] ^= 0xFF
        ward.journal_file.write_bytes(damaged)
        try:
            use()
        except UserError as error:
            assert error.code == "home-damaged"
        assert refused(lambda: verify.walk(ward.nurse())) == "home-damaged"
        assert ward.journal_file.read_bytes() == damaged


@pytest.mark.parametrize("keep", [0.99, 0.5, 0.01])
def test_a_file_that_was_cut_short_says_so_and_stays_as_it_is(ward: Ward, keep: float) -> None:
    filled(ward, answers=60)
    raw = ward.journal_file.read_bytes()
    ward.journal_file.write_bytes(raw[: int(len(raw) * keep)])
    left = ward.journal_file.read_bytes()

    def use() -> None:
        with ward.store():
            verify.walk(ward.nurse())

    assert refused(use) == "home-damaged"
    assert ward.journal_file.read_bytes() == left


def test_a_clock_set_back_mixes_nothing_up(ward: Ward) -> None:
    with ward.store() as store:
        record = ward.answer(store, ward.admit(store), "today")
        ward.clock.move(timedelta(days=-1))
        record = ward.answer(store, record, "yesterday")
        assert store.record(record.admission) == record
        assert [entry.number for entry in store.entries(record.admission)] == [1, 2, 3]
    assert verify.walk(ward.nurse()).clean


def test_a_second_copy_is_told_whose_holds_the_record(ward: Ward) -> None:
    with ward.store():
        with pytest.raises(UserError) as caught, ward.store():
            pass
        assert caught.value.code == "home-in-use"
        assert "Bea Nurse" in caught.value.sentence
    with ward.store():
        pass
