"""One way to a SQLCipher file: the key first, then the settings every connection has."""

from __future__ import annotations

from pathlib import Path

import sqlite_utils
from sqlcipher3 import dbapi2

from srh_assess.store.faults import lies_in
from srh_assess.store.files import touch_private

_WAIT_SECONDS = 5.0  # for a second connection of this same copy, such as a backup

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def connect(path: Path, key: bytes) -> sqlite_utils.Database:
    """Opens a file that is there. Nothing is read yet: a wrong key shows at the first read.

    One thread at a time may use it; which one does not matter.
    """
    lies_in(path.parent)
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # faults are told in our own words
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in _SETTINGS:
        connection.execute(setting)
    return sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False)


def write_ahead(db: sqlite_utils.Database) -> None:
    """Write-ahead log, and a commit that returns only when the disk has it."""
    db.conn.execute("PRAGMA journal_mode = WAL")
    db.conn.execute("PRAGMA synchronous = FULL")


def new_file(path: Path, key: bytes) -> sqlite_utils.Database:
    """An empty encrypted file, private from its first byte."""
    touch_private(path)
    return connect(path, key)
