"""The measures file: its own key, its own chain, and rows that a rebuild replaces."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from srh_assess.errors import Refused, StoreFault
from srh_assess.store import home
from srh_assess.store.figures import MARKED, Row, State, figures, mark_of, place
from srh_assess.store.opened import Opened
from tests.store.wards import Ward

NOW = datetime(2026, 3, 10, 14, tzinfo=UTC)


@pytest.fixture
def opened(ward: Ward) -> Opened:
    return ward.nurse()


def test_nothing_before_the_clinical_side_has_written(opened: Opened) -> None:
    with pytest.raises(Refused) as fault, figures(opened):
        pass
    assert fault.value.code == "figures-none"


def test_an_account_without_the_key_opens_nothing(opened: Opened) -> None:
    keyless = replace(opened, keys=replace(opened.keys, measures=None))
    with pytest.raises(Refused) as fault, figures(keyless, make=True):
        pass
    assert fault.value.code == "no-measures-key"
    assert not place(opened).exists()


def test_rows_by_month_and_beside(opened: Opened) -> None:
    with figures(opened, make=True) as kept:
        assert kept.state() is None
        assert kept.first_month() == ""
        rows = [Row(mark=m, month=month, row=m.encode()) for m, month in
                (("a", "2026-01"), ("b", "2026-02"), ("c", ""))]  # fmt: skip
        kept.write(rows, (), State(number=3, shape="s", at=NOW))
    with figures(opened) as kept:
        assert kept.state() == State(number=3, shape="s", at=NOW)
        assert set(kept.rows("2026-02", "2026-03")) == {b"b", b"c"}
        assert kept.first_month() == "2026-01"
        kept.note("export", b"{}", "me", NOW)
        kept.write((), ("c",), State(number=4, shape="s", at=NOW))
        assert kept.rows("2026-02", "2026-03") == (b"b",)
        kept.clear()
        assert kept.state() is None
        assert len(kept.notes()) == 1


def test_totals_grow_by_month_and_a_rebuild_leaves_them(opened: Opened) -> None:
    with figures(opened, make=True) as kept:
        for month, number in (("2026-01", 2), ("2026-02", 1), ("2026-02", 3)):
            kept.add(month, "advice kept", number)
        kept.add("2026-02", "advice changed", 1)
        kept.clear()
        assert kept.totals("2026-02", "2026-03") == {"advice kept": 4, "advice changed": 1}
        assert kept.totals("2026-03", "2026-03") == {}


def test_the_journal_of_the_manager_is_chained_and_never_changed(opened: Opened) -> None:
    with figures(opened, make=True) as kept:
        for kind in ("baseline", "release"):
            kept.note(kind, b'{"a":1}', "me", NOW)
        assert [note.kind for note in kept.notes()] == ["baseline", "release"]
        for change in ("UPDATE journal SET body = 'x'", "DELETE FROM journal"):
            with pytest.raises(Exception, match="never"):
                kept._db.conn.execute(change)
        kept._db.conn.execute("DROP TRIGGER figures_journal_is_never_updated")
        kept._db.conn.execute("UPDATE journal SET body = '{}' WHERE number = 1")
        with pytest.raises(StoreFault) as fault:
            kept.notes()
        assert fault.value.code == "figures-damaged"


@pytest.mark.parametrize(("version", "code"), [(9, "home-newer"), (0, "figures-damaged")])
def test_a_file_of_another_version(opened: Opened, version: int, code: str) -> None:
    with figures(opened, make=True) as kept:
        kept._db.conn.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(StoreFault) as fault, figures(opened):
        pass
    assert fault.value.code == code


def test_a_mark_leads_nowhere_without_the_clinical_key(opened: Opened) -> None:
    assert mark_of(opened, "a1") == mark_of(opened, "a1") != mark_of(opened, "a2")
    manager = replace(opened, keys=replace(opened.keys, clinical=None))
    with pytest.raises(Refused):
        mark_of(manager, "a1")
    assert home.exists(opened.folder)


def test_every_row_says_of_which_world_it_is_also_in_a_file_of_before(ward: Ward) -> None:
    opened = ward.nurse()
    with figures(opened, make=True) as kept:
        kept.note("read", b"{}", "me", NOW)
        for table in MARKED:
            kept._db.conn.execute(f"ALTER TABLE {table} RENAME TO now")
            columns = ", ".join(
                name
                for _, name, *_ in kept._db.conn.execute("PRAGMA table_info(now)")
                if name != "origin"
            )
            kept._db.conn.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM now")
            kept._db.conn.execute("DROP TABLE now")
        kept._db.conn.execute("PRAGMA user_version = 1")
    with figures(opened) as kept:
        assert len(kept.notes()) == 1
        kept.write([Row(mark="a", month="", row=b"{}")], (), State(number=1, shape="s", at=NOW))
        with pytest.raises(Exception, match="CHECK"):
            kept._db.conn.execute("INSERT INTO rows VALUES ('b', '', '{}', 'training')")
