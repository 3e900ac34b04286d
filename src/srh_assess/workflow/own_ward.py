"""What letters say of one ward of a home of several, where that differs from the rest.

A return address, a telephone and its hours stand on every letter, also where she has not agreed
to be known as an inpatient. So none of them may name a ward or tell what kind of ward it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.errors import BadInput
from srh_assess.shipped import shipped
from srh_assess.workflow.ward_name import plain

_WORDS = re.compile(r"[^\W_]+")
_LONG = 4
"""Letters of a word by which a ward is known; *the* or *12* alone names none."""


class OwnWard(Struct, frozen=True, kw_only=True):
    """One ward by the name that stays have it under. ``shown`` is the name on a letter, with the
    tick *inpatient* alone; ``answered`` is when its telephone is answered. What is empty is as
    for the whole home."""

    ward: str
    shown: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    answered: str = ""

    @property
    def named(self) -> str:
        """Its name on a letter."""
        return self.shown or self.ward

    @property
    def open_lines(self) -> tuple[str, ...]:
        """What stands on every letter, whatever she ticked."""
        return (*self.address, self.phone, self.answered)


class _Neutral(Struct, frozen=True, forbid_unknown_fields=True):
    telling: tuple[str, ...]
    source: str
    evidence: str
    reviewed: date
    review_by: date


def found(wards: Iterable[OwnWard], ward: str) -> OwnWard | None:
    """What is known of this ward; none where nothing differs."""
    return next((own for own in wards if plain(own.ward) == plain(ward)), None)


def check(home: str, wards: tuple[OwnWard, ...]) -> None:
    """Refuses a ward without a name, one that is there twice or is that of the home itself, and a
    line for every letter that tells of a ward."""
    names = [plain(own.ward) for own in wards]
    if not all(names):
        raise BadInput("unit-ward-unnamed")
    if len(set(names)) < len(names):
        raise BadInput("unit-ward-twice")
    if plain(home) in names:
        raise BadInput("unit-ward-home")
    every = (home, *(name for own in wards for name in (own.ward, own.shown)))
    for own in wards:
        for line in own.open_lines:
            for word in telling(line, every):
                raise BadInput("unit-ward-tells", word=word)


def telling(line: str, wards: Iterable[str] = ()) -> Iterator[str]:
    """What of this line names a ward, or tells what kind of ward it is."""
    line = line.casefold()
    said = _WORDS.findall(line)
    joined = [*said, *_WORDS.findall(line.replace("-", ""))]
    for word in _neutral().telling:
        stem = word.removesuffix("*")
        yield from (one for one in joined if one == word or (stem != word and one.startswith(stem)))
    for name in map(plain, wards):
        words = _WORDS.findall(name)
        first = next((word for word in words if len(word) >= _LONG), "")
        if first and first in said:
            yield first
        elif words and f" {' '.join(words)} " in f" {' '.join(said)} ":
            yield " ".join(words)


@cache
def _neutral() -> _Neutral:
    raw = tomllib.loads(shipped("standing", "neutral.toml").read_text("utf-8"))
    return msgspec.convert(raw, _Neutral)
