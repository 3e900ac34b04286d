"""What no plan may say: each way of saying it, and what sounds like it and is care."""

from __future__ import annotations

import pytest

from srh_assess.rules.plain_refusals import coerces, leans_on_detention


@pytest.mark.parametrize(
    "text",
    [
        "hold her down if she moves", "give it covertly", "no leave until she agrees",
        "Send a warning letter", "put a behaviour contract in place", "ask for a community"
        " protection notice", "a criminal behaviour order", "report her to the police",
        "the police to warn her", "police will visit", "prosecute her next time", "charge her",
    ],
)  # fmt: skip
def test_no_plan_says_this(text: str) -> None:
    assert coerces("see her tomorrow", text)


@pytest.mark.parametrize(
    "text",
    [
        "go with her when she reports it to the police", "he is being prosecuted", "the arrest of"
        " her husband was yesterday", "her behaviour changed since the depot", "ring her at home",
        "no leave is needed", "she is in charge of her own pills",
    ],
)  # fmt: skip
def test_what_sounds_like_it_and_is_care_may_be_planned(text: str) -> None:
    assert not coerces(text)


@pytest.mark.parametrize(("text", "leans"), [("under her section", True), ("her wish", False)])
def test_a_section_is_no_ground(text: str, leans: bool) -> None:
    assert leans_on_detention(text) is leans
