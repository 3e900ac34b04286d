"""After a restore everything readable that is newer than the backup is taken over, and no more."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from srh_assess.assessment.keeping import Disposed
from srh_assess.assessment.looking import RecordOpened, beside
from srh_assess.errors import StoreFault
from srh_assess.store import backup, home, opening, restore, verify
from srh_assess.store.opened import Opened
from srh_assess.store.restore import Restored
from srh_assess.store.salvage import Salvaged
from tests.store.wards import NOON, NURSE, Ward, filled


def signed_in(ward: Ward) -> Callable[[Path], Opened]:
    return lambda folder: home.unlock(folder, NURSE.name, NURSE.passphrase, ward.clock)


@pytest.fixture
def saved(ward: Ward) -> tuple[Path, str, str]:
    """A backup of fourteen entries; four newer ones, of an old admission and of a new one."""
    first, _ = filled(ward)
    target = ward.folder.parent / "b.srhbackup"
    backup.back_up(ward.nurse(), target, NOON)
    with ward.store() as store:
        ward.answer(store, store.record(first), "newer", "newest")
        third = ward.answer(store, ward.admit(store, "Musa", "12"), "first words")
    return target, first, third.admission


def brought_back(ward: Ward, file: Path) -> Restored:
    return restore.bring_back(file, ward.folder, signed_in(ward), ward.clock)


def whole(ward: Ward) -> int:
    """How many entries stand, after everything was proved."""
    with ward.store():
        pass
    verdict = verify.walk(ward.nurse())
    assert verdict.clean, verdict.misfits
    return verdict.entries


def test_nothing_that_was_saved_is_lost(ward: Ward, saved: tuple[Path, str, str]) -> None:
    file, first, third = saved
    with ward.store() as store:
        wanted = [store.record(one) for one in (first, third)]
        board = store.board()
    found = brought_back(ward, file)
    assert (found.contents.entries, found.salvaged) == (14, Salvaged(taken=4, left=0))
    assert whole(ward) == 18
    with ward.store() as store:
        assert [store.record(one) for one in (first, third)] == wanted
        assert store.board() == board


def test_the_set_aside_files_stay_as_they_were(ward: Ward, saved: tuple[Path, str, str]) -> None:
    before = hashlib.sha256(ward.journal_file.read_bytes()).digest()
    brought_back(ward, saved[0])
    (aside,) = ward.folder.glob(f"{home.ASIDE}*")
    assert hashlib.sha256((aside / opening.NAME).read_bytes()).digest() == before
    assert not list(ward.folder.glob(".restoring-*"))


@pytest.mark.parametrize(
    ("sql", "taken", "left"),
    [
        ("UPDATE journal SET author = 'x' WHERE number = 17", 2, 2),
        ("UPDATE journal SET previous = zeroblob(32) WHERE number = 16", 1, 3),
        ("UPDATE journal SET home = 'another' WHERE number = 15", 0, 4),
        ("DELETE FROM bodies WHERE number = 16", 1, 3),
        ("UPDATE bodies SET sealed = zeroblob(60) WHERE number = 18", 3, 1),
        ("DELETE FROM journal WHERE number = 16", 1, 2),
        ("UPDATE journal SET hash = zeroblob(32) WHERE number = 14", 0, 4),
        ("DELETE FROM admission_keys WHERE admission IN"
         " (SELECT admission FROM journal WHERE number = 17)", 2, 2),
    ],
)  # fmt: skip
def test_what_does_not_continue_the_chain_is_counted_and_left(
    ward: Ward, saved: tuple[Path, str, str], sql: str, taken: int, left: int
) -> None:
    with ward.tampering() as db:
        db.execute(sql)
    assert brought_back(ward, saved[0]).salvaged == Salvaged(taken=taken, left=left)
    assert whole(ward) == 14 + taken


def test_a_fact_this_program_does_not_know_is_left(
    ward: Ward, saved: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise StoreFault("entry-unknown", number="15", kind="later")

    with monkeypatch.context() as patch:
        patch.setattr("srh_assess.store.salvage.entry_from", unknown)
        assert brought_back(ward, saved[0]).salvaged == Salvaged(taken=0, left=4)
    assert whole(ward) == 14


def test_a_file_with_damaged_pages_gives_what_can_be_read(
    ward: Ward, saved: tuple[Path, str, str]
) -> None:
    raw = ward.journal_file.read_bytes()
    for page in range(1, len(raw) // 4096):
        shutil.rmtree(ward.folder)
        restore.restore(saved[0], ward.folder, signed_in(ward), ward.clock)
        hurt = bytearray(raw)
        hurt[page * 4096 + 100 : page * 4096 + 400] = bytes(300)
        ward.journal_file.write_bytes(hurt)
        found = brought_back(ward, saved[0]).salvaged
        assert found is not None
        assert whole(ward) == 14 + found.taken


@pytest.mark.parametrize("raw", [b"", b"no database at all" * 400])
def test_a_file_that_is_none_gives_nothing_and_is_said_to(
    ward: Ward, saved: tuple[Path, str, str], raw: bytes
) -> None:
    ward.journal_file.write_bytes(raw)
    found = brought_back(ward, saved[0]).salvaged
    assert found is not None
    assert found.taken == 0
    assert found.left is None
    assert whole(ward) == 14


def test_a_journal_that_is_gone_or_a_disk_that_is_full_leaves_the_backup_in_place(
    ward: Ward, saved: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copyfile

    def full(source: Path, target: Path) -> object:
        if source.name == opening.NAME:
            raise OSError(28, "No space left on device")
        return real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("srh_assess.store.witnesses.shutil.copyfile", full)
        assert brought_back(ward, saved[0]).salvaged == Salvaged(left=None)
    assert whole(ward) == 14
    ward.journal_file.unlink()
    again = brought_back(ward, saved[0]).salvaged  # the older folder still has what was newer
    assert again == Salvaged(taken=4, left=None)
    assert whole(ward) == 18


def test_on_a_new_computer_there_is_nothing_to_take_over(
    ward: Ward, saved: tuple[Path, str, str], tmp_path: Path
) -> None:
    ward.folder = tmp_path / "new"
    assert brought_back(ward, saved[0]).salvaged is None


def test_another_home_s_record_is_not_taken_over(
    ward: Ward, saved: tuple[Path, str, str], tmp_path: Path
) -> None:
    other = Ward(tmp_path / "other")
    filled(other, 12)
    found = restore.bring_back(saved[0], other.folder, signed_in(ward), ward.clock)
    assert found.salvaged is not None
    assert found.salvaged.taken == 0
    ward.folder = other.folder
    assert whole(ward) == 14


def test_what_was_destroyed_meanwhile_stops_nothing_that_is_newer(
    ward: Ward, saved: tuple[Path, str, str]
) -> None:
    """Its lines still chain; its words are gone, and stay so."""
    file, first, third = saved
    with ward.store() as store:
        store.note(beside(first), ward.nurse_id, RecordOpened(sign_in="s", way="record",
                                                              basis="ward"))  # fmt: skip
        store.dispose(
            Disposed(
                disposal="d", admission=first, entries=8, first=NOON.date(), last=NOON.date(),
                held_as="srh", reason="Its time", proposed_by="another",
                with_it=(beside(first),),
            ),
            ward.nurse_id,
        )  # fmt: skip
        ward.answer(store, store.record(third), "after it")
        wanted = store.record(third)
    assert brought_back(ward, file).salvaged == Salvaged(taken=7, left=0)
    assert whole(ward) == 21
    with ward.store() as store:
        assert store.record(third) == wanted
        assert store.disposed(first)
        assert store.disposed(beside(first))
    with ward.tampering() as db:
        assert db.execute(
            "SELECT count(*) FROM admission_keys WHERE admission LIKE ?", (f"{first}%",)
        ).fetchone() == (0,)
