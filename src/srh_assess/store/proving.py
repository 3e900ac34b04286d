"""The chain, proved at each backup: from where it was proved last, and once a week from its first
entry.

How far it was proved is noted in a small file beside the record, signed with its key; where that
is gone, was changed, or lies in the future, the whole chain is walked. A record that says something
else where it was once proved was written anew, or is an older copy: the backup is made, and
``verify`` names it.
"""

from __future__ import annotations

import hmac
import time
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.errors import StoreFault
from srh_assess.store import keys
from srh_assess.store.chain import Head, beginning
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically
from srh_assess.store.journal import Journal
from srh_assess.store.opened import Opened

NAME = "proved"
WHOLE_EVERY = timedelta(days=7)
_BREATH, _REST = 64, 0.001
"""After so many entries the walk rests for so many seconds: the window goes on beside it."""


class Proved(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to which entry the chain was proved, its hash, and when it was last walked whole."""

    number: int
    hash: str
    whole: datetime
    mac: str = ""


def walk(journal: Journal, home: str, after: Head) -> Head:
    """Every line behind a head, each held against the one before. Refuses the first that does not
    fit; gives the newest."""
    before = after
    for link, kept in journal.links(after=after.number):
        fits = (link.number, link.home, link.previous) == (before.number + 1, home, before.hash)
        if not fits or link.hash() != kept:
            raise StoreFault("journal-broken", number=str(before.number + 1))
        before = Head(link.number, kept)
        if link.number % _BREATH == 0:
            time.sleep(_REST)
    return before


def prove(journal: Journal, opened: Opened, now: datetime) -> None:
    """Proves what was written since the last time, or the whole where that is due."""
    kept, start, whole = _noted(opened), beginning(opened.home), now
    if kept is not None and timedelta() <= now - kept.whole < WHOLE_EVERY:
        start, whole = _head(kept), kept.whole
    if contradicted(journal, opened):
        walk(journal, opened.home, beginning(opened.home))
        return  # what was noted stays: it tells
    head = walk(journal, opened.home, start)
    with suppress(StoreFault):  # what could not be noted is walked again
        _note(opened, Proved(number=head.number, hash=head.hash.hex(), whole=whole))


def contradicted(journal: Journal, opened: Opened) -> int:
    """The entry up to which the chain was once proved, where the journal says something else there
    now, or nothing; 0 where it fits."""
    kept = _noted(opened)
    if kept is None or journal.hash_of(kept.number) == _head(kept).hash:
        return 0
    return kept.number


def _head(kept: Proved) -> Head:
    return Head(kept.number, bytes.fromhex(kept.hash))


def _noted(opened: Opened) -> Proved | None:
    """What was noted last; none where the file is gone or was not written with the key."""
    with in_words():
        path = _path(opened)
        kept = decoded(path.read_bytes(), Proved) if path.exists() else None
    if kept is None or not keys.same(_mac(opened, kept), kept.mac):
        return None
    return kept


def _note(opened: Opened, found: Proved) -> None:
    signed = replace(found, mac=_mac(opened, found))
    write_atomically(_path(opened), msgspec.json.encode(signed))


def _path(opened: Opened) -> Path:
    return opened.folder / NAME


def _mac(opened: Opened, found: Proved) -> str:
    plain = opened.home.encode() + msgspec.json.encode(replace(found, mac=""))
    return hmac.new(keys.subkey(opened.clinical, "proved"), plain, sha256).hexdigest()
