"""When a device, an injection or a pack is due again, from its product and its date.

The day of the notes counts before the one she tells. Where two sources or two licences give two
days, both stand: from the first the clinic is asked, on the second it is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.tables import Method, Sooner, Span
from srh_assess.rules.calendar import after, reached
from srh_assess.rules.cited import DueDate, DueState, days_of
from srh_assess.rules.falls_due import Days, Said, due_date
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import View

FROM_NOTES, TOLD = "X53", "C02"
SOON = "method_due_soon_days"


def method_dates(protocol: Protocol, view: View) -> tuple[DueDate, ...]:
    """One for each method that is used, in the order of the table."""
    return tuple(
        _due(row, test.grounds(view).items, protocol, view)
        for test, row in plan_of(protocol).methods.holding(view)
    )


def _due(row: Method, grounds: tuple[str, ...], protocol: Protocol, view: View) -> DueDate:
    item, earliest, latest = _event(view)
    if row.lasts is None:
        return due_date(row, "method", row.name, Said("not_known", row.says), grounds)
    if latest is None:
        said = Said("not_known", f"{row.says} The day is not known: ask the clinic.")
        return due_date(row, "method", row.name, said, grounds)
    days = Days(
        after(earliest, _shortest(row, row.lasts, earliest)) if earliest else None,
        max(after(latest, row.lasts), *_until_age(row, earliest, view)),
        after(earliest or latest, row.late) if row.late else None,
    )
    soon = timedelta(days=protocol.settings[SOON].value)
    state = days.state(local(view.now).date(), soon)
    words = _words(row, state, days, exact=earliest == latest)
    noted = row.sooner.letter if earliest and row.sooner and _applies(row.sooner, earliest) else ""
    said = Said(state, words, tuple(_also(row, earliest, view)), (noted,) if noted else ())
    return due_date(row, "method", row.name, said, (*grounds, item), days)


def _event(view: View) -> tuple[str, date | None, date | None]:
    """The item that gives the day, and its bounds."""
    for item in (FROM_NOTES, TOLD):
        earliest, latest = days_of(view.answers.get(item))
        if latest is not None:
            return item, earliest, latest
    return "", None, None


def _applies(sooner: Sooner | None, fitted: date) -> bool:
    return sooner is not None and (sooner.fitted_until is None or fitted <= sooner.fitted_until)


def _shortest(row: Method, lasts: Span, fitted: date) -> Span:
    return row.sooner.lasts if row.sooner and _applies(row.sooner, fitted) else lasts


def _until_age(row: Method, fitted: date | None, view: View) -> tuple[date, ...]:
    """The birthday up to which it may stay, when it was surely fitted at the age told."""
    if row.older is None or fitted is None or view.born is None:
        return (date.min,)
    if fitted < reached(view.born, Span(years=row.older.fitted_at)):
        return (date.min,)
    return (reached(view.born, Span(years=row.older.until_age)),)


def _also(row: Method, fitted: date | None, view: View) -> Iterator[str]:
    """What must stand beside the day: another licence when it was fitted, another rule by age."""
    if fitted and row.sooner and _applies(row.sooner, fitted):
        yield row.sooner.says
    if row.older and (view.born is None or _until_age(row, fitted, view) != (date.min,)):
        yield row.older.says


def _words(row: Method, state: DueState, days: Days, *, exact: bool) -> str:
    first, due, late = (clinical_date(day) for day in days)
    if state == "late":
        return f"{'Past' if exact else 'May be past'} {late}. {row.late_says}"
    if state == "due":
        return f"Due since {due}." + (f" In time up to {late}." if days.late else "")
    if state == "may_be_due":
        since = f"since {first}" if days.first else "already"
        return f"May be due {since}, and surely on {due}: ask the clinic."
    if days.first == days.due:
        return f"Due on {due}."
    return f"May be due from {first}, and surely on {due}: ask the clinic before."
