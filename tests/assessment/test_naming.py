"""How sentences and the content's words name her."""

from __future__ import annotations

import pytest

from srh_assess.assessment.facts import Identity
from srh_assess.assessment.naming import Woman, woman


@pytest.mark.parametrize(
    ("is_she", "inside"),
    [(True, "her yes, as the gp heard it"), (False, "Maya’s yes, as the gp heard it")],
)
def test_inside_a_sentence_words_are_small_but_a_name(is_she: bool, inside: str) -> None:
    label = "Her yes, as the GP heard it" if is_she else "Maya’s yes, as the GP heard it"
    assert Woman(name="Maya", is_she=is_she).inside(label) == inside


@pytest.mark.parametrize(
    ("pronouns", "sentence"),
    [
        ("She / her", "She says her word; ask her. Her choice, as she says."),
        ("he, him", "Maya says Maya’s word; ask Maya. Maya’s choice, as Maya says."),
        ("", "Maya says Maya’s word; ask Maya. Maya’s choice, as Maya says."),
    ],
)
def test_a_sentence_of_the_window_says_what_was_asked_for(pronouns: str, sentence: str) -> None:
    who = woman(Identity(family="Wren", preferred="Maya", pronouns=pronouns))
    said = who.tell("{She} says {hers} word; ask {her}. ")
    assert f"{said}{who.starting_possessive} choice, as {who.subject} says." == sentence


def test_nobody_is_called_this_person() -> None:
    assert woman(None).starting == "This person"
    assert woman(Identity(family="")).possessive == "This person’s"
