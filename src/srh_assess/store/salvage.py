"""After a restore: what the set-aside journal holds beyond the backup is taken over, as far as it
continues the restored chain.

The set-aside files stay untouched: a copy of them is read. An entry counts only when its number
follows, it names the entry before it, its hash is its own, and its body opens and is a fact this
program knows. The first that does not ends it; the rest is counted and told, never thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlite_utils
from msgspec import Struct
from sqlcipher3 import dbapi2

from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record
from srh_assess.errors import StoreFault
from srh_assess.store import disposals, keys, opening
from srh_assess.store.anchor import Anchor
from srh_assess.store.bodies import opened_body
from srh_assess.store.chain import Head
from srh_assess.store.connection import connect, write_ahead
from srh_assess.store.faults import in_words
from srh_assess.store.journal import Journal, Line, entry_from, kind_of
from srh_assess.store.lists import Lists
from srh_assess.store.opened import Opened
from srh_assess.store.witnesses import copy_of


class Salvaged(Struct, frozen=True, kw_only=True):
    """How many entries were taken over, and how many newer ones are left in the set-aside
    folder; none where that cannot be counted."""

    taken: int = 0
    left: int | None = 0


def salvage(aside: Path, opened: Opened) -> Salvaged:
    """Takes over what fits. The restored record stands whatever becomes of this: where it cannot
    be done nothing is taken, and that is told."""
    key = keys.subkey(opened.clinical, "clinical.db")
    try:
        with in_words(), copy_of(aside, opened) as old:
            if old is None:
                return Salvaged(left=None)
            new = connect(opened.folder / opening.NAME, key)
            try:
                write_ahead(new)
                return _taken_over(old, new, opened)
            finally:
                new.close()
    except StoreFault:
        return Salvaged(left=None)


def _taken_over(old: sqlite_utils.Database, new: sqlite_utils.Database, opened: Opened) -> Salvaged:
    journal, lists = Journal(new, opened.home), Lists(new)
    head = start = journal.head()
    before: dict[str, Record] = {}
    with new.atomic():
        for line, key in _fitting(Journal(old, opened.home), journal, head, opened.home):
            name = line.link.admission
            if key is not None and name not in before:
                known = journal.newest_of(name) > 0
                entries = journal.entries(name) if known else ()
                before[name] = fold_all(name, entries)
            journal.take(line, key)
            head = Head(line.link.number, line.hash)
        for name, record in before.items():
            lists.follow(record, fold_all(name, journal.entries(name)))
    gone = len(disposals.heal(opened, journal))
    Anchor(opened.folder, opened.home, opened.clinical).lay(head, gone)
    return Salvaged(taken=head.number - start.number, left=_left(old, head.number))


def _fitting(
    old: Journal, new: Journal, head: Head, home: str
) -> Iterator[tuple[Line, bytes | None]]:
    """The lines that continue the chain, each with the key its body opened with; with none where
    that key was destroyed lawfully in the meantime, and only the chained part is left."""
    if _hash_of(old, head.number) != head.hash:
        return
    while True:
        try:
            line = old.line(head.number + 1)
            key = new.key_of(line.link.admission) if line is not None else None
            key = key or (old.key_of(line.link.admission) if line is not None else None)
            gone = line is not None and key is None and old.disposed(line.link.admission)
        except dbapi2.DatabaseError:
            return
        if line is None or not _continues(line, head, home):
            return
        if not gone and not _opens(line, key):
            return
        yield line, key
        head = Head(line.link.number, line.hash)


def _hash_of(old: Journal, number: int) -> bytes | None:
    try:
        return old.hash_of(number)
    except dbapi2.DatabaseError:
        return None


def _continues(line: Line, head: Head, home: str) -> bool:
    link = line.link
    return link.home == home and link.previous == head.hash and link.hash() == line.hash


def _opens(line: Line, key: bytes | None) -> bool:
    link = line.link
    body = opened_body(key, link, line.sealed) if key is not None else None
    try:
        return body is not None and kind_of(entry_from(link, body).fact) == link.kind
    except StoreFault:
        return False


def _left(old: sqlite_utils.Database, after: int) -> int | None:
    """How many newer entries the set-aside journal has still."""
    try:
        row = old.conn.execute("SELECT count(*) FROM journal WHERE number > ?", (after,)).fetchone()
    except dbapi2.DatabaseError:
        return None
    return int(row[0])
