"""The measures file: what the figures keep of each stay, and the manager's own journal.

Encrypted under the measures key, which a manager holds and the clinical key is not. The rows are
written and rebuilt by the clinical side; the journal beside them (releases, baselines, reasons,
reads) is chained like the other one, and no rebuild touches it. Rows are JSON: this room knows
their month and their mark, not what they say.

The file carries the beginning of the home's id in its name: a folder that got another home does
not find the figures of the one before, and a restored record finds its own.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import sqlite_utils
from msgspec import Struct

from srh_assess.errors import Refused, StoreFault
from srh_assess.store import keys
from srh_assess.store.bodies import written
from srh_assess.store.connection import connect, new_file, write_ahead
from srh_assess.store.faults import in_words
from srh_assess.store.files import touch_private
from srh_assess.store.opened import Opened
from srh_assess.store.slots import Kind

VERSION = 2
_TABLES = """
CREATE TABLE rows (
    mark TEXT PRIMARY KEY,
    month TEXT NOT NULL,
    row TEXT NOT NULL
) STRICT;
CREATE INDEX rows_by_month ON rows (month);

CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    number INTEGER NOT NULL,
    shape TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER figures_journal_grows_by_one BEFORE INSERT ON journal
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN SELECT raise(ABORT, 'the journal only grows, by one'); END;
CREATE TRIGGER figures_journal_is_never_updated BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'a journal entry is never changed'); END;
CREATE TRIGGER figures_journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'a journal entry is never deleted'); END;
PRAGMA user_version = 1;
"""
MARKED = ("rows", "journal")
_WORLD = "".join(
    f"ALTER TABLE {table} ADD COLUMN origin TEXT NOT NULL DEFAULT '{{kind}}'"
    " CHECK (origin = '{kind}');\n"
    for table in MARKED
)
"""Every row says of which world it is; one of another does not go in."""


_NOTE = "number, at, author, kind, body, previous, hash"


_TOTALS = """
CREATE TABLE IF NOT EXISTS totals (
    month TEXT NOT NULL,
    what TEXT NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT NOT NULL DEFAULT '{kind}' CHECK (origin = '{kind}'),
    PRIMARY KEY (month, what)
) STRICT;
"""
"""Totals that follow from no journal: one number a month, of nobody and at no time of day."""


class Row(Struct, frozen=True, kw_only=True):
    """One row: its mark, the month it is counted in (empty outside every stay), its words."""

    mark: str
    month: str
    row: bytes


class State(Struct, frozen=True, kw_only=True):
    """How far the rows follow the clinical journal, by which rules, and when they were written."""

    number: int
    shape: str
    at: datetime


class Noted(Struct, frozen=True, kw_only=True):
    """One entry of the manager's journal."""

    number: int
    at: datetime
    author: str
    kind: str
    body: bytes


def mark_of(opened: Opened, admission: str) -> str:
    """The mark of a stay: the same each time, and nothing to whoever lacks the clinical key."""
    key = keys.subkey(opened.clinical, "figures mark")
    return hmac.new(key, admission.encode(), sha256).hexdigest()[:32]


def place(opened: Opened) -> Path:
    """Where the file of this home lies."""
    return opened.folder / name_of(opened.home)


def name_of(home: str) -> str:
    """The file's name: it begins with the home's own id."""
    return f"measures-{home[:8]}.db"


def copied(opened: Opened, target: Path) -> bool:
    """Copies the file as it stands, for a backup, and reads the copy's journal; whether there is
    one to copy."""
    if opened.keys.measures is None or not place(opened).exists():
        return False
    key = keys.subkey(opened.keys.measures, "measures.db")
    touch_private(target)
    with figures(opened) as kept:
        kept.copy(target)
    db = connect(target, key)
    try:
        Figures(db, opened.home).notes()
    finally:
        db.close()
    return True


