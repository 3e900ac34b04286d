"""Age in whole years."""

from __future__ import annotations

from datetime import date


def age_on(born: date, day: date) -> int:
    """Whole years of life on that day. Someone born on 29 February is a year older on
    1 March in a year without one (Family Law Reform Act 1969 s9: at the start of the day)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
