"""A home written by each released schema opens in today's program, with everything in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from srh_assess.store import home, ledger, schema, verify
from srh_assess.store.clinical import ClinicalStore
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
