"""Centre and limits from counts: the p, u, c and g charts, and p and u with a wider sigma.

The limits of p and u differ from point to point, since each month has its own denominator.
Source: Montgomery's formulas as in ``resources/measures/settings.toml``; 3 sigma throughout,
floor 0, a proportion never above 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from statistics import median

from srh_assess.measures.settings import Spc
from srh_assess.measures.spc.limits import mean, mean_range, moving_ranges
from srh_assess.measures.spc.series import Limits, Point, Spread


def proportions(
    points: Sequence[Point], baseline: Sequence[Point], spc: Spc, *, wider: bool = False
) -> list[Limits | None]:
    """p: the share of women. ``wider`` (p') lets sigma grow with the spread between points."""
    centre = _pooled(baseline)
    if centre is None:
        return [None] * len(points)
    sigma = sqrt(centre * (1 - centre))
    scale = _scale(baseline, centre, sigma, spc) if wider else 1.0
    return [_rate(point, centre, sigma * scale, highest=1.0) for point in points]


def rates(
    points: Sequence[Point], baseline: Sequence[Point], spc: Spc, *, wider: bool = False
) -> list[Limits | None]:
    """u: events per bed-day or per woman. ``wider`` (u') as for p."""
    centre = _pooled(baseline)
    if centre is None:
        return [None] * len(points)
    sigma = sqrt(centre)
    scale = _scale(baseline, centre, sigma, spc) if wider else 1.0
    return [_rate(point, centre, sigma * scale, highest=None) for point in points]


def counts(baseline: Sequence[Fraction]) -> Limits | None:
    """c: events a month, where each month offers the same room for them."""
    if not baseline:
        return None
    centre = mean(baseline)
    return Limits(centre, _spread(float(centre), sqrt(centre), highest=None))


def events_between(baseline: Sequence[Fraction]) -> Limits | None:
    """g: admissions between rare events. The line is the median, the limits hang on the mean."""
    if not baseline:
        return None
    average = float(mean(baseline))
    sigma = sqrt(average * (average + 1))
    return Limits(median(baseline), _spread(average, sigma, highest=None))


def _pooled(points: Sequence[Point]) -> Fraction | None:
    """All numerators over all denominators; None when there was nothing to count."""
    below = sum((point.denominator or Fraction() for point in points), Fraction())
    above = sum((point.numerator or Fraction() for point in points), Fraction())
    return above / below if below else None


def _rate(point: Point, centre: Fraction, sigma: float, highest: float | None) -> Limits:
    if not point.denominator:
        return Limits(centre)
    return Limits(centre, _spread(float(centre), sigma / sqrt(point.denominator), highest=highest))


def _spread(centre: float, sigma: float, *, highest: float | None) -> Spread | None:
    if not sigma:
        return None

    def line(sigmas: int) -> float:
        drawn = max(0.0, centre + sigmas * sigma)
        return drawn if highest is None else min(drawn, highest)

    return Spread(line(-3), line(3), line(-2), line(2))


def _scale(baseline: Sequence[Point], centre: Fraction, sigma: float, spc: Spc) -> float:
    """How much wider the points spread than counting alone would make them."""
    if not sigma:
        return 1.0
    deviations = [
        None
        if point.y is None or not point.denominator
        else Fraction(float(point.y - centre) * sqrt(point.denominator) / sigma)
        for point in baseline
    ]
    average = mean_range(moving_ranges(deviations), spc, screen=False)
    return float((average or Fraction()) / Fraction(spc.range_to_sigma))
