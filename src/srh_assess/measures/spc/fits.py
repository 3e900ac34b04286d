"""Which file fits which chart: refused in words, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from srh_assess.errors import BadInput
from srh_assess.measures.spc.control import IMPROVEMENTS, Improvement, Kind, Plan
from srh_assess.measures.spc.read import Row, Sheet, number, rebase_index

_OF_PARTS: tuple[Kind, ...] = ("p", "u")
_OF_VALUES: tuple[Kind, ...] = ("c", "g", "t")
_WHOLE: tuple[Kind, ...] = ("c", "g", "p")
LEAST_FIXED = 2


def plan_for(
    sheet: Sheet,
    chart: Kind,
    *,
    improvement: Improvement = IMPROVEMENTS[0],
    screen: bool = True,
    fix_after: str | None = None,
    rebase: Sequence[str] = (),
    target: str | None = None,
) -> Plan:
    """The plan of a chart of this file, as typed; raises ``BadInput`` for what cannot be."""
    check_fits(sheet, chart)
    aim = None if target is None else number(target)
    if target is not None and aim is None:
        raise BadInput("spc-target")
    return Plan(
        chart=chart,
        improvement=improvement,
        screen=screen,
        fix_after=None if fix_after is None else _fixed(fix_after),
        rebase=tuple(sorted({rebase_index(sheet.rows, when) for when in rebase})),
        target=aim,
    )


def _fixed(typed: str) -> int:
    value = number(typed)
    if value is None or value.denominator != 1 or value < LEAST_FIXED:
        raise BadInput("spc-fix-after", number=typed)
    return int(value)


def check_fits(sheet: Sheet, chart: Kind) -> None:
    """Refuses a sheet whose columns or numbers this chart cannot hold."""
    if chart in _OF_PARTS and not sheet.parts:
        raise BadInput("spc-needs-parts", chart=chart)
    if chart in _OF_VALUES and sheet.parts:
        raise BadInput("spc-needs-values", chart=chart)
    for row in sheet.rows:
        fault = _parts(row, chart) if sheet.parts else _value(row, chart)
        if fault:
            raise BadInput(fault, file=sheet.file, line=str(row.line), chart=chart)
    if sheet.parts and not any(row.numbers[1] for row in sheet.rows):
        raise BadInput("spc-nothing-counted", file=sheet.file)


def _value(row: Row, chart: Kind) -> str | None:
    if chart not in _OF_VALUES:
        return None
    (value,) = row.numbers
    if value < 0:
        return "spc-negative"
    if chart == "t" and not value:
        return "spc-zero-gap"
    return None if _whole(value) or chart not in _WHOLE else "spc-not-whole"


def _parts(row: Row, chart: Kind) -> str | None:
    above, below = row.numbers
    if min(above, below) < 0:
        return "spc-negative"
    if above and not below:
        return "spc-nothing-below"
    if chart != "p":
        return None
    if above > below:
        return "spc-part-larger"
    return None if _whole(above) and _whole(below) else "spc-not-whole"


def _whole(value: Fraction) -> bool:
    return value.denominator == 1
