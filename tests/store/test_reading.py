"""Looking into a record leaves no trace, and is refused where signing in is."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from srh_assess.errors import Refused, StoreFault
from srh_assess.store.reading import reading
from tests.store.wards import Ward, filled


def traces(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of the home: what is in it, and when it was last written."""
    return {
        path.relative_to(folder).as_posix(): (
            sha256(path.read_bytes()).digest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_reads_what_the_store_reads_and_leaves_no_trace(ward: Ward) -> None:
    first, second = filled(ward)
    with ward.store() as store:
        wanted = {admission: list(store.entries(admission)) for admission in (first, second)}
    nurse = ward.nurse()
    before = traces(ward.folder)
    with reading(nurse) as reader:
        assert reader.admissions() == tuple(sorted((first, second)))
        found = {admission: list(reader.entries(admission)) for admission in reader.admissions()}
    assert found == wanted
    assert traces(ward.folder) == before


def test_it_reads_while_the_ward_writes(ward: Ward) -> None:
    first, _ = filled(ward)
    with ward.store() as store, reading(ward.nurse()) as reader:
        before = list(reader.entries(first))
        ward.answer(store, store.record(first), "meanwhile")
        assert list(reader.entries(first)) == before
        head = store.head
    with ward.store() as store:
        assert store.head == head


def test_a_write_is_refused_by_the_database_itself(ward: Ward) -> None:
    filled(ward)
    with reading(ward.nurse()) as reader:
        journal: Any = reader._journal
        with pytest.raises(dbapi2.OperationalError, match="readonly"):
            journal.add_key("another")


def test_it_is_refused_without_the_key_and_without_a_journal(ward: Ward) -> None:
    with pytest.raises(Refused), reading(ward.admin()):
        pass
    nurse = ward.nurse()
    ward.journal_file.unlink()
    with pytest.raises(StoreFault) as caught, reading(nurse):
        pass
    assert caught.value.code == "journal-missing"
