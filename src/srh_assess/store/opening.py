"""Opening the clinical file, always in this order.

Read the version; refuse a newer one in words; check integrity after an unclean close or before a
migration; take a verified backup when a migration is due; migrate; open. Old code would open a
newer file without noticing, so it is told to look.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlite_utils
from msgspec import Struct

from srh_assess.errors import StoreFault
from srh_assess.store import schema
from srh_assess.store.connection import connect, new_file, write_ahead
from srh_assess.store.faults import in_words
from srh_assess.store.slots import Kind

NAME = "clinical.db"


class Opening(Struct, frozen=True, kw_only=True):
    """An open file and how it was found."""

    db: sqlite_utils.Database
    unclean: bool
    migrated: tuple[str, ...] = ()


def make_file(folder: Path, key: bytes, kind: Kind) -> None:
    """Makes a new, empty clinical file with today's tables."""
    with in_words(), closing(new_file(folder / NAME, key)) as db:
        write_ahead(db)
        schema.migrations(kind).apply(db)


def open_file(folder: Path, key: bytes, kind: Kind, save_first: Callable[[], object]) -> Opening:
    """Opens the clinical file of a home.

    ``save_first`` is called when a migration is due; it takes the verified backup, and what it
    raises stops the opening. Refuses a file that is not there, a
    newer one, one that a migration unknown here has changed, and a damaged one.
    """
    path = folder / NAME
    if not path.exists():
        raise StoreFault("journal-missing", file=NAME)
    unclean = left_behind(path)
    with in_words():
        db = connect(path, key)
        try:
            pending = _known_steps(db, kind)
            if unclean or pending:
                check_pages(db)
            if pending:
                save_first()
            write_ahead(db)
            if pending:
                schema.migrations(kind).apply(db)
        except BaseException:
            db.close()
            raise
    return Opening(db=db, unclean=unclean, migrated=pending)


def left_behind(path: Path) -> bool:
    """Whether the last copy that had the file open ended without closing it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def version(db: sqlite_utils.Database) -> int:
    """The version of the tables in the file."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def check_pages(db: sqlite_utils.Database) -> None:
    """Reads and authenticates every page. Refuses a file in which one does not fit."""
    if db.conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreFault("home-damaged")


def known_version(db: sqlite_utils.Database) -> int:
    """The version of a journal this program can read. Refuses a newer one, and an emptied file."""
    found = version(db)
    if found > schema.VERSION:
        raise StoreFault("home-newer", found=str(found), known=str(schema.VERSION))
    if found < 1:
        raise StoreFault("home-damaged")  # an emptied file opens as a new one
    return found


def _known_steps(db: sqlite_utils.Database, kind: Kind) -> tuple[str, ...]:
    """The names of the steps still to take."""
    found = known_version(db)
    steps = schema.migrations(kind)
    applied = [step.name for step in steps.applied(db)]
    if applied != [name for name, _ in schema.STEPS[:found]]:
        raise StoreFault("home-unknown-step")
    return tuple(step.name for step in steps.pending(db))