class Figures:
    """The open measures file."""

    def __init__(self, db: sqlite_utils.Database, home: str) -> None:
        self._db = db
        self._first = sha256(f"srh-assess figures {home}".encode()).digest()

    def state(self) -> State | None:
        """None until rows were written for the first time."""
        found = self._db.conn.execute("SELECT number, shape, at FROM state").fetchone()
        if found is None:
            return None
        return State(number=found[0], shape=found[1], at=datetime.fromisoformat(found[2]))

    def write(self, rows: Iterable[Row], dropped: Iterable[str], state: State) -> None:
        """Puts rows in the place of those with their marks, durably and together."""
        with in_words(), self._db.atomic():
            self._db.conn.executemany(
                "DELETE FROM rows WHERE mark = ?", [(mark,) for mark in dropped]
            )
            self._db.conn.executemany(
                "INSERT OR REPLACE INTO rows (mark, month, row) VALUES (?, ?, ?)",
                [(one.mark, one.month, one.row.decode()) for one in rows],
            )
            self._db.conn.execute(
                "INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?)",
                (state.number, state.shape, written(state.at)),
            )

    def clear(self) -> None:
        """Takes every row out, to be written again. The journal stays."""
        with in_words(), self._db.atomic():
            self._db.conn.execute("DELETE FROM rows")
            self._db.conn.execute("DELETE FROM state")

    def rows(self, first: str, last: str) -> tuple[bytes, ...]:
        """Rows of these months (``2026-03``), and all that stand outside every stay."""
        with in_words():
            found = self._db.conn.execute(
                "SELECT row FROM rows WHERE month = '' OR month BETWEEN ? AND ?", (first, last)
            ).fetchall()
        return tuple(row.encode() for (row,) in found)

    def first_month(self) -> str:
        """The month of the earliest stay that is counted; empty when none is."""
        with in_words():
            (found,) = self._db.conn.execute(
                "SELECT coalesce(min(month), '') FROM rows WHERE month <> ''"
            ).fetchone()
        return str(found)

    def add(self, month: str, what: str, number: int) -> None:
        """So many more of something in this month."""
        with in_words(), self._db.atomic():
            self._db.conn.execute(
                "INSERT INTO totals (month, what, number) VALUES (?, ?, ?) "
                "ON CONFLICT (month, what) DO UPDATE SET number = number + excluded.number",
                (month, what, number),
            )

    def totals(self, first: str, last: str) -> Mapping[str, int]:
        """Everything that was added in these months, by what it is."""
        with in_words():
            found = self._db.conn.execute(
                "SELECT what, sum(number) FROM totals WHERE month BETWEEN ? AND ? GROUP BY what",
                (first, last),
            ).fetchall()
        return dict(found)

    def months(self) -> tuple[tuple[str, str, int], ...]:
        """Everything that was added, by month and what it is."""
        with in_words():
            found = self._db.conn.execute(
                "SELECT month, what, number FROM totals ORDER BY month, what"
            ).fetchall()
        return tuple(found)

    def note(self, kind: str, body: bytes, author: str, now: datetime) -> None:
        """Writes one entry behind the others of the manager's journal."""
        with in_words(), self._db.atomic():
            number, previous = self._head()
            at = written(now)
            text = body.decode()
            mark = _hash(number + 1, at, author, kind, text, previous)
            self._db.conn.execute(
                f"INSERT INTO journal ({_NOTE}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number + 1, at, author, kind, text, previous, mark),
            )

    def notes(self) -> tuple[Noted, ...]:
        """Every entry of the manager's journal, oldest first. Refused when one does not fit."""
        before, found = self._first, []
        with in_words():
            rows = self._db.conn.execute(f"SELECT {_NOTE} FROM journal ORDER BY number").fetchall()
        for place_, row in enumerate(rows, 1):
            number, at, author, kind, text, previous, mark = row
            right = _hash(number, at, author, kind, text, before)
            if (number, previous, mark) != (place_, before, right):
                raise StoreFault("figures-damaged")
            before = mark
            moment = datetime.fromisoformat(at)
            body = text.encode()
            found.append(Noted(number=number, at=moment, author=author, kind=kind, body=body))
        return tuple(found)

    def copy(self, target: Path) -> None:
        """The whole file, as it stands, under the same key."""
        with in_words():
            self._db.conn.execute("VACUUM INTO ?", (str(target),))

    def _head(self) -> tuple[int, bytes]:
        row = self._db.conn.execute(
            "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return (row[0], row[1]) if row else (0, self._first)


@contextmanager
def figures(opened: Opened, *, make: bool = False) -> Iterator[Figures]:
    """Opens the measures file of a home; with ``make`` an empty one where there is none.

    Refused to an account without the measures key, where nothing was ever written, and for a
    file that is newer or damaged.
    """
    if opened.keys.measures is None:
        raise Refused("no-measures-key")
    path, key = place(opened), keys.subkey(opened.keys.measures, "measures.db")
    if not path.exists() and not make:
        raise Refused("figures-none")
    with in_words():
        fresh = not path.exists()
        db = new_file(path, key) if fresh else connect(path, key)
    try:
        with in_words():
            if fresh:
                write_ahead(db)
                db.executescript(_TABLES)
            found = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
            if found > VERSION:
                raise StoreFault("home-newer", found=str(found), known=str(VERSION))
            if found < 1:
                raise StoreFault("figures-damaged")
            write_ahead(db)
            if found < VERSION:
                _mark(db, opened.kind)
            db.executescript(_TOTALS.format(kind=opened.kind))
        yield Figures(db, opened.home)
    finally:
        db.close()


def _mark(db: sqlite_utils.Database, kind: Kind) -> None:
    """Says of every row of which world it is, also of those written before rows said so."""
    with db.atomic():
        for statement in _WORLD.replace("{kind}", kind).splitlines():
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA user_version = {VERSION}")


def _hash(number: int, at: str, author: str, kind: str, body: str, previous: bytes) -> bytes:
    plain = [number, at, author, kind, body, previous.hex()]
    return sha256(msgspec.json.encode(plain)).digest()
