"""Rows of the journal: appending entries with their sealed bodies, and reading them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
import sqlite_utils
from msgspec import Struct

from srh_assess.assessment.facts import AnyFact, Entry
from srh_assess.errors import StoreFault
from srh_assess.store import chain, keys
from srh_assess.store.bodies import opened_body, written
from srh_assess.store.chain import Head, Link

COLUMNS = "number, entry, home, kind, admission, at, author, body_hash, previous, hash"
_INTO_JOURNAL = f"INSERT INTO journal ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FACTS = msgspec.json.Decoder(AnyFact)


class Line(Struct, frozen=True):
    """One line as it lies in a file: the chained part, the hash beside it, its sealed body."""

    link: Link
    hash: bytes
    sealed: bytes | None


class Journal:
    """The journal of one home on one connection. Transactions are the caller's."""

    def __init__(self, db: sqlite_utils.Database, home: str) -> None:
        self._db = db
        self._home = home

    def head(self) -> Head:
        """The newest entry's number and hash."""
        row = self._db.conn.execute(
            "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return Head(*row) if row else chain.beginning(self._home)

    def hash_of(self, number: int) -> bytes | None:
        """The hash of one entry; none when there is no such entry."""
        if number == 0:
            return chain.beginning(self._home).hash
        row = self._db.conn.execute(
            "SELECT hash FROM journal WHERE number = ?", (number,)
        ).fetchone()
        return row[0] if row else None

    def written_at(self, number: int) -> datetime | None:
        """When an entry was written; none when there is no such entry."""
        row = self._db.conn.execute("SELECT at FROM journal WHERE number = ?", (number,)).fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def newest_of(self, admission: str) -> int:
        """The number of an admission's newest entry; 0 when it has none."""
        return int(
            self._db.conn.execute(
                "SELECT coalesce(max(number), 0) FROM journal WHERE admission = ?", (admission,)
            ).fetchone()[0]
        )

    def admissions(self) -> Iterator[str]:
        """Every admission that has entries."""
        rows = self._db.conn.execute("SELECT DISTINCT admission FROM journal")
        return (row[0] for row in rows)

    def touched(self, after: int) -> tuple[tuple[str, int], ...]:
        """Every admission with entries behind a number, and its newest, in the order of those."""
        rows = self._db.conn.execute(
            "SELECT admission, max(number) FROM journal WHERE number > ?"
            " GROUP BY admission ORDER BY max(number)",
            (after,),
        )
        return tuple((row[0], int(row[1])) for row in rows)

    def holding(self, kinds: Iterable[str]) -> Iterator[str]:
        """Every admission with an entry of one of these kinds, in the order of the first."""
        wanted = tuple(kinds)
        marks = ", ".join("?" for _ in wanted)
        rows = self._db.conn.execute(
            f"SELECT admission FROM journal WHERE kind IN ({marks})"
            " GROUP BY admission ORDER BY min(number)",
            wanted,
        )
        return (row[0] for row in rows)

    def counts(self) -> tuple[int, int]:
        """How many entries there are, and of how many admissions."""
        row = self._db.conn.execute(
            "SELECT count(*), count(DISTINCT admission) FILTER (WHERE kind = 'admitted')"
            " FROM journal"
        ).fetchone()
        return (int(row[0]), int(row[1]))

    def key_of(self, admission: str) -> bytes | None:
        """The key that seals an admission's bodies; none for one that is new or disposed of."""
        row = self._db.conn.execute(
            "SELECT key FROM admission_keys WHERE admission = ?", (admission,)
        ).fetchone()
        return row[0] if row else None

    def disposed(self, admission: str) -> bool:
        """Whether an admission's key was lawfully destroyed."""
        row = self._db.conn.execute(
            "SELECT 1 FROM disposals WHERE admission = ?", (admission,)
        ).fetchone()
        return row is not None

    def left_of(self, files: Iterable[str]) -> tuple[str, ...]:
        """Those of these files that have entries and were not destroyed."""
        return tuple(one for one in files if self.newest_of(one) and not self.disposed(one))

    def disposals(self) -> tuple[tuple[str, int], ...]:
        """Every admission whose key was destroyed, with the number of the entry that says so."""
        rows = self._db.conn.execute("SELECT admission, number FROM disposals ORDER BY number")
        return tuple((row[0], int(row[1])) for row in rows)

    def destroy_key(self, admission: str, certificate: int) -> None:
        """Destroys an admission's key for good. ``certificate`` is the number of the entry that
        says who did it and why."""
        self._db.conn.execute(
            "INSERT INTO disposals (admission, number) VALUES (?, ?)", (admission, certificate)
        )
        self._db.conn.execute("DELETE FROM admission_keys WHERE admission = ?", (admission,))

    def add_key(self, admission: str) -> bytes:
        """Makes the key of a new admission."""
        key = keys.new_key()
        self._db.conn.execute(
            "INSERT INTO admission_keys (admission, key) VALUES (?, ?)", (admission, key)
        )
        return key

    def append(self, head: Head, key: bytes, entries: Iterable[Entry]) -> Head:
        """Chains and seals entries behind ``head``; gives the new head."""
        for entry in entries:
            body = chain.salted(msgspec.json.encode(entry.fact))
            link = Link(
                number=entry.number,
                entry=entry.id,
                home=self._home,
                kind=kind_of(entry.fact),
                admission=entry.admission,
                at=written(entry.at),
                author=entry.author,
                body_hash=chain.body_hash(body),
                previous=head.hash,
            )
            head = Head(entry.number, link.hash())
            self._db.conn.execute(
                _INTO_JOURNAL,
                (*columns(link), head.hash),
            )
            self._db.conn.execute(
                "INSERT INTO bodies (number, sealed) VALUES (?, ?)",
                (entry.number, keys.seal(key, body, link.about())),
            )
        return head

    def line(self, number: int) -> Line | None:
        """One line with its sealed body; none when there is none of this number."""
        row = self._db.conn.execute(
            f"SELECT {COLUMNS}, (SELECT sealed FROM bodies WHERE number = journal.number)"
            " FROM journal WHERE number = ?",
            (number,),
        ).fetchone()
        return Line(link_from(row[:-2]), row[-2], row[-1]) if row else None

    def take(self, line: Line, key: bytes | None) -> None:
        """Takes over a line from another file of this home, as it lies there. ``key`` opens its
        body; there is none where that was lawfully destroyed. Whether it continues the chain is
        the caller's to ask."""
        if key is not None and self.key_of(line.link.admission) is None:
            self._db.conn.execute(
                "INSERT INTO admission_keys (admission, key) VALUES (?, ?)",
                (line.link.admission, key),
            )
        self._db.conn.execute(
            _INTO_JOURNAL,
            (*columns(line.link), line.hash),
        )
        self._db.conn.execute(
            "INSERT INTO bodies (number, sealed) VALUES (?, ?)", (line.link.number, line.sealed)
        )

    def links(self, after: int = 0) -> Iterator[tuple[Link, bytes]]:
        """The chained part behind a number, in order: each line with the hash beside it."""
        rows = self._db.conn.execute(
            f"SELECT {COLUMNS} FROM journal WHERE number > ? ORDER BY number", (after,)
        )
        return ((link_from(row[:-1]), row[-1]) for row in rows)

    def sealed(self, admission: str) -> Iterator[tuple[Link, bytes | None]]:
        """An admission's lines with their sealed bodies, in order."""
        rows = self._db.conn.execute(
            f"SELECT {COLUMNS}, (SELECT sealed FROM bodies WHERE number = journal.number)"
            " FROM journal WHERE admission = ? ORDER BY number",
            (admission,),
        )
        return ((link_from(row[:-2]), row[-1]) for row in rows)

    def entries(self, admission: str) -> Iterator[Entry]:
        """An admission's entries, opened. Refuses the first one that does not open."""
        key = self.key_of(admission)
        for link, sealed in self.sealed(admission):
            if key is None:
                raise StoreFault("admission-disposed")
            body = opened_body(key, link, sealed)
            if body is None:
                raise StoreFault("entry-damaged", number=str(link.number))
            yield entry_from(link, body)


def entry_from(link: Link, body: bytes) -> Entry:
    """The entry of a line and its opened body. Refuses a kind this program does not know."""
    try:
        fact = _FACTS.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreFault("entry-unknown", number=str(link.number), kind=link.kind) from error
    return Entry(
        id=link.entry,
        number=link.number,
        admission=link.admission,
        at=datetime.fromisoformat(link.at),
        author=link.author,
        fact=fact,
    )


def kind_of(fact: AnyFact) -> str:
    """The kind as the chained part names it: the fact's own tag."""
    return str(fact.__struct_config__.tag)


def columns(link: Link) -> tuple[int | str | bytes, ...]:
    """A line in the order of the table's columns, without its own hash."""
    return tuple(getattr(link, name) for name in link.__struct_fields__)


def link_from(row: tuple[int | str | bytes, ...]) -> Link:
    """The reverse of ``columns``."""
    return msgspec.convert(dict(zip(Link.__struct_fields__, row, strict=True)), Link)
