"""The tables that lists read, kept in step with the journal in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
import sqlite_utils

from srh_assess.assessment.facts import Identity as Sought
from srh_assess.assessment.record import Record
from srh_assess.store import projections
from srh_assess.store.bodies import written
from srh_assess.store.projections import AdmissionRow, BoardRow
from srh_assess.store.schema import MARKED

_ADMISSIONS = "admissions"
_BOARD = "board"
_AFTER = "after_stays"
_EVERY = (_ADMISSIONS, _BOARD, _AFTER)
_OF_A_STAY = (
    "admission, family, given, preferred, born, nhs_number, local_id, ward, room, admitted, ended"
)
_COLUMNS = {_ADMISSIONS: _OF_A_STAY, _BOARD: "admission, row", _AFTER: "admission, row"}
_LAST = "\U0010ffff"

Columns = tuple[str | bytes | None, ...]


class Lists:
    """The projections of one home on one connection. Transactions are the caller's."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db
        self._newest: tuple[str, dict[str, Columns]] = ("", {})

    def follow(self, before: Record, after: Record) -> None:
        """Writes the rows that a change of the record changed, and takes away those it no
        longer comes to."""
        entry, old = self._newest
        if not entry or entry != before.last_id:
            old = rows(before)
        new = rows(after)
        self._newest = (after.last_id, new)
        for table, row in new.items():
            if row != old.get(table):
                marks = ", ".join("?" * len(row))
                self._db.conn.execute(
                    f"INSERT OR REPLACE INTO {table} ({_COLUMNS[table]}) VALUES ({marks})", row
                )
        for table in old.keys() - new.keys():
            self._db.conn.execute(f"DELETE FROM {table} WHERE admission = ?", (after.admission,))

    def board(self) -> Iterator[BoardRow]:
        """Every woman on the ward. Past admissions have no row here, so that their number
        does not matter."""
        found = self._db.conn.execute("SELECT row FROM board")
        return (projections.unpacked(row[0]) for row in found)

    def after(self) -> Iterator[BoardRow]:
        """Every stay that has ended while something of it stands open."""
        found = self._db.conn.execute("SELECT row FROM after_stays")
        return (projections.unpacked(row[0]) for row in found)

    def alike(self, sought: Sought) -> Iterator[AdmissionRow]:
        """Admissions, past ones too, that share a number, a birth date or the whole name with
        whom is sought. Each part is an index's work, however many admissions there are."""
        found = self._db.conn.execute(
            f"SELECT {_OF_A_STAY} FROM admissions WHERE admission IN ("
            " SELECT admission FROM admissions WHERE nhs_number = ?1 AND ?1 <> ''"
            " UNION SELECT admission FROM admissions WHERE local_id = ?2 AND ?2 <> ''"
            " UNION SELECT admission FROM admissions WHERE born = ?3"
            " UNION SELECT admission FROM admissions"
            " WHERE family = ?4 COLLATE NOCASE AND given = ?5 COLLATE NOCASE)"
            " ORDER BY admitted DESC, admission",
            (
                sought.nhs_number,
                sought.local_id,
                sought.born.isoformat() if sought.born else None,
                sought.family,
                sought.given,
            ),
        )
        return (_admission(tuple(row)) for row in found)

    def row_of(self, admission: str) -> AdmissionRow | None:
        """One admission's row; none when there is no such admission."""
        found = self._db.conn.execute(
            f"SELECT {_OF_A_STAY} FROM admissions WHERE admission = ?", (admission,)
        ).fetchone()
        return _admission(tuple(found)) if found else None

    def ended_before(self, moment: datetime) -> Iterator[str]:
        """Admissions whose stay ended before this moment, the earliest first."""
        found = self._db.conn.execute(
            "SELECT admission FROM admissions WHERE ended < ? ORDER BY ended", (written(moment),)
        )
        return (row[0] for row in found)

    def found(self, words: str, most: int) -> Iterator[AdmissionRow]:
        """Admissions, past ones too, of whom one name begins with these words or whose number
        they are: the newest first, as many as a page shows. An index's work."""
        digits = "".join(sign for sign in words if sign.isdigit())
        rows = self._db.conn.execute(
            f"SELECT {_OF_A_STAY} FROM admissions WHERE admission IN ("
            " SELECT admission FROM admissions WHERE nhs_number = ?1 AND ?1 <> ''"
            " UNION SELECT admission FROM admissions WHERE local_id = ?2"
            " UNION SELECT admission FROM (SELECT admission FROM admissions"
            "  WHERE family >= ?2 COLLATE NOCASE AND family < ?3 COLLATE NOCASE LIMIT ?4)"
            " UNION SELECT admission FROM (SELECT admission FROM admissions"
            "  WHERE given >= ?2 COLLATE NOCASE AND given < ?3 COLLATE NOCASE LIMIT ?4)"
            " UNION SELECT admission FROM (SELECT admission FROM admissions"
            "  WHERE preferred >= ?2 COLLATE NOCASE AND preferred < ?3 COLLATE NOCASE LIMIT ?4))"
            " ORDER BY admitted DESC, admission LIMIT ?4",
            (digits, words, words + _LAST, most),
        )
        return (_admission(tuple(row)) for row in rows)

    def current(self) -> bool:
        """Whether the rows were made by the projections of this program."""
        row = self._db.conn.execute("SELECT shape FROM lists_shape").fetchone()
        return row is not None and bool(row[0] == projections.SHAPE)

    def clear(self) -> None:
        """Throws all rows away: they are made again from the journal, in today's shape."""
        for table in _EVERY:
            self._db.conn.execute(f"DELETE FROM {table}")
        self._db.conn.execute(
            "INSERT OR REPLACE INTO lists_shape VALUES (1, ?)", (projections.SHAPE,)
        )

    def drop(self, admission: str) -> None:
        """Takes away every row of an admission whose record was lawfully destroyed."""
        for table in _EVERY:
            self._db.conn.execute(f"DELETE FROM {table} WHERE admission = ?", (admission,))

    def held(self, admission: str) -> dict[str, Columns]:
        """The rows as the tables hold them, in the form of ``rows``."""
        found: dict[str, Columns] = {}
        for table in _EVERY:
            row = self._db.conn.execute(
                f"SELECT {_COLUMNS[table]} FROM {table} WHERE admission = ?", (admission,)
            ).fetchone()
            if row is not None:
                found[table] = tuple(row)
        return found

    def of_another_world(self, kind: str) -> bool:
        """Whether any table holds a row that does not say it is of this kind of home."""
        return any(
            self._db.conn.execute(
                f"SELECT 1 FROM {table} WHERE origin IS NOT ? LIMIT 1", (kind,)
            ).fetchone()
            for table in MARKED
        )

    def counts(self) -> tuple[int, int, int]:
        """How many rows there are of admissions, on the board, and of stays that ended open."""
        row = self._db.conn.execute(
            "SELECT (SELECT count(*) FROM admissions), (SELECT count(*) FROM board),"
            " (SELECT count(*) FROM after_stays)"
        ).fetchone()
        return (int(row[0]), int(row[1]), int(row[2]))


def rows(record: Record) -> dict[str, Columns]:
    """Every row that a record comes to, by its table."""
    found: dict[str, Columns] = {}
    admission, board = projections.admission_row(record), projections.board_row(record)
    if admission is not None:
        found[_ADMISSIONS] = _columns(admission)
    after = projections.after_row(record)
    for table, row in ((_BOARD, board), (_AFTER, after)):
        if row is not None:
            found[table] = (row.admission, projections.packed(row))
    return found


def _columns(row: AdmissionRow) -> Columns:
    return (
        row.admission,
        row.family,
        row.given,
        row.preferred,
        row.born.isoformat() if row.born else None,
        row.nhs_number,
        row.local_id,
        row.ward,
        row.room,
        written(row.admitted),
        written(row.ended) if row.ended else None,
    )


def _admission(row: Columns) -> AdmissionRow:
    return msgspec.convert(
        dict(zip(AdmissionRow.__struct_fields__, row, strict=True)), AdmissionRow
    )
