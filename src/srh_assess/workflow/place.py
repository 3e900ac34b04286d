"""The door of the program: which folder holds the record, and what is known before sign-in.

A small file beside the record keeps the ward's name and the name that signed in last, so that
the sign-in page can greet; both stand on the ward's own paper anyway.
"""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from srh_assess.assessment import identity
from srh_assess.clock import Clock
from srh_assess.errors import StoreFault
from srh_assess.shipped import shipped
from srh_assess.store import files, lock, place, slots
from srh_assess.store.faults import in_words

if TYPE_CHECKING:
    from srh_assess.store.backup import Contents
    from srh_assess.workflow.desk import Desk

DOOR = "door.json"


class Door(Struct, frozen=True, kw_only=True):
    """What the sign-in page shows before anybody has signed in; and the time after which the
    window locks, by which Training covers its own."""

    ward: str = ""
    name: str = ""
    backups: str = ""
    idle_minutes: float = 0


def content_version() -> str:
    """The version of the protocol's content, for the foot of the first page: read by itself,
    because signing in needs nothing else of the protocol."""
    kept = tomllib.loads(shipped("protocol", "protocol.toml").read_text("utf-8"))
    return str(kept["version"])


def folder(named: Path | None) -> Path | None:
    """The folder of this computer's record; none when one has to be named at set-up."""
    return place.this_machine().folder("" if named is None else str(named))


def refuse(named: Path) -> None:
    """Refuses a network, removable or synchronised folder, each in its own words."""
    place.this_machine().refuse(named)


def remember(named: Path) -> bool:
    """Keeps in mind a folder that was named at set-up. Says whether every login of this
    computer will find it, or only this one."""
    return place.this_machine().remember(named)


def door(of: Path) -> Door:
    """What is known before sign-in; nothing when the file is missing or cannot be read."""
    path = of / DOOR
    with in_words():
        found = files.decoded(path.read_bytes(), Door) if path.is_file() else None
    return found or Door()


def door_of(desk: Desk, name: str) -> Door:
    """What a ward that somebody has signed in to shows before the next one does."""
    ward = desk.unit.ward if desk.unit is not None else ""
    idle, kept = desk.idle / timedelta(minutes=1), desk.backups_planned.folder
    return Door(ward=ward, name=name, backups=kept, idle_minutes=idle)


def leave_at_door(of: Path, what: Door) -> None:
    """Keeps it for the next sign-in."""
    if what != door(of):
        files.write_atomically(of / DOOR, msgspec.json.encode(what))


def exists(of: Path) -> bool:
    """Whether a home has been set up in this folder."""
    return slots.exists(of)


def trouble(of: Path) -> StoreFault | None:
    """Why nobody can sign in here at all: key slots that are damaged, or newer."""
    if not exists(of):
        return None
    try:
        slots.load(of)
    except StoreFault as fault:
        return fault
    return None


def kind(of: Path | None) -> str:
    """Whether the home is live, synthetic or for training; empty when there is none, or none
    that can be read."""
    if of is None or not exists(of):
        return ""
    try:
        return slots.load(of).kind
    except StoreFault:
        return ""


def ask_to_give_way(of: Path) -> None:
    """Lets the copy that holds the record know that somebody waits for it."""
    lock.ask_to_give_way(of)


class Offered(Struct, frozen=True, kw_only=True):
    """A backup that could be restored, as it can be shown before anybody has signed in."""

    file: Path
    made: str
    entries: int
    admissions: int


def backups(of: Path) -> tuple[Offered, ...]:
    """The backups that lie where this home's backups go, and beside its record, the newest
    first; only those that can be read as one."""
    from srh_assess.store.backup import FOLDER  # late: it loads the database
    from srh_assess.workflow.backup_plan import listed

    named = door(of).backups
    folders = [of / FOLDER, *([Path(named)] if named else [])]
    found = [one for folder in folders for one in listed(folder)]
    held = sorted(
        ((one.holds, one.file) for one in found if one.holds is not None),
        key=lambda pair: pair[0].made,
        reverse=True,
    )
    return tuple(_offered(file, holds) for holds, file in held)


def backup_in(file: Path) -> Offered:
    """What a file that somebody has chosen says it holds. Refuses one that is no backup."""
    from srh_assess.store import backup

    return _offered(file, backup.contents(file))


def _offered(file: Path, holds: Contents) -> Offered:
    made = identity.clinical_moment(holds.made)
    return Offered(file=file, made=made, entries=holds.entries, admissions=holds.admissions)


def restore_backup(
    file: Path, of: Path, name: str, secret: str, clock: Clock, *, recovery_key: bool = False
) -> str:
    """Puts a backup in the place of a record; the old files are set aside untouched. ``secret``
    is a passphrase, or the printed recovery key. Gives what was done, in words."""
    from srh_assess.workflow import restoring  # late: it loads the database, sign-in does not

    key = restoring.Key(name=name, secret=secret, recovery_key=recovery_key)
    found = restoring.bring_back(file, of, key, clock)
    made = identity.clinical_moment(found.contents.made)
    placed = f"The backup of {made} is in place. What stood here was set aside."
    return " ".join((placed, *restoring.told(found)))
