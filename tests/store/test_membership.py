"""Opening, completing, renewing and removing accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from srh_assess.store import home, membership, slots
from srh_assess.store.accounts import Account, NewAccount
from srh_assess.store.lock import FileLock
from srh_assess.store.opened import Opened
from tests.refusing import refused
from tests.store.wards import ADMIN, NURSE, Ward

CLEO = NewAccount(
    name="cleo",
    display="Cleo Nurse",
    roles=("nurse",),
    passphrase="four words for cleo",
    registration="12A3456E",
)


def cleo(ward: Ward, passphrase: str = CLEO.passphrase) -> Opened:
    return home.unlock(ward.folder, "cleo", passphrase, ward.clock)


def test_an_admin_opens_an_account_that_waits_for_a_holder_of_the_key(ward: Ward) -> None:
    waiting = membership.add_account(ward.admin(), CLEO)
    assert (waiting.status, waiting.registration) == ("waiting", "12A3456E")
    assert cleo(ward).me.status == "waiting"
    assert cleo(ward).keys.clinical is None
    assert refused(lambda: membership.complete_account(ward.admin(), waiting.id)) == (
        "no-clinical-key"
    )
    assert membership.complete_account(ward.nurse(), waiting.id).status == "active"
    opened = cleo(ward)
    assert opened.clinical == ward.nurse().clinical
    assert opened.me.id == waiting.id
    file = slots.load(ward.folder)
    assert file.slots[file.slot_id("cleo")].grant is None
    assert cleo(ward).clinical == opened.clinical
    assert refused(lambda: membership.complete_account(ward.nurse(), waiting.id)) == (
        "account-not-waiting"
    )


def test_who_holds_the_keys_opens_an_account_complete(ward: Ward) -> None:
    assert membership.add_account(ward.nurse(), CLEO).status == "active"
    assert cleo(ward).clinical
    trainer = NewAccount(
        name="dan", display="Dan", roles=("trainer",), passphrase="four words for dan"
    )
    assert membership.add_account(ward.admin(), trainer).status == "active"


def test_a_grant_that_was_changed_is_not_taken(ward: Ward) -> None:
    waiting = membership.add_account(ward.admin(), CLEO)
    membership.complete_account(ward.nurse(), waiting.id)
    file = slots.load(ward.folder)
    slot = file.slot_id("cleo")
    grant = file.slots[slot].grant
    assert grant
    other = slots.grant(file, slot, ward.nurse().me.public, ward.nurse().keys)
    slots.save(ward.folder, other)
    assert cleo(ward).keys.clinical is None


def test_a_change_of_passphrase_keeps_keys_author_and_what_waits(ward: Ward) -> None:
    waiting = membership.add_account(ward.admin(), CLEO)
    signed_in = cleo(ward)
    membership.complete_account(ward.nurse(), waiting.id)
    new = "other four words for cleo"
    membership.change_passphrase(signed_in, CLEO.passphrase, new, ward.clock)
    assert refused(lambda: cleo(ward)) == "sign-in-wrong"
    assert cleo(ward, new).me.id == waiting.id
    assert cleo(ward, new).clinical


def test_a_change_of_passphrase_needs_the_old_one_and_a_long_new_one(ward: Ward) -> None:
    nurse = ward.nurse()
    change = membership.change_passphrase
    assert refused(lambda: change(nurse, NURSE.passphrase, "short", ward.clock)) == (
        "passphrase-short"
    )
    for _ in range(3):
        assert refused(lambda: change(nurse, "wrong", "long enough by far", ward.clock)) == (
            "passphrase-wrong"
        )
    assert refused(lambda: change(nurse, "wrong", "long enough by far", ward.clock)) == (
        "sign-in-wait"
    )
    ward.clock.move(timedelta(minutes=5))
    ward.nurse()


def test_a_forgotten_passphrase_loses_nothing(ward: Ward) -> None:
    new = "remembered four words"
    renewed = membership.renew_account(ward.admin(), ward.nurse_id, new)
    assert (renewed.id, renewed.status) == (ward.nurse_id, "waiting")
    recovered = home.unlock_with_recovery_key(ward.folder, ward.recovery_key, ward.clock)
    membership.complete_account(recovered, ward.nurse_id)
    again = home.unlock(ward.folder, "bea", new, ward.clock)
    assert again.clinical == recovered.clinical
    assert refused(ward.nurse) == "sign-in-wrong"


def test_the_last_admin_who_forgot_is_renewed_with_the_recovery_key(ward: Ward) -> None:
    recovered = home.unlock_with_recovery_key(ward.folder, ward.recovery_key, ward.clock)
    renewed = membership.renew_account(recovered, ward.admin_id, "new words for ada")
    assert renewed.status == "active"
    again = home.unlock(ward.folder, ADMIN.name, "new words for ada", ward.clock)
    assert again.me.id == ward.admin_id


def test_a_leaver_s_slot_goes_and_her_name_stays(ward: Ward) -> None:
    membership.remove_account(ward.admin(), ward.nurse_id)
    assert refused(ward.nurse) == "sign-in-wrong"
    by_id = {account.id: account for account in membership.accounts_of(ward.admin())}
    assert (by_id[ward.nurse_id].display, by_id[ward.nurse_id].status) == ("Bea Nurse", "left")
    assert refused(lambda: membership.remove_account(ward.admin(), ward.nurse_id)) == (
        "account-left"
    )
    renew = membership.renew_account
    assert refused(lambda: renew(ward.admin(), ward.nurse_id, "long enough words")) == (
        "account-left"
    )
    back = membership.add_account(ward.admin(), NURSE)
    assert back.id != ward.nurse_id


def test_the_last_admin_cannot_be_removed_and_one_of_two_can(ward: Ward) -> None:
    remove = membership.remove_account
    assert refused(lambda: remove(ward.admin(), ward.admin_id)) == "last-admin"
    second = NewAccount(
        name="eve", display="Eve", roles=("admin",), passphrase="four words for eve"
    )
    membership.add_account(ward.admin(), second)
    assert remove(ward.admin(), ward.admin_id).status == "left"


@pytest.mark.parametrize(
    ("name", "roles", "wanted"),
    [("BEA", ("nurse",), "account-name-taken"), ("fay", ("queen",), "role-unknown")],
)
def test_an_account_that_will_not_do_is_refused(
    ward: Ward, name: str, roles: tuple[str, ...], wanted: str
) -> None:
    new = NewAccount(name=name, display="F", roles=roles, passphrase="four words for f")
    assert refused(lambda: membership.add_account(ward.admin(), new)) == wanted


def test_an_id_nobody_has_is_refused(ward: Ward) -> None:
    assert refused(lambda: membership.remove_account(ward.admin(), "0" * 32)) == "account-unknown"


def test_two_copies_do_not_change_the_accounts_at_once(ward: Ward) -> None:
    admin = ward.admin()
    other = FileLock.take(ward.folder / home.CHANGING)
    assert other is not None
    assert refused(lambda: membership.add_account(admin, CLEO)) == "accounts-busy"
    other.release()
    added: Account = membership.add_account(admin, CLEO)
    assert added in membership.accounts_of(admin)


def test_other_roles_are_granted_or_wait(ward: Ward) -> None:
    added = membership.add_account(ward.nurse(), CLEO)
    assert cleo(ward).clinical
    changed = membership.change_roles(ward.admin(), added.id, ("trainer",))
    assert (changed.roles, changed.status) == (("trainer",), "active")
    assert cleo(ward).keys.clinical is None
    assert membership.change_roles(ward.admin(), added.id, ("nurse",)).status == "waiting"
    assert membership.change_roles(ward.nurse(), added.id, ("nurse", "admin")).status == "active"
    assert cleo(ward).clinical
    assert refused(lambda: membership.change_roles(ward.admin(), added.id, ())) == (
        "account-without-role"
    )
    membership.change_roles(ward.nurse(), added.id, ("nurse",))
    admin = ward.admin_id
    assert refused(lambda: membership.change_roles(ward.nurse(), admin, ("lead",))) == "last-admin"
    membership.remove_account(ward.admin(), added.id)
    assert refused(lambda: membership.change_roles(ward.admin(), added.id, ("nurse",))) == (
        "account-left"
    )


def test_another_recovery_key_takes_the_place_of_the_old_one(ward: Ward) -> None:
    assert refused(lambda: membership.renew_recovery(ward.admin())) == "no-clinical-key"
    by_key = home.unlock_with_recovery_key(ward.folder, ward.recovery_key, ward.clock)
    other = membership.renew_recovery(by_key)
    assert home.unlock_with_recovery_key(ward.folder, other, ward.clock).by_recovery_key
    assert (
        refused(lambda: home.unlock_with_recovery_key(ward.folder, ward.recovery_key, ward.clock))
        == "recovery-wrong"
    )
