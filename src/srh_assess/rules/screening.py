"""When screening and vaccines are due, from age, the last date and the last result.

The rules of a programme are read in their order; one that is *fixed* settles it (what the national
record says stands first). Where the day of the last test is uncertain, every rule that may fit
counts: the earliest of their days is when it may be due, the latest when it surely is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.tables import Screening, Span
from srh_assess.rules.calendar import after, reached
from srh_assess.rules.cited import DueDate, DueKind, DueState, days_of
from srh_assess.rules.falls_due import Days, Said, due_date
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import View

_DAY = timedelta(days=1)
Held = tuple[Screening, tuple[str, ...]]
Dated = tuple[Held, Days]


def screening_dates(protocol: Protocol, view: View) -> tuple[DueDate, ...]:
    """At most one for each programme, in the order of the table."""
    rows: dict[str, list[Held]] = {}
    for test, row in plan_of(protocol).screening.holding(view):
        rows.setdefault(row.programme, []).append((row, test.grounds(view).items))
    found = (_programme(held, view) for held in rows.values())
    return tuple(due for due in found if due is not None)


def _programme(rows: Iterable[Held], view: View) -> DueDate | None:
    """What the first rule that settles it says, or what the dated ones before it come to."""
    dated: list[Dated] = []
    for row, grounds in rows:
        days = _counted(row, view)
        if days is not None:
            dated.append(((row, (*grounds, row.counts_from)), days))
        elif dated:
            continue
        elif row.fixed:
            return due_date(row, _kind(row), row.name, Said(row.fixed, row.says), grounds)
        elif row.born_due is not None and view.born is not None:
            found = _by_birthday(row, row.born_due, grounds, view.born, _today(view))
            if found is not None:
                return found
    return _by_test(dated, _today(view)) if dated else None


def _today(view: View) -> date:
    return local(view.now).date()


def _kind(row: Screening) -> DueKind:
    return "vaccine" if row.programme.endswith("_vaccine") else "screening"


# --- from the last test ------------------------------------------------------------------------


def _counted(row: Screening, view: View) -> Days | None:
    """The days from the last test, so far as that test may be one of this rule."""
    if row.lasts is None:
        return None
    earliest, latest = days_of(view.answers.get(row.counts_from))
    if latest is None:
        return None
    if row.test_before is not None:
        latest = min(latest, row.test_before - _DAY)
    if row.test_from is not None:
        earliest = max(earliest or row.test_from, row.test_from)
    if view.born is not None and row.age_below is not None:
        latest = min(latest, reached(view.born, Span(years=row.age_below)) - _DAY)
    if view.born is not None and row.age_from is not None:
        turned = reached(view.born, Span(years=row.age_from))
        earliest = max(earliest or turned, turned)
    if earliest is not None and earliest > latest:
        return None
    due = after(latest, row.lasts)
    late = after(due, row.late) if row.late else None
    return Days(after(earliest, row.lasts) if earliest else None, due, late)


def _by_test(dated: list[Dated], today: date) -> DueDate:
    (row, _), longest = max(dated, key=lambda one: one[1].due)
    firsts = [days.first for _, days in dated]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    days = Days(first, longest.due, longest.late)
    state = days.state(today)
    also = tuple(dict.fromkeys(held.says for (held, _), _ in dated))
    because = tuple(item for (_, grounds), _ in dated for item in grounds)
    said = Said(state, _words(state, days), also)
    return due_date(row, _kind(row), row.name, said, because, days)


def _words(state: DueState, days: Days) -> str:
    first, due, _ = (clinical_date(day) for day in days)
    if state == "late":
        return f"Due since {due}, more than six months ago."
    if state == "due":
        return f"Due since {due}."
    if state == "may_be_due":
        since = f"since {first}" if days.first else "already"
        return f"May be due {since}, and surely on {due}: ask the GP for the date."
    return f"Due on {due}." if days.first == days.due else f"Due between {first} and {due}."


# --- from a birthday ---------------------------------------------------------------------------


def _by_birthday(
    row: Screening, age: Span, grounds: tuple[str, ...], born: date, today: date
) -> DueDate | None:
    """Due from an age; before it there is nothing to say."""
    due = reached(born, age)
    if today < due:
        return None
    late = reached(born, row.born_late) if row.born_late else None
    days = Days(due, due, late)
    said = Said(days.state(today), row.says)
    return due_date(row, _kind(row), row.name, said, grounds, days)
