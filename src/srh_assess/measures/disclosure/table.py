"""A table of counts with its totals: one line of sums for each row and each column.

Cells are named ``(row, column)`` by index; the totals stand at index ``len(rows)`` and
``len(columns)``. A table of one row has no row of totals: it would say the same again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from srh_assess.measures.disclosure.levels import Shown

Cell = tuple[int, int]
TOTAL = "All"


class Line(Struct, frozen=True):
    """Cells that add up to a total."""

    total: Cell
    parts: tuple[Cell, ...]
    row: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The parts and, last, their total."""
        return (*self.parts, self.total)


class Table(Struct, frozen=True):
    """Counts of women by group (rows) and outcome (columns). Every woman is in one cell."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        """Refuses a ragged table, an empty one, and counts below nought."""
        fits = len(self.counts) == len(self.rows) > 0
        if not fits or any(len(row) != len(self.columns) > 0 for row in self.counts):
            raise ValueError("a table has one count for each row and column")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("a count is never below nought")

    @property
    def has_total_row(self) -> bool:
        """Whether the columns are added up."""
        return len(self.rows) > 1

    @property
    def height(self) -> int:
        """Rows, the row of totals included."""
        return len(self.rows) + self.has_total_row

    @property
    def width(self) -> int:
        """Columns, the column of totals included."""
        return len(self.columns) + 1

    def is_group(self, cell: Cell) -> bool:
        """Whether the cell stands beside the name of a group, not in the row of totals."""
        return cell[0] < len(self.rows)

    def raw(self) -> dict[Cell, int]:
        """Every count, the totals included."""
        found = {(r, c): count for r, row in enumerate(self.counts) for c, count in enumerate(row)}
        for line in self.lines():
            found[line.total] = sum(found[part] for part in line.parts)
        return found

    def lines(self) -> Iterator[Line]:
        """Every sum of the table, rows first; a total is never summed before its parts."""
        last_row, last_column = len(self.rows), len(self.columns)
        for r in range(last_row):
            parts = tuple((r, c) for c in range(last_column))
            yield Line((r, last_column), parts, row=True)
        if self.has_total_row:
            for c in range(self.width):
                yield Line((last_row, c), tuple((r, c) for r in range(last_row)), row=False)
            parts = tuple((last_row, c) for c in range(last_column))
            yield Line((last_row, last_column), parts, row=True)

    def merged(self, into: Mapping[str, str]) -> Table:
        """The same women in fewer groups; a row that ``into`` does not name stays itself."""
        names = tuple(dict.fromkeys(into.get(row, row) for row in self.rows))
        sums = {name: [0] * len(self.columns) for name in names}
        for row, counts in zip(self.rows, self.counts, strict=True):
            target = sums[into.get(row, row)]
            for column, count in enumerate(counts):
                target[column] += count
        return Table(names, self.columns, tuple(tuple(sums[name]) for name in names))


class Protected(Struct, frozen=True):
    """A table as it may be shown: every cell a number or a symbol, totals included."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
