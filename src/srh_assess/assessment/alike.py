"""Whether two women could be taken for one another, or could be one. Always a question.

Names are compared without case, accents, signs and order of the parts; one slip of the pen
(a letter more, less, other, or two swapped) is still *similar*. Nothing here decides who
somebody is: that is for a person to say.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

from srh_assess.assessment.facts import Identity

Likeness = Literal["", "number", "name_and_birth", "name"]
SLIPS_FROM = 4
"""Shorter names have to be equal: with three letters one slip makes another name."""


def plain(name: str) -> str:
    """A name as it is compared: letters only, without case and accents."""
    if name.isascii():  # the same by a shorter way: lists are long
        return "".join(filter(str.isalpha, name.lower()))
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in parts if unicodedata.category(sign)[0] == "L")


def similar(one: str, other: str) -> bool:
    """Equal, or one slip apart. An empty name is similar to none."""
    one, other = plain(one), plain(other)
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= SLIPS_FROM and _one_slip(one, other))


def _one_slip(one: str, other: str) -> bool:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def likeness(one: Identity, other: Identity) -> Likeness:
    """How two identities are alike: one number; a similar name and one birth date (or one of
    them unknown and the names equal); a similar name with another birth date; or not at all."""
    if one.nhs_number and one.nhs_number == other.nhs_number:
        return "number"
    if not _names_alike(one, other):
        return ""
    if _same_day(one.born, other.born):
        return "name_and_birth"
    unknown = one.born is None or other.born is None
    return "name_and_birth" if unknown and _whole(one) == _whole(other) else "name"


def _same_day(one: date | None, other: date | None) -> bool:
    return one is not None and one == other


def _whole(who: Identity) -> tuple[str, str]:
    return plain(who.family), plain(who.given)


def _names_alike(one: Identity, other: Identity) -> bool:
    straight = similar(one.family, other.family) and _given_alike(one, other)
    swapped = similar(one.family, other.given) and similar(one.given, other.family)
    return straight or swapped


def _given_alike(one: Identity, other: Identity) -> bool:
    """A given or a preferred name in common; where one of them has none, nothing speaks
    against it."""
    mine = [name for name in (one.given, one.preferred) if name]
    hers = [name for name in (other.given, other.preferred) if name]
    if not mine or not hers:
        return True
    return any(similar(a, b) for a in mine for b in hers)
