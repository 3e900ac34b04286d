"""The summary for outside the ward: whole periods only, small numbers hidden, nothing to solve.

Each measure is a table of one row, *yes* and *no*. Both are hidden together, so that the number
of admissions, which stands in every table, gives neither away. A measure that lies within another
is hidden where the difference of the two would tell of a few women. Last everything written is
attacked as one puzzle; what fails leaves the room in no form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import tally
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.disclosure.attack import Known, Name, Puzzle, Sum, pinned
from srh_assess.measures.disclosure.ledger import Release, check_release
from srh_assess.measures.disclosure.levels import (
    HIDDEN,
    Level,
    Shown,
    count_at,
    is_small,
    percent_at,
)
from srh_assess.measures.disclosure.periods import Period
from srh_assess.measures.disclosure.suppress import Protection, puzzle, shown
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.settings import Disclosure
from srh_assess.measures.summary import Cell, Status

ROW, YES, NO = "ward", "yes", "no"
REASON, BY = "M11 ", " by "
_YES, _NO, _ALL = (0, 0), (0, 1), (0, 2)
_LIES_IN: tuple[tuple[str, str], ...] = (
    ("M2", "M1"), ("M4", "M2"), ("M5", "M4"), ("M7", "M4"), ("M8a", "M4"), ("M8a", "M7"),
    ("M3", "M2"), ("M6", "M4"), ("M8b", "M8a"), ("B1", "M2"),
)  # fmt: skip
"""The women of the first are, as a rule, among those of the second: the difference is a number."""
TOLD = (*tally.SHARES, "M8c", "V1")
"""Measures released as a table, each after those that it rests on."""


class Asked(Struct, frozen=True, kw_only=True):
    """One wish to release: level, period, and the reason where it corrects an earlier one."""

    level: Level
    period: Period
    reason: str = ""


def counts(id: str, stays: Iterable[Counted]) -> tuple[int, int]:
    """*Yes* and *no* of one measure."""
    if id == "M8c":
        found = tally.needs_met(stays)
    elif id == "V1":
        found = tally.voice(stays)
    else:
        found = tally.share(id, stays)
    return found.part, found.whole - found.part


def protections(
    stays: Sequence[Counted], level: Level, rules: Disclosure, groups: Mapping[str, str]
) -> Mapping[str, Protection]:
    """Every table with what its level hides, checked as one file. ``groups`` are the groups of
    the reasons not to assess, by code."""
    found: dict[str, Protection] = {}
    for id in TOLD:
        table = Table((ROW,), (YES, NO), (counts(id, stays),))
        found[id] = _lone(table, level, rules)
        parent = tally.WITHIN.get(id)
        if parent is not None and _YES in found[parent].marks:
            found[id] = _hidden(table, level)
        for one, other in _LIES_IN:
            if one == id and _differ_by_few(found[id], found[other], rules):
                found[id] = _hidden(table, level)
    for group in tally.barriers(stays, groups).stays:
        query = f"{REASON}{group}"
        table = Table((ROW,), (YES, NO), (reason_counts(group, stays, groups),))
        hidden = _NO in found["M2"].marks
        found[query] = _hidden(table, level) if hidden else _lone(table, level, rules)
    _harden(found, level, rules)
    return found


def _harden(found: dict[str, Protection], level: Level, rules: Disclosure) -> None:
    """Hides more, the least important first, until nothing in the file is pinned."""
    while given_away := pinned(whole(found, rules), rules.candidates):
        names = {name[0] for name in given_away if isinstance(name, tuple)}
        open_ = [id for id in reversed(list(found)) if not found[id].marks >= {_YES, _NO, _ALL}]
        worst = [id for id in open_ if id in names] or [id for id in open_ if id != "M1"]
        if not worst:
            raise Refused("release-file")
        found[worst[0]] = _hidden(found[worst[0]].table, level)


def whole(found: Mapping[str, Protection], rules: Disclosure) -> Puzzle:
    """Everything written as one puzzle. What is the same number in two tables is one cell:
    admissions, the denominator of a part and the numerator of its whole, a group's size, the
    totals of a table by group. What lies between two measures is a number too. Only the small
    numbers among the hidden ones have to keep enough candidates."""
    cells: dict[Name, Known] = {}
    sums: list[Sum] = []
    for id, protection in found.items():
        own = puzzle(protection, rules)
        for cell, known in own.cells.items():
            name = _name(id, protection, cell)
            small_ = known.hidden and is_small(known.raw, protection.level, rules)
            cells[name] = _both(cells.get(name), replace(known, hidden=small_))
        for each in own.sums:
            parts = tuple(_name(id, protection, part) for part in each.parts)
            sums.append(Sum(_name(id, protection, each.total), parts))
    for one, other in _LIES_IN:
        between = _raw(found[other])[0] - _raw(found[one])[0]
        if between >= 0:
            hidden = is_small(between, found[one].level, rules)
            cells[one, other] = Known(between, 0, None, hidden=hidden)
            sums.append(Sum((other, _YES), ((one, _YES), (one, other))))
    return Puzzle(cells, list(dict.fromkeys(sums)))


def _name(id: str, protection: Protection, cell: Name) -> Name:
    """The name of a cell in the puzzle of the whole file."""
    measure, _, breakdown = id.partition(BY)
    if breakdown and isinstance(cell, tuple):
        at, column = cell
        rows = protection.table.rows
        if at == len(rows):
            return _name(measure, protection, (0, column))
        return (breakdown, rows[at]) if column == _ALL[1] else (id, cell)
    if cell != _ALL:
        return id, cell
    if id in tally.WITHIN:
        return tally.WITHIN[id], _YES
    if id.startswith(REASON):
        return "M2", _NO
    return ("M1", _ALL) if id in tally.SHARES and id != "M9" else (id, _ALL)


def _both(before: Known | None, now: Known) -> Known:
    """What a reader knows of a cell that stands in two tables."""
    if before is None:
        return now
    highs = [high for high in (before.high, now.high) if high is not None]
    return Known(
        now.raw,
        max(before.low, now.low),
        min(highs) if highs else None,
        hidden=before.hidden or now.hidden,
    )


def with_groups(
    found: Mapping[str, Protection],
    more: Mapping[str, Protection],
    rules: Disclosure,
) -> Mapping[str, Protection]:
    """The file with the tables of one breakdown in it; ``Refused`` when they would give a hidden
    number away."""
    together = {**found, **more}
    if pinned(whole(together, rules), rules.candidates):
        raise Refused("release-file")
    return together


def cell(id: str, protection: Protection, period: str, rules: Disclosure) -> Cell:
    """One table as the summary shows it: hidden is hidden in every derived value."""
    row = shown(protection, rules).cells[0]
    yes, every = row[0], row[2]
    if not every.symbol and not every.value:
        status: Status = "not_measured" if id in ("V1", "B1") else "nobody"
        return Cell(period=period, status=status, part=0, whole=0)
    percent = percent_at(yes, every, protection.level, rules)
    return Cell(
        period=period,
        status="hidden" if yes.symbol == HIDDEN else "shown",
        part=yes.value,
        whole=every.value,
        percent=float(percent.value) if percent.value is not None else None,
    )


def check(
    found: Mapping[str, Protection],
    asked: Asked,
    stays: Sequence[Counted],
    everything: Sequence[Counted],
    earlier: Sequence[Release],
    rules: Disclosure,
    groups: Mapping[str, str],
) -> tuple[Release, ...]:
    """The releases to write into the ledger; ``Refused`` when one may not go out beside those
    before it. ``everything`` are the stays of all months, also of earlier releases."""
    women = frozenset(row.stay for row in stays)
    made = []
    months = tally.by_month(everything)
    for id, protection in found.items():
        before = [one for one in earlier if one.query == id]
        same = [one for one in before if (one.level, one.period) == (asked.level, asked.period)]
        new = Release(
            query=id,
            filters="",
            period=asked.period,
            protection=protection,
            women=women,
            version=same[-1].version + 1 if same and asked.reason.strip() else 1,
            reason=asked.reason.strip(),
        )
        check_release(new, before, _monthly(id, protection, months, groups), rules)
        made.append(new)
    return tuple(made)


def count_cell(period: str, count: int, level: Level, rules: Disclosure) -> Cell:
    """A count that is no share, such as events."""
    found: Shown = count_at(count, level, rules)
    return Cell(period=period, status="hidden" if found.symbol else "shown", part=found.value)


def _monthly(
    id: str,
    protection: Protection,
    months: Mapping[str, Sequence[Counted]],
    groups: Mapping[str, str],
) -> Mapping[int, Mapping[tuple[str, str], int]]:
    """The true counts of one table by month, of the same snapshot."""
    found: dict[int, dict[tuple[str, str], int]] = {}
    for month, stays in months.items():
        at = Period(date.fromisoformat(f"{month}-01"), 1).span.start
        table = table_of(id, stays, protection.table.rows, groups)
        cells = zip(table.rows, table.counts, strict=True)
        found[at] = {
            (row, column): count
            for row, both in cells
            for column, count in zip((YES, NO), both, strict=True)
        }
    return found


def table_of(
    id: str, stays: Iterable[Counted], rows: Sequence[str], groups: Mapping[str, str]
) -> Table:
    """One table of a summary over any stays, with these rows."""
    stays = tuple(stays)
    measure, _, breakdown = id.partition(BY)
    if breakdown:
        return group_table(measure, breakdown, stays, rows)
    if id.startswith(REASON):
        pair = reason_counts(id.removeprefix(REASON), stays, groups)
        return Table((ROW,), (YES, NO), (pair,))
    return Table((ROW,), (YES, NO), (counts(id, stays),))


def reason_counts(
    group: str, stays: Iterable[Counted], groups: Mapping[str, str]
) -> tuple[int, int]:
    """Stays not assessed for this group of reasons, and the other stays not assessed."""
    found = tally.barriers(stays, groups)
    with_it = found.stays.get(group, 0)
    return with_it, found.whole - with_it


def group_table(
    measure: str, breakdown: str, stays: Iterable[Counted], rows: Sequence[str]
) -> Table:
    """*Yes* and *no* of a measure by group; ``rows`` may be groups that were merged."""
    into = merged_into(breakdown, rows)
    found = {row: [0, 0] for row in rows}
    for stay in stays:
        group = getattr(stay, breakdown)
        row = into.get(group, group)
        if row in found:
            found[row][0 if tally.SHARES[measure](stay) else 1] += 1
    counted = tuple((yes, no) for yes, no in found.values())
    return Table(tuple(rows), (YES, NO), counted)


def merged_into(breakdown: str, rows: Sequence[str]) -> Mapping[str, str]:
    """The grouping by which these rows were made; none for the finest."""
    if set(rows) <= set(breakdowns()[breakdown].groups):
        return {}
    for merger in breakdowns()[breakdown].mergers:
        if set(rows) & set(merger.values()):
            return merger
    return {}


def _lone(table: Table, level: Level, rules: Disclosure) -> Protection:
    """*Yes* and *no* hidden together when one of them is small, or both are."""
    raw = table.raw()
    small_ = frozenset(cell for cell, count in raw.items() if is_small(count, level, rules))
    marks = small_ | {_YES, _NO} if small_ else small_
    return Protection(table, level, small_, marks)


def _hidden(table: Table, level: Level) -> Protection:
    marks = frozenset((_YES, _NO, _ALL))
    return Protection(table, level, frozenset(), marks)


def _raw(protection: Protection) -> tuple[int, ...]:
    return protection.table.counts[0]


def _differ_by_few(one: Protection, other: Protection, rules: Disclosure) -> bool:
    apart = abs(_raw(other)[0] - _raw(one)[0])
    both = not (one.marks | other.marks) & {_YES}
    return both and is_small(apart, one.level, rules)
