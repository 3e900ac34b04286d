"""One control chart: segments, lines, signals, what each point means, and the two verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal, get_args

from msgspec import Struct

from srh_assess.measures.settings import Spc
from srh_assess.measures.spc import attribute, runs
from srh_assess.measures.spc.limits import rare, xmr
from srh_assess.measures.spc.rules import Rule, Signal, signals
from srh_assess.measures.spc.series import Limits, Point

Kind = Literal["xmr", "p", "u", "c", "g", "t", "run"]
Improvement = Literal["increase", "decrease", "neutral"]
Type = Literal[
    "common_cause",
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral_high",
    "special_cause_neutral_low",
]
Assurance = Literal["consistent_pass", "consistent_fail", "inconsistent"]
KINDS: tuple[Kind, ...] = get_args(Kind)
IMPROVEMENTS: tuple[Improvement, ...] = get_args(Improvement)


class Plan(Struct, frozen=True, kw_only=True):
    """How a chart is to be drawn.

    ``fix_after`` takes the lines of each segment from its first so many points; ``rebase``
    holds the index of the first point of each new segment; ``excluded`` points are drawn but
    left out of every calculation; ``wider`` is p' or u'.
    """

    chart: Kind
    improvement: Improvement = "increase"
    screen: bool = True
    fix_after: int | None = None
    rebase: tuple[int, ...] = ()
    target: Fraction | None = None
    excluded: frozenset[int] = frozenset()
    wider: bool = False


class Placed(Struct, frozen=True):
    """One point with its lines (None where nothing could be drawn), its signal, its meaning."""

    point: Point
    limits: Limits | None
    signal: Signal | None
    type: Type

    @property
    def rule(self) -> Rule | None:
        """The rule that flags the point, if one does."""
        return self.signal.rule if self.signal else None


class Segment(Struct, frozen=True):
    """The points from ``start`` up to ``end``, drawn by one baseline."""

    start: int
    end: int
    drawn: bool
    trial: bool
    runs: runs.Runs | None


class Control(Struct, frozen=True):
    """The whole chart."""

    plan: Plan
    points: tuple[Placed, ...]
    segments: tuple[Segment, ...]
    variation: Type
    assurance: Assurance | None


def control_chart(points: Sequence[Point], plan: Plan, spc: Spc) -> Control:
    """Draws the chart of ``points`` (at least one), oldest first."""
    placed: list[Placed] = []
    segments: list[Segment] = []
    for start, end in pairwise([0, *sorted(plan.rebase), len(points)]):
        part, segment = _segment(points, start, end, plan, spc)
        placed += part
        segments.append(segment)
    return Control(
        plan=plan,
        points=tuple(placed),
        segments=tuple(segments),
        variation=next((p.type for p in reversed(placed) if p.point.y is not None), "common_cause"),
        assurance=_assurance(placed[segments[-1].start :], plan),
    )


def _segment(
    points: Sequence[Point], start: int, end: int, plan: Plan, spc: Spc
) -> tuple[list[Placed], Segment]:
    here = points[start:end]
    baseline = [
        point
        for index, point in enumerate(here[: plan.fix_after], start)
        if index not in plan.excluded
    ]
    lines = _lines(here, baseline, plan, spc)
    known = [
        (index, point.y, limits)
        for index, (point, limits) in enumerate(zip(here, lines, strict=True))
        if point.y is not None and limits is not None
    ]
    flags: list[Signal | None] = [None] * len(here)
    for (index, _, _), signal in zip(known, _signals(known, plan, spc), strict=True):
        flags[index] = signal
    included = [(y, at.centre) for index, y, at in known if start + index not in plan.excluded]
    segment = Segment(
        start=start,
        end=end,
        drawn=any(limits is not None and limits.spread is not None for limits in lines),
        trial=len(baseline) < spc.limits_from,
        runs=runs.runs([y for y, _ in included], included[0][1], spc) if included else None,
    )
    return [
        Placed(point, limits, signal, _type(signal, plan.improvement))
        for point, limits, signal in zip(here, lines, flags, strict=True)
    ], segment


def _lines(
    points: Sequence[Point], baseline: Sequence[Point], plan: Plan, spc: Spc
) -> list[Limits | None]:
    if plan.chart == "p":
        return attribute.proportions(points, baseline, spc, wider=plan.wider)
    if plan.chart == "u":
        return attribute.rates(points, baseline, spc, wider=plan.wider)
    return [_line([point.y for point in baseline], plan, spc)] * len(points)


def _line(values: Sequence[Fraction | None], plan: Plan, spc: Spc) -> Limits | None:
    known = [value for value in values if value is not None]
    match plan.chart:
        case "c":
            return attribute.counts(known)
        case "g":
            return attribute.events_between(known)
        case "t":
            return rare(values, spc)
        case "run":
            centre = runs.centre_of(known)
            return None if centre is None else Limits(centre)
        case _:
            return xmr(values, spc, screen=plan.screen)


def _signals(
    known: Sequence[tuple[int, Fraction, Limits]], plan: Plan, spc: Spc
) -> list[Signal | None]:
    values, limits = [y for _, y, _ in known], [at for _, _, at in known]
    if plan.chart != "run":
        return signals(values, limits, spc)
    return runs.marked(values, limits[0].centre, spc) if limits else []


def _type(signal: Signal | None, improvement: Improvement) -> Type:
    if signal is None:
        return "common_cause"
    if improvement == "neutral":
        return "special_cause_neutral_high" if signal.up else "special_cause_neutral_low"
    hoped_for = signal.up == (improvement == "increase")
    return "special_cause_improvement" if hoped_for else "special_cause_concern"


def _assurance(last_segment: Sequence[Placed], plan: Plan) -> Assurance | None:
    """Whether the system as it is would meet the target; a target on a limit may be missed."""
    lines = [at.limits.spread for at in last_segment if at.limits and at.limits.spread]
    if not lines:
        return None
    if plan.target is None or plan.improvement == "neutral":
        return None
    if plan.target > lines[-1].upper:
        return "consistent_fail" if plan.improvement == "increase" else "consistent_pass"
    if plan.target < lines[-1].lower:
        return "consistent_pass" if plan.improvement == "increase" else "consistent_fail"
    return "inconsistent"
