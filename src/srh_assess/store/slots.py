"""The key-slot file: the one file that is read before anybody has signed in.

``slots.json`` says which home this is, what a try costs, and holds the slots and the sealed
directory of accounts. It holds no name: a slot's id is a keyed hash of the account name. One
file, replaced as a whole, so that slots and directory never disagree.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from srh_assess.errors import StoreFault
from srh_assess.store import keys
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically
from srh_assess.store.keys import Cost, Keys, Ring

FORMAT = 1
NAME = "slots.json"
RECOVERY = "recovery"

Kind = Literal["live", "synthetic", "training"]


class Slot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One locked ring. ``grant`` is what somebody has added for its owner to pick up."""

    salt: Annotated[bytes, Meta(min_length=keys.SALT, max_length=keys.SALT)]
    cost: Cost
    sealed: bytes
    grant: bytes | None = None


class SlotFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in the file."""

    format: int
    home: str
    kind: Kind
    salt: Annotated[bytes, Meta(min_length=keys.KEY, max_length=keys.KEY)]
    cost: Cost
    slots: Mapping[str, Slot]
    directory: bytes

    def about(self, slot: str) -> bytes:
        """What a sealed part is bound to: another home, kind or slot does not open it."""
        return f"{self.home} {self.kind} {slot}".encode()

    def slot_id(self, name: str) -> str:
        """The opaque id under which an account of this name would stand."""
        return hmac.new(self.salt, keys.plain_name(name).encode(), sha256).hexdigest()[:32]

    def with_slot(self, slot_id: str, slot: Slot) -> SlotFile:
        """The file with one more slot, or one replaced."""
        return replace(self, slots={**self.slots, slot_id: slot})

    def without_slot(self, slot_id: str) -> SlotFile:
        """The file without this slot."""
        return replace(self, slots={k: v for k, v in self.slots.items() if k != slot_id})


class Unlocked(Struct, frozen=True, kw_only=True):
    """An opened ring, with the stretched key that opened it."""

    slot: str
    ring: Ring
    stretched: bytes

    def __repr__(self) -> str:
        return "Unlocked(...)"


def new_file(home: str, kind: Kind, cost: Cost) -> SlotFile:
    """An empty file for a new home."""
    return SlotFile(
        format=FORMAT,
        home=home,
        kind=kind,
        salt=secrets.token_bytes(keys.KEY),
        cost=cost,
        slots={},
        directory=b"",
    )


def exists(folder: Path) -> bool:
    """Whether there is one: a home has been set up in this folder."""
    return (folder / NAME).exists()


def load(folder: Path) -> SlotFile:
    """Reads the file. Refuses a home that is not there, a newer one and a damaged one."""
    path = folder / NAME
    with in_words():
        if not path.exists():
            raise StoreFault("home-missing", folder=str(folder))
        raw = path.read_bytes()
    shape = decoded(raw, OnlyFormat)
    if shape is not None and shape.format > FORMAT:
        raise StoreFault("slots-newer", found=str(shape.format), known=str(FORMAT))
    file = decoded(raw, SlotFile)
    if file is None:
        raise StoreFault("slots-damaged", file=str(path))
    return file


def save(folder: Path, file: SlotFile) -> None:
    """Replaces the file on disk, whole or not at all."""
    text = msgspec.json.format(msgspec.json.encode(file), indent=1)
    write_atomically(folder / NAME, text)


def lock(file: SlotFile, slot_id: str, secret: bytes, ring: Ring) -> Slot:
    """A slot that this secret opens, with a fresh salt and the file's present cost."""
    salt = secrets.token_bytes(keys.SALT)
    stretched = keys.stretch(secret, salt, file.cost)
    sealed = keys.seal(stretched, ring.packed(), file.about(slot_id))
    return Slot(salt=salt, cost=file.cost, sealed=sealed)


def unlock(file: SlotFile, slot_id: str, secret: bytes) -> Unlocked | None:
    """The ring behind a slot; none when the secret does not fit or there is no such slot.

    The slow step is taken in either case, so that the time does not tell which.
    """
    slot = file.slots.get(slot_id)
    if slot is None:
        keys.stretch(secret, file.salt[: keys.SALT], file.cost)
        return None
    stretched = keys.stretch(secret, slot.salt, slot.cost)
    raw = keys.unseal(stretched, slot.sealed, file.about(slot_id))
    if raw is None:
        return None
    return Unlocked(slot=slot_id, ring=Ring.unpacked(raw), stretched=stretched)


def relock(file: SlotFile, opened: Unlocked, ring: Ring) -> Slot:
    """The same slot under the same secret with another ring, and without a grant."""
    old = file.slots[opened.slot]
    sealed = keys.seal(opened.stretched, ring.packed(), file.about(opened.slot))
    return Slot(salt=old.salt, cost=old.cost, sealed=sealed)


def grant(file: SlotFile, slot_id: str, public: bytes, held: Keys) -> SlotFile:
    """The file with keys left at a slot, sealed so that only its owner can pick them up."""
    sealed = keys.seal_for(public, held.packed(), file.about(f"{slot_id} grant"))
    return file.with_slot(slot_id, replace(file.slots[slot_id], grant=sealed))


def granted(file: SlotFile, opened: Unlocked) -> Keys | None:
    """The keys left at an opened slot; none when there are none, or they are not for it."""
    left = file.slots[opened.slot].grant
    if left is None:
        return None
    raw = keys.unseal_own(opened.ring.private, left, file.about(f"{opened.slot} grant"))
    return None if raw is None else Keys.unpacked(raw)


class OnlyFormat(Struct):
    """The part of a file that says how to read the rest."""

    format: int
