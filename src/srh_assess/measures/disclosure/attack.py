"""The whole-file check: what could the hidden cells be, for a reader of everything written?

The checker knows the truth and looks for other sets of numbers that fit every published value
and every sum. Each one it finds is a proof that a hidden cell could be otherwise; a cell for
which it finds fewer than enough values counts as pinned. It may miss a possibility when the
search ends early, and then hides too much: never too little.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from msgspec import Struct

Name = Hashable
DEEPEST, MOST_STEPS = 12, 3000


class Known(Struct, frozen=True):
    """A cell: the truth, and the bounds that a reader can see at once (``high`` None: no end)."""

    raw: int
    low: int
    high: int | None
    hidden: bool = False


class Sum(Struct, frozen=True):
    """``parts`` add up to ``total``; every name is a cell of the puzzle."""

    total: Name
    parts: tuple[Name, ...]

    @property
    def cells(self) -> tuple[Name, ...]:
        """Every cell of the sum."""
        return (*self.parts, self.total)


class Puzzle(Struct, frozen=True):
    """All cells of everything released, and all sums between them."""

    cells: Mapping[Name, Known]
    sums: Sequence[Sum]


def pinned(puzzle: Puzzle, enough: int) -> tuple[Name, ...]:
    """The hidden cells for which fewer than ``enough`` values are known to be possible."""
    search = _Search(puzzle)
    found = []
    for name, cell in puzzle.cells.items():
        if cell.hidden and search.values(name, enough) < enough:
            found.append(name)
    return tuple(found)


class _Search:
    """Looks for other solutions one unit at a time, and remembers what each cell could be."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._cells = puzzle.cells
        self._sums = puzzle.sums
        self._of: dict[Name, list[int]] = {name: [] for name in puzzle.cells}
        for index, each in enumerate(puzzle.sums):
            for name in each.cells:
                self._of[name].append(index)
        self._seen = {name: {cell.raw} for name, cell in puzzle.cells.items()}

    def values(self, name: Name, enough: int) -> int:
        """How many values of this cell are known to be possible; stops at ``enough``."""
        for way in (1, -1):
            solution = {each: cell.raw for each, cell in self._cells.items()}
            while len(self._seen[name]) < enough and self._moved(solution, name, way):
                for each, value in solution.items():
                    self._seen[each].add(value)
        return len(self._seen[name])

    def _moved(self, solution: dict[Name, int], name: Name, way: int) -> bool:
        """Moves the cell one unit and repairs every sum by moving others; undone when it fails."""
        if not self._may(solution, name, way):
            return False
        self._steps = 0
        off = [0] * len(self._sums)
        self._move(solution, off, name, way)
        if self._repaired(solution, off, {name}):
            return True
        self._move(solution, off, name, -way)
        return False

    def _repaired(self, solution: dict[Name, int], off: list[int], moved: set[Name]) -> bool:
        wrong = next((index for index, by in enumerate(off) if by), None)
        if wrong is None:
            return True
        self._steps += 1
        if len(moved) > DEEPEST or self._steps > MOST_STEPS:
            return False
        for name, way in self._repairs(solution, off, wrong, moved):
            self._move(solution, off, name, way)
            if self._repaired(solution, off, moved | {name}):
                return True
            self._move(solution, off, name, -way)
        return False

    def _repairs(
        self, solution: dict[Name, int], off: list[int], wrong: int, moved: set[Name]
    ) -> Iterator[tuple[Name, int]]:
        """Cells whose move brings this sum nearer to right, those that help others first."""
        here = self._sums[wrong]
        too_high = off[wrong] > 0  # the parts say more than the total
        moves = [(part, -1 if too_high else 1) for part in here.parts]
        moves.append((here.total, 1 if too_high else -1))
        possible = [
            (name, way)
            for name, way in moves
            if name not in moved and self._may(solution, name, way)
        ]
        yield from sorted(possible, key=lambda move: self._left(off, *move))

    def _left(self, off: list[int], name: Name, way: int) -> int:
        """How much would be wrong after this move, in the sums it touches."""
        return sum(
            abs(off[index] + self._pull(index, name, way)) - abs(off[index])
            for index in self._of[name]
        )

    def _pull(self, index: int, name: Name, way: int) -> int:
        return -way if self._sums[index].total == name else way

    def _may(self, solution: dict[Name, int], name: Name, way: int) -> bool:
        cell, value = self._cells[name], solution[name] + way
        return value >= cell.low and (cell.high is None or value <= cell.high)

    def _move(self, solution: dict[Name, int], off: list[int], name: Name, way: int) -> None:
        solution[name] += way
        for index in self._of[name]:
            off[index] += self._pull(index, name, way)
