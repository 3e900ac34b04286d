"""How sure a figure is: Wilson's interval for a share, and a careful before-and-after.

A comparison carries both raw counts, the ratio with Katz's log interval, and the difference in
points with Newcombe's; under ten in either denominator it says only that there is too little.
It is a summary: the run chart is the evidence.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Literal

from msgspec import Struct

from srh_assess.measures.settings import Comparison as Limits

Status = Literal["nobody", "too_few", "no_ratio", "compared"]


class Interval(Struct, frozen=True):
    """From ``low`` to ``high``."""

    low: float
    high: float


class Counts(Struct, frozen=True):
    """``part`` of ``whole``; the part is never larger."""

    part: int
    whole: int

    @property
    def share(self) -> Fraction | None:
        """The exact share; None out of nobody."""
        return Fraction(self.part, self.whole) if self.whole else None


class Comparison(Struct, frozen=True):
    """After against before. What cannot be said is None, and ``status`` says why;
    ``fewest`` is how many it takes on each side."""

    after: Counts
    before: Counts
    status: Status
    ratio: float | None = None
    ratio_interval: Interval | None = None
    difference: float | None = None
    difference_interval: Interval | None = None
    fewest: int = 0


@cache
def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(counts: Counts, confidence: float) -> Interval | None:
    """Wilson's interval, held between 0 and 1; None out of nobody."""
    n = counts.whole
    if not n:
        return None
    z2 = _z(confidence) ** 2
    p = counts.part / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2) * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if counts.part == 0 else max(0.0, middle - half)
    high = 1.0 if counts.part == n else min(1.0, middle + half)
    return Interval(low, high)


def ratio_interval(after: Counts, before: Counts, confidence: float) -> Interval | None:
    """Katz's log interval of the ratio of two shares; None where either part is 0."""
    if not after.part or not before.part:
        return None
    spread = sqrt(1 / after.part - 1 / after.whole + 1 / before.part - 1 / before.whole)
    middle = log(after.part / after.whole) - log(before.part / before.whole)
    reach = _z(confidence) * spread
    return Interval(exp(middle - reach), exp(middle + reach))


def difference_interval(after: Counts, before: Counts, confidence: float) -> Interval | None:
    """Newcombe's interval of the difference of two shares; None out of nobody."""
    first, second = wilson(after, confidence), wilson(before, confidence)
    if first is None or second is None:
        return None
    p, q = after.part / after.whole, before.part / before.whole
    below = sqrt((p - first.low) ** 2 + (second.high - q) ** 2)
    above = sqrt((first.high - p) ** 2 + (q - second.low) ** 2)
    return Interval(p - q - below, p - q + above)


def compare(after: Counts, before: Counts, limits: Limits) -> Comparison:
    """After against before, as far as the counts allow it."""
    sure = float(limits.confidence)
    difference = difference_interval(after, before, sure)
    if difference is None:
        return Comparison(after, before, "nobody")
    if min(after.whole, before.whole) < limits.fewest:
        return Comparison(after, before, "too_few", fewest=limits.fewest)
    apart = after.part / after.whole - before.part / before.whole
    ratio = ratio_interval(after, before, sure)
    if ratio is None:
        return Comparison(after, before, "no_ratio", None, None, apart, difference)
    fold = Fraction(after.part * before.whole, after.whole * before.part)
    return Comparison(after, before, "compared", float(fold), ratio, apart, difference)


def in_words(found: Comparison) -> str:
    """The comparison as one sentence, both raw counts first."""
    counts = (
        f"{found.after.part} of {found.after.whole} after "
        f"{found.before.part} of {found.before.whole} before"
    )
    if found.status == "nobody":
        return f"{counts}: nobody to compare."
    if found.difference is None or found.difference_interval is None:
        return f"{counts}: too few to compare; it takes {found.fewest} on each side."
    points = found.difference * 100
    low, high = found.difference_interval.low * 100, found.difference_interval.high * 100
    apart = f"{signed(points, 1)} points ({minus(f'{low:.1f}')} to {minus(f'{high:.1f}')})"
    if found.ratio is None or found.ratio_interval is None:
        return f"{counts}: {apart}; no number of times, since one count is 0."
    times = f"{found.ratio_interval.low:.2f} to {found.ratio_interval.high:.2f}"
    return f"{counts}: {found.ratio:.2f} times ({times}), {apart}."


def signed(number: float, places: int) -> str:
    """A difference with its sign; one that rounds to nought has none."""
    words = minus(f"{number:+.{places}f}")
    return words if words.strip("+0.\N{MINUS SIGN}") else words[1:]


def minus(words: str) -> str:
    """A number with a minus where it was written with a hyphen."""
    return words.replace("-", "\N{MINUS SIGN}")


def counts_that_print_as(percent: int, whole: int) -> tuple[int, ...]:
    """Every part whose share of ``whole`` rounds, half up, to this whole percentage."""
    return tuple(part for part in range(whole + 1) if whole_percent(part, whole) == percent)


def whole_percent(part: int, whole: int) -> int | None:
    """The share in whole per cent, half up; None out of nobody."""
    return (200 * part + whole) // (2 * whole) if whole else None
