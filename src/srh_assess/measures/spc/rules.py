"""The four signals of a control chart, after the NHS-R profile.

Within one segment only. Where a point carries several, the first of *outside*, *trend*, *two
of three*, *shift* names it. Empty points are passed over: they neither break nor lengthen a
run. Where limits cannot be drawn nothing is a signal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from srh_assess.measures.settings import Spc
from srh_assess.measures.spc.series import Limits, Number

Rule = Literal["outside", "trend", "two_of_three", "shift"]
WINDOW, OF_THESE = 3, 2


class Signal(Struct, frozen=True):
    """One flagged point: by which rule, and whether it points up."""

    rule: Rule
    up: bool


class Placed(Struct, frozen=True):
    """Where one point lies: side of the centre (-1, 0, 1), outside the limits, near them."""

    side: int
    outside: bool
    near: bool


def placed(y: Fraction, limits: Limits) -> Placed:
    """A value exactly on a line is not beyond it."""
    side = compare(y, limits.centre)
    lines = limits.spread
    if lines is None:
        return Placed(side, outside=False, near=False)
    outside = y > lines.upper or y < lines.lower
    near = not outside and (y > lines.near_high or y < lines.near_low)
    return Placed(side, outside, near)


def compare(y: Fraction, centre: Number) -> int:
    """1 above, -1 below, 0 exactly on it."""
    return (y > centre) - (y < centre)


def signals(values: Sequence[Fraction], limits: Sequence[Limits], spc: Spc) -> list[Signal | None]:
    """The signal at each point of one segment, or None."""
    if not any(each.spread for each in limits):
        return [None] * len(values)
    places = [placed(y, at) for y, at in zip(values, limits, strict=True)]
    found: list[Signal | None] = [None] * len(values)
    sides = [place.side for place in places]
    for start, end in stretches(sides, spc.shift):
        found[start:end] = [Signal("shift", sides[start] > 0)] * (end - start)
    for index in _two_of_three(places):
        found[index] = Signal("two_of_three", sides[index] > 0)
    steps = [compare(b, a) for a, b in pairwise(values)]
    for start, end in stretches(steps, spc.trend - 1):
        # a turning point shared by two trends takes the step to its right: the later one
        found[start : end + 1] = [Signal("trend", steps[start] > 0)] * (end + 1 - start)
    for index, place in enumerate(places):
        if place.outside:
            found[index] = Signal("outside", place.side > 0)
    return found


def stretches(signs: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """Each ``(start, end)`` of ``least`` or more equal signs in a row; 0 breaks a stretch."""
    start = 0
    for index in range(1, len(signs) + 1):
        if index < len(signs) and signs[index] == signs[start]:
            continue
        if signs[start] and index - start >= least:
            yield start, index
        start = index


def _two_of_three(places: Sequence[Placed]) -> Iterator[int]:
    """The near points of every window of three on one side that holds two of them."""
    for start in range(len(places) - WINDOW + 1):
        window = places[start : start + WINDOW]
        one_side = len({place.side for place in window}) == 1 and window[0].side
        if one_side and sum(place.near for place in window) >= OF_THESE:
            yield from (start + i for i, place in enumerate(window) if place.near)
