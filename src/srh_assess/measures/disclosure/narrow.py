"""What a reader can work out by sums alone: from and to of every number, narrowed until it stays.

Sound and quick: whatever it says is so. It may miss what only a cleverer reader would find; that is
what ``attack`` looks for, table by table.
"""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.measures.disclosure.attack import Name, Puzzle

FAR = 1 << 40
"""Further than any count goes."""
Bounds = tuple[int, int]


def narrowed(puzzle: Puzzle) -> Mapping[Name, Bounds]:
    """The bounds of every cell after all sums were used."""
    low = {name: cell.low for name, cell in puzzle.cells.items()}
    high = {name: FAR if cell.high is None else cell.high for name, cell in puzzle.cells.items()}
    of: dict[Name, list[int]] = {name: [] for name in puzzle.cells}
    for number, each in enumerate(puzzle.sums):
        for name in each.cells:
            of[name].append(number)
    waiting = dict.fromkeys(range(len(puzzle.sums)))
    while waiting:
        number = next(iter(waiting))
        del waiting[number]
        each = puzzle.sums[number]
        lows, highs = sum(low[p] for p in each.parts), sum(high[p] for p in each.parts)
        found = {each.total: (lows, highs)}
        for part in each.parts:
            rest_low, rest_high = lows - low[part], highs - high[part]
            found[part] = (low[each.total] - rest_high, high[each.total] - rest_low)
        for name, (least, most) in found.items():
            if least > low[name] or most < high[name]:
                low[name], high[name] = max(low[name], least), min(high[name], most)
                waiting.update(dict.fromkeys(of[name]))
    return {name: (low[name], high[name]) for name in puzzle.cells}


def narrow(puzzle: Puzzle, enough: int) -> tuple[Name, ...]:
    """The hidden cells that are left with fewer than ``enough`` values."""
    found = narrowed(puzzle)
    return tuple(
        name
        for name, cell in puzzle.cells.items()
        if cell.hidden and found[name][1] - found[name][0] + 1 < enough
    )
