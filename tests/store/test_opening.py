"""Opening in order: version, newer refused, integrity, backup, migrate, open."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from srh_assess.errors import UserError
from srh_assess.store import backup, opening, restore, schema, verify
from srh_assess.store import home as homes
from srh_assess.store.clinical import ClinicalStore
from tests.store.wards import Ward, filled

NEXT = ("9999_a_test_s_own_step", "CREATE TABLE extra (number INTEGER PRIMARY KEY) STRICT;")
BROKEN = ("9999_a_test_s_own_step", "CREATE TABLE extra (number INTEGER) STRICT; SELECT nothing;")


def refused(ward: Ward) -> UserError:
    with pytest.raises(UserError) as caught, ward.store():
        pass
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value


def newer_program(monkeypatch: pytest.MonkeyPatch, step: tuple[str, str] = NEXT) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    monkeypatch.setattr(schema, "VERSION", len(schema.STEPS))


def test_a_newer_file_is_refused_with_both_versions_and_left_alone(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(ward)
    with monkeypatch.context() as newer:
        newer_program(newer)
        with ward.store() as store:
            assert store.migrated == (NEXT[0],)
    before = ward.journal_file.read_bytes()
    error = refused(ward)
    assert error.code == "home-newer"
    assert str(schema.VERSION + 1) in error.sentence
    assert str(schema.VERSION) in error.sentence
    assert ward.journal_file.read_bytes() == before


def test_a_file_changed_by_a_step_unknown_here_is_refused(ward: Ward) -> None:
    with ward.database() as db:
        db.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('clinical', '0001_b', '')"
        )
    assert refused(ward).code == "home-unknown-step"


def test_an_emptied_file_is_not_taken_for_a_new_one(ward: Ward) -> None:
    filled(ward)
    ward.journal_file.write_bytes(b"")
    assert refused(ward).code == "home-damaged"
    assert ward.journal_file.read_bytes() == b""


def test_a_file_that_is_not_there_is_named(ward: Ward) -> None:
    ward.journal_file.unlink()
    assert refused(ward).code == "journal-missing"
    with pytest.raises(UserError) as caught:
        verify.walk(ward.nurse())
    assert caught.value.code == "journal-missing"


def test_a_migration_waits_for_a_verified_backup_that_restores(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = filled(ward)
    newer_program(monkeypatch)
    with ward.store() as store:
        before = store.record(first)
        assert store._db["extra"].exists()
        assert opening.version(store._db) == schema.VERSION
    (saved,) = (ward.folder / backup.FOLDER).iterdir()
    assert backup.contents(saved).version == schema.VERSION - 1
    found = restore.restore(
        saved,
        ward.folder.parent / "again",
        lambda folder: homes.unlock_with_recovery_key(folder, ward.recovery_key, ward.clock),
        ward.clock,
    )
    assert found.entries == 14
    with ward.store() as store:
        assert store.migrated == ()
        assert store.record(first) == before


def test_without_its_backup_nothing_is_migrated(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(ward)
    with monkeypatch.context() as newer:
        newer_program(newer)
        newer.setattr(backup, "_read_back", _bad_disk)
        assert refused(ward).code == "disk-error"
    with ward.store() as store:
        assert opening.version(store._db) == schema.VERSION
    assert not list((ward.folder / backup.FOLDER).iterdir())


def _bad_disk(_: object) -> None:
    raise OSError(5, "I/O error")


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(ward)
    with monkeypatch.context() as newer:
        newer_program(newer, BROKEN)
        with pytest.raises(dbapi2.OperationalError), ward.store():
            pass
    with ward.store() as store:
        assert not store._db["extra"].exists()
    assert verify.walk(ward.nurse()).clean


def test_an_unclean_close_is_noticed_and_nothing_is_lost(ward: Ward) -> None:
    store = ClinicalStore.open(ward.nurse(), ward.clock)
    record = ward.answer(store, ward.admit(store), "yes")
    copy = ward.folder.parent / "after power came back"
    copy.mkdir()
    for path in ward.folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    store.close()
    ward.folder = copy
    assert opening.left_behind(ward.journal_file)
    with ward.store() as again:
        assert again.unclean
        assert again.record(record.admission) == record
    with ward.store() as once_more:
        assert not once_more.unclean


def test_damage_is_found_at_the_opening_after_an_unclean_close(ward: Ward) -> None:
    filled(ward)
    raw = bytearray(ward.journal_file.read_bytes())
    raw[-100] ^= 1
    ward.journal_file.write_bytes(raw)
    ward.journal_file.with_name("clinical.db-wal").write_bytes(b"left behind")
    assert refused(ward).code == "home-damaged"
    assert ward.journal_file.read_bytes() == raw


def test_pages_that_do_not_fit_together_are_damage(ward: Ward) -> None:
    with ward.tampering() as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'board'")
    with ward.database() as db, pytest.raises(UserError) as caught:
        opening.check_pages(db)
    assert caught.value.code == "home-damaged"
