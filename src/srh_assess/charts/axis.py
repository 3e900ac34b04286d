"""How far the value axis reaches, and where it is labelled.

Only what is drawn counts, so that the end of an axis never betrays a hidden point. Limits
beyond ``lowest`` and ``highest`` of the chart are clipped by the painter, never the points.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, isclose, log10

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.charts.model import Chart

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_INTERVALS = 5


class Axis(Struct, frozen=True):
    """Both ends and every label of the value axis, lowest first."""

    low: float
    high: float
    ticks: tuple[float, ...]


def axis(chart: Chart) -> Axis:
    """A value axis with round labels that holds every point, and the lines as far as it may."""
    drawn = [point.value for point in chart.points if point.value is not None]
    lined = list(_clipped(chart))
    beside = [] if chart.reaches is None else [chart.reaches]
    everything = [*drawn, *lined, *beside] or [0.0]
    low = min(everything)
    whole = chart.highest is not None and chart.lowest == 0  # a share is read against nothing
    if low > 0 and (whole or low < max(everything) / 2):
        low = 0.0
    return _rounded(low, max(everything))


def alike(one: Chart, other: Chart) -> tuple[Chart, Chart]:
    """Two charts that stand side by side, on one axis where both are shares: a small share beside
    a large one looks small."""
    if one.highest is None or one.highest != other.highest:
        return one, other
    reaches = max(axis(one).high, axis(other).high)
    return replace(one, reaches=reaches), replace(other, reaches=reaches)


def _clipped(chart: Chart) -> Iterator[float]:
    for line in chart.lines:
        for value in line.values:
            if value is not None:
                low = value if chart.lowest is None else max(chart.lowest, value)
                yield low if chart.highest is None else min(chart.highest, low)


def _rounded(low: float, high: float) -> Axis:
    if isclose(low, high):
        low, high = min(low, 0.0), max(high, 0.0)
    if isclose(low, high):
        high = low + 1
    step = _step((high - low) / _INTERVALS)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(step for step in _STEPS if step * power >= least * (1 - 1e-9)) * power
