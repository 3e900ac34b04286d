"""The figures of a summary outside the ward: the whole period, and at the trust its quarters.

The year goes out first; each quarter of it only as far as it may stand beside the year and
beside everything released before. What may not is hidden, in the table and on the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from srh_assess.assessment.counted import Counted
from srh_assess.errors import Refused
from srh_assess.measures import inside, released, releasing, tally
from srh_assess.measures.definitions import definitions
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.levels import HIDDEN
from srh_assess.measures.disclosure.periods import QUARTER, Period
from srh_assess.measures.disclosure.suppress import Protection, shown
from srh_assess.measures.inside import Rows
from srh_assess.measures.releasing import Asked, Ledger
from srh_assess.measures.settings import Disclosure, Settings
from srh_assess.measures.summary import Cell, Figure
from srh_assess.measures.tally import Spread


def figures(
    rows: Rows,
    found: Mapping[str, Protection],
    asked: Asked,
    ledger: Ledger,
    settings: Settings,
) -> tuple[tuple[Figure, ...], Mapping[str, Protection], tuple[Release, ...]]:
    """Every figure as its level shows it, every table of the whole period as it goes out, and what
    is to be written into the release ledger; ``Refused`` when the whole period may not go out."""
    rules = settings.disclosure
    by_day = released.day_protections(ledger.dated, rows.months, asked.level, rules)
    found, made = releasing.check({**found, **by_day}, asked, rows.stays, ledger, rules)
    quarters: list[tuple[str, bool, Mapping[str, Protection]]] = []
    if asked.level == "trust" and len(rows.months) > QUARTER:
        for part in _quarters(rows):
            shown, more = _quarter(part, asked, ledger_with(ledger, made), settings)
            made = (*made, *more)
            quarters.append((*_frame(part), shown))
    span, open_ = _frame(rows)
    told = []
    for one in definitions().measures.values():
        if one.kind == "equity" or one.id == "M11":
            continue
        whole = _typed(_cell(one.id, found, span, settings), one.id, found, settings.disclosure)
        if one.id in _MEDIANS:
            whole = _medians(one.id, rows.stays, found, span, settings)
        if one.id == "H17" and whole.status == "shown":
            whole = replace(whole, lines=tally.days_until_removed(rows.stays))
        total = inside.marked(whole, open_)
        series = tuple(
            inside.marked(_cell(one.id, shown, when, settings), provisional)
            for when, provisional, shown in quarters
        )
        told.append(inside.figure_of(one, total, series if one.id in found else ()))
    return tuple(told), releasing.as_known(found), made


def ledger_with(ledger: Ledger, made: tuple[Release, ...]) -> Ledger:
    """The ledger as it will stand."""
    return replace(ledger, earlier=(*ledger.earlier, *made))


def _frame(rows: Rows) -> tuple[str, bool]:
    """The period in words, and whether it can still rise."""
    open_ = inside.provisional_months(rows, definitions().cohort.provisional_days)
    return f"{rows.months[0]} to {rows.months[-1]}", bool(open_)


def _quarters(rows: Rows) -> Iterator[Rows]:
    by_month = tally.by_month(rows.stays)
    for start in range(0, len(rows.months), QUARTER):
        months = rows.months[start : start + QUARTER]
        stays = tuple(stay for month in months for stay in by_month.get(month, ()))
        yield replace(rows, months=months, stays=stays)


def _quarter(
    part: Rows, asked: Asked, ledger: Ledger, settings: Settings
) -> tuple[Mapping[str, Protection], tuple[Release, ...]]:
    """One quarter; nothing of it where too few women were admitted, or where it gives a number
    away."""
    rules = settings.disclosure
    if len(part.stays) < rules.women_least:
        return {}, ()
    first = date.fromisoformat(f"{part.months[0]}-01")
    try:
        found = released.protections(part.stays, asked.level, rules, ledger.groups)
    except Refused:
        return {}, ()
    found = {id: one for id, one in found.items() if not _of_whole_period(id)}
    by_day = released.day_protections(ledger.dated, part.months, asked.level, rules)
    wish = replace(asked, period=Period(first, len(part.months)))
    return releasing.check_each({**found, **by_day}, wish, part.stays, ledger, rules)


def _cell(id: str, found: Mapping[str, Protection], span: str, settings: Settings) -> Cell:
    """What no table stands for is hidden outside the ward; what nobody collects is not
    measured anywhere."""
    if not definitions().measures[id].collected:
        return Cell(period=span, status="not_measured")
    if id not in found:
        return Cell(period=span, status="hidden")
    cell = released.cell(id, found[id], span, settings.disclosure)
    if id == "B3" and cell.status == "shown":
        offered = released.cell("M1", found["M1"], span, settings.disclosure)
        return replace(cell, whole=offered.part)
    return cell


def _medians(
    id: str,
    stays: Sequence[Counted],
    found: Mapping[str, Protection],
    span: str,
    settings: Settings,
) -> Cell:
    """The medians of the whole period, in whole days or minutes, each only where the women it is
    of are shown: fewer than that and it is told of nobody. No quartile, no part of the period."""
    lines: dict[str, int | float | str] = {}
    for which, of, spread in _MEDIANS[id](stays):
        women = released.cell(of, found[of], span, settings.disclosure)
        told = women.status == "shown" and women.part is not None
        lines[f"{which}n"] = HIDDEN if women.part is None else women.part
        if told and spread.median is not None:
            lines[f"{which}median"] = int(spread.median + 0.5)
    shown_ = any(name.endswith("median") for name in lines)
    nobody = all(value == 0 for value in lines.values())
    return Cell(
        period=span,
        status="shown" if shown_ else "nobody" if nobody else "hidden",
        lines=lines if shown_ else {},
    )


_MEDIANS: Mapping[str, Callable[[Sequence[Counted]], tuple[tuple[str, str, Spread], ...]]] = {
    "M10": lambda stays: (
        ("", "M1", tally.waited(stays, "offered")),
        ("assessment_", "M2", tally.waited(stays, "assessed")),
    ),
    "B4": lambda stays: (("", "M2", tally.burden(stays)[0]),),
}
"""Which medians there are, and the measure whose women they are of."""


def _typed(cell: Cell, id: str, found: Mapping[str, Protection], rules: Disclosure) -> Cell:
    """A measure with its parts, over the whole period."""
    if id not in tally.PARTS or cell.status != "shown":
        return cell
    names, _ = tally.PARTS[id]
    return replace(cell, lines={what: _of_part(f"{id} {what}", found, rules) for what in names})


def _of_whole_period(id: str) -> bool:
    """Whether a table is told of the whole period only."""
    return id.startswith(released.REASON) or released.is_part(id)


def _of_part(query: str, found: Mapping[str, Protection], rules: Disclosure) -> int | str:
    """How many there are of a part, as the level shows it."""
    protection = found.get(query)
    if protection is None:
        return 0
    told = shown(protection, rules).cells[0][0]
    return HIDDEN if told.value is None else told.value
