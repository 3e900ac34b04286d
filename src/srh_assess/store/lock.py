"""One running copy a home: who holds the record, since when, and how it is given way.

The operating system holds the lock on an empty file, so a crash releases it. A second file,
readable by others, names the holder. A copy that wants the record leaves a wish; the holder gives
way once its screen is locked, when everything is on disk anyway.
"""

from __future__ import annotations

import importlib
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.clock import local
from srh_assess.errors import StoreFault
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, file_mode, write_atomically

LOCK = "home.lock"
HOLDER = "holder.json"
WISH = "wish"
_LONGEST = 200
_YEARS = range(2000, 2200)


class FileLock:
    """The operating system's exclusive lock on one file; a crash releases it."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """The lock, or none when another copy has it."""
        with in_words():
            handle = os.open(path, os.O_CREAT | os.O_RDWR, file_mode(path.parent))
        if _try_lock(handle):
            return cls(handle)
        os.close(handle)
        return None

    def release(self) -> None:
        """Lets go. Doing it twice does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Holder(Struct, frozen=True):
    """Who holds the record (the name colleagues see) and since when."""

    who: str
    since: datetime


class HomeLock:
    """The record of one home, held until ``release`` or the end of the process."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self._folder = folder
        self._lock = lock

    @classmethod
    def take(cls, folder: Path, who: str, now: datetime) -> HomeLock:
        """Takes the record, or refuses with who has it and since when."""
        lock = FileLock.take(folder / LOCK)
        if lock is None:
            held = holder(folder)
            since = f"{local(held.since):%H:%M on %d %B %Y}"
            raise StoreFault("home-in-use", who=held.who, since=since)
        try:
            write_atomically(folder / HOLDER, msgspec.json.encode(Holder(who, now)))
            with in_words():
                (folder / WISH).unlink(missing_ok=True)
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock)

    def wanted(self) -> bool:
        """Whether another copy waits for the record."""
        return (self._folder / WISH).exists()

    def release(self) -> None:
        """Lets the record go. Doing it twice does no harm."""
        self._lock.release()


def holder(folder: Path) -> Holder:
    """Who holds, or last held, the record. Without a readable name, *another copy*."""
    path = folder / HOLDER
    with in_words():
        named = decoded(path.read_bytes(), Holder) if path.exists() else None
    if named is not None and _stands(named):
        return named
    since = datetime.fromtimestamp((folder / LOCK).stat().st_mtime, UTC)
    return Holder("Another copy of the program", since)


def _stands(named: Holder) -> bool:
    """Whether this is a name and a time as the program writes them: others may write the file."""
    zone, who = named.since.tzinfo, named.who
    return bool(who) and len(who) <= _LONGEST and zone is not None and named.since.year in _YEARS


def ask_to_give_way(folder: Path) -> None:
    """Leaves a wish for the holder to find."""
    write_atomically(folder / WISH, b"")


def _try_lock(handle: int) -> bool:
    if os.name == "nt":
        return _try_lock_windows(handle)
    fcntl = importlib.import_module("fcntl")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_lock_windows(handle: int) -> bool:
    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
