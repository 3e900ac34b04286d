"""Periods that a summary is asked for: free months on the ward, the fixed grid outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from srh_assess.errors import BadInput
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.spc.drawing import spoken

MOST_MONTHS = 120
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_YEARS_BACK = 4
_INSIDE = (12, 24, 36, 60)


class Span(Struct, frozen=True):
    """From the first month to the last."""

    first: str
    last: str

    @property
    def words(self) -> str:
        """How it is chosen and read out."""
        if self.first == self.last:
            return spoken(self.first)
        return f"{spoken(self.first)} to {spoken(self.last)}"


def months_of(first: str, last: str, today: date) -> tuple[str, ...]:
    """Every month from the first to the last. Refuses what is no month, the wrong order, the
    future and a period without end."""
    for given in (first, last):
        if not _MONTH.fullmatch(given):
            raise BadInput("summary-month", given=given[:20])
    if last < first:
        raise BadInput("summary-order")
    if last > f"{today:%Y-%m}":
        raise BadInput("summary-future")
    start, end = _at(first), _at(last)
    if end - start >= MOST_MONTHS:
        raise BadInput("summary-long", most=str(MOST_MONTHS))
    return tuple(month(at) for at in range(start, end + 1))


def choices(today: date, level: Level) -> tuple[Span, ...]:
    """What a person picks from, the newest first."""
    return tuple(dict.fromkeys(_choices(today, level)))


def _choices(today: date, level: Level) -> Iterator[Span]:
    now = _at(f"{today:%Y-%m}")
    if level == "internal":
        for many in _INSIDE:
            yield Span(month(now - many + 1), month(now))
        for back in range(1, _YEARS_BACK + 1):
            yield Span(month(now - 12 * back - 11), month(now - 12 * back))
        return
    newest = now // 3 * 3 - 1
    for back in range(_YEARS_BACK):
        yield Span(month(newest - 12 * back - 11), month(newest - 12 * back))
    if level == "trust":
        for back in range(4):
            yield Span(month(newest - 3 * back - 2), month(newest - 3 * back))


def monthly(today: date) -> Span:
    """The monthly report: twelve months that end with the last one that is over."""
    last = _at(f"{today:%Y-%m}") - 1
    return Span(month(last - 11), month(last))


def month(at: int) -> str:
    """A month from its count since the year 0."""
    return f"{at // 12:04}-{at % 12 + 1:02}"


def _at(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1
