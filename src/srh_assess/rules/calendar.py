"""Days as calendars count them: so long after a day, and the day on which an age is reached."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from srh_assess.protocol.tables import Span

_MONTHS = 12
_SATURDAY = 5


def after(day: date, span: Span) -> date:
    """The day so long after. Where the month has no such day, the last it has: the earlier."""
    months = day.month - 1 + span.months
    year, month = day.year + span.years + months // _MONTHS, months % _MONTHS + 1
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(weeks=span.weeks, days=span.days)


def working_day_after(day: date, count: int) -> date:
    """So many working days after a day. Saturdays and Sundays are none; bank holidays, which
    differ from nation to nation, count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def reached(born: date, age: Span) -> date:
    """The day on which an age in years and months is reached: the day after, where the month has
    no such day (one born on 29 February is a year older on 1 March)."""
    moved = after(born, age)
    return moved if moved.day == born.day else moved + timedelta(days=1)
