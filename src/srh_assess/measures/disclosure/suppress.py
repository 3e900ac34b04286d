"""A table at a release level: small cells hidden, and enough others that none can be solved.

Primary: counts of 1 to 7 (on the ward 1 to 4, beside names of groups only), and every cell of
a group so small that *all* or *none* would say something about each woman in it. Secondary,
where exact totals stand: no line keeps exactly one hidden cell, and the hidden cells of a line
whose total is shown add up to more than a small number. Last the whole table is attacked, and
more is hidden until nothing is pinned. What cannot be shown so is refused: merge first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.measures.disclosure.attack import Known, Puzzle, Sum, pinned
from srh_assess.measures.disclosure.levels import (
    HIDDEN,
    Level,
    Shown,
    is_small,
    nearest,
    small,
)
from srh_assess.measures.disclosure.table import Cell, Line, Protected, Table
from srh_assess.measures.settings import Disclosure


class Protection(Struct, frozen=True):
    """A table and which of its cells are hidden at a level: ``primary`` for themselves."""

    table: Table
    level: Level
    primary: frozenset[Cell]
    marks: frozenset[Cell]


def protect(
    table: Table,
    level: Level,
    rules: Disclosure,
    also: frozenset[Cell] = frozenset(),
    *,
    sizes: bool = False,
) -> Protection:
    """Hides what the level hides, and ``also`` what has to be hidden for another table's sake.
    With ``sizes`` the total of a group is hidden for itself only, never in place of a part of it:
    other tables tell it. Raises ``Refused`` when nothing of the inside would be left."""
    primary = frozenset(_primary(table, level, rules))
    protection = Protection(table, level, primary, primary | also)
    while True:
        marks = set(protection.marks)
        if level != "publish":
            _complete(table, level, rules, marks, sizes=sizes)
        protection = Protection(table, level, primary, frozenset(marks))
        given_away = pinned(puzzle(protection, rules), rules.candidates)
        if not given_away:
            break
        more = _another(protection, given_away, sizes=sizes)
        if more is None:
            raise Refused("release-too-few")
        protection = Protection(table, level, primary, protection.marks | {more})
    inside = {(r, c) for r in range(len(table.rows)) for c in range(len(table.columns))}
    if inside <= protection.marks:
        raise Refused("release-too-few")
    return protection


def protect_coarser(
    table: Table,
    mergers: Iterable[Mapping[str, str]],
    level: Level,
    rules: Disclosure,
    *,
    sizes: bool = False,
) -> Protection:
    """The finest of several groupings that the level allows; ``Refused`` when none does."""
    for into in ({}, *mergers):
        try:
            return protect(table.merged(into), level, rules, sizes=sizes)
        except Refused:
            continue
    raise Refused("release-too-few")


def shown(protection: Protection, rules: Disclosure) -> Protected:
    """The table as it may be written: nothing behind a symbol is left in it."""
    table, raw = protection.table, protection.table.raw()
    cells = tuple(
        tuple(_cell(protection, (r, c), raw[r, c], rules) for c in range(table.width))
        for r in range(table.height)
    )
    return Protected(table.rows, table.columns, cells)


def puzzle(protection: Protection, rules: Disclosure) -> Puzzle:
    """What a reader of the table knows: bounds for each cell, and every sum."""
    raw = protection.table.raw()
    lowest = 0 if any(not raw[cell] for cell in protection.marks) else 1
    return Puzzle(
        {cell: _known(protection, cell, count, lowest, rules) for cell, count in raw.items()},
        [Sum(line.total, line.parts) for line in protection.table.lines()],
    )


def _known(protection: Protection, cell: Cell, count: int, lowest: int, rules: Disclosure) -> Known:
    publish = protection.level == "publish"
    if cell in protection.marks:
        # published, a hidden cell is taken for what it nearly always is: 1 to 7
        high = small("publish", rules) if publish and cell in protection.primary else None
        return Known(count, lowest, high, hidden=True)
    if not publish or not count:
        return Known(count, count, count)
    written, reach = nearest(count, rules.base), rules.base // 2
    return Known(count, max(small("publish", rules) + 1, written - reach), written + reach)


def _cell(protection: Protection, cell: Cell, count: int, rules: Disclosure) -> Shown:
    if cell in protection.marks:
        return Shown(symbol=HIDDEN)
    return Shown(nearest(count, rules.base) if protection.level == "publish" else count)


# --- what is hidden ----------------------------------------------------------------------------


def _primary(table: Table, level: Level, rules: Disclosure) -> Iterable[Cell]:
    raw = table.raw()
    for cell, count in raw.items():
        if is_small(count, level, rules) and _may_hide(table, level, cell):
            yield cell
    for line in table.lines():
        if table.is_group(line.total) and is_small(raw[line.total], level, rules):
            yield from line.parts


def _may_hide(table: Table, level: Level, cell: Cell) -> bool:
    """On the ward the totals of everybody stay exact."""
    return level != "internal" or table.is_group(cell)


def _complete(
    table: Table, level: Level, rules: Disclosure, marks: set[Cell], *, sizes: bool
) -> None:
    """Marks more until no line gives a cell away; a line that cannot is left to the attack."""
    lines, raw = tuple(table.lines()), table.raw()
    while True:
        before = len(marks)
        for line in lines:
            if _gives_away(line, raw, marks, small(level, rules)):
                more = _next(table, level, line, marks, sizes=sizes)
                marks.update(() if more is None else (more,))
        if len(marks) == before:
            return


def _gives_away(line: Line, raw: Mapping[Cell, int], marks: set[Cell], most: int) -> bool:
    hidden = [cell for cell in line.cells if cell in marks]
    if not hidden:
        return False
    if len(hidden) == 1:
        return True
    return line.total not in marks and sum(raw[cell] for cell in hidden) <= most


def _next(
    table: Table, level: Level, line: Line, marks: Iterable[Cell], *, sizes: bool
) -> Cell | None:
    """The cell to hide next in a line: the smallest part, or the total before the last part."""
    raw, taken = table.raw(), set(marks)
    parts = [cell for cell in line.parts if cell not in taken and _may_hide(table, level, cell)]
    order = sorted(parts, key=lambda cell: (raw[cell] == 0, raw[cell], cell))
    kept = line.total in taken or (sizes and line.row and table.is_group(line.total))
    total = [line.total] if not kept and _may_hide(table, level, line.total) else []
    last_inside = line.row and len(order) == 1
    candidates = [*total, *order] if last_inside or _only_noughts(order, raw) else [*order, *total]
    return candidates[0] if candidates else None


def _only_noughts(cells: Sequence[Cell], raw: Mapping[Cell, int]) -> bool:
    return not any(raw[cell] for cell in cells)


def _another(protection: Protection, given_away: Iterable[object], *, sizes: bool) -> Cell | None:
    """One more cell to hide, from the lines of those that the attack gave away."""
    table, level = protection.table, protection.level
    wanted = set(given_away)
    beside = [line for line in table.lines() if wanted & set(line.cells)]
    for line in (*beside, *table.lines()):
        more = _next(table, level, line, protection.marks, sizes=sizes)
        if more is not None:
            return more
    return None
