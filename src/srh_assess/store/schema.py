"""The tables of the clinical file, as migrations: named, ordered, never edited once released.

A migration and the raised version are one transaction. Statements are plain SQL, so that what a
released step did is fixed for good (a test holds its hash).
"""

from __future__ import annotations

from collections.abc import Callable

import sqlite_utils
from sqlite_utils.migrations import Migrations

from srh_assess.store.slots import Kind

SET = "clinical"
MARKED = ("journal", "bodies", "admission_keys", "disposals", "admissions", "board", "after_stays")
"""Tables in which every row says of which world it is: live, synthetic or training. A row of
another one does not go in."""
MARKED_SINCE = 5
"""The version from which on the rows say so."""

_JOURNAL = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    home TEXT NOT NULL,
    kind TEXT NOT NULL,
    admission TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_of_admission ON journal (admission);

CREATE TABLE bodies (
    number INTEGER PRIMARY KEY REFERENCES journal (number),
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE admission_keys (
    admission TEXT PRIMARY KEY,
    key BLOB NOT NULL
) STRICT;

CREATE TABLE disposals (
    admission TEXT PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES journal (number)
) STRICT;

CREATE TRIGGER journal_grows_by_one BEFORE INSERT ON journal
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN SELECT raise(ABORT, 'the journal only grows, by one'); END;
CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'a journal entry is never changed'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'a journal entry is never deleted'); END;

CREATE TRIGGER bodies_are_never_updated BEFORE UPDATE ON bodies
BEGIN SELECT raise(ABORT, 'a sealed body is never changed'); END;
CREATE TRIGGER bodies_are_never_deleted BEFORE DELETE ON bodies
BEGIN SELECT raise(ABORT, 'a sealed body is never deleted'); END;

CREATE TRIGGER admission_keys_are_never_updated BEFORE UPDATE ON admission_keys
BEGIN SELECT raise(ABORT, 'a key is never changed'); END;
CREATE TRIGGER admission_keys_go_with_a_disposal BEFORE DELETE ON admission_keys
WHEN NOT EXISTS (SELECT 1 FROM disposals WHERE admission = OLD.admission)
BEGIN SELECT raise(ABORT, 'a key is destroyed by disposal only'); END;

CREATE TRIGGER disposals_are_never_updated BEFORE UPDATE ON disposals
BEGIN SELECT raise(ABORT, 'a disposal is never changed'); END;
CREATE TRIGGER disposals_are_never_deleted BEFORE DELETE ON disposals
BEGIN SELECT raise(ABORT, 'a disposal is never deleted'); END;
"""

_PROJECTIONS = """
CREATE TABLE admissions (
    admission TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    preferred TEXT NOT NULL,
    born TEXT,
    nhs_number TEXT NOT NULL,
    local_id TEXT NOT NULL,
    ward TEXT NOT NULL,
    room TEXT NOT NULL,
    admitted TEXT NOT NULL
) STRICT;
CREATE INDEX admissions_by_nhs_number ON admissions (nhs_number);
CREATE INDEX admissions_by_name ON admissions (family COLLATE NOCASE, born);

CREATE TABLE board (
    admission TEXT PRIMARY KEY,
    row BLOB NOT NULL
) STRICT;

CREATE TABLE lists_shape (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    shape INTEGER NOT NULL
) STRICT;
"""

_STAYS = """
ALTER TABLE admissions ADD COLUMN ended TEXT;
CREATE INDEX admissions_by_born ON admissions (born);
CREATE INDEX admissions_by_local_id ON admissions (local_id);
"""

_AFTER = """
CREATE TABLE after_stays (
    admission TEXT PRIMARY KEY,
    row BLOB NOT NULL
) STRICT;
CREATE INDEX admissions_by_given ON admissions (given COLLATE NOCASE);
CREATE INDEX admissions_by_preferred ON admissions (preferred COLLATE NOCASE);
"""

_LOG = """
CREATE INDEX journal_by_kind ON journal (kind, number);
"""

_WORLD = "".join(
    f"ALTER TABLE {table} ADD COLUMN origin TEXT NOT NULL DEFAULT '{{kind}}'"
    " CHECK (origin = '{kind}');\n"
    for table in MARKED
)

STEPS: tuple[tuple[str, str], ...] = (
    ("0001_journal_and_board", _JOURNAL + _PROJECTIONS),
    ("0002_stays_end", _STAYS),
    ("0003_open_after_stays", _AFTER),
    ("0004_log_by_kind", _LOG),
    ("0005_which_world", _WORLD),
)

VERSION = len(STEPS)


def migrations(kind: Kind) -> Migrations:
    """The steps as sqlite-utils applies them, for a home of this kind."""
    steps = Migrations(SET)
    for number, (name, sql) in enumerate(STEPS, start=1):
        steps(name=name)(_step(number, sql.replace("{kind}", kind)))
    return steps


def _step(number: int, sql: str) -> Callable[[sqlite_utils.Database], None]:
    def apply(db: sqlite_utils.Database) -> None:
        db.executescript(sql)
        db.conn.execute(f"PRAGMA user_version = {number}")

    apply.__name__ = f"step_{number}"
    return apply
