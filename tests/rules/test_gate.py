"""The gate gives one outcome for every mix, and none while a domain is not looked at."""

from __future__ import annotations

from typing import Any

import pytest

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import Band, Option
from srh_assess.rules.gate import GateFinding, gate
from tests.rules import made
from tests.rules.made import answer, domain, item, protocol

COLOURS = tuple(Option(code=code, label=code, colour=code) for code in ("green", "amber", "red"))
OTHERS = ("trauma", "sexual", "staff_risk")
PROTOCOL = protocol(
    *(
        item(id, "one", options=COLOURS, staff=True)
        for id in ("mind", "sedation", *OTHERS, "place")
    ),
    item("hours", "number", options=(Option(code="none", label="None", colour="green"),)),
    gate=made.gate(
        domain("mind", prepare="Short questions."),
        domain("sedation"),
        domain("hours"),
        *(domain(id, counts=False, prepare=f"Mind {id}.") for id in OTHERS),
        domain("place", counts=False, red="partial", prepare="Find a room."),
        bands=(
            Band(item="hours", colour="red", below=6),
            Band(item="hours", colour="amber", at_least=6, at_most=24),
            Band(item="hours", colour="green", over=24),
            Band(item="elsewhere", colour="red"),
        ),
    ),
)
GREEN: dict[str, Any] = {
    "mind": "green", "sedation": "green", "hours": "none", "trauma": "green", "sexual": "green",
    "staff_risk": "green", "place": "green",
}  # fmt: skip


def look(**colours: Any) -> GateFinding:
    return gate(PROTOCOL, dict(answer(id, code) for id, code in {**GREEN, **colours}.items()))


@pytest.mark.parametrize(
    ("colours", "outcome", "because"),
    [
        ({}, "go", ()),
        ({"mind": "amber"}, "go", ()),
        ({"mind": "amber", "hours": 6}, "partial", ("mind", "hours")),
        ({"mind": "amber", "sedation": "amber", "hours": 6}, "partial",
         ("mind", "sedation", "hours")),
        ({"mind": "red"}, "defer", ("mind",)),
        ({"mind": "red", "place": "red", "sedation": "red"}, "defer", ("mind", "sedation")),
        ({"place": "red"}, "partial", ("place",)),
        ({"trauma": "red"}, "defer", ("trauma",)),
        ({"trauma": "amber", "sexual": "amber"}, "go", ()),
        ({"trauma": "amber", "sexual": "amber", "mind": "amber"}, "go", ()),
        ({"trauma": "amber", "sexual": "amber", "place": "amber"}, "partial",
         ("trauma", "sexual", "place")),
        ({"trauma": "amber", "sexual": "amber", "place": "amber", "mind": "amber"}, "partial",
         ("mind", "trauma", "sexual", "place")),
    ],
)  # fmt: skip
def test_outcome_and_what_led_to_it(
    colours: dict[str, Any], outcome: str, because: tuple[str, ...]
) -> None:
    found = look(**colours)
    assert (found.outcome, found.because, found.missing) == (outcome, because, ())


@pytest.mark.parametrize(
    ("hours", "colour"),
    [("none", "green"), (0, "red"), (5.9, "red"), (6, "amber"), (24, "amber"), (24.1, "green")],
)
def test_hours_take_the_colour_of_their_band(hours: Any, colour: str) -> None:
    assert look(hours=hours).colours["hours"] == colour


@pytest.mark.parametrize("unknown", [State.NOT_KNOWN, State.DECLINED, State.UNSURE, "purple"])
def test_what_is_no_colour_is_missing_and_never_green(unknown: Any) -> None:
    found = look(mind=unknown, sedation="red")
    assert found.outcome is None
    assert found.missing == found.because == ("mind",)
    assert "mind" not in found.colours


def test_a_number_in_no_band_is_missing() -> None:
    gaps = protocol(
        item("hours", "number"),
        gate=made.gate(domain("hours"), bands=(Band(item="hours", colour="red", below=6),)),
    )
    assert gate(gaps, dict([answer("hours", 7)])).missing == ("hours",)


def test_nothing_looked_at_is_not_decided() -> None:
    found = gate(PROTOCOL, {})
    assert found.outcome is None
    assert set(found.missing) == set(GREEN)


def test_ambers_and_a_room_to_put_right_say_what_to_prepare() -> None:
    assert look().prepare == ()
    assert look(mind="amber", trauma="amber").prepare == ("Short questions.", "Mind trauma.")
    assert look(mind="red", sedation="amber", place="red").prepare == ("Find a room.",)


def test_what_is_missing_has_nothing_to_prepare() -> None:
    found = gate(PROTOCOL, dict([answer("mind", "amber")]))
    assert found.prepare == ("Short questions.",)


def test_each_number_has_the_bands_of_its_own_item() -> None:
    bands = (
        Band(item="b", colour="red", below=6),
        Band(item="a", colour="green", below=6),
        Band(item="c", colour="amber", below=6),
    )
    three = protocol(
        *(item(id, "number") for id in "abc"),
        gate=made.gate(*(domain(id) for id in "abc"), bands=bands),
    )
    found = gate(three, dict(answer(id, 5) for id in "abc"))
    assert found.colours == {"a": "green", "b": "red", "c": "amber"}


@pytest.mark.parametrize(("hours", "known"), [(23, False), (24, False), (24.1, True), (25, True)])
def test_over_a_number_is_not_at_it(hours: float, known: bool) -> None:
    one = protocol(
        item("hours", "number"),
        gate=made.gate(domain("hours"), bands=(Band(item="hours", colour="green", over=24),)),
    )
    assert bool(gate(one, dict([answer("hours", hours)])).colours) is known
