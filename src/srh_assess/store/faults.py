"""Which failures of disk and database a person can put right, and in which words.

``sqlcipher3`` raises its own exception classes, not those of ``sqlite3``, so they are sorted by
SQLite's result code. A code that is not listed is our own fault and stays what it is: a bug.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from srh_assess.errors import StoreFault

_BY_RESULT = {
    dbapi2.SQLITE_FULL: "disk-full",
    dbapi2.SQLITE_IOERR: "disk-error",
    dbapi2.SQLITE_READONLY: "home-read-only",
    dbapi2.SQLITE_PERM: "home-read-only",
    dbapi2.SQLITE_CANTOPEN: "home-gone",
    dbapi2.SQLITE_BUSY: "home-busy",
    dbapi2.SQLITE_LOCKED: "home-busy",
    dbapi2.SQLITE_CORRUPT: "home-damaged",
    dbapi2.SQLITE_NOTADB: "home-damaged",
}

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


def known(error: BaseException) -> str | None:
    """The catalogue's code for a failure of disk or database; none when it is a bug."""
    if isinstance(error, dbapi2.Error):
        return _BY_RESULT.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, OSError) and error.errno is not None:
        return _BY_ERRNO.get(error.errno)
    return None


@contextmanager
def in_words() -> Iterator[None]:
    """Turns a known failure inside the block into a ``StoreFault``; lets a bug through."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        code = known(error)
        if code is None:
            raise
        raise StoreFault(code) from error
