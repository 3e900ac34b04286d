"""The fixed grid of periods: a month, a quarter, a year that begins with a quarter.

Free ranges of dates are not released: two that differ by a week would tell the week.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.settings import Disclosure

MONTH, QUARTER, YEAR = 1, 3, 12


class Period(Struct, frozen=True, order=True):
    """Whole months from the month of ``first`` on."""

    first: date
    months: int

    @property
    def span(self) -> range:
        """The months it holds, counted since the year 0."""
        start = self.first.year * YEAR + self.first.month - 1
        return range(start, start + self.months)

    def overlaps(self, other: Period) -> bool:
        """Whether a month lies in both."""
        return bool(set(self.span) & set(other.span))

    def __str__(self) -> str:
        last = self.span[-1]
        return f"{self.first:%Y-%m} to {last // YEAR:04}-{last % YEAR + 1:02}"


def check_period(period: Period, level: Level, rules: Disclosure) -> None:
    """Refuses a period off the grid, or one too short for the level."""
    begins_quarter = (period.first.month - 1) % QUARTER == 0
    on_grid = period.months == MONTH or (period.months in (QUARTER, YEAR) and begins_quarter)
    if not on_grid or period.first.day != 1:
        raise Refused("release-period-grid")
    least = int(getattr(rules.months, level))
    if period.months < least:
        raise Refused("release-period-short", level=level, months=str(least))
