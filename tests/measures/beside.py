"""What a released file tells beside its figures: admissions on its cover, reasons, groups; and what
everybody knows of how they hang together.

The same group has the same women in every measure, a coarser group is its finer ones, all needs met
lies in a need found. A count that stands hidden between two shown ones is small or its rest is.
Shares no line with the program's own arithmetic.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import product

from srh_assess.assessment.counted import Counted
from srh_assess.measures.categories import Breakdown, breakdowns

Name = tuple[str, ...]
Rows = Sequence[Mapping[str, str]]
LIES_IN = (("M8a", "M4"),)
SIZES = {"H14": "size of those with a finding"}
"""Groups whose women are not all that were admitted."""
NEEDS = (("M8c", "all", "M4"), ("M8c", "yes", "M8a"))
"""Needs are at least as many as the stays that have them."""


def rows_of(data: bytes) -> Rows:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def about(rows: Rows) -> Mapping[str, str]:
    """The cover: what is said of the whole file."""
    return {row["measure"]: row["name"] for row in rows if row["period"] == "about"}


def pairs_hidden(rows: Rows) -> Iterator[tuple[str, str]]:
    """Period and measure of which all are told and how many of them is not: they, or the others,
    are few."""
    for row in rows:
        if not row["group"] and row["numerator"] == "*" and row["denominator"].isdigit():
            yield row["period"], row["measure"]


def reasons(rows: Rows) -> Mapping[str, str]:
    return {row["group"]: row["numerator"] for row in rows if row["measure"] == "M11"}


def groups(rows: Rows) -> Mapping[tuple[str, str], Sequence[str]]:
    """The groups listed of a measure and a breakdown."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["group"] and row["measure"] != "M11":
            found.setdefault((row["measure"], row["breakdown"]), []).append(row["group"])
    return found


def coarser(breakdown: Breakdown, group: str) -> Sequence[str]:
    """The finer groups of one that was merged, by name."""
    for into in breakdown.mergers:
        codes = [code for code, name in into.items() if name == group]
        if codes and group not in breakdown.groups.values():
            return [breakdown.groups[code] for code in codes]
    return ()


def by_name(name: str) -> Breakdown:
    return next(one for one in breakdowns().values() if one.name == name)


def ties(files: Iterable[Rows]) -> Iterator[tuple[Name, tuple[Name, ...]]]:
    """The sums between what stands beside the figures of the year: total, and its parts."""
    seen: dict[tuple[str, str], list[str]] = {}
    for rows in files:
        for key, names in groups(rows).items():
            seen[key] = [*dict.fromkeys((*seen.get(key, ()), *names))]
        for group in reasons(rows):
            yield ("year", "M2", "no"), (("year", "M11", group), ("year", "M11", "not", group))
    for (measure, breakdown), names in seen.items():
        for group in names:
            here = (breakdown, group)
            size = SIZES.get(measure, "size")
            yield ("year", size, *here), (("year", measure, "all", *here),)
            if finer := coarser(by_name(breakdown), group):
                yield (
                    ("year", size, *here),
                    tuple(("year", size, breakdown, each) for each in finer),
                )
    for (small, large), ((_, breakdown), names) in product(LIES_IN, seen.items()):
        for group in names:
            if all(group in seen.get((one, breakdown), ()) for one in (small, large)):
                here = (breakdown, group)
                yield (
                    ("year", large, "yes", *here),
                    (("year", small, "yes", *here), ("year", small, large, *here)),
                )
    for small, what, large in NEEDS:
        yield ("year", small, what), (("year", large, "yes"), ("year", small, what, "over", large))


def truth(stays: Sequence[Counted], files: Iterable[Rows]) -> Mapping[Name, int]:
    """What there is to be found out in them."""
    found: dict[Name, int] = {}
    said = {
        "M2": lambda stay: stay.assessed is not None,
        "M4": lambda stay: bool(stay.needs),
        "M8a": lambda stay: stay.all_met,
        "H14": lambda stay: stay.findings_lacks > 0,
    }
    for rows in files:
        for (measure, breakdown), names in groups(rows).items():
            one = by_name(breakdown)
            for group in names:
                finer = coarser(one, group) or (group,)
                here = [s for s in stays if one.groups[getattr(s, one.id)] in finer]
                if measure == "H14":
                    here = [stay for stay in here if stay.findings]
                yes = sum(said[measure](stay) for stay in here)
                place = ("year", measure)
                found[*place, "yes", breakdown, group] = yes
                found[*place, "no", breakdown, group] = len(here) - yes
                found[*place, "all", breakdown, group] = len(here)
    return found


def why(
    stays: Sequence[Counted], files: Iterable[Rows], groups_of: Mapping[str, str]
) -> Mapping[Name, int]:
    """Of each reason in a file: the stays that have it, and those that were not assessed for
    another."""
    left = [stay for stay in stays if stay.assessed is None]
    found: dict[Name, int] = {}
    for group in {group for rows in files for group in reasons(rows)}:
        having = sum(any(groups_of[one.what] == group for one in stay.barriers) for stay in left)
        found["year", "M11", group] = having
        found["year", "M11", "not", group] = len(left) - having
    return found
