"""Putting a backup in the place of a record, from the window or a command: done, written down in
the record that now stands, and told in plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.looking import BackupRestored
from srh_assess.clock import Clock
from srh_assess.errors import Refused, StoreFault, UserError
from srh_assess.saying import counted
from srh_assess.store import home, restore, slots
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.opened import Opened
from srh_assess.store.restore import Restored
from srh_assess.store.salvage import Salvaged
from srh_assess.workflow import roles


class Key(Struct, frozen=True, kw_only=True):
    """What opens a backup: a name and a passphrase, or the printed recovery key; of today, where
    the record's own accounts can still be read, or of the time when it was made."""

    name: str
    secret: str
    recovery_key: bool = False

    def __repr__(self) -> str:
        return "Key(...)"

    def opens(self, clock: Clock, tries: Path | None = None) -> Callable[[Path], Opened]:
        """Opens the key slots of a backup that was unpacked. Wrong tries count in the home that
        stands at ``tries``: a restore is no way round the growing wait of the sign-in."""
        if self.recovery_key:
            return lambda made: home.unlock_with_recovery_key(made, self.secret, clock, tries=tries)
        return lambda made: home.unlock(made, self.name, self.secret, clock, tries=tries)


def bring_back(file: Path, folder: Path, key: Key, clock: Clock) -> Restored:
    """Restores, and writes down that it was. What was set aside stays as it was. Refused to a role
    that may not."""
    opened: list[Opened] = []

    def unlock(made: Path) -> Opened:
        try:
            found = _opened(key, folder, made, clock)
        except Refused as fault:  # no admin can help here: what else opens it is said
            raise Refused("restore-wrong") if fault.code == "sign-in-wrong" else fault from None
        if not key.recovery_key:
            _may(replace(found, folder=folder))
        opened.append(found)
        return found

    found = restore.bring_back(file, folder, unlock, clock)
    with suppress(UserError):  # what stands against opening it is told at the next sign-in
        _write_down(found, replace(opened[-1], folder=folder), clock)
    return found


def _opened(key: Key, folder: Path, made: Path, clock: Clock) -> Opened:
    """By what opens the record that stands there today, where its accounts can be read; else by
    what opened it when the backup was made. A passphrase that was changed since, or a recovery key
    that was replaced, is no reason to be without one's backup. A wrong try counts once."""
    try:
        same = slots.load(folder).home == slots.load(made).home
    except StoreFault:
        same = False
    if not same:
        return key.opens(clock, folder)(made)
    try:
        return replace(key.opens(clock)(folder), folder=made)
    except StoreFault:  # the accounts of today are damaged further in
        return key.opens(clock, folder)(made)
    except Refused as fault:
        if fault.code not in ("sign-in-wrong", "recovery-wrong"):
            raise
        return key.opens(clock)(made)


def _may(opened: Opened) -> None:
    """Asks the table of roles, for what the account may do now, where that can be read. Whoever
    holds the printed recovery key holds the record."""
    now = restore.account_now(opened) or opened.me
    roles.refuse(now.roles, "restore_backup")


def _write_down(found: Restored, opened: Opened, clock: Clock) -> None:
    taken = found.salvaged.taken if found.salvaged is not None else 0
    held = found.contents
    fact = BackupRestored(made=held.made, entries=held.entries, taken=taken)
    store = ClinicalStore.open(opened, clock)
    try:
        store.note(store.new_admission_id(), opened.me.id, fact)
    finally:
        store.close()


def told(found: Restored) -> tuple[str, ...]:
    """What became of what was newer, and of what was destroyed since."""
    return (*taken_over(found.salvaged), *_destroyed(found))


def taken_over(found: Salvaged | None) -> tuple[str, ...]:
    """What of the record that stood there was newer than the backup, and what became of it."""
    if found is None:
        return ()
    said = []
    if found.taken:
        said.append(f"{_entries(found.taken)} newer than the backup taken over from it.")
    if found.left is None:
        said.append(
            "Not all of it can be read. Keep the folder that was set aside, and show it to whoever"
            " looks after this computer."
        )
    elif found.left:
        said.append(
            f"{_entries(found.left)} more in it did not fit and stayed there. Keep that folder."
        )
    return tuple(said)


def _destroyed(found: Restored) -> tuple[str, ...]:
    """That nothing here could tell what was destroyed is said; so is that something stays so."""
    records = found.followed.records
    said = []
    if records:
        stay = counted(records, "record stays", "records stay")
        said.append(f"{stay} destroyed, as was lawfully decided.")
    if not found.followed.told:
        said.append(
            "Nothing here tells whether records were lawfully destroyed after this backup was made:"
            " let the role for records hold it against the certificates."
        )
    return tuple(said)


def _entries(count: int) -> str:
    return counted(count, "entry", "entries")
