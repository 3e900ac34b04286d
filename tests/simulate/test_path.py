"""How unwell she is, when somebody is there, and on which day the talk is offered."""

from __future__ import annotations

from random import Random
from statistics import fmean

import pytest

from srh_assess.workflow.invented import offers
from srh_assess.workflow.invented.acuity import colour, walk
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.rota import Rota


def test_acuity_falls_with_the_stay_and_is_never_below_none() -> None:
    walks = [walk(Random(f"walk {one}"), 40) for one in range(300)]
    by_day = [fmean(found[day] for found in walks) for day in (0, 5, 15, 39)]
    assert by_day == sorted(by_day, reverse=True)
    assert by_day[0] == pytest.approx(anchors().acuity.start, abs=0.1)
    assert min(min(found) for found in walks) == 0.0


def test_a_day_keeps_a_part_of_the_day_before() -> None:
    """The first autocorrelation about the level of the day, where the floor is far away."""
    walks = [walk(Random(f"walk {one}"), 4) for one in range(2_000)]
    middle = [fmean(found[day] for found in walks) for day in range(4)]
    near = fmean((w[2] - middle[2]) * (w[3] - middle[3]) for w in walks)
    spread = fmean((w[2] - middle[2]) ** 2 for w in walks)
    assert near / spread == pytest.approx(anchors().acuity.keep, abs=0.06)


def test_a_seed_gives_the_same_walk_for_good() -> None:
    """A golden row: another platform or a later Python has to give the same."""
    assert [round(one, 6) for one in walk(Random("7 days 3"), 4)] == GOLDEN_WALK


GOLDEN_WALK = [1.746128, 1.932165, 2.280338, 0.496799]


@pytest.mark.parametrize(
    ("acuity", "shown"), [(0, "green"), (1.19, "green"), (1.2, "amber"), (1.99, "amber"), (2, "red")]
)  # fmt: skip
def test_how_settled_she_is(acuity: float, shown: str) -> None:
    assert colour(acuity) == shown


def test_the_calendar_is_the_same_whatever_is_asked_first() -> None:
    forwards, backwards = Rota(Random("rota")), Rota(Random("rota"))
    days = range(1_500)
    assert [forwards.why_not(day) for day in days] == [
        backwards.why_not(day) for day in reversed(days)
    ][::-1]


def test_blocks_are_as_many_and_as_long_as_the_anchors_say() -> None:
    rota, years = Rota(Random("rota")), 60
    told = [rota.why_not(day) for day in range(years * 365)]
    often = anchors().calendar
    for why, a_year, (least, most) in (
        ("no_trained_staff", often.gaps_a_year, often.gap_days),
        ("infection_control", often.closures_a_year, often.closure_days),
    ):
        blocks = [
            next(n for n, other in enumerate(told[at:]) if other != why)
            for at in range(1, len(told) - most - 1)
            if told[at] == why and told[at - 1] != why
        ]
        assert set(blocks) == set(range(least, most + 1))
        assert 0.6 < len(blocks) / years / a_year < 1.1
    assert [rota.closed(day) for day in range(90)] == [
        why == "infection_control" for why in told[:90]
    ]


@pytest.mark.parametrize("share", [0.02, 0.12, 0.22, 0.42])
def test_where_the_curve_stands_gives_the_share(share: float) -> None:
    assert offers._assessed(offers.stands_for(share)) == pytest.approx(share, abs=1e-4)


def test_the_offer_is_likelier_on_calmer_and_on_earlier_days() -> None:
    assert offers.logistic(0) == 0.5
    assert offers.slope(3, 0.5) > offers.slope(3, 1.5)
    assert offers.slope(3, 0.5) > offers.slope(9, 0.5)


def test_no_offer_on_a_day_on_which_no_talk_can_be() -> None:
    rota = Rota(Random("rota"))
    shut = next(day for day in range(400) if rota.why_not(day))
    assert offers.open_days([0.0, 2.5, 0.0], rota, shut - 2) == [0]
    assert offers.offered_on(Random(1), 12.0, [0.0, 2.5, 0.0], [2]) == 2
    assert offers.offered_on(Random(1), 12.0, [0.0], []) is None
    assert offers.offered_on(Random(1), -12.0, [0.0], [0]) is None


@pytest.mark.parametrize(("day", "again"), [(0, True), (6, True), (7, False), (9, False)])
def test_there_is_time_to_ask_again(day: int, again: bool) -> None:
    assert offers.comes_again(day, 10) is again
