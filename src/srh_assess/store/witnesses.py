"""What still tells, before a backup is put in place, that records were lawfully destroyed.

The list itself, the anchors and journals that stand here or were set aside, and the other backups.
Whoever holds only the folder and takes the list away leaves these; where none of them is left (a
new computer, an emptied folder) nothing can tell, and that is said.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlite_utils
from msgspec import Struct
from sqlcipher3 import dbapi2

from srh_assess.assessment.looking import BackupRestored
from srh_assess.errors import Refused, StoreFault, UserError
from srh_assess.store import backup, disposals, home, keys, opening
from srh_assess.store.anchor import Anchor
from srh_assess.store.backup import Contents
from srh_assess.store.connection import connect
from srh_assess.store.disposals import Line
from srh_assess.store.faults import in_words
from srh_assess.store.files import make_private_folder
from srh_assess.store.journal import Journal
from srh_assess.store.opened import Opened

END = ".srhbackup"
_FILES = (opening.NAME, f"{opening.NAME}-wal")


class Followed(Struct, frozen=True, kw_only=True):
    """How many records the list names, and whether anything here could have told of more."""

    records: int
    told: bool


def follow(opened: Opened, brought: Opened, beside: Path) -> Followed:
    """Puts the list of destroyed records together, before a backup is put in the place of a
    record: what lies here, what the backup ``brought``, what journals certify. ``beside`` is the
    folder of the backup. Refused when it stays shorter than what is known to be destroyed."""
    with in_words():
        make_private_folder(opened.folder)
        disposals.make_way(opened)
        lines = disposals.add(opened, *disposals.read(brought))
        places = (opened.folder, *asides(opened.folder))
        anchors = [Anchor(place, opened.home, opened.clinical) for place in places]
        folders = {beside.resolve(), (opened.folder / backup.FOLDER).resolve()}
        known = max(
            (*(one.gone() for one in anchors), *(f.disposals for f in _backups(opened, folders))),
        )
        if known > len(lines):
            found = [line for place in places for line in certified(place, opened)]
            lines = disposals.add(opened, *found)
    if known > len(lines):
        raise Refused("disposals-short", known=str(known), listed=str(len(lines)))
    return Followed(records=len(lines), told=any(one.read() is not None for one in anchors))


def asides(folder: Path) -> tuple[Path, ...]:
    """The folders that restores set records aside in, the newest first."""
    return tuple(sorted(folder.glob(f"{home.ASIDE}*"), reverse=True))


def certified(place: Path, opened: Opened) -> tuple[Line, ...]:
    """What the journal in a folder certifies, as far as it can be read; nothing where not."""
    try:
        with copy_of(place, opened) as db:
            if db is None:
                return ()
            journal = Journal(db, opened.home)
            return tuple(
                disposals.line_of(opened, fact) for _, fact in disposals.certified(journal)
            )
    except (StoreFault, dbapi2.DatabaseError):
        return ()


@contextmanager
def copy_of(place: Path, opened: Opened) -> Iterator[sqlite_utils.Database | None]:
    """A copy of the journal in a folder, open: what lies there stays untouched. None where there
    is no such file."""
    room = opened.folder / f".restoring-{secrets.token_hex(4)}"
    try:
        make_private_folder(room)
        for name in _FILES:
            if (place / name).exists():
                shutil.copyfile(place / name, room / name)
        if not (room / opening.NAME).exists():
            yield None
            return
        db = connect(room / opening.NAME, keys.subkey(opened.clinical, "clinical.db"))
        try:
            yield db
        finally:
            db.close()
    finally:
        shutil.rmtree(room, ignore_errors=True)


def not_continued(opened: Opened, folders: Iterable[Path]) -> tuple[Contents, ...]:
    """Backups of this home, the oldest first, with a newest entry that its journal does not hold:
    an older copy, or one that was written anew, stands in the place of the record. A backup that
    was made before a later restore of an older one is explained by that."""
    path = opened.folder / opening.NAME
    with in_words():
        db = connect(path, keys.subkey(opened.clinical, "clinical.db"))
        try:
            opening.known_version(db)
            journal = Journal(db, opened.home)
            restored = tuple(_restored(journal))
            wanting = [
                found
                for found in _backups(opened, {one.resolve() for one in folders})
                if journal.hash_of(found.entries) != bytes.fromhex(found.newest)
                and not any(of < found.made <= at for of, at in restored)
            ]
        finally:
            db.close()
    return tuple(sorted(wanting, key=lambda one: one.made))


def _restored(journal: Journal) -> Iterator[tuple[datetime, datetime]]:
    """When each backup that was restored here was made, and when that was written down."""
    for file in tuple(journal.holding(("backup_restored",))):
        kept = tuple(journal.entries(file))
        yield from ((one.fact.made, one.at) for one in kept if isinstance(one.fact, BackupRestored))


def _backups(opened: Opened, folders: set[Path]) -> Iterator[Contents]:
    """What the backups of this home say that lie here, each proved by its key."""
    for file in (one for folder in folders for one in folder.glob(f"*{END}")):
        try:
            found = backup.contents(file)
        except UserError:
            continue
        if found.home == opened.home and backup.proved(found, opened.clinical):
            yield found
