"""The list of records that were lawfully destroyed, kept apart from the journal.

A backup made before a disposal still holds the key. So this list lies beside the record, is
never set aside, and is replayed before a restored record opens. It holds opaque ids and days,
signed under the clinical key; a list that was changed is refused, because a line taken out of it
would bring a destroyed record back.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

import msgspec
from msgspec import Struct

from srh_assess.errors import StoreFault
from srh_assess.store import keys
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically
from srh_assess.store.opened import Opened

NAME = "disposals.json"
FORMAT = 1


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One destroyed record. ``certificate`` is the sealed body of its certificate's fact, so
    that it can be written again into a restored journal."""

    admission: str
    certificate: bytes


class _Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: int
    home: str
    lines: tuple[Line, ...]
    mac: str = ""


def read(opened: Opened) -> tuple[Line, ...]:
    """Every line; none when nothing was ever disposed of. Refuses a list that was changed, or
    is another home's."""
    path = opened.folder / NAME
    with in_words():
        raw = path.read_bytes() if path.exists() else None
    if raw is None:
        return ()
    kept = decoded(raw, _Kept)
    if kept is None or kept.home != opened.home or not _signed(opened, kept):
        raise StoreFault("disposals-damaged", file=NAME)
    return kept.lines


def add(opened: Opened, line: Line) -> None:
    """Keeps one more line, durably."""
    lines = (*read(opened), line)
    kept = _Kept(format=FORMAT, home=opened.home, lines=lines)
    signed = msgspec.structs.replace(kept, mac=_mac(opened, kept))
    write_atomically(opened.folder / NAME, msgspec.json.encode(signed))


def sealed(opened: Opened, admission: str, body: bytes) -> bytes:
    """A certificate as the list keeps it: bound to the admission it is about."""
    return keys.seal(keys.subkey(opened.clinical, "disposals"), body, admission.encode())


def unsealed(opened: Opened, line: Line) -> bytes:
    """The reverse of ``sealed``. Refuses a certificate that was changed."""
    key = keys.subkey(opened.clinical, "disposals")
    body = keys.unseal(key, line.certificate, line.admission.encode())
    if body is None:
        raise StoreFault("disposals-damaged", file=NAME)
    return body


def _signed(opened: Opened, kept: _Kept) -> bool:
    return hmac.compare_digest(_mac(opened, kept), kept.mac)


def _mac(opened: Opened, kept: _Kept) -> str:
    plain = msgspec.json.encode(msgspec.structs.replace(kept, mac=""))
    return hmac.new(keys.subkey(opened.clinical, "disposals list"), plain, sha256).hexdigest()
