"""Changing who may sign in. Whether the person at the screen may do so is ``workflow``'s part;
that nobody hands on a key she does not hold is this one's.

Removing an account never re-encrypts the store: whoever left has no slot any more, and the keys
never were hers to keep. Losing a passphrase loses no data: the account is renewed, and a holder
of the clinical key completes it again.
"""

from __future__ import annotations

from msgspec.structs import replace

from srh_assess.clock import Clock
from srh_assess.errors import Refused
from srh_assess.store import accounts, home, keys, pins, recovery, slots, typed
from srh_assess.store.accounts import Account, NewAccount
from srh_assess.store.keys import Ring
from srh_assess.store.opened import RECOVERY_ACCOUNT, Opened


def accounts_of(opened: Opened) -> tuple[Account, ...]:
    """Every account of the home, also those waiting and those who have left."""
    return home.directory_of(slots.load(opened.folder), opened.keys).accounts


def add_account(opened: Opened, new: NewAccount) -> Account:
    """Opens an account. It is *waiting* until somebody who holds the keys that its roles need
    completes it; when that is the one who opens it, it is complete at once."""
    accounts.check_new(new)
    with home.changing(opened.folder) as before:
        directory = home.directory_of(before, opened.keys)
        directory.refuse_taken(new.name)
        file, directory = home.with_new(before, directory, new, opened.keys)
        slots.save(opened.folder, home.with_directory(file, directory, opened.keys))
    return directory.accounts[-1]


def complete_account(opened: Opened, account: str) -> Account:
    """Hands a waiting account the keys its roles need; its owner picks them up at her next
    sign-in. Refuses whoever does not hold them, and an account that is not waiting."""
    with home.changing(opened.folder) as before:
        directory = home.directory_of(before, opened.keys)
        waiting = directory.by_id(account)
        if waiting.status != "waiting":
            raise Refused("account-not-waiting")
        if not opened.keys.serve(waiting.roles):
            raise Refused("no-clinical-key")
        handed = opened.keys.for_roles(waiting.roles)
        slot = before.slot_id(waiting.name)
        granted = slots.grant(before, slot, waiting.public, handed)
        active = replace(waiting, status="active")
        file = home.with_directory(granted, directory.with_account(active), opened.keys)
        slots.save(opened.folder, file)
    return active


def change_passphrase(opened: Opened, old: str, new: str, clock: Clock) -> None:
    """Gives an account another passphrase. Refuses a wrong old one, as at sign-in, and a new
    one that is too short."""
    accounts.check_passphrase(new)
    with home.changing(opened.folder) as before:
        slot = before.slot_id(opened.me.name)
        unlocked = home.try_slot(
            opened.folder, before, slot, keys.passphrase_bytes(old), clock, "passphrase-wrong"
        )
        locked = slots.lock(before, slot, keys.passphrase_bytes(new), unlocked.ring)
        locked = replace(locked, grant=before.slots[slot].grant)
        slots.save(opened.folder, before.with_slot(slot, locked))


def renew_account(opened: Opened, account: str, passphrase: str) -> Account:
    """Gives an account whose passphrase is forgotten a new one. Its author id stays; its keys
    are handed to it again as for a new account."""
    accounts.check_passphrase(passphrase)
    with home.changing(opened.folder) as before:
        directory = home.directory_of(before, opened.keys)
        found = directory.by_id(account)
        if found.status == "left":
            raise Refused("account-left")
        again = NewAccount(
            name=found.name,
            display=found.display,
            roles=found.roles,
            passphrase=passphrase,
            registration=found.registration,
            wards=found.wards,
        )
        file, directory = home.with_new(before, directory, again, opened.keys, account)
        slots.save(opened.folder, home.with_directory(file, directory, opened.keys))
    return directory.by_id(account)


def change_roles(opened: Opened, account: str, roles: tuple[str, ...]) -> Account:
    """Gives an account other roles. Keys that they no longer need are taken away at once for
    whoever reads the file, and at her next sign-in for her; keys that they need and that are
    not held here make it *waiting*. Refuses to take the last active admin's role."""
    accounts.check_roles(roles)
    with home.changing(opened.folder) as before:
        directory = home.directory_of(before, opened.keys)
        found = directory.by_id(account)
        if found.status == "left":
            raise Refused("account-left")
        if "admin" not in roles:
            directory.refuse_last_admin(found)
        complete = opened.keys.serve(roles)
        changed = replace(found, roles=roles, status="active" if complete else "waiting")
        handed = opened.keys.for_roles(roles)
        file = slots.grant(before, before.slot_id(found.name), found.public, handed)
        file = home.with_directory(file, directory.with_account(changed), opened.keys)
        slots.save(opened.folder, file)
    return changed


def change_wards(opened: Opened, account: str, wards: tuple[str, ...]) -> Account:
    """Says on which wards an account works, from its next sign-in on. No key changes hands."""
    with home.changing(opened.folder) as before:
        directory = home.directory_of(before, opened.keys)
        found = directory.by_id(account)
        if found.status == "left":
            raise Refused("account-left")
        changed = replace(found, wards=wards)
        file = home.with_directory(before, directory.with_account(changed), opened.keys)
        slots.save(opened.folder, file)
    return changed


def renew_recovery(opened: Opened) -> str:
    """Another recovery key, to be printed; the old one opens no more than older backups. Refused
    unless every key of the home is held here, which is so after signing in with the old one."""
    if opened.keys.clinical is None or opened.keys.measures is None:
        raise Refused("no-clinical-key")
    secret = recovery.new_key()
    with home.changing(opened.folder) as before:
        ring = Ring.new(RECOVERY_ACCOUNT.id, opened.keys)
        locked = slots.lock(before, slots.RECOVERY, secret, ring)
        slots.save(opened.folder, before.with_slot(slots.RECOVERY, locked))
    return recovery.printed(secret)


def remove_account(opened: Opened, account: str) -> Account:
    """Takes a leaver's slot away; her name stays with what she signed. Refuses the last active
    admin."""
    with home.changing(opened.folder) as before:
        directory = home.directory_of(before, opened.keys)
        found = directory.by_id(account)
        if found.status == "left":
            raise Refused("account-left")
        directory.refuse_last_admin(found)
        left = replace(found, status="left")
        without = before.without_slot(before.slot_id(found.name))
        file = home.with_directory(without, directory.with_account(left), opened.keys)
        slots.save(opened.folder, file)
    pins.forget_of(opened.folder, account)
    typed.forget_of(opened.folder, account)
    return left
