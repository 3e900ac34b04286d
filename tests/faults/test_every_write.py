"""A backup, a migration, a restore and a disposal, each while the disk fails in every way there is.

Whatever happens, what was saved before is there, the record proves clean, and the same thing done
again once the disk is well ends as it should. The disks are real where this machine allows it: a
small file system that fills, a folder without the right to write, a folder that is gone. An input
or output error comes from a seam at every call that waits for the disk.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.assessment.facts import Discharged
from srh_assess.assessment.keeping import Disposed
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.store import backup, home, keys, opening, restore, schema, verify
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.connection import connect
from srh_assess.store.opened import Opened
from tests.faults.scripted import Say, killed
from tests.faults.test_disk import only_reading, small_disk  # noqa: F401 - a fixture
from tests.store import sample
from tests.store.wards import NOON, NURSE, Ward, filled

OLDEST = "home-1"


@dataclass
class Writing:
    """Something that writes: in which folder, how it is done, and what must be true afterwards."""

    folder: Path
    act: Callable[[], object]
    entries: int
    clock: SetClock
    done: Callable[[], bool] = field(default=lambda: True)

    def opened(self) -> Opened:
        return home.unlock(self.folder, NURSE.name, NURSE.passphrase, self.clock)

    def whole(self, *, at_least: int = 0) -> None:
        """The record opens, holds everything it held, and proves clean."""
        store = ClinicalStore.open(self.opened(), self.clock)
        try:
            assert store.head.number >= (at_least or self.entries)
        finally:
            store.close()
        assert verify.walk(self.opened()).clean

    def ends_as_it_should(self) -> None:
        self.act()
        assert self.done()
        self.whole()


def of_backup(folder: Path) -> Writing:
    ward = Ward(folder)
    filled(ward)
    target = folder / "backups" / "one.srhbackup"
    target.parent.mkdir()
    return Writing(
        folder=folder,
        act=lambda: backup.back_up(ward.nurse(), target, ward.clock.now()),
        entries=14,
        clock=ward.clock,
        done=lambda: backup.contents(target).entries >= 14,
    )


def of_migration(folder: Path) -> Writing:
    """The oldest released home, opened by this program."""
    folder.mkdir(parents=True)
    for path in (sample.DATA / OLDEST).iterdir():
        shutil.copyfile(path, folder / path.name)
    clock = SetClock(NOON + timedelta(days=400))
    made = Writing(folder=folder, act=str, entries=20, clock=clock)

    def act() -> None:
        ClinicalStore.open(made.opened(), clock).close()

    def done() -> bool:
        return len(list((folder / backup.FOLDER).glob("before-upgrade-*.srhbackup"))) >= 1

    made.act, made.done = act, done
    return made


def of_restore(folder: Path) -> Writing:
    """The record is restored, and what was newer in it is taken over."""
    ward = Ward(folder)
    first, _ = filled(ward)
    file = folder / "kept.srhbackup"
    backup.back_up(ward.nurse(), file, NOON)
    with ward.store() as store:
        ward.answer(store, store.record(first), "newer")

    def unlock(made: Path) -> Opened:
        return home.unlock(made, NURSE.name, NURSE.passphrase, ward.clock)

    def act() -> None:
        ward.clock.move(timedelta(minutes=1))
        restore.bring_back(file, folder, unlock, ward.clock)

    return Writing(folder=folder, act=act, entries=15, clock=ward.clock)


def of_disposal(folder: Path) -> Writing:
    ward = Ward(folder)
    with ward.store() as store:
        record = ward.admit(store)
        with store.transaction(record, ward.nurse_id) as transaction:
            transaction.add(Discharged(at=NOON))
    certificate = Disposed(
        disposal="d", admission=record.admission, entries=2, first=NOON.date(), last=NOON.date(),
        held_as="srh", reason="Its time", proposed_by="another",
    )  # fmt: skip

    def act() -> None:
        with ward.store() as store:
            if not store.disposed(record.admission):
                store.dispose(certificate, ward.nurse_id)

    def done() -> bool:
        with ward.store() as store:
            return store.disposed(record.admission)

    return Writing(folder=folder, act=act, entries=2, clock=ward.clock, done=done)


KINDS = {"backup": of_backup, "migration": of_migration, "restore": of_restore,
         "disposal": of_disposal}  # fmt: skip
every = pytest.mark.parametrize("kind", KINDS)


def told(act: Callable[[], object]) -> str:
    """The code of what it says; empty when it went well."""
    try:
        act()
    except UserError as fault:
        assert fault.sentence
        assert fault.next_step
        return fault.code
    return ""


# ---- a disk that is really full


@every
def test_on_a_disk_that_is_really_full(kind: str, small_disk: Path) -> None:  # noqa: F811
    """Full to the last byte, then with a little more room each time, until it ends."""
    writing = KINDS[kind](small_disk / "home")
    filler = small_disk / "something else"
    refusals = []
    for room in range(0, 900_000, 24_000):
        free = shutil.disk_usage(small_disk).free + (
            filler.stat().st_size if filler.exists() else 0
        )
        with filler.open("wb") as out:
            out.write(bytes(max(free - room, 0)))
        code = told(writing.act)
        if not code:
            break
        refusals.append(code)
    filler.unlink()
    assert refusals
    assert set(refusals) == {"disk-full"}
    writing.ends_as_it_should()


# ---- an error of input or output at every wait for the disk


@every
def test_an_error_at_any_wait_for_the_disk(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, real = KINDS[kind](tmp_path / "home"), os.fsync
    codes = []
    left = [0]
    for at in (*range(1, 24), *range(24, 400, 9)):
        left = [at]

        def failing(handle: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.EIO, "an error of the disk")
            real(handle)

        monkeypatch.setattr(os, "fsync", failing)
        code = told(writing.act)
        monkeypatch.setattr(os, "fsync", real)
        if home.exists(writing.folder):
            # A restore that stopped between the backup and what was newer: that lies aside, whole,
            # and the next one takes it over.
            writing.whole(at_least=writing.entries - (kind == "restore"))
        if left[0] > 0:
            break  # it ended without coming so far
        codes.append(code)
    assert set(codes) <= {"disk-error", ""}  # a wait that matters to nothing may fail unheard
    assert left[0] > 0
    writing.ends_as_it_should()


# ---- a folder that cannot be written, and one that is gone


@every
def test_in_a_folder_that_cannot_be_written(kind: str) -> None:
    with tempfile.TemporaryDirectory() as outside:  # the test runner's own folder is closed
        Path(outside).chmod(0o755)
        writing = KINDS[kind](Path(outside) / "home")
        inside = writing.folder / backup.FOLDER
        inside.mkdir(exist_ok=True)
        with only_reading(writing.folder):
            assert told(writing.act) == "home-read-only"
        writing.ends_as_it_should()


@every
def test_in_a_folder_that_is_gone(kind: str, tmp_path: Path) -> None:
    writing = KINDS[kind](tmp_path / "home")
    away = tmp_path / "away"
    writing.folder.rename(away)
    code = told(writing.act)
    assert code in {"home-missing", "home-gone", "backup-unreadable"}
    if writing.folder.exists():  # a restore makes the folder it is to fill
        shutil.rmtree(writing.folder)
    away.rename(writing.folder)
    writing.ends_as_it_should()


# ---- a clock that was set back


@every
def test_with_a_clock_that_was_set_back(kind: str, tmp_path: Path) -> None:
    writing = KINDS[kind](tmp_path / "home")
    writing.clock.set(writing.clock.now() - timedelta(days=3))
    writing.ends_as_it_should()
    writing.clock.set(writing.clock.now() - timedelta(days=3))
    writing.ends_as_it_should()


# ---- killed in a migration


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_kill_during_a_migration_leaves_the_old_home_or_the_new_one(
    tmp_path: Path, long: bool
) -> None:
    rng = random.Random(11)
    seen = set()
    for number in range(60 if long else 16):
        writing = of_migration(tmp_path / f"home {number}")

        def work(say: Say, writing: Writing = writing) -> None:
            say("begun")
            writing.act()
            say("done")

        said = killed(work, rng, lines=1, within=0.12)
        seen.add(len(said))
        version = version_of(writing)
        assert 1 <= version <= schema.VERSION
        if "done" in said:
            assert version == schema.VERSION
        writing.ends_as_it_should()
        assert version_of(writing) == schema.VERSION
    assert 1 in seen  # some were killed before they ended


def version_of(writing: Writing) -> int:
    key = keys.subkey(writing.opened().clinical, "clinical.db")
    db = connect(writing.folder / opening.NAME, key)
    try:
        return opening.version(db)
    finally:
        db.close()
