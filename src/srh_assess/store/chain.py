"""The hash chain: pure functions from what an entry says about itself to its hash.

The chained part holds no value of the record. An entry's hash is SHA-256 over the compact JSON
array ``[number, entry, home, kind, admission, at, author, body hash, previous hash]`` with the
hashes in hexadecimal, so that anybody can check a copy of the chain with other tools.

The body is the fact as JSON, deflated when long, behind sixteen random bytes, sealed
under its admission's own key. The salt is sealed with it: once that key is destroyed, nobody can
guess a body from its hash.
"""

from __future__ import annotations

import secrets
import zlib
from hashlib import sha256

import msgspec
from msgspec import Struct

_SALT = 16
_SHORT = 200  # bytes; a shorter body gains nothing
_PLAIN, _DEFLATED = b"j", b"z"


class Link(Struct, frozen=True, kw_only=True):
    """One line of the chained part, as the journal's columns hold it."""

    number: int
    entry: str
    home: str
    kind: str
    admission: str
    at: str
    author: str
    body_hash: bytes
    previous: bytes

    def hash(self) -> bytes:
        """What the next entry is chained to."""
        plain = [
            self.number, self.entry, self.home, self.kind, self.admission, self.at, self.author,
            self.body_hash.hex(), self.previous.hex(),
        ]  # fmt: skip
        return sha256(msgspec.json.encode(plain)).digest()

    def about(self) -> bytes:
        """What the sealed body is bound to: moved to another place, it does not open."""
        place = [self.number, self.entry, self.home, self.kind, self.admission]
        return msgspec.json.encode(place)


class Head(Struct, frozen=True):
    """The newest entry of a journal: its number and its hash."""

    number: int
    hash: bytes


def beginning(home: str) -> Head:
    """The head of an empty journal. Each home's differs: an entry of another does not fit."""
    return Head(0, sha256(f"srh-assess journal {home}".encode()).digest())


def salted(body: bytes) -> bytes:
    """A body behind fresh salt, as it is hashed and sealed."""
    short = len(body) <= _SHORT
    packed = _PLAIN + body if short else _DEFLATED + zlib.compress(body, 1)
    return secrets.token_bytes(_SALT) + packed


def unsalted(salted_body: bytes) -> bytes | None:
    """The body without its salt; none when it cannot be unpacked."""
    how, packed = salted_body[_SALT : _SALT + 1], salted_body[_SALT + 1 :]
    if how == _PLAIN:
        return packed
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None


def body_hash(salted_body: bytes) -> bytes:
    """What the chain keeps of a body."""
    return sha256(salted_body).digest()
