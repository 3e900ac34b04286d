"""Everything that went out about the same women as one puzzle, over all measures and periods.

A year is the sum of its quarters in every measure, whichever of them was released; the women of one
measure are the denominator of another. A number that is hidden in one table can follow from three
others: this is where that is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from srh_assess.assessment.counted import Counted
from srh_assess.measures.disclosure.attack import Known, Name, Puzzle, Sum
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.narrow import narrow
from srh_assess.measures.disclosure.periods import QUARTER, YEAR, Period
from srh_assess.measures.disclosure.suppress import Protection
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.released import (
    BY,
    BY_DAY,
    NO,
    ROW,
    TOLD,
    YES,
    both,
    counts,
    hidden_whole,
    table_of,
    whole,
)
from srh_assess.measures.settings import Disclosure

Months = Mapping[str, Sequence[Counted]]
Groups = Mapping[str, str]


def given_away(
    out: Iterable[Release], months: Months, groups: Groups, rules: Disclosure
) -> tuple[tuple[Period, Name], ...]:
    """The small numbers, by period and name, that all these releases together leave with fewer
    than enough values. Releases from another snapshot are left to the comparison of pairs."""
    latest = {one.place: one for one in out if one.query not in BY_DAY}
    fitting = [one for one in latest.values() if _fits(one, months, groups)]
    cells: dict[Name, Known] = {}
    sums: list[Sum] = []
    levels: dict[tuple[Period, str], dict[str, Protection]] = {}
    for one in fitting:
        levels.setdefault((one.period, one.level), {})[one.query] = one.protection
    tiles = {tile for period, _ in levels for tile in _quarters(period)}
    for tile in tiles:
        _add(cells, sums, tile, _unreleased(tile, months, rules))
    for (period, _), found in levels.items():
        _add(cells, sums, period, whole(found, rules))
    for period in {period for period, _ in levels if period.months == YEAR}:
        sums += _over_time(cells, period)
    found_ = narrow(Puzzle(cells, list(dict.fromkeys(sums))), rules.candidates)
    return tuple(_named(name) for name in found_)


def _add(cells: dict[Name, Known], sums: list[Sum], period: Period, more: Puzzle) -> None:
    for name, known in more.cells.items():
        cells[period, name] = both(cells.get((period, name)), known)
    for each in more.sums:
        sums.append(Sum((period, each.total), tuple((period, part) for part in each.parts)))


def _over_time(cells: Mapping[Name, Known], period: Period) -> list[Sum]:
    """The year is its quarters, in every number that all of them have."""
    quarters = _quarters(period)
    names = [name for at, name in map(_named, cells) if at == period]
    return [
        Sum((period, name), tuple((tile, name) for tile in quarters))
        for name in names
        if all((tile, name) in cells for tile in quarters)
    ]


def _named(name: Name) -> tuple[Period, Name]:
    """Period and name within it: every cell here has both."""
    assert isinstance(name, tuple)
    return name[0], name[1]


def _quarters(period: Period) -> tuple[Period, ...]:
    starts = range(period.span.start, period.span.stop, QUARTER)
    return tuple(Period(date(at // YEAR, at % YEAR + 1, 1), QUARTER) for at in starts)


def _stays(period: Period, months: Months) -> tuple[Counted, ...]:
    named = (f"{at // YEAR:04}-{at % YEAR + 1:02}" for at in period.span)
    return tuple(stay for month in named for stay in months.get(month, ()))


def _unreleased(tile: Period, months: Months, rules: Disclosure) -> Puzzle:
    """A quarter of which nothing is told: its sums hold all the same."""
    stays = _stays(tile, months)
    tables = (Table((ROW,), (YES, NO), (counts(id, stays),)) for id in TOLD)
    hidden = {id: hidden_whole(t, "trust") for id, t in zip(TOLD, tables, strict=True)}
    found = whole(hidden, rules)
    return Puzzle(
        {name: replace(known, low=0, high=None) for name, known in found.cells.items()}, found.sums
    )


def _fits(one: Release, months: Months, groups: Groups) -> bool:
    table = one.protection.table
    now = table_of(one.query, _stays(one.period, months), table.rows, groups)
    return now.counts == table.counts


def queries_of(name: Name) -> frozenset[str]:
    """The measures that a number of the puzzle belongs to: it is named by one, or lies between
    two."""
    parts = name if isinstance(name, tuple) else ()
    return frozenset(part.partition(BY)[0] for part in parts if isinstance(part, str))
