"""The summary for outside the ward: whole periods only, small numbers hidden, nothing to solve.

Each measure is a table of one row, *yes* and *no*. Both are hidden together, so that the number
of admissions, which stands in every table, gives neither away. A measure that lies within another
is hidden where the difference of the two would tell of a few women. Last everything written is
attacked as one puzzle; what fails leaves the room in no form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from srh_assess.assessment.counted import Beside, Counted, Dated
from srh_assess.errors import Refused
from srh_assess.measures import tally
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.disclosure.attack import Known, Name, Puzzle, Sum, pinned
from srh_assess.measures.disclosure.levels import (
    HIDDEN,
    Level,
    is_small,
    percent_at,
)
from srh_assess.measures.disclosure.suppress import Protection, puzzle, shown
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.settings import Disclosure
from srh_assess.measures.summary import Cell, Status
from srh_assess.measures.tally import Happened
from srh_assess.rules.grounds import DANGER_TO_LIFE, GROUNDS

ROW, YES, NO = "ward", "yes", "no"
REASON, BY = "M11 ", " by "
EMERGENCIES = f"H5 {DANGER_TO_LIFE}"
OF_THEIR_OWN = ("M9", "H14", "H17")
"""Shares of stays that are neither of all admissions nor of those of another measure."""
_YES, _NO, ALL = (0, 0), (0, 1), (0, 2)
LIES_IN: tuple[tuple[str, str], ...] = (
    ("M2", "M1"), ("M4", "M2"), ("M5", "M4"), ("M7", "M4"), ("M8a", "M4"), ("M8a", "M7"),
    ("M3", "M2"), ("M6", "M4"), ("M8b", "M8a"), ("B1", "M2"), ("H6", "H7"), ("B1", "H7"),
    ("M12", "M7"), ("H9", "H1"), ("H10", "H1"), ("H3", "H11"), ("H12", "H3"),
    ("H17", "M7"),
)  # fmt: skip
"""The women of the first are, as a rule, among those of the second: the difference is a number."""
EVENTS = ("B2", "B3", *(id for id, (_, of) in tally.COUNTED.items() if not of))
"""Measures that count how often something was: they have no *no*."""
TOLD = (*tally.SHARES, "M8c", "V1", "B3", *tally.COUNTED)
"""Measures released as a table of stays, each after those that it rests on."""
BY_DAY = ("B2", "V2", "H18")
"""Measures that belong to the day on which something happened."""
ByDay = Mapping[str, Mapping[str, Sequence[Happened]]]
"""Of each of these, what happened in each month."""


def counts(id: str, stays: Iterable[Counted]) -> tuple[int, int]:
    """*Yes* and *no* of one measure; what counts events has no *no*."""
    stays = tuple(stays)
    if id == "B3":
        return tally.stopped(stays).part, 0
    if id in tally.COUNTED:
        found = tally.added(id, stays)
        return found.part, 0 if id in EVENTS else found.whole - found.part
    if id == "M8c":
        found = tally.needs_met(stays)
    elif id == "V1":
        found = tally.voice(stays)
    else:
        found = tally.share(id, stays)
    return found.part, found.whole - found.part


def by_day(stays: Iterable[Counted], besides: Iterable[Beside]) -> ByDay:
    """What happened in each month, whenever the stay began."""
    stays, besides = tuple(stays), tuple(besides)
    return {
        "B2": tally.dated_in(stays, besides, "events"),
        "V2": tally.dated_in(stays, besides, "others"),
        "H18": tally.dated_in((), besides, "advice"),
    }


def day_counts(id: str, dated: Sequence[Dated]) -> tuple[int, int]:
    """*Yes* and *no* of a measure that belongs to a day; B2 counts events."""
    if id == "B2":
        return len(dated), 0
    found = tally.advised(dated) if id == "H18" else tally.others(dated)
    return found.part, found.whole - found.part


def day_protections(
    dated: ByDay, months: Iterable[str], level: Level, rules: Disclosure
) -> Mapping[str, Protection]:
    """The tables of what happened in these months. Events, however many, of a few women are told
    of nobody."""
    months = tuple(months)
    found = {}
    for id in BY_DAY:
        here = [one for month in months for one in dated[id].get(month, ())]
        table = Table((ROW,), (YES, NO), (day_counts(id, here),))
        hidden = few_happened(id, here, level, rules)
        found[id] = hidden_whole(table, level) if hidden else _lone(table, level, rules)
    return found


def few_happened(id: str, dated: Sequence[Happened], level: Level, rules: Disclosure) -> bool:
    """Whether events, however many, are those of a few women: of any other day nobody has two."""
    return id == "B2" and is_small(len({one.of for one in dated}), level, rules)


def protections(
    stays: Sequence[Counted], level: Level, rules: Disclosure, groups: Mapping[str, str]
) -> Mapping[str, Protection]:
    """Every table with what its level hides, checked as one file. ``groups`` are the groups of
    the reasons not to assess, by code."""
    found: dict[str, Protection] = {}
    for id in TOLD:
        table = Table((ROW,), (YES, NO), (counts(id, stays),))
        found[id] = _lone(table, level, rules)
        if of_few(id, stays, level, rules):
            found[id] = hidden_whole(table, level)
        parent = tally.WITHIN.get(id)
        if parent is not None and _YES in found[parent].marks:
            found[id] = hidden_whole(table, level)
        for one, other in LIES_IN:
            both_there = id in (one, other) and one in found and other in found
            if both_there and _differ_by_few(found[one], found[other], rules):
                found[id] = hidden_whole(table, level)
    found |= _parts(found, stays, level, rules)
    if EMERGENCIES in found and _YES in found[EMERGENCIES].marks:
        found["H15"] = hidden_whole(found["H15"].table, level)
    for group in tally.barriers(stays, groups).stays:
        query = f"{REASON}{group}"
        table = Table((ROW,), (YES, NO), (reason_counts(group, stays, groups),))
        hidden = _NO in found["M2"].marks
        found[query] = hidden_whole(table, level) if hidden else _lone(table, level, rules)
    _harden(found, level, rules)
    return found


def _parts(
    found: Mapping[str, Protection], stays: Sequence[Counted], level: Level, rules: Disclosure
) -> Mapping[str, Protection]:
    """Each part of a measure that there is any of, and the rest of it."""
    made = {}
    for id, (names, _) in tally.PARTS.items():
        for query in (f"{id} {what}" for what in names):
            table = Table((ROW,), (YES, NO), (part_counts(query, stays),))
            if not table.counts[0][0]:
                continue
            few = id in EVENTS and _few([part_counts(query, (one,)) for one in stays], level, rules)
            hidden = few or _YES in found[id].marks
            made[query] = hidden_whole(table, level) if hidden else _lone(table, level, rules)
    return made


def _harden(found: dict[str, Protection], level: Level, rules: Disclosure) -> None:
    """Hides more, the least important first, until nothing in the file is pinned."""
    while given_away := pinned(whole(found, rules), rules.candidates):
        names = {name[0] for name in given_away if isinstance(name, tuple)}
        open_ = [id for id in reversed(list(found)) if not found[id].marks >= {_YES, _NO, ALL}]
        worst = [id for id in open_ if id in names] or [id for id in open_ if id != "M1"]
        if not worst:
            raise Refused("release-file")
        found[worst[0]] = hidden_whole(found[worst[0]].table, level)


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
            name = name_of(id, protection, cell)
            small_ = known.hidden and is_small(known.raw, protection.level, rules)
            cells[name] = both(cells.get(name), replace(known, hidden=small_))
        for each in own.sums:
            parts = tuple(name_of(id, protection, part) for part in each.parts)
            sums.append(Sum(name_of(id, protection, each.total), parts))
    for one, other in LIES_IN:
        if one not in found or other not in found:
            continue
        between = _raw(found[other])[0] - _raw(found[one])[0]
        if between >= 0:
            hidden = is_small(between, found[one].level, rules)
            cells[one, other] = Known(between, 0, None, hidden=hidden)
            sums.append(Sum((other, _YES), ((one, _YES), (one, other))))
    grounds = [query for query in (f"H5 {what}" for what in GROUNDS) if query in found]
    if grounds and sum(_raw(found[one])[0] for one in grounds) == _raw(found["H5"])[0]:
        sums.append(Sum(("H5", _YES), tuple((one, _YES) for one in grounds)))
    return Puzzle(cells, list(dict.fromkeys(sums)))


def name_of(id: str, protection: Protection, cell: Name) -> Name:
    """The name of a cell in the puzzle of the whole file."""
    measure, _, breakdown = id.partition(BY)
    if breakdown and isinstance(cell, tuple):
        at, column = cell
        rows = protection.table.rows
        if at == len(rows):
            return name_of(measure, protection, (0, column))
        everybody = column == ALL[1] and measure not in OF_THEIR_OWN
        return (breakdown, rows[at]) if everybody else (id, cell)
    if cell != ALL:
        return id, cell
    if id in tally.WITHIN:
        return tally.WITHIN[id], _YES
    if is_part(id):
        return id.partition(" ")[0], _YES
    if id in _SAME:
        return _SAME[id]
    if id.startswith(REASON):
        return "M2", _NO
    return ("M1", ALL) if id in tally.SHARES and id not in OF_THEIR_OWN else (id, ALL)


_SAME: Mapping[str, Name] = {"H11": ("H3", ALL), "H15": (EMERGENCIES, _YES)}
"""Whose denominator is a number of another measure."""


def both(before: Known | None, now: Known) -> Known:
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
    if id in EVENTS:
        return Cell(period=period, status="hidden" if yes.symbol else "shown", part=yes.value)
    if not every.symbol and not every.value:
        status: Status = "not_measured" if id in ("V1", "V2", "B1") else "nobody"
        return Cell(period=period, status=status, part=0, whole=0)
    percent = percent_at(yes, every, protection.level, rules)
    return Cell(
        period=period,
        status="hidden" if yes.symbol == HIDDEN else "shown",
        part=yes.value,
        whole=every.value,
        percent=float(percent.value) if percent.value is not None else None,
    )


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
    if is_part(id):
        return Table((ROW,), (YES, NO), (part_counts(id, stays),))
    return Table((ROW,), (YES, NO), (counts(id, stays),))


def is_part(id: str) -> bool:
    """Whether a table is that of a part of a measure."""
    measure, _, what = id.partition(" ")
    return measure in tally.PARTS and what in tally.PARTS[measure][0]


def part_counts(id: str, stays: Sequence[Counted]) -> tuple[int, int]:
    """One part of a measure, and the rest of it: stays with a method and the other stays with one,
    what was shared on a ground and what on others."""
    measure, _, what = id.partition(" ")
    with_it = tally.PARTS[measure][1](stays)[what]
    return with_it, counts(measure, stays)[0] - with_it


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
    into, stays = merged_into(breakdown, rows), tuple(stays)
    groups, said = map(attrgetter(breakdown), stays), map(tally.SHARES[measure], stays)
    found = {row: [0, 0] for row in rows}
    for (group, yes), count in Counter(zip(groups, said, strict=True)).items():
        row = into.get(group, group)
        if row in found and yes is not None:
            found[row][0 if yes else 1] += count
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


def of_few(id: str, stays: Sequence[Counted], level: Level, rules: Disclosure) -> bool:
    """Whether a number, however large, is that of a few stays: one woman can have many of it. So
    for each measure that adds up more than one of a stay."""
    if id not in tally.COUNTED and id not in ("B3", "M8c"):
        return False
    return _few([counts(id, (stay,)) for stay in stays], level, rules)


def _few(each: Sequence[tuple[int, int]], level: Level, rules: Disclosure) -> bool:
    """Whether either side of these, one pair a stay, comes from few of them."""
    return any(is_small(sum(map(bool, side)), level, rules) for side in zip(*each, strict=True))


def hidden_whole(table: Table, level: Level) -> Protection:
    """A table of which nothing is told, in no row and in no total."""
    return Protection(table, level, frozenset(), frozenset(table.raw()))


def _raw(protection: Protection) -> tuple[int, ...]:
    return protection.table.counts[0]


def _differ_by_few(one: Protection, other: Protection, rules: Disclosure) -> bool:
    apart = abs(_raw(other)[0] - _raw(one)[0])
    both = not (one.marks | other.marks) & {_YES}
    return both and is_small(apart, one.level, rules)
