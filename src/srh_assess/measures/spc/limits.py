"""Centre and limits from moving ranges: the XmR chart, and the rare-event chart built on it.

Source: ``resources/measures/settings.toml``, table ``spc``. Limits are not clamped at 0 or
100 %: a painter clips them, the number is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import exp, log

from srh_assess.measures.settings import Spc
from srh_assess.measures.spc.series import Limits, Number, Spread


def mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean. Refuses nothing: the caller has at least one value."""
    return sum(values, Fraction()) / len(values)


def moving_ranges(values: Sequence[Fraction | None]) -> list[Fraction]:
    """The step from each point to its neighbour, without sign; none across an empty point."""
    return [
        abs(here - before)
        for before, here in pairwise(values)
        if before is not None and here is not None
    ]


def mean_range(ranges: Sequence[Fraction], spc: Spc, *, screen: bool) -> Fraction | None:
    """The mean moving range; None when there is no variation to take it from.

    The screen drops the ranges that are not strictly below 3.267 times their mean and takes
    the mean of the rest, once. It drops ranges, never points.
    """
    if not any(ranges):
        return None
    average = mean(ranges)
    if screen:
        kept = [each for each in ranges if each < Fraction(spc.range_screen) * average]
        average = mean(kept)
    return average or None


def xmr(values: Sequence[Fraction | None], spc: Spc, *, screen: bool) -> Limits | None:
    """The lines of an XmR chart from its baseline; None when the baseline has no value."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    centre = mean(known)
    average = mean_range(moving_ranges(values), spc, screen=screen)
    if average is None:
        return Limits(centre)
    return Limits(centre, around(centre, Fraction(spc.range_factor) * average))


def around(centre: Fraction, reach: Fraction) -> Spread:
    """Limits ``reach`` on both sides of the centre."""
    near = reach * 2 / 3
    return Spread(centre - reach, centre + reach, centre - near, centre + near)


def rare(values: Sequence[Fraction | None], spc: Spc) -> Limits | None:
    """The lines of a t chart (time between rare events), made symmetrical by a root.

    Time cannot be less than nothing, so that the lower lines end at 0.
    """
    power = float(spc.rare_power)
    rooted = [None if value is None else Fraction(float(value) ** (1 / power)) for value in values]
    known = [value for value in rooted if value is not None]
    if not known:
        return None
    centre = mean(known)
    average = mean_range(moving_ranges(rooted), spc, screen=False)
    if average is None:
        return Limits(_back(centre, power))
    lines = around(centre, 3 * average / Fraction(spc.range_to_sigma))
    return Limits(
        _back(centre, power),
        Spread(
            _back(lines.lower, power),
            _back(lines.upper, power),
            _back(lines.near_low, power),
            _back(lines.near_high, power),
        ),
    )


def _back(line: Number, power: float) -> float:
    return exp(power * log(line)) if line > 0 else 0.0
