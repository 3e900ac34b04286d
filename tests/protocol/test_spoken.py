"""The content with a name where it says *she*: the rule, and every *her* there is, read through.

``tests/data/her.txt`` has a line for each *her* and *hers* of the content with the words round it:
``whose`` where it says whose something is, ``whom`` otherwise. A new sentence needs its line:
``python -m tests.protocol.test_spoken`` writes the file anew, and what is new in it is to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.spoken import answers, owns, said, spoken, told, turned

TABLE = Path(__file__).resolve().parents[1] / "data" / "her.txt"
PROTOCOL = load()
NOT_SHOWN_OF_HER = {"source", "evidence", "whose", "conditions", "settings", "local", "written"}
"""The settings speak of every woman, on the page of a lead; the conditions' words are turned when
they have become findings."""


def words(part: object) -> Iterator[str]:
    """Every text of a part of the content."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from words(one)
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from words(one)
    elif isinstance(part, Struct):
        for field in part.__struct_fields__:
            if field not in NOT_SHOWN_OF_HER:
                yield from words(getattr(part, field))


def every() -> list[str]:
    """The content's sentences, and why a condition hides something."""
    because = [row.because for row in PROTOCOL.conditions.values()]
    return [*words(PROTOCOL), *because]


def rows() -> list[str]:
    """Each *her* and *hers*, as it is taken, with three words before it and behind."""
    found = set()
    for text in every():
        for one in said(text):
            if one.group(1).lower() != "she":
                before = " ".join(text[: one.start()].split()[-3:])
                behind = text[one.end() : one.end() + 1].strip() + " ".join(
                    text[one.end() + 1 :].split()[:3]
                )
                kind = "whose" if owns(one) else "whom"
                found.add(f"{kind}  {before} [{one.group()}] {behind}".rstrip())
    return sorted(found)


def test_the_answers_of_a_question_are_turned_and_nothing_else_of_it() -> None:
    """What a letter says of an item: its answers. One without such words is the very same."""
    turned_ones = 0
    for id, item in PROTOCOL.items.items():
        shown = answers(PROTOCOL, id, "Sasha")
        assert shown.options == told(item, "Sasha").options
        assert (shown.how, shown.why) == (item.how, item.why)
        turned_ones += shown is not item
    assert 0 < turned_ones < len(PROTOCOL.items) / 2


def test_every_her_of_the_content_is_in_the_table_as_it_was_read() -> None:
    kept = TABLE.read_text("utf-8").splitlines()
    assert rows() == kept
    assert len(kept) > 250


def test_no_line_of_the_content_says_herself() -> None:
    found = [text for text in every() if re.search(r"\bherself\b", text, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("She says no.", "Sam says no."),
        ("Stay with her.", "Stay with Sam."),
        ("Ask her to point, in her words.", "Ask Sam to point, in Sam’s words."),
        ("Her wish, and what helps her", "Sam’s wish, and what helps Sam"),
        ("The talk is hers.", "The talk is Sam’s."),
        ("Alone with her? Tell her first.", "Alone with Sam? Tell Sam first."),
        ("There is a shelter; other, where, usher", "There is a shelter; other, where, usher"),
        ("she_asked", "she_asked"),
        ("We offer every woman here a talk.", "We offer everybody here a talk."),
        ("Every woman is asked, and other women too", "Everybody is asked, and other people too"),
        ("Many women here; another woman", "Many women here; another woman"),
        ("", ""),
    ],
)
def test_a_name_stands_where_she_stood(written: str, shown: str) -> None:
    assert turned(written, "Sam") == shown


def test_a_sentence_begins_with_a_capital_whatever_stands_for_her() -> None:
    assert turned("She says that she bleeds.", "the patient") == (
        "The patient says that the patient bleeds."
    )
    assert turned("Her choice", "the patient") == "The patient’s choice"


def test_a_name_is_put_in_as_it_is_written() -> None:
    assert turned("Ask her.", r"M\1 {x}") == r"Ask M\1 {x}."


@pytest.fixture(scope="module")
def shown() -> Protocol:
    return spoken(PROTOCOL, "Sasha")


def test_nothing_of_the_content_says_she_of_sasha(shown: Protocol) -> None:
    pattern = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
    assert [text for text in words(shown) if pattern.search(text)] == []
    assert any("Sasha" in text for text in words(shown))


def test_nobody_is_counted_among_women_to_their_face(shown: Protocol) -> None:
    """The words to say, and what is told before a decision."""
    opening = next(section for section in shown.sections if section.id == "opening")
    assert opening.preface.startswith("We offer everybody here a talk")
    among = re.compile(r"\b(every woman|other women)\b", re.IGNORECASE)
    assert [text for text in words(shown) if among.search(text)] == []
    assert any(among.search(text) for text in words(PROTOCOL))


def test_what_the_rules_are_asked_of_stays_as_it_is_written(shown: Protocol) -> None:
    assert shown.written is PROTOCOL
    assert spoken(shown, "Jo").written is PROTOCOL
    assert shown.conditions is PROTOCOL.conditions
    assert shown.content_hash == PROTOCOL.content_hash
    assert shown.items["O01"].options is not None
    assert list(shown.items) == list(PROTOCOL.items)
    assert list(shown.needs) == list(PROTOCOL.needs)


def test_what_says_neither_is_the_very_same(shown: Protocol) -> None:
    same = [id for id, item in PROTOCOL.items.items() if shown.items[id] is item]
    other = [id for id, item in PROTOCOL.items.items() if shown.items[id] is not item]
    assert same
    assert other
    assert told(("It stays.",), "Sasha") == ("It stays.",)
    assert told({"why": "It is her choice."}, "Sasha") == {"why": "It is Sasha’s choice."}


def test_what_stands_in_lists_over_several_women_speaks_of_none() -> None:
    """On the board, in the huddle and at the ward round a line cannot name her a second time."""
    named = (PROTOCOL.needs, PROTOCOL.care, PROTOCOL.clocks, PROTOCOL.decisions)
    found = [row.name for rows in named for row in rows.values()]
    found += [row.neutral for row in PROTOCOL.clocks.values()]
    found += [row.label for row in PROTOCOL.destinations.values()]
    found += [row.label for row in PROTOCOL.gate.reasons]
    assert len(found) > 100
    assert [one for one in found if list(said(one))] == []


if __name__ == "__main__":
    TABLE.write_text("\n".join(rows()) + "\n", encoding="utf-8")
