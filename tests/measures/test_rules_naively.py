"""The signals again, window by window as the rules are written, on any series."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.measures.settings import settings
from srh_assess.measures.spc.control import Control, Plan, control_chart
from srh_assess.measures.spc.series import Point

SPC = settings().spc
SERIES = st.lists(st.integers(0, 12), min_size=1, max_size=30)


def chart(values: list[int], plan: Plan) -> Control:
    return control_chart([Point(str(i), Fraction(y)) for i, y in enumerate(values)], plan, SPC)


def named(values: list[int], screen: bool) -> list[tuple[str, bool] | None]:
    """Each rule over every window; the first that fits names the point."""
    n = len(values)
    mean = Fraction(sum(values), n)
    ranges = [Fraction(abs(a - b)) for a, b in pairwise(values)]
    if not any(ranges):
        return [None] * n
    average = sum(ranges, Fraction()) / len(ranges)
    if screen:
        kept = [r for r in ranges if r < Fraction("3.267") * average]
        average = sum(kept, Fraction()) / len(kept)
    if not average:
        return [None] * n
    reach = Fraction("2.66") * average
    side = [(y > mean) - (y < mean) for y in values]
    outside = [abs(y - mean) > reach for y in values]
    near = [abs(y - mean) > reach * 2 / 3 and not o for y, o in zip(values, outside, strict=True)]
    found: list[tuple[str, bool] | None] = [None] * n
    for i in range(n - 6):
        if len(set(side[i : i + 7])) == 1 and side[i]:
            found[i : i + 7] = [("shift", side[i] > 0)] * 7
    for i in range(n - 2):
        if len(set(side[i : i + 3])) == 1 and side[i] and sum(near[i : i + 3]) >= 2:
            for j in range(i, i + 3):
                found[j] = ("two_of_three", side[j] > 0) if near[j] else found[j]
    for i in range(n - 6):
        window = values[i : i + 7]
        if all(a < b for a, b in pairwise(window)) or all(a > b for a, b in pairwise(window)):
            found[i : i + 7] = [("trend", window[0] < window[1])] * 7
    for i in range(n):
        found[i] = ("outside", side[i] > 0) if outside[i] else found[i]
    return found


@given(SERIES, st.booleans())
def test_every_signal_of_any_series(values: list[int], screen: bool) -> None:
    found = chart(values, Plan(chart="xmr", screen=screen))
    flags = [(p.signal.rule, p.signal.up) if p.signal else None for p in found.points]
    assert flags == named(values, screen)


@given(st.lists(st.integers(1, 3), min_size=8, max_size=12), st.sampled_from([-1, 1]))
def test_long_trends_and_the_point_where_they_turn(steps: list[int], way: int) -> None:
    rising = [50]
    for step in steps:
        rising.append(rising[-1] + way * step)
    values = [*rising, *reversed(rising[:-1])]
    found = chart(values, Plan(chart="xmr"))
    flags = [(p.signal.rule, p.signal.up) if p.signal else None for p in found.points]
    assert flags == named(values, screen=True)


@given(SERIES, st.integers(1, 29))
def test_no_signal_reaches_across_new_limits(values: list[int], at: int) -> None:
    if at >= len(values):
        return
    whole = chart(values, Plan(chart="xmr", rebase=(at,)))
    parts = [chart(part, Plan(chart="xmr")) for part in (values[:at], values[at:])]
    apart = [*parts[0].points, *parts[1].points]
    assert [(p.limits, p.signal, p.type) for p in whole.points] == [
        (p.limits, p.signal, p.type) for p in apart
    ]


@given(SERIES, st.integers(2, 12), st.integers(-5, 5), st.integers(1, 4))
def test_shifting_and_stretching_the_values_changes_no_signal(
    values: list[int], fixed: int, by: int, times: int
) -> None:
    plan = Plan(chart="xmr", fix_after=fixed)
    moved = [by + times * y for y in values]
    rules = [[p.rule for p in chart(series, plan).points] for series in (values, moved)]
    assert rules[0] == rules[1]


@given(SERIES)
def test_upside_down_what_was_hoped_for_is_of_concern(values: list[int]) -> None:
    upright = chart(values, Plan(chart="xmr"))
    turned = chart([-y for y in values], Plan(chart="xmr", improvement="decrease"))
    assert [p.type for p in upright.points] == [p.type for p in turned.points]


@pytest.mark.parametrize(
    ("among", "flagged"),
    [((10, 10, 7), (0, 1)), ((10, 7, 10), (0, 2)), ((10, 10), ()), ((10, 7, 7, 10), ()),
     ((10, 7, 7), ()), ((2, 2, 5), (0, 1)), ((2, 5, 5, 2), ())],
)  # fmt: skip
def test_two_of_three_is_a_window_of_three_no_wider_and_no_narrower(
    among: tuple[int, ...], flagged: tuple[int, ...]
) -> None:
    """A calm series about 6 with a few points among it; 10 and 2 lie near a limit."""
    calm = [5, 7] * 10
    before, after = (calm[:-1], [5, *calm]) if among[0] > 6 else (calm, [7, *calm])
    found = chart([*before, *among, *after], Plan(chart="xmr", screen=False))
    start = len(before)
    rules = {i - start for i, p in enumerate(found.points) if p.rule == "two_of_three"}
    assert rules == set(flagged)
    assert not any(p.rule for i, p in enumerate(found.points) if i - start not in flagged)
