"""Whether somebody has to do with a woman now: her stay goes on, on this ward.

Everything else is opened only with a reason (law and ethics E1). And whether her name is that of
an account here, which is asked about and never concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from srh_assess.assessment.facts import Identity
from srh_assess.assessment.looking import Glass, Likeness
from srh_assess.assessment.record import Record
from srh_assess.store.accounts import Account
from srh_assess.store.projections import after_row
from srh_assess.workflow.ward_name import plain

SAME_STAY = timedelta(hours=24)
"""So long after its end a stay may still be gone on with (measures and training, A2), and what
was begun is finished: a signature, a letter."""


class Wards(Struct, frozen=True):
    """Which wards are somebody's own. ``home`` are the names that the ward of this computer has
    had, ``own`` those an account works on where that is another."""

    home: tuple[str, ...]
    own: tuple[str, ...] = ()

    def holds(self, ward: str) -> bool:
        """Whether this ward is one of them. A stay without a ward is one of the home's."""
        name, home = plain(ward), {plain(one) for one in self.home}
        if self.own:
            own = {plain(one) for one in self.own}
            return bool(own & (home if not name or name in home else {name}))
        return not name or name in home


def names_of(words: str) -> tuple[str, ...]:
    """Wards as they are typed, with commas between; one that is named twice once."""
    found: dict[str, str] = {}
    for name in (" ".join(part.split()) for part in words.split(",")):
        if name:
            found.setdefault(plain(name), name)
    return tuple(found.values())


def anybody_on(ward: str, home: Sequence[str], accounts: Iterable[Account]) -> bool:
    """Whether an account that opens records works on this ward: on whose board she would be."""
    return any(
        Wards(tuple(home), one.wards).holds(ward)
        for one in accounts
        if one.status != "left" and ON_THE_WARD.intersection(one.roles)
    )


def glass(record: Record, wards: Wards, now: datetime) -> Glass | None:
    """What stands between her record and a nurse of these wards; nothing while she is on one,
    and while something of an ended stay stands open there."""
    if record.ended is not None and now - record.ended.at > SAME_STAY and not after_row(record):
        return "ended"
    stay = record.stay
    return None if stay is None or wards.holds(stay.ward) else "other_ward"


ON_THE_WARD = frozenset({"nurse", "clinician"})
"""Who has a ward board."""


def likeness(who: Identity | None, me: str, accounts: Iterable[Account]) -> Likeness:
    """Whether her name is that of an account here, of one's own or of a colleague's."""
    if who is None:
        return ""
    like = {one.id for one in accounts if _same(who, one.display)}
    if me in like:
        return "own"
    return "colleague" if like else ""


def _same(who: Identity, display: str) -> bool:
    """Family name and first name, or the name she goes by, both stand in the other name."""
    words, family = _words(display), _words(who.family)
    firsts = [_words(who.given)[:1], _words(who.preferred)[:1]]
    if not family or not set(family) <= set(words):
        return False
    left = [word for word in words if word not in family]
    return any(first and _meets(first[0], left) for first in firsts)


def _meets(first: str, left: list[str]) -> bool:
    return any(word == first or (len(word) == 1 and first.startswith(word)) for word in left)


def _words(name: str) -> list[str]:
    return name.casefold().replace(".", " ").replace("-", " ").split()
