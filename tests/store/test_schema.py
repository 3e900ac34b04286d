"""The tables: what was released stays as it was, and the journal only grows."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest
from sqlcipher3 import dbapi2

from srh_assess.store import schema
from srh_assess.store.slots import Kind
from tests.store.wards import Ward, filled

RELEASED = {
    "0001_journal_and_board": "a624b2ac9c99ba24dddd39da08f16efe585e2045dfca6819bd8dc5542eade17a",
    "0002_stays_end": "437dba7ae37045e5fac58eeaf906af6f96fd6bf10b3363fd2d52daba56b59eaa",
    "0003_open_after_stays": "a79dd318da554dea76f810780bf3af16d5a765a2c18184be4fde7d3f1ae4df1f",
    "0004_log_by_kind": "c8905bc9f723303fdd32e6aefda481c27548a6ffd093eb6b14435f53fbf419d1",
    "0005_which_world": "4c9462466184833896717120f2d114149bd53bae4b127816e84227ae25483030",
}


def test_a_released_migration_is_never_edited() -> None:
    hashes = {name: sha256(sql.encode()).hexdigest() for name, sql in schema.STEPS}
    assert hashes == RELEASED
    assert len(schema.STEPS) == schema.VERSION


def test_every_table_is_strict(ward: Ward) -> None:
    with ward.database() as db:
        tables = db.conn.execute("PRAGMA table_list").fetchall()
    loose = {row[1] for row in tables if row[0] == "main" and not row[5]}
    assert loose == {"sqlite_schema", "_sqlite_migrations"}  # not ours to declare


def test_the_file_is_kept_durably_and_wipes_what_it_deletes(ward: Ward) -> None:
    def setting(name: str) -> object:
        return db.conn.execute(f"PRAGMA {name}").fetchone()[0]

    with ward.store() as store:
        db = store._db
        assert setting("journal_mode") == "wal"
        assert setting("synchronous") == 2
        assert setting("foreign_keys") == 1
        assert setting("secure_delete") == 1
        assert setting("temp_store") == 2
        assert setting("recursive_triggers") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET author = 'x'",
        "UPDATE OR REPLACE journal SET number = 2 WHERE number = 1",
        "DELETE FROM journal WHERE number = (SELECT max(number) FROM journal)",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE number = 1",
        "INSERT INTO journal SELECT number + 1000, entry, home, kind, admission, at, author,"
        " body_hash, previous, hash, origin FROM journal WHERE number = 1",
        "UPDATE bodies SET sealed = x'00'",
        "DELETE FROM bodies",
        "INSERT OR REPLACE INTO bodies VALUES (1, x'00', 'live')",
        "INSERT INTO bodies VALUES (1000, x'00', 'live')",
        "UPDATE admission_keys SET key = x'00'",
        "DELETE FROM admission_keys",
        "INSERT OR REPLACE INTO admission_keys SELECT admission, x'00', origin FROM admission_keys",
        "INSERT INTO disposals VALUES ('nobody', 1000, 'live')",
    ],
)
def test_what_is_written_cannot_be_changed_or_taken_away(ward: Ward, statement: str) -> None:
    filled(ward)
    with ward.database() as db, pytest.raises(dbapi2.IntegrityError):
        db.conn.execute(statement)


@pytest.mark.parametrize("table", schema.MARKED)
def test_every_row_says_of_which_world_it_is(tmp_path: Path, table: str) -> None:
    """Each table of each kind of home takes rows of its own kind and of no other."""
    for kind in get_args(Kind):
        ward = Ward(tmp_path / kind, kind=kind)
        with ward.database() as db:
            columns = [row[1] for row in db.conn.execute(f"PRAGMA table_info({table})")]
            assert columns[-1] == "origin"
            values = [_FILL.get(name, "x") for name in columns[:-1]]
            marks = ", ".join("?" * len(columns))
            db.conn.execute("PRAGMA foreign_keys = OFF")
            for other in {*get_args(Kind), ""} - {kind}:
                with pytest.raises(dbapi2.IntegrityError, match="CHECK"):
                    db.conn.execute(f"INSERT INTO {table} VALUES ({marks})", (*values, other))
            db.conn.execute(f"INSERT INTO {table} VALUES ({marks})", (*values, kind))


_FILL: dict[str, object] = {
    "number": 1, "body_hash": b"", "previous": b"", "hash": b"", "sealed": b"", "key": b"",
    "row": b"",
}  # fmt: skip


def test_a_disposal_stands_for_good(ward: Ward) -> None:
    first, _ = filled(ward)
    with ward.database() as db:
        db.conn.execute("INSERT INTO disposals VALUES (?, 1, 'live')", (first,))
        for statement in ("UPDATE disposals SET number = 2", "DELETE FROM disposals"):
            with pytest.raises(dbapi2.IntegrityError):
                db.conn.execute(statement)
        db.conn.execute("DELETE FROM admission_keys WHERE admission = ?", (first,))


def test_lists_are_found_by_an_index(ward: Ward) -> None:
    questions = {
        "SELECT * FROM journal WHERE admission = 'a'": "journal_of_admission",
        "SELECT * FROM admissions WHERE nhs_number = 'n'": "admissions_by_nhs_number",
        "SELECT * FROM admissions WHERE born = 'b'": "admissions_by_born",
        "SELECT * FROM admissions WHERE local_id = 'l'": "admissions_by_local_id",
        "SELECT * FROM admissions WHERE family = 'f' COLLATE NOCASE": "admissions_by_name",
    }
    with ward.database() as db:
        for question, index in questions.items():
            plan = db.conn.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
            assert index in str(plan)
