"""The bank of questions as shipped: its counts, its sets, and what every question must hold."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

import pytest

from srh_assess.protocol.load import load
from srh_assess.protocol.model import Item, Protocol

BANK = {
    "R": 14, "O": 6, "T": 11, "P": 10, "C": 11, "G": 15, "H": 15, "F": 9, "A": 20,
    "RH": 9, "FG": 5, "S": 8, "M": 6, "W": 5, "I": 4, "Z": 7,
}  # fmt: skip
PARTIAL = {"O01", "T01", "T02", "T03", "T04", "T07", "T08", "T09", "G13", "Z05"}
NEVER_SKIPPED = ("T03", "T04", "T08", "T09", "T11", "W01", "A20", "X23")
LONGEST_LABEL = 45
MOST_ON_A_PAGE = 4


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return load()


@pytest.fixture(scope="module")
def items(protocol: Protocol) -> tuple[Item, ...]:
    return tuple(protocol.items.values())


def test_the_bank_holds_155_questions_of_which_50_are_core(items: tuple[Item, ...]) -> None:
    bank = [item for item in items if item.bank]
    letters = Counter("".join(takewhile(str.isalpha, item.id)) for item in bank)
    assert letters == BANK
    core = [item for item in bank if item.core]
    assert (len(bank), len(core), sum(not item.staff for item in core)) == (155, 50, 39)


def test_the_short_talk_holds_what_the_protocol_names(items: tuple[Item, ...]) -> None:
    assert {item.id for item in items if item.partial} == PARTIAL


def test_every_question_has_all_its_words(items: tuple[Item, ...]) -> None:
    fields = ("say", "label", "explain", "hint", "how", "why", "unwell", "source", "evidence")
    assert [(i.id, f) for i in items for f in fields if not getattr(i, f)] == []


def test_labels_and_hints_keep_their_form(items: tuple[Item, ...]) -> None:
    assert [i.id for i in items if len(i.label) > LONGEST_LABEL or "?" in i.label] == []
    assert [i.id for i in items if i.hint.endswith(".")] == []


def test_none_stands_alone(items: tuple[Item, ...]) -> None:
    many = [i for i in items if i.kind == "many"]
    assert [i.id for i in many for o in i.options if o.code == "none" and not o.exclusive] == []


def test_a_follow_up_of_the_same_sitting_is_opened_by_something(items: tuple[Item, ...]) -> None:
    opened = [i for i in items if i.same_sitting]
    assert [i.id for i in opened if i.shown_when is None or not i.not_asked] == []


def test_no_skip_hides_a_question_of_safety(protocol: Protocol) -> None:
    assert [i for i in NEVER_SKIPPED if protocol.items[i].skips] == []


def test_short_questions_share_a_page_but_no_page_is_long(items: tuple[Item, ...]) -> None:
    pages = Counter((i.section, i.page) for i in items if not i.staff)
    assert [page for page, count in pages.items() if count > MOST_ON_A_PAGE] == []


def test_what_has_a_date_says_what_the_date_is_of(items: tuple[Item, ...]) -> None:
    dated = [i for i in items if i.kind == "date" or any(o.dated for o in i.options)]
    assert [i.id for i in dated if not i.event] == []
