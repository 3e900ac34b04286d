"""What goes out is held against everything that went out before, and hidden where it may not.

A release is checked as a reader of the whole file knows it: a number that stands in one table is
hidden in none. A part of a year goes out beside the year only as far as nothing small follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import tally
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.combined import given_away, queries_of
from srh_assess.measures.disclosure.attack import Name
from srh_assess.measures.disclosure.ledger import Release, check_release
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.disclosure.periods import YEAR, Period
from srh_assess.measures.disclosure.suppress import Protection
from srh_assess.measures.released import (
    ALL,
    BY,
    BY_DAY,
    LIES_IN,
    NO,
    OF_THEIR_OWN,
    ROW,
    YES,
    ByDay,
    day_counts,
    few_happened,
    hidden_whole,
    name_of,
    of_few,
    table_of,
)
from srh_assess.measures.settings import Disclosure


class Asked(Struct, frozen=True, kw_only=True):
    """One wish to release: level, period, and the reason where it corrects an earlier one.
    ``told`` hears of each step of the counting."""

    level: Level
    period: Period
    reason: str = ""
    told: tally.Told = tally.nobody


class Ledger(Struct, frozen=True, kw_only=True):
    """What a release is held against: every stay and every dated event there is, and everything
    that went out before."""

    everything: Sequence[Counted]
    dated: ByDay
    earlier: Sequence[Release]
    groups: Mapping[str, str]


def check(
    found: Mapping[str, Protection],
    asked: Asked,
    stays: Sequence[Counted],
    ledger: Ledger,
    rules: Disclosure,
) -> tuple[Mapping[str, Protection], tuple[Release, ...]]:
    """The tables, and the releases to write into the ledger. What this file would give away by
    itself is hidden in it; ``Refused`` when one table may not go out beside those before it, or
    when nothing could be told."""
    women = frozenset(row.stay for row in stays)
    months = tally.by_month(ledger.everything)
    kept, _ = check_each(found, asked, stays, replace(ledger, earlier=()), rules)
    made = tuple(
        _checked(id, protection, asked, women, months, ledger, rules)
        for id, protection in as_known(kept).items()
    )
    if not any(_open(one) for one in kept.values()):
        raise Refused("release-file")
    if ledger.earlier and given_away((*ledger.earlier, *made), months, ledger.groups, rules):
        raise Refused("release-together")
    return kept, made


def _open(protection: Protection) -> bool:
    """Whether any number of this table is told."""
    return bool(set(protection.table.raw()) - protection.marks)


def check_each(
    found: Mapping[str, Protection],
    asked: Asked,
    stays: Sequence[Counted],
    ledger: Ledger,
    rules: Disclosure,
) -> tuple[Mapping[str, Protection], tuple[Release, ...]]:
    """The same, refusing nothing: what may not go out is hidden, in every table in which it stands,
    until the rest may. So for a part of a year that goes out with it."""
    women = frozenset(row.stay for row in stays)
    months = tally.by_month(ledger.everything)
    kept = dict(found)
    while True:
        made, refused = [], []
        for id, protection in as_known(kept).items():
            if not _open(protection):
                continue  # nothing of it is told
            try:
                made.append(_checked(id, protection, asked, women, months, ledger, rules))
            except Refused:
                refused.append(id)
        if refused and _without_groups(kept, frozenset(refused)):
            continue
        if refused:
            before = dict(kept)
            for id in refused:
                _hide_everywhere(kept, id, asked.level)
            if kept == before:  # what is told of it stands in tables that are not tied to it
                kept = {id: hidden_whole(one.table, asked.level) for id, one in kept.items()}
            continue
        told = given_away((*ledger.earlier, *made), months, ledger.groups, rules)
        if not told or not made:  # what earlier releases tell is not mended by hiding more
            return kept, tuple(made)
        if _without_groups(kept, frozenset().union(*(_tables_of(name) for _, name in told))):
            continue
        _hide_around(kept, frozenset().union(*(queries_of(name) for _, name in told)), asked.level)


def _without_groups(kept: dict[str, Protection], ids: frozenset[str]) -> bool:
    """Leaves out the groups that these tables divide the women by: they go before any figure of
    the whole ward is hidden for them. Whether there were any."""
    divided = {_divided(id) for id in ids if BY in id}
    gone = [id for id in kept if BY in id and _divided(id) in divided]
    for id in gone:
        del kept[id]
    return bool(gone)


def _divided(id: str) -> tuple[str, bool]:
    """By what a table divides, and whether it has denominators of its own."""
    measure, _, breakdown = id.partition(BY)
    return breakdown, measure in OF_THEIR_OWN


def _tables_of(name: Name) -> frozenset[str]:
    """Tables by group in which a number of the puzzle stands."""
    parts = tuple(part for part in name if isinstance(part, str)) if isinstance(name, tuple) else ()
    by_group = {f"M1{BY}{part}" for part in parts if part in breakdowns()}
    return frozenset(part for part in parts if BY in part) | by_group


def _hide_around(kept: dict[str, Protection], queries: frozenset[str], level: Level) -> None:
    """Hides these tables and those tied to them; where they are hidden already, everything."""
    open_ = {id for id, one in kept.items() if _open(one)}
    near = {id for id in open_ if id in queries or _tied(id, queries)}
    for id in near or open_:
        kept[id] = hidden_whole(kept[id].table, level)


def _tied(id: str, queries: frozenset[str]) -> bool:
    pairs = (*LIES_IN, *tally.WITHIN.items())
    return any(id in pair and queries & set(pair) for pair in pairs)


def _hide_everywhere(kept: dict[str, Protection], id: str, level: Level) -> None:
    """Hides a table, each one that lies in it or in which it lies, and each other one that shows a
    number of it; its total, which may be that of all admissions, only where hiding the rest was
    not enough."""
    own = kept[id]
    cells = set(own.table.raw())
    if not cells <= own.marks:
        cells.discard(ALL)
    names = {name_of(id, own, cell) for cell in cells}
    for other, protection in kept.items():
        told = set(protection.table.raw()) - protection.marks
        near = other == id or (id, other) in LIES_IN or (other, id) in LIES_IN
        if near or names & {name_of(other, protection, cell) for cell in told}:
            kept[other] = hidden_whole(protection.table, level)


def as_known(found: Mapping[str, Protection]) -> Mapping[str, Protection]:
    """The same tables as a reader of the whole file knows them: a number that stands in one of
    them is hidden in none."""
    shown_ = {
        name_of(id, protection, cell)
        for id, protection in found.items()
        for cell in protection.table.raw()
        if cell not in protection.marks
    }
    return {
        id: replace(
            protection,
            marks=frozenset(
                cell
                for cell in protection.marks
                if cell not in protection.table.raw() or name_of(id, protection, cell) not in shown_
            ),
        )
        for id, protection in found.items()
    }


def _checked(
    id: str,
    protection: Protection,
    asked: Asked,
    women: frozenset[str],
    months: Mapping[str, Sequence[Counted]],
    ledger: Ledger,
    rules: Disclosure,
) -> Release:
    asked.told(f"Beside what was released before: {asked.period}, {id}")
    before = [one for one in ledger.earlier if one.query == id]
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
    few = partial(_few, id, asked.level, months, ledger, rules)
    check_release(new, before, _monthly(id, protection, months, ledger), rules, few)
    return new


def _few(
    id: str,
    level: Level,
    months: Mapping[str, Sequence[Counted]],
    ledger: Ledger,
    rules: Disclosure,
    tile: range,
) -> bool:
    """Whether what a table counts in these months is that of a few women."""
    names = [f"{at // YEAR:04}-{at % YEAR + 1:02}" for at in tile]
    if id in BY_DAY:
        dated = [one for name in names for one in ledger.dated[id].get(name, ())]
        return few_happened(id, dated, level, rules)
    return of_few(id, [row for name in names for row in months.get(name, ())], level, rules)


def _monthly(
    id: str,
    protection: Protection,
    months: Mapping[str, Sequence[Counted]],
    ledger: Ledger,
) -> Mapping[int, Mapping[tuple[str, str], int]]:
    """The true counts of one table by month, of the same snapshot."""
    found: dict[int, dict[tuple[str, str], int]] = {}
    if id in BY_DAY:
        for month, dated in ledger.dated[id].items():
            pair = zip((YES, NO), day_counts(id, dated), strict=True)
            found[_place(month)] = {(ROW, column): count for column, count in pair}
        return found
    for month, stays in months.items():
        table = table_of(id, stays, protection.table.rows, ledger.groups)
        cells = zip(table.rows, table.counts, strict=True)
        found[_place(month)] = {
            (row, column): count
            for row, both in cells
            for column, count in zip((YES, NO), both, strict=True)
        }
    return found


def _place(month: str) -> int:
    return Period(date.fromisoformat(f"{month}-01"), 1).span.start
