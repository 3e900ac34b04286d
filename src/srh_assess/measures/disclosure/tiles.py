"""All tables of one query, over all their periods, as one puzzle.

The periods are cut at every beginning and end into tiles; a cell of a release is the sum of
its tiles, and in each tile the rows and columns add up like in the table. Tiles tie the
releases together, and a small number in one is protected also where the tile itself was never
released: a year less three quarters is the fourth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from srh_assess.measures.disclosure.attack import Known, Name, Puzzle, Sum
from srh_assess.measures.disclosure.levels import is_small
from srh_assess.measures.disclosure.periods import Period
from srh_assess.measures.disclosure.suppress import Protection, puzzle
from srh_assess.measures.disclosure.table import TOTAL, Cell, Table
from srh_assess.measures.settings import Disclosure

Monthly = Mapping[int, Mapping[tuple[str, str], int]]
"""Month (as ``Period.span`` counts) -> (row, column) -> women; what is absent is 0."""

Part = tuple[Period, Protection]


Few = Callable[[range], bool]
"""Whether what these months hold, however much it is, is that of a few women."""


def nobody_few(_: range) -> bool:
    """A table that counts each woman once: its small numbers say it themselves."""
    return False


def together(
    parts: Sequence[Part], monthly: Monthly, rules: Disclosure, few: Few = nobody_few
) -> Puzzle:
    """The puzzle of every release at once. What is of a ``few`` women is protected like a small
    number.

    A release whose counts are not those of ``monthly`` was made from another snapshot; it
    cannot be solved with the others and is left to the comparison of pairs.
    """
    fitting = [part for part in parts if _fits(part, monthly)]
    ends = sorted({end for period, _ in fitting for end in _ends(period)})
    tiles = [range(a, b) for a, b in pairwise(ends)]
    cells: dict[Name, Known] = {}
    sums: list[Sum] = []
    for number, (period, protection) in enumerate(fitting):
        own = puzzle(protection, rules)
        table = protection.table
        inside = [tile for tile in tiles if period.span.start <= tile.start < period.span.stop]
        cells.update({(number, cell): known for cell, known in own.cells.items()})
        sums += [_renamed(each, number) for each in own.sums]
        for tile in inside:
            _add_tile(cells, sums, tile, _counted(tile, table, monthly), rules, few)
        for cell in table.raw():
            names = tuple((tile, _label(table, cell)) for tile in inside)
            sums.append(Sum((number, cell), names))
    return Puzzle(cells, list(dict.fromkeys(sums)))


def _ends(period: Period) -> tuple[int, int]:
    return period.span.start, period.span.stop


def _renamed(each: Sum, number: int) -> Sum:
    return Sum((number, each.total), tuple((number, part) for part in each.parts))


def _add_tile(
    cells: dict[Name, Known],
    sums: list[Sum],
    tile: range,
    table: Table,
    rules: Disclosure,
    few: Few,
) -> None:
    for cell, count in table.raw().items():
        protected = count > 0 and (is_small(count, "trust", rules) or few(tile))
        cells[tile, _label(table, cell)] = Known(count, 0, None, hidden=protected)
    for line in table.lines():
        parts = tuple((tile, _label(table, part)) for part in line.parts)
        sums.append(Sum((tile, _label(table, line.total)), parts))


def _counted(months: range, table: Table, monthly: Monthly) -> Table:
    """The same table over other months."""
    counts = tuple(
        tuple(sum(monthly.get(m, {}).get((row, column), 0) for m in months) for column in columns)
        for row, columns in ((row, table.columns) for row in table.rows)
    )
    return Table(table.rows, table.columns, counts)


def _fits(part: Part, monthly: Monthly) -> bool:
    period, protection = part
    return _counted(period.span, protection.table, monthly).counts == protection.table.counts


def _label(table: Table, cell: Cell) -> tuple[str, str]:
    """Row and column by name: the same in every release, however its rows are ordered."""
    return (*table.rows, TOTAL)[cell[0]], (*table.columns, TOTAL)[cell[1]]
