"""Restoring a backup into a home. What stood there before is set aside untouched."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.clock import Clock
from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.store import (
    anchor,
    backup,
    disposals,
    figures,
    home,
    keys,
    ledger,
    opening,
    proving,
    slots,
    verify,
    witnesses,
)
from srh_assess.store.accounts import Account
from srh_assess.store.backup import Contents
from srh_assess.store.chain import Head, beginning
from srh_assess.store.faults import in_words
from srh_assess.store.files import make_private_folder, sync_folder, touch_private
from srh_assess.store.journal import Journal
from srh_assess.store.lock import HomeLock
from srh_assess.store.opened import Opened
from srh_assess.store.salvage import Salvaged, salvage
from srh_assess.store.slots import Kind
from srh_assess.store.tail import check_tail
from srh_assess.store.verify import Verdict
from srh_assess.store.witnesses import Followed

Unlock = Callable[[Path], Opened]


class Restored(Struct, frozen=True, kw_only=True):
    """What was put in place, which destroyed records stay destroyed, and what was taken over from
    the record that stood there; nothing where none did."""

    contents: Contents
    followed: Followed
    salvaged: Salvaged | None = None


def bring_back(file: Path, folder: Path, unlock: Unlock, clock: Clock) -> Restored:
    """Restores a backup, then takes over everything newer in the record that stood there as far
    as it continues the restored chain. What was set aside stays as it was."""
    return _put(file, folder, unlock, clock, take_over=True)


def restore(file: Path, folder: Path, unlock: Unlock, clock: Clock) -> Contents:
    """Puts a backup's record in place of what a home holds.

    ``unlock`` opens the backup's own key slots, with a passphrase that was valid when it was
    made or with the recovery key, for instance ``lambda made: home.unlock(made, ...)``. The
    backup is opened and proved before anything of the home is touched. Refuses a home that
    another copy has open.
    """
    return _put(file, folder, unlock, clock, take_over=False).contents


def _put(file: Path, folder: Path, unlock: Unlock, clock: Clock, *, take_over: bool) -> Restored:
    make_private_folder(folder)
    lock = HomeLock.take(folder, "A backup being restored", clock.now())
    workroom = folder / f".restoring-{secrets.token_hex(4)}"
    try:
        make_private_folder(workroom)
        with in_words():
            found = _unpacked(file, workroom)
            if _kind_there(folder) not in (None, slots.load(workroom).kind):
                raise BadInput("training-other-world")
            opened = unlock(workroom)
            _prove(found, opened, clock)
            there = replace(opened, folder=folder)
            _keep_present(there, workroom)
            followed = witnesses.follow(there, opened, file.parent)
            _lay_anchor(found, opened, followed.records)
            _swap(workroom, folder, clock)
        salvaged = _salvaged(there) if take_over else None
    finally:
        shutil.rmtree(workroom, ignore_errors=True)
        lock.release()
    return Restored(contents=found, followed=followed, salvaged=salvaged)


def _kind_there(folder: Path) -> Kind | None:
    """The kind of the home that stands there; none where there is none, or none that can be
    read: that is what a restore is for."""
    try:
        return home.kind(folder) if home.exists(folder) else None
    except StoreFault:
        return None


def _salvaged(opened: Opened) -> Salvaged | None:
    """From every set-aside folder, the newest first: a restore that was killed left the record
    in an older one. What is left is counted in the newest."""
    found = [salvage(aside, opened) for aside in witnesses.asides(opened.folder)]
    if not found:
        return None
    return Salvaged(taken=sum(one.taken for one in found), left=found[0].left)


def drill(file: Path, folder: Path, unlock: Unlock, clock: Clock) -> Verdict:
    """Tries a restore without touching the record: the backup is unpacked beside it, opened
    with the real key, walked from its first entry to its last, and taken away again. Refuses
    what ``restore`` would refuse."""
    workroom = folder / f".restoring-{secrets.token_hex(4)}"
    make_private_folder(workroom)
    try:
        with in_words():
            found = _unpacked(file, workroom)
            opened = unlock(workroom)
            _prove(found, opened, clock)
        return verify.walk(opened)
    finally:
        shutil.rmtree(workroom, ignore_errors=True)


def _unpacked(file: Path, workroom: Path) -> Contents:
    with backup.archive(file) as members:
        found = backup.contents_of(members)
        for name in set(members.namelist()) - {backup.CONTENTS}:
            touch_private(workroom / name)
            with members.open(name) as packed, (workroom / name).open("wb") as out:
                shutil.copyfileobj(packed, out)
                out.flush()
                os.fsync(out.fileno())
    return found


def _prove(found: Contents, opened: Opened, clock: Clock) -> None:
    """Opens the journal with the real key and holds it against what the backup says."""
    whole = (
        backup.digest(opened.folder / backup.FIGURES) == found.figures
        and backup.digest(opened.folder / disposals.NAME) == found.disposed
    )
    if not whole or not backup.proved(found, opened.clinical) or found.home != opened.home:
        raise BadInput("backup-forged")
    key = keys.subkey(opened.clinical, "clinical.db")
    db = opening.open_file(opened.folder, key, opened.kind, lambda: None).db
    try:
        opening.check_pages(db)
        journal = Journal(db, opened.home)
        check_tail(journal, journal.head(), _head(found))
        proving.walk(journal, opened.home, beginning(opened.home))
        _lay_anchor(found, opened, found.disposals)
    finally:
        db.close()


def _head(found: Contents) -> Head:
    return Head(found.entries, bytes.fromhex(found.newest))


def _lay_anchor(found: Contents, opened: Opened, gone: int) -> None:
    anchor.Anchor(opened.folder, opened.home, opened.clinical).lay(_head(found), gone)


def account_now(opened: Opened) -> Account | None:
    """Who opened a backup, as the accounts of the home that stands here know them; none where it
    knows them no more, is another, or cannot be read."""
    try:
        file = slots.load(opened.folder)
        if file.home != opened.home:
            return None
        present = home.directory_of(file, opened.keys)
    except StoreFault:
        return None
    return next((one for one in present.accounts if one.id == opened.me.id), None)


def _keep_present(there: Opened, workroom: Path) -> None:
    """The accounts and the lead's ledger stay as they are now, where they can be read: whoever has
    left does not come back with a backup, and no act on an account is forgotten. Refused to
    whoever has left."""
    try:
        file = slots.load(there.folder)
        if file.home != there.home:
            return
        present = home.directory_of(file, there.keys)
        if not there.by_recovery_key and not present.here(there.me.id):
            raise Refused("restore-left")
        shutil.copyfile(there.folder / slots.NAME, workroom / slots.NAME)
        if not ledger.misfits(there):
            shutil.copyfile(there.folder / ledger.NAME, workroom / ledger.NAME)
    except StoreFault:
        return  # what cannot be read is what a restore is for


def _swap(workroom: Path, folder: Path, clock: Clock) -> None:
    """The old files aside, the new ones in, the key-slot file last: without it there is no
    home, so a stop in between leaves nothing that looks like one."""
    home.set_aside(folder, clock.now())
    touch_private(folder / home.UNFINISHED)
    sync_folder(workroom)
    for name in (opening.NAME, anchor.NAME, *reversed(backup.KEPT)):
        (workroom / name).rename(folder / name)
    (folder / home.UNFINISHED).unlink()
    _bring_figures(workroom, folder)
    sync_folder(folder)


def _bring_figures(workroom: Path, folder: Path) -> None:
    """The manager's journal comes back where it is gone. One that stands here is the newer: it is
    left, and its rows are counted anew from the restored record."""
    place = folder / figures.name_of(slots.load(folder).home)
    if (workroom / backup.FIGURES).exists() and not place.exists():
        (workroom / backup.FIGURES).rename(place)
