"""Entries in words: what an entry holds is said by her name where she is not *she*."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest

from srh_assess.assessment import facts
from srh_assess.assessment.looking import GlassBroken, RecordOpened
from srh_assess.protocol.load import load
from srh_assess.protocol.spoken import spoken
from srh_assess.workflow import entry_words
from tests.store.every_fact import every_fact

SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
PROTOCOL = load()
SASHA = spoken(PROTOCOL, "Sasha")


def codes(hint: Any) -> Iterator[str]:
    """Every word of the program that can stand in a field."""
    if get_origin(hint) is Literal:
        yield from (word for word in get_args(hint) if isinstance(word, str) and word)
    else:
        for inner in get_args(hint):
            yield from codes(inner)


def every_code() -> set[str]:
    found: set[str] = set()
    for kind in get_args(facts.AnyFact):
        for hint in typing.get_type_hints(kind).values():
            found.update(codes(hint))
    return found


@pytest.mark.parametrize("fact", every_fact("mark"), ids=lambda fact: type(fact).__name__)
def test_no_entry_says_she_of_sasha(fact: msgspec.Struct) -> None:
    told = [entry_words.subject(fact, SASHA)]
    for label, words in entry_words.details(fact, SASHA):
        told += [label, words]
    assert [one for one in told if SHE.search(one)] == []


def test_a_look_is_told_in_the_sentence_of_the_log() -> None:
    look = RecordOpened(sign_in="s", way="overview", basis="ward")
    glass = GlassBroken(sign_in="s", why="ended", reason="A result came back")
    assert list(entry_words.details(look, PROTOCOL)) == [
        ("What was done", "Opened where the assessment stands, on this ward at that time")
    ]
    assert list(entry_words.details(glass, PROTOCOL)) == [
        ("What was done", "Opened although the stay had ended. Reason: A result came back")
    ]


def test_what_the_rules_found_is_told_by_names() -> None:
    at = datetime(2026, 3, 10, 14, tzinfo=UTC)
    found = facts.FindingsRecorded(
        rules="r",
        needs=(facts.Found(id="N12", state="suspected", urgency="R", due=at),),
        clocks=(facts.Found(id=next(iter(PROTOCOL.clocks)), state="running"),),
    )
    told = dict(entry_words.details(found, PROTOCOL))
    need, clock = PROTOCOL.needs["N12"], next(iter(PROTOCOL.clocks.values()))
    assert told["Needs"] == f"{need.name}, suspected, due 10-Mar-2026 14:00"
    assert told["Clocks"] == f"{clock.name}, running"


def test_no_word_of_the_program_says_she_of_sasha() -> None:
    words = [entry_words._code(code, SASHA) for code in every_code()]
    assert len(words) > 200
    assert [one for one in words if SHE.search(one)] == []
    assert {"Sasha", "If Sasha asks", "Read to Sasha", "Held for Sasha"} <= set(words)
    assert "If she asks" in [entry_words._code(code, PROTOCOL) for code in every_code()]
