"""Run charts: the median, points in a row, and the verdict by longest run and crossings.

Points in a row (6 on one side of the median, 5 rising or falling) are marked on the chart;
the verdict is Anhoj's: a run longer, or crossings fewer, than chance would leave in 19 of 20
charts. Whether one point is astronomical is left to people.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from math import exp, lgamma, log, log2, sqrt
from statistics import median

from msgspec import Struct

from srh_assess.measures.settings import Spc
from srh_assess.measures.spc.rules import Signal, compare, stretches
from srh_assess.measures.spc.series import Number

_CHANCE = 0.05


class Runs(Struct, frozen=True):
    """What the points do around the centre. ``useful`` points are those not exactly on it.

    ``signal`` is None while there are too few useful points for a verdict.
    """

    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_least: int
    signal: bool | None


def centre_of(values: Sequence[Fraction]) -> Fraction | None:
    """The median; None when there is no value."""
    return median(values) if values else None


def runs(values: Sequence[Fraction], centre: Number, spc: Spc) -> Runs:
    """The run analysis of one segment."""
    sides = [side for side in (compare(y, centre) for y in values) if side]
    useful = len(sides)
    if not useful:
        return Runs(0, 0, 0, 0, 0, None)
    longest = max(len(list(group)) for _, group in groupby(sides))
    crossings = sum(a != b for a, b in pairwise(sides))
    allowed, least = longest_allowed(useful), crossings_least(useful)
    strange = longest > allowed or crossings < least
    signal = strange if useful >= spc.verdict_from else None
    return Runs(useful, longest, allowed, crossings, least, signal)


def longest_allowed(useful: int) -> int:
    """The longest run that chance explains among so many useful points (1 or more)."""
    return round(log2(useful)) + 3


def crossings_least(useful: int) -> int:
    """The fewest crossings that chance explains: 5th percentile of Binomial(n - 1, 1/2)."""
    tosses = useful - 1
    spread = sqrt(tosses) / 2
    crossings = max(0, int(tosses / 2 - 12 * spread))  # below this the chance is nothing
    below = 0.0
    while True:
        below += exp(
            lgamma(tosses + 1)
            - lgamma(crossings + 1)
            - lgamma(tosses - crossings + 1)
            - tosses * log(2)
        )
        if below >= _CHANCE:
            return crossings
        crossings += 1


def marked(values: Sequence[Fraction], centre: Number, spc: Spc) -> list[Signal | None]:
    """The points in a row of one segment; nothing while there are too few for a verdict.

    Points on the median neither break nor count; of equal neighbours one counts.
    """
    found: list[Signal | None] = [None] * len(values)
    useful = [index for index, y in enumerate(values) if compare(y, centre)]
    if len(useful) < spc.verdict_from:
        return found
    sides = [compare(values[index], centre) for index in useful]
    for start, end in stretches(sides, spc.run_shift):
        for index in useful[start:end]:
            found[index] = Signal("shift", sides[start] > 0)
    single = [i for i, y in enumerate(values) if not i or values[i - 1] != y]
    steps = [compare(values[b], values[a]) for a, b in pairwise(single)]
    for start, end in stretches(steps, spc.run_trend - 1):
        for index in single[start : end + 1]:
            found[index] = Signal("trend", steps[start] > 0)
    return found
