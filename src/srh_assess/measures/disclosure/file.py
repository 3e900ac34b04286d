"""The whole-file check: several tables about the same women, solved together.

A total hidden in one table and shown in another is not hidden. Every file is checked so before
it is written, from what is written only.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from srh_assess.errors import Refused
from srh_assess.measures.disclosure.attack import Known, Name, Puzzle, Sum, pinned
from srh_assess.measures.disclosure.suppress import Protection, puzzle
from srh_assess.measures.disclosure.table import TOTAL, Cell
from srh_assess.measures.settings import Disclosure


def check_file(tables: Mapping[str, Protection], rules: Disclosure) -> None:
    """Raises ``Refused`` when a hidden cell keeps too few possible values.

    ``tables`` are by name, all of the same women and the same question (by age, by language).
    """
    if pinned(one_puzzle(tables, rules), rules.candidates):
        raise Refused("release-file")


def one_puzzle(tables: Mapping[str, Protection], rules: Disclosure) -> Puzzle:
    """All tables at once; their totals of the same name are the same women."""
    cells: dict[Name, Known] = {}
    sums: list[Sum] = []
    same: dict[str, list[Name]] = {}
    for table, protection in tables.items():
        own = puzzle(protection, rules)
        cells.update({(table, cell): known for cell, known in own.cells.items()})
        for each in own.sums:
            sums.append(Sum((table, each.total), tuple((table, part) for part in each.parts)))
        for column, cell in _totals(protection).items():
            same.setdefault(column, []).append((table, cell))
    for names in same.values():
        sums += [Sum(first, (second,)) for first, second in pairwise(names)]
    return Puzzle(cells, sums)


def _totals(protection: Protection) -> dict[str, Cell]:
    """The cells about everybody, by the name of their column."""
    table = protection.table
    return {column: (table.height - 1, c) for c, column in enumerate((*table.columns, TOTAL))}
