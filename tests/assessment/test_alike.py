"""Whom one could take for whom: a question, never an answer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.assessment.alike import likeness, plain, similar
from srh_assess.assessment.facts import Identity

BORN = date(1997, 3, 22)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Wren", "WREN", True),
        ("O'Neill", "ONeill", True),
        ("Nguyễn", "Nguyen", True),
        ("Wren", "Wreen", True),
        ("Wrenn", "Wren", True),
        ("Wren", "Wran", True),
        ("Wern", "Wren", True),
        ("Okafor", "Okafro", True),
        ("Wren", "Warren", False),
        ("Ida", "Ada", False),
        ("", "Wren", False),
        ("Wren", "", False),
        ("Ivanova", "Petrova", False),
    ],
)
def test_names_are_similar_when_one_slip_apart(one: str, other: str, alike: bool) -> None:
    assert similar(one, other) is alike
    assert similar(other, one) is alike


@given(st.text(max_size=20))
def test_a_name_is_similar_to_itself_or_holds_no_letter(name: str) -> None:
    assert similar(name, name) is bool(plain(name))


def who(family: str = "Wren", given_name: str = "Marianne", **more: object) -> Identity:
    return Identity(family=family, given=given_name, **{"born": BORN, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (who("Elm", "Ada", nhs_number="9990000018"), "number"),
        (who(), "name_and_birth"),
        (who("Wrenn", "Mariane"), "name_and_birth"),
        (who("Marianne", "Wren"), "name_and_birth"),
        (who("Wren", "Maya"), "name_and_birth"),
        (who("Wren", ""), "name_and_birth"),
        (who(born=None), "name_and_birth"),
        (who("Wrenn", born=None), "name"),
        (who(born=date(1990, 1, 1)), "name"),
        (who("Elm"), ""),
        (who("Wren", "Ada"), ""),
    ],
)
def test_how_two_women_are_alike(other: Identity, how: str) -> None:
    hers = who(preferred="Maya", nhs_number="9990000018")
    assert likeness(hers, other) == how
    assert likeness(other, hers) == how
