"""Backups are opened and counted before they count; a restore sets aside, never deletes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srh_assess.errors import UserError
from srh_assess.store import backup, home, ledger, membership, restore, schema, slots, verify
from srh_assess.store.accounts import NewAccount
from srh_assess.store.figures import figures, place
from srh_assess.store.opened import Opened
from tests.refusing import refused
from tests.store.wards import NOON, NURSE, Ward, filled


@pytest.fixture
def saved(ward: Ward) -> Path:
    filled(ward)
    target = ward.folder.parent / "of today.srhbackup"
    backup.back_up(ward.nurse(), target, NOON)
    return target


def signed_in(ward: Ward) -> Callable[[Path], Opened]:
    return lambda folder: home.unlock(folder, NURSE.name, NURSE.passphrase, ward.clock)


def rewritten(file: Path, **members: bytes | None) -> Path:
    """A copy of a backup with members replaced, added or left out."""
    with zipfile.ZipFile(file) as old:
        held: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
    held |= {name.replace("_", "."): raw for name, raw in members.items()}
    copy = file.with_name("rewritten.srhbackup")
    with zipfile.ZipFile(copy, "w") as new:
        for name, raw in held.items():
            if raw is not None:
                new.writestr(name, raw)
    return copy


def test_a_backup_says_what_it_holds_without_a_key(ward: Ward, saved: Path) -> None:
    found = backup.contents(saved)
    assert (found.entries, found.admissions, found.version, found.kind) == (
        14,
        2,
        schema.VERSION,
        "live",
    )
    assert found.made == NOON
    with ward.store() as store:
        assert found.newest == store.head.hash.hex()


def test_it_is_made_while_the_home_is_in_use(ward: Ward) -> None:
    first, _ = filled(ward)
    target = ward.folder.parent / "b"
    with ward.store() as store:
        record = ward.answer(store, store.record(first), "before")
        assert backup.back_up(ward.nurse(), target, NOON).entries == 15
        ward.answer(store, record, "after")
    assert backup.contents(target).entries == 15
    assert not list((ward.folder / backup.FOLDER).iterdir())


def test_what_was_lost_comes_back_with_accounts_and_the_lead_s_ledger(
    ward: Ward, tmp_path: Path
) -> None:
    first, second = filled(ward)
    ledger.append(ward.admin(), "unit", b"the unit's numbers", NOON)
    target = tmp_path / "b"
    backup.back_up(ward.nurse(), target, NOON)
    with ward.store() as store:
        wanted = [store.record(first), store.record(second)]
    ward.folder = tmp_path / "a new computer"
    restore.restore(target, ward.folder, signed_in(ward), ward.clock)
    with ward.store() as store:
        assert [store.record(first), store.record(second)] == wanted
        assert len(store.board()) == 2
        ward.answer(store, wanted[0], "goes on")
    assert [entry.body for entry in ledger.read(ward.nurse())] == [b"the unit's numbers"]
    assert ward.admin().me.display == "Ada Lead"
    assert verify.walk(ward.nurse()).clean


def test_a_restore_sets_the_present_record_aside_untouched(ward: Ward, saved: Path) -> None:
    first = _first(ward)
    with ward.store() as store:
        ward.answer(store, store.record(first), "after the backup")
    before = {path.name: path.read_bytes() for path in ward.folder.iterdir() if path.is_file()}
    restore.restore(saved, ward.folder, signed_in(ward), ward.clock)
    (aside,) = ward.folder.glob("aside-*")
    for path in aside.iterdir():
        assert path.read_bytes() == before[path.name]
    assert {path.name for path in aside.iterdir()} == {
        "slots.json",
        "ledger.json",
        "clinical.db",
        "anchor",
        "proved",
    }
    with ward.store() as store:
        assert store.head.number == 14
    assert not list(ward.folder.glob(".restoring*"))


def _first(ward: Ward) -> str:
    with ward.store() as store:
        return next(iter(store.admissions()))


def test_the_recovery_key_restores_too(ward: Ward, saved: Path, tmp_path: Path) -> None:
    found = restore.restore(
        saved,
        tmp_path / "again",
        lambda folder: home.unlock_with_recovery_key(folder, ward.recovery_key, ward.clock),
        ward.clock,
    )
    assert found.entries == 14


def test_a_wrong_passphrase_leaves_everything_as_it_was(ward: Ward, saved: Path) -> None:
    names = (slots.NAME, "clinical.db", "anchor")
    before = {name: (ward.folder / name).read_bytes() for name in names}

    def wrong(folder: Path) -> Opened:
        return home.unlock(folder, "bea", "not her passphrase", ward.clock)

    assert refused(lambda: restore.restore(saved, ward.folder, wrong, ward.clock)) == (
        "sign-in-wrong"
    )
    assert {name: (ward.folder / name).read_bytes() for name in names} == before
    assert not list(ward.folder.glob("aside-*"))


def test_a_home_in_use_is_not_restored_over(ward: Ward, saved: Path) -> None:
    with ward.store():
        assert refused(
            lambda: restore.restore(saved, ward.folder, signed_in(ward), ward.clock)
        ) == ("home-in-use")


def test_an_admin_cannot_make_or_prove_a_backup(ward: Ward, saved: Path) -> None:
    assert refused(lambda: backup.back_up(ward.admin(), saved, NOON)) == "no-clinical-key"
    assert not list(ward.folder.glob("backups/.making*"))


def test_what_is_no_backup_is_refused(ward: Ward, saved: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("not a backup")
    packed = tmp_path / "packed"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    for file in (
        text,
        packed,
        rewritten(saved, clinical_db=None),
        rewritten(saved, extra=b"x"),
        rewritten(saved, contents_json=b"\xff"),
        rewritten(saved, contents_json=b'{"format": 1}'),
    ):
        assert refused(lambda file=file: backup.contents(file)) == "backup-unreadable"  # type: ignore[misc]  # a default is not a parameter to mypy
        assert not (tmp_path / "never").exists()
    assert refused(lambda: backup.contents(tmp_path / "none")) == "home-gone"


def test_a_newer_backup_is_refused_with_both_formats(saved: Path) -> None:
    newer = rewritten(saved, contents_json=b'{"format": 9}')
    with pytest.raises(UserError) as caught:
        backup.contents(newer)
    assert caught.value.code == "backup-newer"
    assert "9" in caught.value.sentence


def contents_with(saved: Path, **values: Any) -> bytes:
    with zipfile.ZipFile(saved) as members:
        return json.dumps(json.loads(members.read("contents.json")) | values).encode()


def test_contents_that_do_not_tell_the_truth_are_found(
    ward: Ward, saved: Path, tmp_path: Path
) -> None:
    for values in ({"entries": 3}, {"newest": "00" * 32}, {"made": "2020-01-01T00:00:00Z"}):
        forged = rewritten(saved, contents_json=contents_with(saved, **values))
        code = refused(
            lambda file=forged: restore.restore(  # type: ignore[misc]  # a default is not a parameter to mypy
                file, tmp_path / "new", signed_in(ward), ward.clock
            )
        )
        assert code == "backup-forged"
    assert not home.exists(tmp_path / "new")


def test_the_key_slots_of_another_home_do_not_open_it(
    ward: Ward, saved: Path, tmp_path: Path
) -> None:
    other = Ward(tmp_path / "other")
    mixed = rewritten(saved, slots_json=(other.folder / slots.NAME).read_bytes())
    assert refused(
        lambda: restore.restore(mixed, tmp_path / "new", signed_in(ward), ward.clock)
    ) == ("backup-forged")


def test_an_older_journal_under_newer_contents_is_found(
    ward: Ward, saved: Path, tmp_path: Path
) -> None:
    with ward.store() as store:
        ward.admit(store, "Later")
    later = tmp_path / "later"
    backup.back_up(ward.nurse(), later, NOON)
    with zipfile.ZipFile(saved) as members:
        older = members.read("clinical.db")
    mixed = rewritten(later, clinical_db=older)
    assert refused(
        lambda: restore.restore(mixed, tmp_path / "new", signed_in(ward), ward.clock)
    ) == ("journal-cut")


def test_a_backup_that_the_disk_did_not_keep_never_gets_its_name(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    filled(ward)
    monkeypatch.setattr(zipfile.ZipFile, "testzip", lambda _: "clinical.db")
    target = tmp_path / "b"
    assert refused(lambda: backup.back_up(ward.nurse(), target, NOON)) == "disk-error"
    assert not target.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"home"}


def test_the_accounts_and_the_ledger_stay_as_they_are_today(ward: Ward, saved: Path) -> None:
    """Whoever came since is still there; what was written in the ledger since, too."""
    late = NewAccount(name="late", display="Late", roles=("nurse",), passphrase="four words late")
    membership.add_account(ward.nurse(), late)
    ledger.append(ward.admin(), "unit", b"since then", NOON)
    restore.restore(saved, ward.folder, signed_in(ward), ward.clock)
    names = {account.name for account in membership.accounts_of(ward.nurse())}
    assert names == {"Ada Lead", "bea", "late"}
    assert [entry.body for entry in ledger.read(ward.nurse())] == [b"since then"]


def test_whoever_has_left_does_not_come_back_with_an_old_backup(ward: Ward, tmp_path: Path) -> None:
    late = NewAccount(name="late", display="Late", roles=("nurse",), passphrase="four words late")
    account = membership.add_account(ward.nurse(), late)
    target = tmp_path / "when she was here"
    backup.back_up(ward.nurse(), target, NOON)
    membership.remove_account(ward.admin(), account.id)

    def hers(folder: Path) -> Opened:
        return home.unlock(folder, late.name, late.passphrase, ward.clock)

    before = (ward.folder / slots.NAME).read_bytes()
    assert refused(lambda: restore.restore(target, ward.folder, hers, ward.clock)) == "restore-left"
    assert (ward.folder / slots.NAME).read_bytes() == before
    restore.restore(target, ward.folder, signed_in(ward), ward.clock)
    assert refused(lambda: hers(ward.folder)) == "sign-in-wrong"


@pytest.mark.parametrize("name", [slots.NAME, ledger.NAME])
def test_accounts_or_a_ledger_that_cannot_be_read_come_from_the_backup(
    ward: Ward, saved: Path, name: str
) -> None:
    late = NewAccount(name="late", display="Late", roles=("nurse",), passphrase="four words late")
    membership.add_account(ward.nurse(), late)
    ledger.append(ward.admin(), "unit", b"since then", NOON)
    path = ward.folder / name
    path.write_bytes(path.read_bytes().replace(b'"home":', b'"hame":'))
    restore.restore(saved, ward.folder, signed_in(ward), ward.clock)
    accounts = {account.name for account in membership.accounts_of(ward.nurse())}
    assert ("late" in accounts) is (name != slots.NAME)
    assert ledger.read(ward.nurse()) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_backup_never_crashes_and_never_restores_something_else(
    ward: Ward, saved: Path, data: st.DataObject
) -> None:
    whole = saved.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = saved.with_name("damaged")
    damaged.write_bytes(whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + 1 :])
    try:
        found = restore.restore(damaged, saved.with_name("restored"), signed_in(ward), ward.clock)
    except UserError as error:
        assert error.sentence
    else:
        assert found == backup.contents(saved)


def test_the_manager_s_journal_comes_back_where_it_is_gone(ward: Ward) -> None:
    """A restore leaves a measures file that stands; only a lost one is brought back."""
    opened = ward.nurse()
    with figures(opened, make=True) as kept:
        kept.note("baseline", b"{}", "me", NOON)
    target = ward.folder.parent / "with-figures.srhbackup"
    backup.back_up(opened, target, NOON)
    with figures(opened) as kept:
        kept.note("export", b"{}", "me", NOON)
    restore.restore(target, ward.folder, signed_in(ward), ward.clock)
    with figures(ward.nurse()) as kept:
        assert [note.kind for note in kept.notes()] == ["baseline", "export"]
    place(opened).unlink()
    restore.restore(target, ward.folder, signed_in(ward), ward.clock)
    with figures(ward.nurse()) as kept:
        assert [note.kind for note in kept.notes()] == ["baseline"]


def test_an_older_measures_file_under_newer_contents_is_found(ward: Ward, tmp_path: Path) -> None:
    """Put in place of the one that went along, or left out, or added where there was none."""
    opened = ward.nurse()
    without = ward.folder.parent / "without.srhbackup"
    backup.back_up(opened, without, NOON)
    first, second = (ward.folder.parent / f"{name}.srhbackup" for name in ("first", "second"))
    for target in (first, second):
        with figures(opened, make=True) as kept:
            kept.note("baseline", b"{}", "me", NOON)
        backup.back_up(opened, target, NOON)
    with zipfile.ZipFile(first) as members:
        older = members.read("measures.db")
    for file, raw in ((second, older), (second, None), (without, older)):
        mixed = rewritten(file, measures_db=raw)
        assert refused(
            lambda file=mixed: restore.restore(  # type: ignore[misc]  # a default is not a parameter to mypy
                file, tmp_path / "new", signed_in(ward), ward.clock
            )
        ) == ("backup-forged")
    assert not home.exists(tmp_path / "new")
