"""The charts of a summary: which kind fits a figure, and what stands on it.

Made from the summary alone, so that no chart holds what its level hides. Under 12 points a run
chart; from then on an XmR chart of the monthly figure, or a p or u chart where every denominator
is large enough; rare events as the time between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from srh_assess.charts.model import Bar, Bars, Chart
from srh_assess.measures.annotations import NewLimits, above
from srh_assess.measures.definitions import definitions
from srh_assess.measures.marks import mark_of
from srh_assess.measures.published import programme
from srh_assess.measures.settings import Spc, settings
from srh_assess.measures.spc.control import Control, Improvement, Kind, Plan, control_chart
from srh_assess.measures.spc.drawing import Labels, drawn, spoken
from srh_assess.measures.spc.series import Point
from srh_assess.measures.summary import Cell, Figure, Summary
from srh_assess.saying import counted

WHY = "M11"
_SHARES = ("share", "share of needs")
_SIDES = ("the ward’s side", "her side")
NO_SHIFT = (
    "No shift stood in this chart when new limits were begun; they do not make it better or worse."
)


def chart_ids(summary: Summary) -> tuple[str, ...]:
    """Every figure that can be drawn from what this summary shows."""
    ids = [one.id for one in summary.figures if figure_chart(summary, one.id) is not None]
    return (*ids, WHY) if summary.barriers else tuple(ids)


def figure_chart(summary: Summary, id: str, *, rebased: bool = True) -> Chart | None:
    """The chart of one figure; none where its level or its counts give nothing to draw. Without
    ``rebased`` one set of limits runs through, whatever was begun anew."""
    figure = summary.figure(id)
    if figure.unit == "events":
        return _rare(summary, figure)
    if not figure.series:
        return None
    points = tuple(_point(figure, cell) for cell in figure.series)
    if not any(point.y is not None for point in points):
        return None
    spc = settings().spc
    months = tuple(cell.period for cell in figure.series)
    begun = _begun(summary, id, months) if rebased else {}
    kind = _kind(figure, points, spc)
    plan = Plan(
        chart=kind,
        improvement=_direction(figure),
        rebase=tuple(sorted(begun)),
        wider=kind in ("p", "u") and _at_least(spc.wider_from, points),
    )
    control = control_chart(points, plan, spc)
    return drawn(control, _labels(summary, figure, months, begun, control), spc)


def _point(figure: Figure, cell: Cell) -> Point:
    shown = cell.status == "shown"
    if figure.unit in ("days", "minutes"):
        middle = cell.lines.get("median")
        known = Fraction(str(middle)) if shown and middle is not None else None
        return Point(cell.period, known)
    if cell.part is None or cell.whole is None or not shown:
        return Point(cell.period, None)
    part, whole = Fraction(cell.part), Fraction(cell.whole)
    return Point(cell.period, part / whole, part, whole)


def _kind(figure: Figure, points: Sequence[Point], spc: Spc) -> Kind:
    """Small and changing denominators make the limits of a p chart useless: XmR is for those."""
    known = [point for point in points if point.y is not None]
    if len(known) < spc.limits_from:
        return "run"
    if _at_least(settings().disclosure.percent_from, points):
        more = any(point.y is not None and point.y > 1 for point in known)
        return "u" if more or figure.id == "B3" else "p"
    return "xmr"


def _at_least(least: int, points: Sequence[Point]) -> bool:
    """Whether every month with a figure has a denominator as large as this."""
    known = [point.denominator for point in points if point.y is not None]
    return all(below is not None and below >= least for below in known)


def _direction(figure: Figure) -> Improvement:
    return definitions().measures[figure.id].direction


def _begun(summary: Summary, id: str, months: Sequence[str]) -> Mapping[int, NewLimits]:
    """New limits by the place of their month; not at the first month, and none outside."""
    found = (one for one in summary.new_limits if one.measure == id)
    return {months.index(one.month): one for one in found if one.month in months[1:]}


def _labels(
    summary: Summary,
    figure: Figure,
    months: Sequence[str],
    begun: Mapping[int, NewLimits],
    control: Control,
) -> Labels:
    per_cent = figure.unit in _SHARES
    notes = above(summary.annotations, months)
    published = {one.measure: one.percent for one in programme().figures}
    reference = float(published[figure.id]) if figure.id in published else None
    said = list(_said(figure, begun, control))
    if reference is not None:
        said.append(f"Published programme: {published[figure.id]} %. {programme().caution}")
    return Labels(
        title=titled(summary, f"{figure.name} ({figure.id})"),
        unit=definitions().measures[figure.id].axis or f"per cent of {figure.denominator}",
        per_cent=per_cent,
        past_hundred=figure.id == "B3",
        notes=notes,
        reasons={at: one.sentence for at, one in begun.items()},
        provisional=frozenset(at for at, cell in enumerate(figure.series) if cell.provisional),
        hidden=frozenset(at for at, cell in enumerate(figure.series) if cell.status == "hidden"),
        reference=reference,
        said=tuple(said),
        under=source(summary),
    )


def _said(figure: Figure, begun: Mapping[int, NewLimits], control: Control) -> Iterator[str]:
    plain = _through(control) if begun else control
    for at, one in sorted(begun.items()):
        yield f"{one.begun(spoken(one.month))}."
        if not any(placed.rule == "shift" for placed in plain.points[at:]):
            yield NO_SHIFT
    if any(cell.provisional for cell in figure.series):
        yield "Hollow points may still rise."


def _through(control: Control) -> Control:
    """The same points with one set of limits throughout."""
    plan = replace(control.plan, rebase=())
    return control_chart([placed.point for placed in control.points], plan, settings().spc)


def titled(summary: Summary, words: str) -> str:
    """A title; in training it begins with that word."""
    return f"TRAINING: {words}" if mark_of(summary.home_kind) else words


def source(summary: Summary) -> str:
    """Period, level, rules and version, as they stand under every picture."""
    kind = "" if summary.home_kind == "live" else "TRAINING or invented record. "
    return (
        f"{kind}{summary.first} to {summary.last}. {summary.notice}. Figures as of"
        f" {summary.counted}. Version {summary.version}. Rules {summary.rules}. srh-assess"
        f" {summary.program}."
    )


# -- rare events ----------------------------------------------------------------------------------


def _rare(summary: Summary, figure: Figure) -> Chart | None:
    """Events: each month where none is without, else the days between them; where two fell on
    one day, the admissions between them."""
    spc, months = settings().spc, tuple(cell.period for cell in figure.series)
    counts = [cell.part or 0 for cell in figure.series]
    frequent = len(counts) >= spc.limits_from and min(counts) > 0
    if not frequent and not figure.gaps:
        return None
    improvement: Improvement = "increase"
    notes: Mapping[int, str] = {}
    if frequent:
        kind: Kind = "c"
        points = tuple(Point(m, Fraction(n)) for m, n in zip(months, counts, strict=True))
        unit, improvement, notes = "events a month", "decrease", above(summary.annotations, months)
    elif all(gap.days for gap in figure.gaps):
        kind, unit = "t", "days since the event before"
        points = tuple(Point(gap.day, Fraction(gap.days)) for gap in figure.gaps)
    else:
        kind, unit = "g", "admissions since the event before"
        points = tuple(Point(gap.day, Fraction(gap.admissions)) for gap in figure.gaps)
    if len(points) < spc.limits_from:
        kind = "run"
    control = control_chart(points, Plan(chart=kind, improvement=improvement), spc)
    events, days = counted(len(figure.gaps) + 1, "event"), counted(figure.since or 0, "day")
    so_far = f"{events}; {days} so far since the last one."
    labels = Labels(
        title=titled(summary, f"{figure.name} ({figure.id})"),
        unit=unit,
        notes=notes,
        said=() if frequent else (so_far,),
        under=source(summary),
    )
    return drawn(control, labels, spc)


# -- what stood in the way ------------------------------------------------------------------------


def pareto(summary: Summary, *, by: str = "admissions", names: Mapping[str, str]) -> Bars | None:
    """Why not assessed, by admission or by day: the ward's side solid, hers striped. ``names``
    says each group in words."""
    counted = [
        (one, one.admissions if by == "admissions" else one.days) for one in summary.barriers
    ]
    if by != "admissions":
        counted = [pair for pair in counted if pair[1] is not None]
        counted.sort(key=lambda pair: (-(pair[1] or 0), pair[0].group))
    if not counted:
        return None
    every = sum(value or 0 for _, value in counted)
    whole = every and all(value is not None for _, value in counted)
    running, bars = 0, []
    for one, value in counted:
        running += value or 0
        bars.append(
            Bar(
                label=names.get(one.group, one.group),
                value=None if value is None else float(value),
                shown="*" if value is None else str(value),
                said=_SIDES[one.side == "patient"],
                striped=one.side == "patient",
                running=100 * running / every if whole else None,
            )
        )
    return Bars(
        title=titled(
            summary, f"Why not assessed, by {'stay' if by == 'admissions' else 'day'} ({WHY})"
        ),
        unit="stays not assessed; one can have several reasons"
        if by == "admissions"
        else "days on which the talk was put off",
        bars=tuple(bars),
        kinds=_SIDES,
        sentences=_sides(counted),
        footer=source(summary),
    )


def _sides(counted: Sequence[tuple[object, int | None]]) -> tuple[str, ...]:
    if any(value is None for _, value in counted):
        return ("Hidden numbers come last, in no order.",)
    hers = sum(value or 0 for one, value in counted if getattr(one, "side", "") == "patient")
    wards = sum(value or 0 for _, value in counted) - hers
    return (f"{wards} on the ward’s side, {hers} on her side.",)
