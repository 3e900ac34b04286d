"""The file of the ``spc`` command: every fault in one plain sentence, naming its line.

Columns ``date,y`` or ``date,numerator,denominator``; comma, UTF-8, any line ending. A date is
2026-03-14 or 2026-03 or a running number, the same kind on every line, oldest first. Refuses
what a chart would otherwise silently misread: blanks, duplicates, other orders, other commas.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from io import StringIO
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from srh_assess.errors import BadInput
from srh_assess.measures.spc.series import Point, from_ratios

MOST_POINTS = 100_000
VALUES, PARTS = ("date", "y"), ("date", "numerator", "denominator")

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


class Moment(Struct, frozen=True):
    """A date as it can be compared: only with another of the same kind."""

    kind: Literal["day", "month", "count"]
    place: int


class Row(Struct, frozen=True):
    """One line of the file: where it stands and what it says."""

    line: int
    when: str
    moment: Moment
    numbers: tuple[Fraction, ...]


class Sheet(Struct, frozen=True):
    """The file as read, before anybody asks which chart it fits."""

    file: str
    parts: bool
    rows: tuple[Row, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of a chart, oldest first."""
        if self.parts:
            return from_ratios((row.when, row.numbers[0], row.numbers[1]) for row in self.rows)
        return tuple(Point(row.when, row.numbers[0]) for row in self.rows)


def read_sheet(text: str, file: str) -> Sheet:
    """Reads the text of the file named ``file``, or raises ``BadInput`` for its first fault."""
    lines = _cells(text, file)
    if not lines:
        raise BadInput("spc-empty", file=file)
    names = tuple(cell.strip().lower() for cell in lines[0][1])
    if names not in (VALUES, PARTS):
        alone = len(names) == 1 and any(mark in names[0] for mark in ";\t")
        raise BadInput("spc-semicolons" if alone else "spc-columns", file=file)
    if len(lines) == 1:
        raise BadInput("spc-empty", file=file)
    if len(lines) - 1 > MOST_POINTS:
        raise BadInput("spc-too-many", file=file, most=f"{MOST_POINTS:,}")
    rows = tuple(_row(file, names, number, cells) for number, cells in lines[1:])
    _in_order(file, rows)
    return Sheet(file, names == PARTS, rows)


def number(text: str) -> Fraction | None:
    """The exact value of a plain decimal number, or None. Never a huge power, never NaN."""
    text = text.strip()
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def rebase_index(rows: Sequence[Row], when: str) -> int:
    """The first point on or after ``when``; refuses a date that would divide nothing."""
    wanted = _moment(when.strip())
    if wanted is not None and wanted.kind == rows[0].moment.kind:
        first = sum(row.moment.place < wanted.place for row in rows)
        if 0 < first < len(rows):
            return first
    raise BadInput("spc-rebase", date=when)


def _cells(text: str, file: str) -> list[tuple[int, list[str]]]:
    """Every line that is not empty, with its number."""
    reader = csv.reader(StringIO(text.removeprefix("\ufeff")), strict=True)
    found = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, cells))
    except csv.Error as fault:
        raise BadInput("spc-unreadable", file=file, line=str(reader.line_num)) from fault
    return found


def _row(file: str, names: tuple[str, ...], line: int, cells: list[str]) -> Row:
    if len(cells) != len(names):
        found, wanted = str(len(cells)), str(len(names))
        raise BadInput("spc-cells", file=file, line=str(line), found=found, wanted=wanted)
    when = cells[0].strip()
    moment = _moment(when)
    if moment is None:
        raise BadInput("spc-date", file=file, line=str(line))
    numbers = []
    for name, cell in zip(names[1:], cells[1:], strict=True):
        if not cell.strip():
            raise BadInput("spc-blank", file=file, line=str(line), column=name)
        value = number(cell)
        if value is None:
            raise BadInput("spc-number", file=file, line=str(line), column=name)
        numbers.append(value)
    return Row(line, when, moment, tuple(numbers))


def _moment(when: str) -> Moment | None:
    """The date that the words name, or None when they name none."""
    if _COUNT.fullmatch(when):
        return Moment("count", int(when))
    whole_day = _DAY.fullmatch(when) is not None
    if not whole_day and not _MONTH.fullmatch(when):
        return None
    try:
        day = date.fromisoformat(when if whole_day else f"{when}-01")
    except ValueError:
        return None
    return Moment("day" if whole_day else "month", day.toordinal())


def _in_order(file: str, rows: Sequence[Row]) -> None:
    for before, here in pairwise(rows):
        where = {"file": file, "line": str(here.line)}
        if here.moment.kind != before.moment.kind:
            raise BadInput("spc-dates-mixed", **where)
        if here.moment.place == before.moment.place:
            raise BadInput("spc-duplicate", **where)
        if here.moment.place < before.moment.place:
            raise BadInput("spc-order", **where)
