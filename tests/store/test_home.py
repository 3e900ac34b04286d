"""Making a home and signing in to it."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.errors import UserError
from srh_assess.store import home, slots
from srh_assess.store.accounts import NewAccount
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.keys import Cost
from tests.store.wards import ADMIN, CHEAP, NURSE, Ward


def code(caught: pytest.ExceptionInfo[UserError]) -> str:
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


def test_the_first_start_makes_everything_and_closes_it_to_others(ward: Ward) -> None:
    assert home.exists(ward.folder)
    assert home.kind(ward.folder) == "live"
    names = {path.name for path in ward.folder.iterdir()}
    assert names == {"slots.json", "ledger.json", "clinical.db", "anchor"}
    assert stat.S_IMODE(ward.folder.stat().st_mode) == 0o700
    with ward.store():
        for path in ward.folder.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_each_signs_in_with_the_keys_of_her_roles(ward: Ward) -> None:
    admin, nurse = ward.admin(), ward.nurse()
    assert admin.me.display == "Ada Lead"
    assert admin.keys.clinical is None
    assert admin.keys.measures is None
    assert nurse.clinical
    assert nurse.me.needs_clinical
    assert not admin.me.needs_clinical
    assert not nurse.by_recovery_key
    assert {a.status for a in (admin.me, nurse.me)} == {"active"}
    with pytest.raises(UserError) as caught:
        ClinicalStore.open(admin, ward.clock)
    assert code(caught) == "no-clinical-key"


def test_the_recovery_key_opens_everything(ward: Ward) -> None:
    opened = home.unlock_with_recovery_key(ward.folder, ward.recovery_key, ward.clock)
    assert opened.by_recovery_key
    assert opened.keys.serve(("nurse", "manager"))
    assert opened.clinical == ward.nurse().clinical


def test_a_slip_in_the_recovery_key_is_not_a_wrong_key(ward: Ward, tmp_path: Path) -> None:
    first = ward.recovery_key[0]
    slip = ("1" if first != "1" else "2") + ward.recovery_key[1:]
    other = Ward(tmp_path / "other").recovery_key
    for typed, wanted in ((slip, "recovery-slip"), (other, "recovery-wrong")):
        with pytest.raises(UserError) as caught:
            home.unlock_with_recovery_key(ward.folder, typed, ward.clock)
        assert code(caught) == wanted
        assert typed not in str(caught.value)


def test_wrong_tries_wait_and_a_colleague_does_not(ward: Ward) -> None:
    for _ in range(3):
        with pytest.raises(UserError) as caught:
            home.unlock(ward.folder, "bea", "wrong", ward.clock)
        assert code(caught) == "sign-in-wrong"
    with pytest.raises(UserError) as caught:
        ward.nurse()
    assert code(caught) == "sign-in-wait"
    ward.admin()
    ward.clock.move(timedelta(seconds=1))
    ward.nurse()


def test_names_are_matched_kindly_and_passphrases_exactly(ward: Ward) -> None:
    assert home.unlock(ward.folder, "  BEA ", NURSE.passphrase, ward.clock).me.name == "bea"
    with pytest.raises(UserError):
        home.unlock(ward.folder, "bea", NURSE.passphrase.upper(), ward.clock)


def test_secrets_do_not_show_when_printed(ward: Ward) -> None:
    opened = ward.nurse()
    assert opened.clinical.hex() not in repr(opened)
    assert repr(opened).startswith("Opened(")
    file = slots.load(ward.folder)
    unlocked = slots.unlock(file, file.slot_id("bea"), NURSE.passphrase.encode())
    assert repr(unlocked) == "Unlocked(...)"


def test_what_was_made_shows_the_recovery_key_only_when_asked(tmp_path: Path, ward: Ward) -> None:
    made = home.create(tmp_path / "other", first=ADMIN, nurse=NURSE, clock=ward.clock, cost=CHEAP)
    assert made.recovery_key not in repr(made)
    assert [account.display for account in made.accounts] == ["Ada Lead", "Bea Nurse"]


def test_without_a_test_s_own_cost_the_slots_cost_what_they_should(
    tmp_path: Path, ward: Ward
) -> None:
    home.create(tmp_path / "real", first=ADMIN, nurse=NURSE, clock=ward.clock)
    file = slots.load(tmp_path / "real")
    assert {slot.cost for slot in file.slots.values()} == {Cost()}


@pytest.mark.parametrize(
    ("first", "nurse", "wanted"),
    [
        (replace(ADMIN, name=" "), NURSE, "account-without-name"),
        (ADMIN, replace(NURSE, display=""), "account-without-name"),
        (ADMIN, replace(NURSE, name="ADA lead"), "account-name-taken"),
        (replace(ADMIN, roles=("lead",)), NURSE, "first-account-admin"),
        (ADMIN, replace(NURSE, roles=("trainer",)), "nurse-account-clinical"),
        (ADMIN, replace(NURSE, roles=()), "account-without-role"),
        (ADMIN, replace(NURSE, roles=("sister",)), "role-unknown"),
        (ADMIN, replace(NURSE, passphrase="only eleven"), "passphrase-short"),
    ],
)
def test_first_accounts_that_would_not_do_are_refused_before_anything_is_made(
    tmp_path: Path, ward: Ward, first: NewAccount, nurse: NewAccount, wanted: str
) -> None:
    with pytest.raises(UserError) as caught:
        home.create(tmp_path / "new", first=first, nurse=nurse, clock=ward.clock, cost=CHEAP)
    assert code(caught) == wanted
    assert not (tmp_path / "new").exists()


def test_a_folder_with_a_home_is_refused(ward: Ward) -> None:
    with pytest.raises(UserError) as caught:
        Ward(ward.folder)
    assert code(caught) == "home-exists"


def test_a_record_without_its_key_slots_is_not_built_over(ward: Ward) -> None:
    (ward.folder / slots.NAME).unlink()
    before = ward.journal_file.read_bytes()
    with pytest.raises(UserError) as caught:
        Ward(ward.folder)
    assert code(caught) == "slots-missing"
    assert ward.journal_file.read_bytes() == before


def test_what_an_interrupted_set_up_left_is_set_aside_and_the_next_one_works(ward: Ward) -> None:
    (ward.folder / slots.NAME).unlink()
    (ward.folder / home.UNFINISHED).touch()
    left = ward.journal_file.read_bytes()
    Ward(ward.folder).nurse()
    (aside,) = ward.folder.glob("aside-*")
    assert (aside / "clinical.db").read_bytes() == left


def test_an_interrupted_set_up_that_left_nothing_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / home.UNFINISHED).touch()
    Ward(tmp_path).nurse()
    assert not list(tmp_path.glob("aside-*"))


def test_a_folder_without_a_home_is_named(ward: Ward, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        home.unlock(tmp_path / "empty", "bea", "any passphrase", ward.clock)
    assert code(caught) == "home-missing"
    assert "empty" in caught.value.sentence


def test_a_home_knows_its_kind(tmp_path: Path) -> None:
    made = Ward(tmp_path / "practice", kind="training")
    assert home.kind(made.folder) == "training"
    assert made.nurse().kind == "training"
