"""Whoever holds the folder and not the key does not bring a destroyed record back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from srh_assess.assessment.facts import Discharged
from srh_assess.assessment.keeping import Disposed
from srh_assess.store import anchor, backup, disposals, home, ledger, restore, slots, verify
from srh_assess.store.opened import Opened
from srh_assess.store.restore import Restored
from srh_assess.store.verify import Misfit
from tests.refusing import refused
from tests.store.wards import NOON, NURSE, Ward, filled


def dispose(ward: Ward, admission: str) -> None:
    with ward.store() as store:
        record = store.record(admission)
        with store.transaction(record, ward.nurse_id) as transaction:
            transaction.add(Discharged(at=NOON))
        store.dispose(
            Disposed(
                disposal=f"d {admission}", admission=admission, entries=8, first=NOON.date(),
                last=NOON.date(), held_as="srh", reason="Its time", proposed_by="another",
            ),
            ward.nurse_id,
        )  # fmt: skip


class Case:
    """A woman, a backup that holds her, and her disposal after it."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.gone, self.stays = filled(ward)
        self.old = ward.folder.parent / "elsewhere" / "old.srhbackup"
        self.old.parent.mkdir()
        backup.back_up(ward.nurse(), self.old, NOON)
        dispose(ward, self.gone)
        self.list = ward.folder / disposals.NAME

    def unlock(self, made: Path) -> Opened:
        return home.unlock(made, NURSE.name, NURSE.passphrase, self.ward.clock)

    def restored(self, file: Path | None = None) -> Restored:
        return restore.bring_back(file or self.old, self.ward.folder, self.unlock, self.ward.clock)

    def newer(self, folder: Path | None = None) -> Path:
        file = (folder or self.old.parent) / "newer.srhbackup"
        file.parent.mkdir(exist_ok=True)
        backup.back_up(self.ward.nurse(), file, NOON)
        return file

    def still_destroyed(self) -> None:
        with self.ward.store() as store:
            assert store.disposed(self.gone)
            assert not store.disposed(self.stays)
            assert store.record(self.stays).last_entry
        with self.ward.database() as db:
            kept = db.conn.execute("SELECT admission FROM admission_keys").fetchall()
        assert (self.gone,) not in kept
        assert (self.stays,) in kept
        assert verify.walk(self.ward.nurse()).clean
        assert [line.admission for line in disposals.read(self.ward.nurse())] == [self.gone]


@pytest.fixture
def case(ward: Ward) -> Case:
    return Case(ward)


def test_the_list_is_taken_away_and_an_old_backup_restored(case: Case) -> None:
    case.list.unlink()
    found = case.restored()
    assert (found.followed.records, found.followed.told) == (1, True)
    case.still_destroyed()


def test_the_list_is_taken_away_and_the_record_opened(case: Case) -> None:
    case.list.unlink()
    case.still_destroyed()


def test_an_older_list_is_put_in_its_place(case: Case) -> None:
    older = case.list.read_bytes()
    dispose(case.ward, case.stays)
    case.list.write_bytes(older)
    case.restored()
    with case.ward.store() as store:
        assert store.disposed(case.gone)
        assert store.disposed(case.stays)
    assert len(disposals.read(case.ward.nurse())) == 2


def test_the_journal_is_spoiled_too_and_the_anchor_still_tells(case: Case) -> None:
    case.list.unlink()
    case.ward.journal_file.write_bytes(bytes(4096))
    before = {path.name for path in case.ward.folder.iterdir()}
    assert refused(case.restored) == "disposals-short"
    assert {path.name for path in case.ward.folder.iterdir()} == before  # nothing was touched


@pytest.mark.parametrize("inside", [True, False])
def test_all_but_a_newer_backup_is_gone_and_it_still_tells(case: Case, *, inside: bool) -> None:
    newer = case.newer(case.ward.folder / backup.FOLDER if inside else None)
    for path in case.ward.folder.iterdir():
        if path.is_file():
            path.unlink()
    assert refused(case.restored) == "disposals-short"
    assert not (case.ward.folder / slots.NAME).exists()
    found = case.restored(newer)  # what the refusal asks for
    assert (found.followed.records, found.followed.told) == (1, False)
    case.still_destroyed()
    case.restored()
    case.still_destroyed()


def test_on_a_new_computer_the_backup_brings_the_list(case: Case, tmp_path: Path) -> None:
    newer = case.newer()
    case.ward.folder = tmp_path / "new computer"
    case.restored(newer)
    case.list = case.ward.folder / disposals.NAME
    case.still_destroyed()


def test_where_nothing_is_left_that_could_tell_that_is_said(case: Case, tmp_path: Path) -> None:
    case.ward.folder = tmp_path / "new computer"
    found = case.restored()
    assert (found.followed.records, found.followed.told) == (0, False)
    with case.ward.store() as store:
        assert not store.disposed(case.gone)


