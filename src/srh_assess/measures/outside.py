"""The figures of a summary outside the ward: the whole period, and at the trust its quarters.

The year goes out first; each quarter of it only as far as it may stand beside the year and
beside everything released before. What may not is hidden, in the table and on the chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from srh_assess.errors import Refused
from srh_assess.measures import inside, released, releasing, tally
from srh_assess.measures.definitions import definitions
from srh_assess.measures.disclosure.ledger import Release
from srh_assess.measures.disclosure.periods import QUARTER, Period
from srh_assess.measures.disclosure.suppress import Protection
from srh_assess.measures.inside import Rows
from srh_assess.measures.releasing import Asked, Ledger
from srh_assess.measures.settings import Settings
from srh_assess.measures.summary import Cell, Figure

_ELSEWHERE = ("M11", "E1")


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
        if one.id in _ELSEWHERE:
            continue
        total = inside.marked(_cell(one.id, found, span, settings), open_)
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
    by_day = released.day_protections(ledger.dated, part.months, asked.level, rules)
    wish = replace(asked, period=Period(first, len(part.months)))
    return releasing.check_each({**found, **by_day}, wish, part.stays, ledger, rules)


def _cell(id: str, found: Mapping[str, Protection], span: str, settings: Settings) -> Cell:
    """What no table stands for (medians) is hidden outside the ward; what nobody collects is not
    measured anywhere."""
    if not definitions().measures[id].collected:
        return Cell(period=span, status="not_measured")
    if id not in found:
        return Cell(period=span, status="hidden")
    return released.cell(id, found[id], span, settings.disclosure)
