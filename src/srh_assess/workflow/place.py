"""The door of the program: which folder holds the record, and what is known before sign-in.

A small file beside the record keeps the ward's name and the name that signed in last, so that
the sign-in page can greet; both stand on the ward's own paper anyway.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.assessment import identity
from srh_assess.clock import Clock
from srh_assess.errors import StoreFault
from srh_assess.shipped import shipped
from srh_assess.store import files, home, lock, place
from srh_assess.store.faults import in_words

DOOR = "door.json"


class Door(Struct, frozen=True, kw_only=True):
    """What the sign-in page shows before anybody has signed in."""

    ward: str = ""
    name: str = ""


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


def leave_at_door(of: Path, what: Door) -> None:
    """Keeps it for the next sign-in."""
    if what != door(of):
        files.write_atomically(of / DOOR, msgspec.json.encode(what))


def trouble(of: Path) -> StoreFault | None:
    """Why nobody can sign in here at all: key slots that are damaged, or newer."""
    if not home.exists(of):
        return None
    try:
        home.kind(of)
    except StoreFault as fault:
        return fault
    return None


def kind(of: Path | None) -> str:
    """Whether the home is live, synthetic or for training; empty when there is none, or none
    that can be read."""
    if of is None or not home.exists(of) or trouble(of) is not None:
        return ""
    return home.kind(of)


def ask_to_give_way(of: Path) -> None:
    """Lets the copy that holds the record know that somebody waits for it."""
    lock.ask_to_give_way(of)


def restore_backup(file: Path, of: Path, name: str, passphrase: str, clock: Clock) -> str:
    """Puts a backup in the place of a record that cannot be opened; the old files are set
    aside untouched. Gives when the backup was made."""
    from srh_assess.store import restore  # late: it loads the database, sign-in does not need it

    found = restore.restore(
        file, of, lambda made: home.unlock(made, name, passphrase, clock), clock
    )
    return identity.clinical_moment(found.made)
