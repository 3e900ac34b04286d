"""The summary as data: every figure as its level may show it, with its counts and its words.

One model; CSV, workbook, paper and screen are made of nothing else, so what a level hides is in
none of them. A cell that is hidden holds no number at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from srh_assess.measures.annotations import Annotation, NewLimits
from srh_assess.measures.disclosure.levels import Level
from srh_assess.measures.proportions import whole_percent

Status = Literal["shown", "hidden", "not_measured", "nobody", "too_few"]


class Cell(Struct, frozen=True, kw_only=True):
    """One figure of one period. Numbers that may not, or cannot, be said are None."""

    period: str
    status: Status = "shown"
    part: int | None = None
    whole: int | None = None
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    missing: int | None = None
    provisional: bool = False
    lines: Mapping[str, int | float | str] = {}


class Gap(Struct, frozen=True, kw_only=True):
    """One rare event: its day, how many days and admissions lie between it and the one before."""

    day: str
    days: int
    admissions: int


class Figure(Struct, frozen=True, kw_only=True):
    """One measure: its definition, the whole period, and the months or quarters if shown.

    ``gaps`` are between rare events, on the ward only; ``since`` are the days since the last."""

    id: str
    name: str
    sentence: str
    numerator: str
    denominator: str
    unit: str
    kind: str
    direction: str
    caution: str
    beside: tuple[str, ...]
    total: Cell
    series: tuple[Cell, ...] = ()
    comparison: str = ""
    gaps: tuple[Gap, ...] = ()
    since: int | None = None


class Barrier(Struct, frozen=True, kw_only=True):
    """One group of reasons: stays and days, as shown; ``side`` is the ward's or hers."""

    group: str
    side: str
    admissions: int | None
    days: int | None


class Group(Struct, frozen=True, kw_only=True):
    """One group of one breakdown of one measure, as shown."""

    breakdown: str
    group: str
    measure: str
    cell: Cell


class Published(Struct, frozen=True, kw_only=True):
    """One percentage of the published programme, named."""

    id: str
    measure: str
    percent: int
    sentence: str


class Summary(Struct, frozen=True, kw_only=True):
    """All of it, as it may leave the room at its level."""

    first: str
    last: str
    level: Level
    notice: str
    home_kind: str
    made: str
    counted: str
    program: str
    rules: str
    expires: str = ""
    version: int
    admissions: str
    women: str
    provisional: tuple[str, ...]
    figures: tuple[Figure, ...]
    barriers: tuple[Barrier, ...] = ()
    barriers_note: str = ""
    equity: tuple[Group, ...] = ()
    equity_note: str = ""
    published: tuple[Published, ...] = ()
    published_caution: str = ""
    notes: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    new_limits: tuple[NewLimits, ...] = ()

    def figure(self, id: str) -> Figure:
        """One figure by its id."""
        return next(one for one in self.figures if one.id == id)


NOTICES: dict[Level, str] = {
    "internal": "Internal, not for publication",
    "trust": "Trust: for committees of this trust",
    "publish": "For publication",
}
WORDS: dict[Status, str] = {
    "shown": "",
    "hidden": "*",
    "not_measured": "not measured",
    "nobody": "none to count",
    "too_few": "too few",
}


def _spread(cell: Cell, unit: str) -> str:
    """The medians of a cell: time to the offer and to the assessment (M10), or minutes (B4)."""
    parts = [_middle(cell, "", unit)]
    if "assessment_n" in cell.lines:
        parts = [f"to the offer: {parts[0]}"]
        parts.append(f"to the assessment: {_middle(cell, 'assessment_', unit)}")
    if "of" in cell.lines:
        parts.append(f"out of hours {cell.lines['out_of_hours']} of {cell.lines['of']}")
    return "; ".join(parts)


def _middle(cell: Cell, which: str, unit: str) -> str:
    middle = cell.lines.get(f"{which}median", WORDS["hidden"])
    if not isinstance(middle, float | int):
        return f"{middle}" if cell.lines.get(f"{which}n") != 0 else WORDS["nobody"]
    of = unit.removesuffix("s") if middle == 1 else unit
    words = f"median {middle:g} {of}"
    upper = cell.lines.get(f"{which}upper_quartile")
    return words if upper is None else f"{words}, upper quartile {upper:g}"


def said(cell: Cell, unit: str) -> str:
    """A cell in words: "42 % (18 of 43)", "not measured", "*"."""
    if cell.status != "shown":
        return WORDS[cell.status]
    if unit in ("days", "minutes"):
        return _spread(cell, unit)
    if unit == "events":
        return f"{cell.part}"
    part, whole = (WORDS["hidden"] if one is None else f"{one}" for one in (cell.part, cell.whole))
    counts = f"{part} of {whole}"
    if cell.part is not None and cell.whole is None:
        return f"{part}, out of a hidden number ({whole})"
    if cell.percent is None:
        return counts
    known = None if cell.part is None or cell.whole is None else (cell.part, cell.whole)
    percent = whole_percent(*known) if known else cell.percent
    return f"{percent:.0f} % ({counts})"
