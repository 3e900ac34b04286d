"""The chain is proved at each backup: what was written since, and once a week all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from srh_assess.errors import StoreFault, UserError
from srh_assess.store import backup, home, proving, restore, verify
from srh_assess.store.verify import Misfit
from tests.store.test_verify import Tamper, dropped, edited, swapped
from tests.store.wards import NOON, NURSE, Ward, filled


def back_up(ward: Ward, at: datetime = NOON) -> None:
    backup.back_up(ward.nurse(), ward.folder.parent / f"{at:%m%d%H}.srhbackup", at)


def noted(ward: Ward) -> dict[str, str | int]:
    found: dict[str, str | int] = json.loads((ward.folder / proving.NAME).read_bytes())
    return found


def deep(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record whose first entries no opening looks at any more."""
    filled(ward)
    monkeypatch.setattr("srh_assess.store.tail.CHECKED", 3)


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr("srh_assess.store.proving.time.sleep", found.append)
    monkeypatch.setattr("srh_assess.store.proving._BREATH", 5)
    return found


@pytest.mark.parametrize("tamper", [edited("author", "x"), dropped, swapped])
def test_an_old_entry_that_was_changed_stops_the_first_backup(
    ward: Ward, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep(ward, monkeypatch)
    with ward.tampering() as connection:
        tamper(connection)
    with pytest.raises(UserError) as caught:
        back_up(ward)
    assert caught.value.code == "journal-broken"
    assert "5" in caught.value.sentence
    assert not (ward.folder / proving.NAME).exists()


def test_only_what_is_new_is_walked_and_the_whole_once_a_week(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, rests: list[float]
) -> None:
    deep(ward, monkeypatch)
    back_up(ward)
    assert len(rests) == 2  # entries 5 and 10 of 14
    assert noted(ward)["number"] == 14
    rests.clear()
    filled(ward)
    back_up(ward, NOON + timedelta(days=6))
    assert len(rests) == 3  # 15, 20 and 25
    assert noted(ward)["number"] == 28
    rests.clear()
    back_up(ward, NOON + timedelta(days=7))
    assert len(rests) == 5


def test_what_is_changed_behind_the_proof_shows_within_the_week(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep(ward, monkeypatch)
    back_up(ward)
    with ward.tampering() as connection:
        edited("author", "x")(connection)
    back_up(ward, NOON + timedelta(days=1))
    with pytest.raises(UserError) as caught:
        back_up(ward, NOON + timedelta(days=8))
    assert caught.value.code == "journal-broken"


def test_a_clock_that_was_set_back_means_the_whole(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, rests: list[float]
) -> None:
    deep(ward, monkeypatch)
    back_up(ward)
    rests.clear()
    back_up(ward, NOON - timedelta(hours=1))
    assert len(rests) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        lambda path: path.write_bytes(b"not a proof"),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"mac":"', b'"mac":"\xc3\xa9')),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"number":14', b'"number":13')),
    ],
    ids=["gone", "nonsense", "foreign signs", "another number"],
)
def test_a_proof_that_is_gone_or_changed_means_the_whole(
    ward: Ward, spoil: Callable[[Path], object], rests: list[float]
) -> None:
    filled(ward)
    back_up(ward)
    spoil(ward.folder / proving.NAME)
    rests.clear()
    back_up(ward, NOON + timedelta(hours=4))
    assert len(rests) == 2
    assert noted(ward)["number"] == 14


def test_a_record_that_was_written_anew_shows_against_the_proof(ward: Ward) -> None:
    filled(ward)
    opened = ward.nurse()
    proved = proving.Proved(number=7, hash="00" * 32, whole=NOON)
    proving._note(opened, proved)
    back_up(ward)
    assert noted(ward)["number"] == 7
    assert verify.walk(ward.nurse()).misfits == (Misfit(7, "once"),)


def test_a_proof_that_cannot_be_noted_stops_no_backup(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreFault("disk-full")

    filled(ward)
    monkeypatch.setattr("srh_assess.store.proving.write_atomically", full)
    back_up(ward)
    assert not (ward.folder / proving.NAME).exists()
    assert backup.contents(ward.folder.parent / "030212.srhbackup").entries == 14


def test_a_restore_proves_the_whole_and_sets_the_proof_aside(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep(ward, monkeypatch)
    back_up(ward)
    file = ward.folder.parent / "030212.srhbackup"
    restore.bring_back(
        file, ward.folder, lambda made: home.unlock(made, NURSE.name, NURSE.passphrase, ward.clock),
        ward.clock,
    )  # fmt: skip
    assert not (ward.folder / proving.NAME).exists()
    assert list(ward.folder.glob(f"aside-*/{proving.NAME}"))


def test_a_signature_in_foreign_signs_is_no_signature(ward: Ward) -> None:
    filled(ward)
    back_up(ward)
    found = backup.contents(ward.folder.parent / "030212.srhbackup")
    from msgspec.structs import replace

    assert backup.proved(found, ward.nurse().clinical)
    assert not backup.proved(replace(found, mac="é" * 64), ward.nurse().clinical)
