"""The lead's ledger: what was approved and what this unit set for itself, entry by entry.

Chained like the journal, but sealed under the home key, which every account holds: each of them
needs the unit's numbers, and the lead who writes here reads no woman's record. One small file,
replaced as a whole; an entry is never changed or taken away by the program. Its newest hash is
signed with the home key, so an entry cut off at the end shows like one changed inside.

The bodies are the workflow's: this room knows their kind, not what they say. An older copy of
the whole file, put back by hand, shows only against a backup or a paper copy.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

import msgspec
from msgspec import Struct

from srh_assess.errors import StoreFault
from srh_assess.store import chain, keys
from srh_assess.store.bodies import opened_body, written
from srh_assess.store.chain import Head, Link
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically
from srh_assess.store.lock import FileLock
from srh_assess.store.opened import Opened

NAME = "ledger.json"
LOCK = "ledger.lock"
FORMAT = 1


class LedgerEntry(Struct, frozen=True, kw_only=True):
    """One entry, opened."""

    number: int
    at: datetime
    author: str
    kind: str
    body: bytes


class Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry as the file holds it: its place in the chain, its hash, its sealed body."""

    link: Link
    hash: bytes
    sealed: bytes


class LedgerFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in the file. ``mac`` signs the number and the hash of the newest entry."""

    format: int
    kept: tuple[Kept, ...]
    mac: bytes


class _OnlyFormat(Struct):
    format: int


def lay(opened: Opened) -> None:
    """The empty ledger of a new home."""
    _save(opened, ())


def append(
    opened: Opened, kind: str, body: bytes, now: datetime, *, nameless: bool = False
) -> None:
    """Writes one entry behind the others, durably; ``nameless`` without its author. Refuses a
    ledger that does not fit, and while another copy writes."""
    lock = FileLock.take(opened.folder / LOCK)
    if lock is None:
        raise StoreFault("ledger-busy")
    try:
        file = _load(opened)
        _fitting(opened, file)
        author = "" if nameless else opened.me.id
        _save(opened, (*file.kept, _kept(opened, file, kind, body, now, author)))
    finally:
        lock.release()


def read(opened: Opened) -> tuple[LedgerEntry, ...]:
    """Every entry, oldest first. Refuses a ledger that is gone, newer, or does not fit."""
    return _fitting(opened, _load(opened))


def misfits(opened: Opened) -> tuple[int, ...]:
    """The numbers of the entries that do not fit; 0 when the newest is not the one signed."""
    return tuple(number for number, entry in _walk(opened, _load(opened)) if entry is None)


# --- the file -------------------------------------------------------------------------------


def _load(opened: Opened) -> LedgerFile:
    path = opened.folder / NAME
    with in_words():
        if not path.exists():
            raise StoreFault("ledger-missing")
        raw = path.read_bytes()
    shape = decoded(raw, _OnlyFormat)
    if shape is not None and shape.format > FORMAT:
        raise StoreFault("ledger-newer", found=str(shape.format), known=str(FORMAT))
    file = decoded(raw, LedgerFile)
    if file is None:
        raise StoreFault("ledger-damaged")
    return file


def _save(opened: Opened, kept: tuple[Kept, ...]) -> None:
    file = LedgerFile(format=FORMAT, kept=kept, mac=_mac(opened, _head(opened, kept)))
    write_atomically(opened.folder / NAME, msgspec.json.encode(file))


def _kept(
    opened: Opened, file: LedgerFile, kind: str, body: bytes, now: datetime, author: str
) -> Kept:
    head = _head(opened, file.kept)
    salted = chain.salted(body)
    link = Link(
        number=head.number + 1,
        entry=keys.new_id(),
        home=opened.home,
        kind=kind,
        admission="",
        at=written(now),
        author=author,
        body_hash=chain.body_hash(salted),
        previous=head.hash,
    )
    sealed = keys.seal(_key(opened), salted, link.about())
    return Kept(link=link, hash=link.hash(), sealed=sealed)


# --- whether it fits ------------------------------------------------------------------------


def _fitting(opened: Opened, file: LedgerFile) -> tuple[LedgerEntry, ...]:
    found = []
    for _, entry in _walk(opened, file):
        if entry is None:
            raise StoreFault("ledger-damaged")
        found.append(entry)
    return tuple(found)


def _walk(opened: Opened, file: LedgerFile) -> Iterator[tuple[int, LedgerEntry | None]]:
    """Each entry with its place; none where it does not fit there, or open."""
    before = _head(opened, ())
    for place, kept in enumerate(file.kept, 1):
        link = kept.link
        body = opened_body(_key(opened), link, kept.sealed)
        fits = (
            link.number == place
            and link.home == opened.home
            and link.previous == before.hash
            and link.hash() == kept.hash
        )
        yield place, _entry(link, body) if fits and body is not None else None
        before = Head(place, kept.hash)
    if not hmac.compare_digest(file.mac, _mac(opened, before)):
        yield 0, None


def _entry(link: Link, body: bytes) -> LedgerEntry:
    return LedgerEntry(
        number=link.number,
        at=datetime.fromisoformat(link.at),
        author=link.author,
        kind=link.kind,
        body=body,
    )


def _head(opened: Opened, kept: tuple[Kept, ...]) -> Head:
    """The newest entry; an empty ledger begins otherwise than the journal of the same home."""
    if kept:
        return Head(kept[-1].link.number, kept[-1].hash)
    return chain.beginning(f"{opened.home} ledger")


def _key(opened: Opened) -> bytes:
    return keys.subkey(opened.keys.home, "ledger")


def _mac(opened: Opened, head: Head) -> bytes:
    plain = f"{head.number} ".encode() + head.hash
    return hmac.new(keys.subkey(opened.keys.home, "ledger head"), plain, sha256).digest()
