"""Days as calendars count them."""

from __future__ import annotations

from datetime import date

import pytest

from srh_assess.protocol.tables import Span
from srh_assess.rules.calendar import after, reached, working_day_after


@pytest.mark.parametrize(
    ("day", "span", "wanted"),
    [
        (date(2024, 2, 29), Span(years=1), date(2025, 2, 28)),
        (date(2024, 2, 29), Span(years=4), date(2028, 2, 29)),
        (date(2026, 1, 31), Span(months=1), date(2026, 2, 28)),
        (date(2026, 11, 30), Span(months=1), date(2026, 12, 30)),
        (date(2026, 12, 1), Span(months=1), date(2027, 1, 1)),
        (date(2026, 1, 1), Span(months=12), date(2027, 1, 1)),
        (date(2026, 1, 1), Span(months=11), date(2026, 12, 1)),
        (date(2026, 3, 10), Span(years=1, months=2, weeks=1, days=1), date(2027, 5, 18)),
        (date(2026, 3, 10), Span(), date(2026, 3, 10)),
    ],
)
def test_after(day: date, span: Span, wanted: date) -> None:
    assert after(day, span) == wanted


@pytest.mark.parametrize(
    ("born", "age", "wanted"),
    [
        (date(2000, 2, 29), Span(years=25), date(2025, 3, 1)),
        (date(2000, 2, 29), Span(years=24), date(2024, 2, 29)),
        (date(2000, 2, 28), Span(years=25), date(2025, 2, 28)),
        (date(2000, 8, 31), Span(months=6), date(2001, 3, 1)),
        (date(2001, 5, 20), Span(years=24, months=6), date(2025, 11, 20)),
    ],
)
def test_reached(born: date, age: Span, wanted: date) -> None:
    assert reached(born, age) == wanted


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2026, 3, 10), 1, date(2026, 3, 11)),  # a Tuesday
        (date(2026, 3, 13), 1, date(2026, 3, 16)),
        (date(2026, 3, 14), 1, date(2026, 3, 16)),
        (date(2026, 3, 15), 2, date(2026, 3, 17)),
        (date(2026, 3, 14), 0, date(2026, 3, 14)),
    ],
)
def test_a_working_day_is_no_saturday_and_no_sunday(day: date, count: int, wanted: date) -> None:
    assert working_day_after(day, count) == wanted
