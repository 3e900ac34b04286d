"""From which day the result of a test counts fully: the last contact, and the test's window.

A test may be done before that day; then it is done again. A test without a window stands with
what the table says of when it is offered, and no day. Nothing here reads a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.tables import Span, TestWindow
from srh_assess.rules.calendar import after
from srh_assess.rules.cited import DueDate, days_of
from srh_assess.rules.falls_due import Days, Said, due_date
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import View


def test_dates(protocol: Protocol, view: View) -> tuple[DueDate, ...]:
    """One for each test with a window whose contact has a day, and for each without a window
    that her answers speak of, in the order of the table."""
    today = local(view.now).date()
    last_days: dict[str, date | None] = {}
    found = []
    for test, row in plan_of(protocol).tests.holding(view):
        days = _window(row, protocol)
        if days is None:
            found.append(_without(row, test.grounds(view).items))
            continue
        for item in row.counts_from:
            if item not in last_days:
                last_days[item] = days_of(view.answers.get(item))[1]
        told = {item: day for item in row.counts_from if (day := last_days[item]) is not None}
        if told:
            found.append(_due(row, days, test.grounds(view).items, told, today))
    return tuple(found)


def _window(row: TestWindow, protocol: Protocol) -> int | None:
    if row.days_setting:
        return int(protocol.settings[row.days_setting].value)
    return row.days


def _without(row: TestWindow, grounds: tuple[str, ...]) -> DueDate:
    """What the table says of it: its result counts at once, or the clinic says when."""
    said = Said("ask", f"{row.offer}.", (row.again,) if row.again else ())
    return due_date(row, "test", f"{row.infection}: {row.test}", said, grounds)


def _due(
    row: TestWindow, days: int, grounds: tuple[str, ...], told: Mapping[str, date], today: date
) -> DueDate:
    """Counted from the latest contact of those told."""
    counts = after(max(told.values()), Span(days=days))
    waits = today < counts
    words = f"Counts fully from {clinical_date(counts)}" + (
        "; done before, it is done again." if waits else "."
    )
    said = Said("wait" if waits else "in_date", words, (row.again,) if row.again else ())
    name = f"{row.infection}: {row.test}"
    return due_date(row, "test", name, said, (*grounds, *told), Days(None, counts))
