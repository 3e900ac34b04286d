"""Women who do not exist, and wards that fill and empty as real ones do."""

from __future__ import annotations

from datetime import date
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.assessment.identity import age_on, checked, nhs_number
from srh_assess.workflow.invented import arrivals, people
from srh_assess.workflow.invented.anchors import anchors, one_of
from srh_assess.workflow.invented.arrivals import A_DAY, Run

DAY = date(2026, 3, 10)


def never(ward: int, day: int) -> bool:
    return False


@given(st.integers(0, 600_000))
def test_every_number_is_of_the_range_that_is_never_issued(place: int) -> None:
    found = people.nhs_number(place)
    assert nhs_number(found).test_range
    assert found != people.nhs_number(place + 1)


def test_no_number_is_given_twice() -> None:
    assert len({people.nhs_number(place) for place in range(5_000)}) == 5_000


def test_a_seed_gives_the_same_women_for_good() -> None:
    """A golden row: another platform or a later Python has to give the same."""
    found = people.woman(Random("7 woman 3"), 3, DAY)
    assert found == people.woman(Random("7 woman 3"), 3, DAY)
    assert (found.given, found.family, str(found.born), found.nhs_number) == GOLDEN


GOLDEN = ("Ebony", "Hollinshaw", "1992-03-29", "9990000042")


def test_every_woman_can_be_admitted_and_is_grown_up() -> None:
    ages = []
    for place in range(2_000):
        who = people.woman(Random(f"1 {place}"), place, DAY)
        assert who.born is not None
        assert checked(who, DAY) == who
        ages.append(age_on(who.born, DAY))
    assert min(ages) >= 18
    assert max(ages) <= 65
    assert 33 < sum(ages) / len(ages) < 39


def test_shares_are_kept() -> None:
    draw = Random(1)
    found = [one_of(draw, anchors().section.shares) for _ in range(4_000)]
    assert 0.47 < found.count("Section 3") / 4_000 < 0.57


def test_a_ward_fills_and_empties_as_real_ones_do() -> None:
    visits = arrivals.visits(Random(3), Run(count=3_000, wards=2, closed=never))
    assert len(visits) == 3_000
    lengths = [(v.ends - v.begins) / A_DAY for v in visits]
    assert 15 <= median(lengths) <= 19
    assert max(lengths) <= 181
    end = visits[-1].begins
    beds = sum(min(v.ends, end) - v.begins for v in visits) / (2 * anchors().beds.each * end)
    assert 0.75 <= beds <= 0.97
    assert {v.bed for v in visits} == set(range(1, anchors().beds.each + 1))
    by_bed: dict[tuple[int, int], int] = {}
    for visit in visits:
        assert by_bed.get((visit.ward, visit.bed), 0) <= visit.begins
        by_bed[visit.ward, visit.bed] = visit.ends


def test_some_come_back_and_never_while_they_are_here() -> None:
    visits = arrivals.visits(Random(4), Run(count=2_000, wards=3, closed=never))
    last: dict[int, int] = {}
    again = 0
    for visit in visits:
        if visit.place in last:
            again += 1
            assert last[visit.place] < visit.begins
        last[visit.place] = visit.ends
    assert 0.05 < again / 2_000 < 0.2


def test_nobody_comes_in_a_closed_month() -> None:
    visits = arrivals.visits(
        Random(5), Run(count=800, wards=3, closed=lambda ward, day: (ward, day // 30) == (2, 4))
    )
    assert not [v for v in visits if v.ward == 2 and v.begins // (30 * A_DAY) == 4]
    assert [v for v in visits if v.ward == 1 and v.begins // (30 * A_DAY) == 4]
    assert max(v.begins for v in visits) > 150 * A_DAY


@pytest.mark.parametrize(
    ("ward", "name"),
    [(0, "Willow Ward"), (9, "Sorrel Ward"), (10, "Willow 2 Ward"), (59, "Sorrel 6 Ward")],
)
def test_wards_have_names(ward: int, name: str) -> None:
    assert arrivals.ward_name(ward) == name
