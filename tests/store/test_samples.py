"""A home of each released schema opens today, and a backup of each format comes back, whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from srh_assess.errors import UserError
from srh_assess.store import backup, figures, home, ledger, restore, schema, verify
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.opened import Opened
from tests.store import sample
from tests.store.every_fact import every_fact
from tests.store.wards import ADMIN, NURSE, Ward


def test_there_is_one_of_every_released_schema() -> None:
    kept = {path.name for path in sample.DATA.glob("home-*")}
    assert kept == {f"home-{number}" for number in range(1, schema.VERSION + 1)}


@pytest.mark.parametrize("name", sorted(path.name for path in sample.DATA.glob("home-*")))
def test_it_opens_goes_on_and_proves_clean(name: str, tmp_path: Path, ward: Ward) -> None:
    folder = tmp_path / name
    shutil.copytree(sample.DATA / name, folder)
    assert home.kind(folder) == "synthetic"
    opened = home.unlock(folder, NURSE.name, NURSE.passphrase, ward.clock)
    assert home.unlock(folder, ADMIN.name, ADMIN.passphrase, ward.clock).kind == "synthetic"
    assert [(entry.kind, entry.body) for entry in ledger.read(opened)] == [("unit", sample.UNIT)]
    store = ClinicalStore.open(opened, ward.clock)
    try:
        assert [row.room for row in store.board()][-1] == f"{sample.MARK} stay room"
        found = {len(list(store.entries(admission))): admission for admission in store.admissions()}
        record = store.record(found[max(found)])
        ward.answer(store, record, "today")
    finally:
        store.close()
    assert len(found) == 2
    assert max(found) > 20
    assert verify.walk(opened).clean


@pytest.mark.parametrize("name", sorted(path.name for path in sample.DATA.glob("home-*")))
def test_it_proves_clean_also_before_it_was_brought_up_to_date(
    name: str, tmp_path: Path, ward: Ward
) -> None:
    """Lists that an earlier version made are no fault: the next opening makes them anew."""
    folder = tmp_path / "kept"
    shutil.copytree(sample.DATA / name, folder)
    opened = home.unlock(folder, NURSE.name, NURSE.passphrase, ward.clock)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert verify.walk(opened).clean
    assert before["clinical.db"] == (folder / "clinical.db").read_bytes()


def test_today_s_facts_all_come_back_as_they_were_said(tmp_path: Path, ward: Ward) -> None:
    admission = sample.make(tmp_path / "new")
    ward.folder = tmp_path / "new"
    with ward.store() as store:
        said = [entry.fact for entry in store.entries(admission)][1:]
    assert said == list(every_fact(sample.MARK))


BACKUPS = sorted((sample.DATA / "backups").glob("format-*.srhbackup"))


def test_there_is_a_backup_of_every_released_format() -> None:
    assert [backup.contents(file).format for file in BACKUPS] == list(range(1, backup.FORMAT + 1))


@pytest.mark.parametrize("file", BACKUPS, ids=lambda file: file.stem)
def test_a_backup_in_each_format_is_restored_and_goes_on(
    file: Path, tmp_path: Path, ward: Ward
) -> None:
    """Each was written by the program of its time, and is never made again."""
    folder, told = tmp_path / "a new computer", backup.contents(file)

    def unlock(made: Path) -> Opened:
        return home.unlock(made, NURSE.name, NURSE.passphrase, ward.clock)

    found = restore.bring_back(file, folder, unlock, ward.clock)
    assert found.contents == told
    opened = unlock(folder)
    assert [(entry.kind, entry.body) for entry in ledger.read(opened)] == [("unit", sample.UNIT)]
    store = ClinicalStore.open(opened, ward.clock)
    try:
        kept = {one: len(list(store.entries(one))) for one in store.admissions()}
        assert (sum(kept.values()), len(kept)) == (told.entries, told.admissions)
        longest = max(kept, key=lambda one: kept[one])
        ward.answer(store, store.record(longest), "today")
    finally:
        store.close()
    assert verify.walk(opened).clean
    assert figures.place(opened).exists() is bool(told.figures)


@pytest.mark.parametrize("file", BACKUPS, ids=lambda file: file.stem)
def test_a_changed_backup_of_an_older_format_is_refused(
    file: Path, tmp_path: Path, ward: Ward
) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    changed = tmp_path / file.name
    changed.write_bytes(raw)
    folder = tmp_path / "untouched"
    with pytest.raises(UserError):
        restore.bring_back(
            changed, folder,
            lambda made: home.unlock(made, NURSE.name, NURSE.passphrase, ward.clock), ward.clock,
        )  # fmt: skip
    assert not (folder / "clinical.db").exists()
