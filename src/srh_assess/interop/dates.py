"""Dates and times as people and programs write them, and the suspicion of a swapped column.

Day first, as the NHS writes it; ISO; a month by name; two digits of a year; the day numbers of a
spreadsheet. ``05/03`` is the fifth of March, but when a column holds one date that can only be
month first, every date in it that could be either is in doubt: said, and not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from srh_assess.assessment.identity import MONTHS
from srh_assess.clock import LONDON

_FIRST_OF_SHEETS = date(1899, 12, 30)
_SHEET_DAYS = range(3_000, 80_000)
_DAY_MONTH = re.compile(r"(\d{1,2})([./\- ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./\-]?)(\d{2})\2(\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[\s./-]*([A-Za-z]{3,9})\.?[\s./,-]*(\d{4}|\d{2})", re.ASCII)
_SHEET = re.compile(r"(\d{4,5})(?:[.,](\d+))?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?Z?", re.ASCII)


class Day(Struct, frozen=True):
    """A date that was read. ``unsure``: day and month could be the other way round."""

    day: date
    unsure: bool = False


def swapped(texts: Iterable[str]) -> bool:
    """Whether a column holds a date that is one only when its month stands first."""
    return any(_only_month_first(text) for text in texts)


def read_day(text: str, *, today: date, month_first: bool = False) -> Day | None:
    """A day out of a cell, its time left aside; none when it is no date."""
    text, _ = parted(text)
    numeric = _DAY_MONTH.fullmatch(text)
    if numeric:
        first, second = int(numeric[1]), int(numeric[3])
        day, month = (second, first) if month_first else (first, second)
        made = _made(_year(numeric[4], today), month, day)
        unsure = max(first, second) <= 12 and first != second
        return Day(made, unsure) if made else None
    found = _iso(text) or _named(text, today) or _sheet(text)
    return Day(found) if found else None


def read_moment(
    text: str, clock: str, *, today: date, month_first: bool = False
) -> datetime | None:
    """A moment on the ward's clock: the time stands beside the date or in a cell of its own.
    None without a date and without a time that can be read."""
    found = read_day(text, today=today, month_first=month_first)
    hour = read_time(clock) if clock else _time_in(text)
    return datetime.combine(found.day, hour, LONDON) if found and hour else None


def read_time(text: str) -> time | None:
    """A time of day, 24 hours or with am and pm; none when it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parted(text: str) -> tuple[str, str]:
    """The date and the time of one cell."""
    text = text.strip()
    found = re.search(r"[T\s]+(\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?\s*([AaPp][Mm])?Z?)$", text)
    return (text[: found.start()].strip(" ,"), found[1]) if found else (text, "")


def _time_in(text: str) -> time | None:
    _, clock = parted(text)
    sheet = _SHEET.fullmatch(text.strip())
    if clock:
        return read_time(clock)
    if sheet is None or sheet[2] is None:
        return time(0)
    minutes = round(float(f"0.{sheet[2]}") * 24 * 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def _only_month_first(text: str) -> bool:
    found = _DAY_MONTH.fullmatch(parted(text)[0])
    return found is not None and int(found[1]) <= 12 < int(found[3]) <= 31


def _iso(text: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(text)
    return _made(int(found[1]), int(found[3]), int(found[4])) if found else None


def _named(text: str, today: date) -> date | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    word = found[2].casefold()
    fits = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)]
    sept = [9] if word == "sept" else fits
    return _made(_year(found[3], today), sept[0], int(found[1])) if sept else None


def _sheet(text: str) -> date | None:
    found = _SHEET.fullmatch(text)
    if found is None or int(found[1]) not in _SHEET_DAYS:
        return None
    return _FIRST_OF_SHEETS + timedelta(days=int(found[1]))


def _year(text: str, today: date) -> int:
    """Two digits mean the newest year that is not in the future."""
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    return year if year <= today.year else year - 100


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
