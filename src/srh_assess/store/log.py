"""Entries of some kinds over all files, newest first: a page at a time, however many there are.

Each kind is walked by its index from the newest on; only the entries of the page are opened.
Of who opened a record that was lawfully destroyed, the chained part is left: that it was done,
when and by whom. What was typed then is gone with the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

import sqlite_utils
from msgspec import Struct

from srh_assess.assessment import looking
from srh_assess.assessment.facts import Entry
from srh_assess.store.bodies import opened_body, written
from srh_assess.store.journal import COLUMNS, Journal, entry_from, link_from

_SEARCHED = str(looking.Searched.__struct_config__.tag)


class Sought(Struct, frozen=True, kw_only=True):
    """What to list. ``about`` is one stay: what stands in its record, who looked at it, and the
    searches that found it. Empty parts ask nothing. ``before`` is the number of the last entry of
    the page before."""

    kinds: tuple[str, ...]
    author: str = ""
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    most: int = 50


class Gone(Struct, frozen=True, kw_only=True):
    """An entry about looking at a record that was destroyed since: no word of it is left."""

    number: int
    kind: str
    admission: str
    at: datetime
    author: str


def entries(db: sqlite_utils.Database, journal: Journal, sought: Sought) -> Iterator[Entry | Gone]:
    """One page. What stood in a record that was disposed of, or does not open, is left out:
    ``verify`` names it."""
    walks = (_walk(db, kind, sought) for kind in sought.kinds)
    rows = merge(*walks, key=_number, reverse=True)
    found = (one for row in rows if (one := _told(journal, row)) is not None)
    return islice((one for one in found if _about(one, sought.about)), sought.most)


def _told(journal: Journal, row: Row) -> Entry | Gone | None:
    link = link_from(row[:-2])
    key = journal.key_of(link.admission)
    body = opened_body(key, link, row[-1]) if key is not None else None
    if body is not None:
        return entry_from(link, body)
    if not looking.of(link.admission) or not journal.disposed(link.admission):
        return None
    return Gone(
        number=link.number,
        kind=link.kind,
        admission=link.admission,
        at=datetime.fromisoformat(link.at),
        author=link.author,
    )


def _about(one: Entry | Gone, admission: str) -> bool:
    """Of searches, only the entry itself tells whom they found."""
    if not admission or not isinstance(one, Entry) or not isinstance(one.fact, looking.Searched):
        return True
    return admission in one.fact.stays


Row = tuple[Any, ...]


def _number(row: Row) -> int:
    return int(row[0])


def _walk(db: sqlite_utils.Database, kind: str, sought: Sought) -> Iterator[Row]:
    parts: list[tuple[str, tuple[str | int, ...]]] = [("kind = ?", (kind,))]
    if sought.author:
        parts.append(("author = ?", (sought.author,)))
    if sought.about and kind != _SEARCHED:
        parts.append(("admission IN (?, ?)", (sought.about, looking.beside(sought.about))))
    if sought.since is not None:
        parts.append(("at >= ?", (written(sought.since),)))
    if sought.until is not None:
        parts.append(("at < ?", (written(sought.until),)))
    if sought.before is not None:
        parts.append(("number < ?", (sought.before,)))
    where = " AND ".join(part for part, _ in parts)
    values = [value for _, some in parts for value in some]
    rows = db.conn.execute(
        f"SELECT {COLUMNS}, (SELECT sealed FROM bodies WHERE number = journal.number)"
        f" FROM journal WHERE {where} ORDER BY number DESC",
        values,
    )
    yield from rows
