"""The groups of an equity table, and how they merge before a table is refused.

*Not stated* (asked, declined) and *not known* (not asked) are groups of their own and are
merged with nothing, least of all with each other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache

import msgspec
from msgspec import Struct

from srh_assess.shipped import shipped


class Breakdown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to divide the women: groups by code, and coarser groupings, finest first."""

    id: str
    name: str
    not_stated: str
    not_known: str
    groups: Mapping[str, str]
    merge: tuple[Mapping[str, tuple[str, ...]], ...]

    @property
    def mergers(self) -> tuple[dict[str, str], ...]:
        """Each coarser grouping as code -> the group it goes into."""
        return tuple(
            {code: group for group, codes in grouping.items() for code in codes}
            for grouping in self.merge
        )


class Breakdowns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them, with their source."""

    source: str
    reviewed: date
    review_by: date
    breakdown: tuple[Breakdown, ...]


def ethnic_code(typed: str) -> str:
    """The category behind a code or a name; *not known* for anything else and for nothing."""
    found = breakdowns()["ethnic"]
    word = typed.strip().casefold()
    named = {code.casefold(): code for code in found.groups}
    named |= {name.casefold(): code for code, name in found.groups.items()}
    return named.get(word, found.not_known)


@cache
def breakdowns() -> Mapping[str, Breakdown]:
    """The shipped breakdowns by id."""
    text = shipped("measures", "categories.toml").read_text("utf-8")
    found = msgspec.convert(tomllib.loads(text), Breakdowns)
    return {each.id: each for each in found.breakdown}
