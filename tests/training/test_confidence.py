"""How sure people feel: of groups of eight or more, with their own change, and of nobody alone."""

from __future__ import annotations

import pytest

from srh_assess.training import confidence
from srh_assess.training.confidence import Told


def told(people: int, wave: confidence.Wave, value: int, first: int = 0) -> list[Told]:
    return [
        Told(person=f"p{n}", wave=wave, values={"periods": value + n % 2})
        for n in range(first, first + people)
    ]


def topic(*groups: list[Told]) -> confidence.Topic:
    asked = confidence.topics(["periods"])
    found = confidence.figures((one for group in groups for one in group), asked)
    return next(one for one in found if one.id == "periods")


def test_eight_topics_are_asked_of_everybody_and_four_can_be_added() -> None:
    assert len(confidence.topics()) == 8  # six to eight: measures and training, F2-8
    assert len(confidence.besides()) == 4  # of the twelve of the protocol, F1
    every = confidence.topics(confidence.besides())
    assert len(every) == 12
    assert all(words for words in every.values())
    assert set(confidence.topics(["fgm", "none such"])) == {*confidence.topics(), "fgm"}
    assert set(confidence.WORDS) == set(confidence.WAVES)


@pytest.mark.parametrize(("people", "shown"), [(0, 0), (1, 0), (7, 0), (8, 8), (9, 9)])
def test_a_figure_stands_on_eight_people_or_is_none(people: int, shown: int) -> None:
    figure = topic(told(people, "before", 4)).waves["before"]
    assert figure.people == shown
    assert (figure.middle is not None) is (shown > 0)


def test_the_change_is_that_of_the_same_people() -> None:
    found = topic(told(8, "before", 3), told(8, "after", 7))
    assert found.waves["before"].middle == 3.5
    assert found.changes["before", "after"] == confidence.Figure(people=8, middle=4.0)
    seven = topic(told(8, "before", 3), told(8, "after", 7, first=1))
    assert seven.waves["after"].people == 8
    assert seven.changes["before", "after"] == confidence.Figure(people=0, middle=None)


def test_what_is_said_again_takes_the_place_of_before() -> None:
    first, second = told(8, "before", 1), told(8, "before", 5)
    assert topic(first, second).waves["before"].middle == 5.5


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({}, False), ({"periods": -1}, False), ({"periods": 0}, True), ({"periods": 10}, True),
        ({"periods": 11}, False), ({"police": 3}, False), ({"periods": 3, "fgm": 99}, False),
        ({"fgm": 3}, False), ({"referral": 3, "periods": 3}, True),
    ],
)  # fmt: skip
def test_answers_are_topics_from_nought_to_ten(values: dict[str, int], fits: bool) -> None:
    assert confidence.fits(values, confidence.topics(["periods"])) is fits
