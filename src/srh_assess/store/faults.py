"""Which failures of disk and database a person can put right, and in which words.

``sqlcipher3`` raises its own exception classes, not those of ``sqlite3``, so they are sorted by
SQLite's result code. A code that is not listed is our own fault and stays what it is: a bug.

SQLite tells some of what a full disk does (memory that it shares through a file cannot grow) as an
error of input or output: whether there is room is then asked of the disks its files lie on. A
memory stick that was pulled out reads as a damaged file: whether the disk takes anything at all is
asked then, so that nobody puts a backup in the place of a file that is whole.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from srh_assess.errors import StoreFault

_BY_RESULT = {
    3: "home-read-only",  # SQLITE_PERM
    5: "home-busy",  # SQLITE_BUSY
    6: "home-busy",  # SQLITE_LOCKED
    8: "home-read-only",  # SQLITE_READONLY
    10: "disk-error",  # SQLITE_IOERR
    11: "home-damaged",  # SQLITE_CORRUPT
    13: "disk-full",  # SQLITE_FULL
    14: "home-gone",  # SQLITE_CANTOPEN
    26: "home-damaged",  # SQLITE_NOTADB
}
"""SQLite's result codes by number: they never change."""

_BY_ERRNO = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EIO: "disk-error",
    errno.EROFS: "home-read-only",
    errno.EACCES: "home-read-only",
    errno.EPERM: "home-read-only",
    errno.ENOENT: "home-gone",
    errno.ENOTDIR: "home-gone",
    errno.ENODEV: "home-gone",
    errno.ESTALE: "home-gone",
}


_ROOM = 1 << 17  # bytes; more than a commit needs at once
_ASKED = frozenset({"disk-error", "home-damaged"})
_OUT = frozenset({"disk-error", "home-gone"})
_places: set[Path] = set()


def lies_in(folder: Path) -> None:
    """A database lies there: where it fails, room is looked for."""
    _places.add(folder)


def _database() -> type[Exception]:
    """What a database raises. Loaded when something was raised: the first page needs none."""
    from sqlcipher3 import dbapi2

    error: type[Exception] = dbapi2.Error
    return error


def known(error: BaseException) -> str | None:
    """The catalogue's code for a failure of disk or database; none when it is a bug."""
    if isinstance(error, _database()):
        code = _BY_RESULT.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        tried = {_tried(place) for place in _places} if code in _ASKED else set()
        if code == "disk-error" and "disk-full" in tried:
            return "disk-full"
        return "home-gone" if code == "home-damaged" and tried & _OUT else code
    if isinstance(error, OSError) and error.errno is not None:
        return _BY_ERRNO.get(error.errno)
    return None


def _tried(folder: Path) -> str:
    """What this disk says to a little more: tried, because a quota shows only so. Empty where it
    takes it, or says nothing we know."""
    trial = folder / f".room-{secrets.token_hex(4)}"
    try:
        if not folder.is_dir():
            return "" if Path(folder.anchor).exists() else "home-gone"  # a drive that is gone
        handle = os.open(trial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            return "disk-full" if os.write(handle, bytes(_ROOM)) < _ROOM else ""
        finally:
            os.close(handle)
            trial.unlink()
    except OSError as fault:
        return _BY_ERRNO.get(fault.errno or 0, "")


@contextmanager
def in_words() -> Iterator[None]:
    """Turns a known failure inside the block into a ``StoreFault``; lets a bug through."""
    try:
        yield
    except (_database(), OSError) as error:
        code = known(error)
        if code is None:
            raise
        raise StoreFault(code) from error
