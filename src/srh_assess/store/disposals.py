"""The list of records that were lawfully destroyed, kept apart from the journal.

A backup made before a disposal still holds the key. So this list lies beside the record, is
never set aside, and is replayed before a restored record opens. It holds opaque ids and days,
signed under the clinical key; a list that was changed is refused, because a line taken out of it
would bring a destroyed record back.

A list that is gone, or an older one in its place, shows as well: its length stands in the anchor
and in each backup, and every backup carries it. What the journal itself says of a disposal is put
into the list again.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.assessment.keeping import Disposed
from srh_assess.errors import StoreFault
from srh_assess.store import keys
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically
from srh_assess.store.journal import Journal
from srh_assess.store.opened import Opened

NAME = "disposals.json"
FORMAT = 1
_APART = "disposals-{home}.json"


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


def add(opened: Opened, *more: Line) -> tuple[Line, ...]:
    """Keeps more lines, durably: those of records that are not in the list yet. Gives it all."""
    lines = read(opened)
    listed = {line.admission for line in lines}
    new = {line.admission: line for line in more if line.admission not in listed}
    if not new:
        return lines
    lines = (*lines, *new.values())
    kept = _Kept(format=FORMAT, home=opened.home, lines=lines)
    signed = msgspec.structs.replace(kept, mac=_mac(opened, kept))
    write_atomically(opened.folder / NAME, msgspec.json.encode(signed))
    return lines


def line_of(opened: Opened, certificate: Disposed) -> Line:
    """The line of a certificate."""
    admission, body = certificate.admission, msgspec.json.encode(certificate)
    return Line(admission=admission, certificate=sealed(opened, admission, body))


def certified(journal: Journal) -> Iterator[tuple[int, Disposed]]:
    """Every certificate in a journal that can be read, with its entry's number."""
    for file in tuple(journal.holding(("disposed",))):
        if journal.key_of(file) is not None:
            kept = journal.entries(file)
            yield from ((one.number, one.fact) for one in kept if isinstance(one.fact, Disposed))


def heal(opened: Opened, journal: Journal) -> tuple[Line, ...]:
    """Puts back into the list what the journal certifies and the list lacks. Gives it all."""
    lines = read(opened)
    listed = {line.admission for line in lines}
    told = (fact for _, fact in certified(journal) if fact.admission not in listed)
    return add(opened, *(line_of(opened, fact) for fact in told))


def copied(opened: Opened, target: Path) -> int:
    """Copies the list for a backup, once it is proved; how long it is. No list, no copy."""
    lines = read(opened)
    if lines:
        write_atomically(target, (opened.folder / NAME).read_bytes())
    return len(lines)


def make_way(opened: Opened) -> None:
    """A folder that held another home has that one's list: it gets a name of its own, and the
    list of this home, if it was moved so, its own again."""
    path, ours = opened.folder / NAME, opened.folder / _APART.format(home=opened.home[:8])
    with in_words():
        kept = decoded(path.read_bytes(), _Kept) if path.exists() else None
        if kept is not None and kept.home != opened.home:
            path.rename(opened.folder / _APART.format(home=kept.home[:8]))
        if ours.exists() and not path.exists():
            ours.rename(path)


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
    return keys.same(_mac(opened, kept), kept.mac)


def _mac(opened: Opened, kept: _Kept) -> str:
    plain = msgspec.json.encode(msgspec.structs.replace(kept, mac=""))
    return hmac.new(keys.subkey(opened.clinical, "disposals list"), plain, sha256).hexdigest()