def test_a_restored_list_that_is_taken_away_afterwards_is_missed(
    case: Case, tmp_path: Path
) -> None:
    """The journal of the old backup does not know of the disposal: the anchor does."""
    for path in case.ward.folder.iterdir():
        if path.name != disposals.NAME and path.is_file():
            path.unlink()
    case.restored()
    with case.ward.store() as store:
        assert store.disposed(case.gone)
    case.ward.folder = tmp_path / "another"
    case.list = case.ward.folder / disposals.NAME
    case.ward.folder.mkdir()
    (case.ward.folder / disposals.NAME).write_bytes(
        (tmp_path / "home" / disposals.NAME).read_bytes()
    )
    case.restored()
    case.list.unlink()

    def open_it() -> None:
        with case.ward.store():
            pass

    assert refused(open_it) == "disposals-missing"
    assert Misfit(0, "list") in verify.walk(case.ward.nurse()).misfits


def test_a_backup_whose_list_was_changed_is_forged(case: Case, tmp_path: Path) -> None:
    import zipfile

    newer = case.newer()
    forged = tmp_path / "forged.srhbackup"
    for change in (b"{}", None):
        with zipfile.ZipFile(newer) as old, zipfile.ZipFile(forged, "w") as new:
            for name in old.namelist():
                raw = change if name == disposals.NAME else old.read(name)
                if raw is not None:
                    new.writestr(name, raw)
        assert refused(lambda: case.restored(forged)) == "backup-forged"


def test_what_is_no_backup_or_another_home_s_tells_nothing(case: Case, tmp_path: Path) -> None:
    other = Ward(tmp_path / "other")
    filled(other)
    backup.back_up(other.nurse(), case.old.parent / "theirs.srhbackup", NOON)
    (case.old.parent / "none.srhbackup").write_bytes(b"nothing")
    case.restored()
    case.still_destroyed()


def test_another_home_s_list_makes_way_and_comes_back(case: Case, tmp_path: Path) -> None:
    other = Ward(tmp_path / "other")
    filled(other)
    theirs = tmp_path / "theirs.srhbackup"
    backup.back_up(other.nurse(), theirs, NOON)
    with_list = case.list.read_bytes()
    case.restored(theirs)
    assert not case.list.exists()
    case.restored()
    assert case.list.read_bytes() == with_list
    case.still_destroyed()


def test_a_journal_set_aside_whose_certificate_cannot_be_read_stops_nothing(case: Case) -> None:
    case.list.unlink()
    (case.ward.folder / anchor.NAME).unlink()
    aside = case.ward.folder / "aside-1"
    aside.mkdir()
    shutil.copyfile(case.ward.journal_file, aside / "clinical.db")
    case.ward.journal_file.write_bytes(bytes(4096))
    found = case.restored()
    assert found.followed.told is False
    case.still_destroyed()  # the older folder's journal tells


# ---- what verify finds


def test_a_key_that_went_without_a_certificate_is_found(ward: Ward) -> None:
    first, _ = filled(ward)
    with ward.tampering() as c:
        c.execute("INSERT INTO disposals VALUES (?, 5, 'live')", (first,))
        c.execute("DELETE FROM admission_keys WHERE admission = ?", (first,))
    assert verify.walk(ward.nurse()).misfits[0] == Misfit(5, "uncertified")


def test_a_key_that_is_there_again_after_its_certificate_is_found(case: Case) -> None:
    with case.ward.tampering() as c:
        c.execute("INSERT INTO admission_keys VALUES (?, zeroblob(32), 'live')", (case.gone,))
    found = verify.walk(case.ward.nurse()).misfits
    assert [one.what for one in found] == ["undestroyed"]
    with case.ward.tampering() as c:
        c.execute("DELETE FROM disposals")
    assert "undestroyed" in [one.what for one in verify.walk(case.ward.nurse()).misfits]


def test_a_certificate_that_cannot_be_read_is_named_once(case: Case) -> None:
    with case.ward.database() as db:
        (number,) = db.conn.execute("SELECT number FROM disposals").fetchone()
    with case.ward.tampering() as c:
        c.execute("UPDATE bodies SET sealed = zeroblob(9) WHERE number = ?", (number,))
    assert Misfit(number, "body") in verify.walk(case.ward.nurse()).misfits


def test_a_certificate_whose_own_key_is_gone_is_named_by_the_walk(case: Case) -> None:
    with case.ward.database() as db:
        (number,) = db.conn.execute("SELECT number FROM disposals").fetchone()
        (file,) = db.conn.execute(
            "SELECT admission FROM journal WHERE number = ?", (number,)
        ).fetchone()
    with case.ward.tampering() as c:
        c.execute("DELETE FROM admission_keys WHERE admission = ?", (file,))
    found = verify.walk(case.ward.nurse()).misfits
    assert Misfit(number, "uncertified") in found


def test_a_ledger_that_does_not_fit_makes_way_for_the_backup_s(case: Case) -> None:
    path = case.ward.folder / ledger.NAME
    kept = json.loads(path.read_bytes())
    kept["mac"] = "00" * 32
    path.write_bytes(json.dumps(kept).encode())
    assert ledger.misfits(case.ward.nurse())
    case.restored()
    assert ledger.misfits(case.ward.nurse()) == ()


def test_a_ledger_that_was_spoiled_makes_way_for_the_backup_s(case: Case) -> None:
    kept = (case.ward.folder / ledger.NAME).read_bytes()
    (case.ward.folder / ledger.NAME).write_bytes(kept[:-7])
    case.restored()
    assert ledger.misfits(case.ward.nurse()) == ()


def test_the_ledger_s_name_is_not_the_list_s() -> None:
    assert disposals.NAME not in {ledger.NAME, slots.NAME, anchor.NAME}
