"""What a control chart is drawn from: points in order, with exact values."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from msgspec import Struct

Number = Fraction | float
_LARGEST = 1 << 256


class Point(Struct, frozen=True):
    """One month, day or event. ``y`` is None where there was nothing to count (0 of 0)."""

    when: str
    y: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None


class Spread(Struct, frozen=True):
    """How far noise alone reaches at one point.

    ``near_low`` and ``near_high`` lie two thirds of the way from the centre to the limits.
    """

    lower: Number
    upper: Number
    near_low: Number
    near_high: Number


class Limits(Struct, frozen=True):
    """The lines at one point. Without variation in the baseline there is no spread."""

    centre: Number
    spread: Spread | None = None


def from_ratios(rows: Iterable[tuple[str, Fraction, Fraction]]) -> tuple[Point, ...]:
    """Points from ``(when, numerator, denominator)``; 0 of 0 is a point without a value.

    The ratios stay exact while they share a denominator of a reasonable size, as a ward's
    months do; beyond that each becomes the nearest binary float, so that a sum over a hundred
    thousand of them does not grow without end.
    """
    rows = tuple(rows)
    common = 1
    for _, _, denominator in rows:
        common = lcm(common, denominator.numerator or 1)
        if common > _LARGEST:
            break
    exact = common <= _LARGEST
    return tuple(
        Point(when, _ratio(numerator, denominator, exact), numerator, denominator)
        for when, numerator, denominator in rows
    )


def _ratio(numerator: Fraction, denominator: Fraction, exact: bool) -> Fraction | None:
    if not denominator:
        return None
    ratio = numerator / denominator
    return ratio if exact else Fraction(float(ratio))
