"""The tables of cases reach everything: every question is asked in one of them and, where a rule can
hide it, hidden in another; every answer that a rule reads stands in one; every place is reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from srh_assess.letters.template import kinds
from srh_assess.letters.template import load as letter
from srh_assess.protocol.handbook_cases import NOW
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Condition, Item
from srh_assess.protocol.order import parts
from srh_assess.rules.words import DECIDED_AT_THE_GATE, OUTSIDE
from srh_assess.workflow.evaluate import evaluate_case
from tests.spec.test_cases import evaluated

PROTOCOL = load(cases=True)


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    return [evaluated(case, PROTOCOL) for case in PROTOCOL.cases]


def conditions() -> Iterator[Condition]:
    yield from (row.when for row in PROTOCOL.conditions.values())
    for need in PROTOCOL.needs.values():
        yield from (way.when for way in need.raised)
    for clock in PROTOCOL.clocks.values():
        yield from (start.when for start in clock.starts)
    yield from (item.shown_when for item in PROTOCOL.items.values() if item.shown_when)
    held = PROTOCOL.tables
    for rows in (held.methods, held.screening, held.tests):
        yield from (row.when for row in rows.values())
    yield from (note.shown_when for note in held.notes.values() if note.shown_when)


def answered() -> Iterator[tuple[str, object]]:
    for case in PROTOCOL.cases:
        for item, given in case.answers.items():
            value = given.get("value", given.get("state")) if isinstance(given, dict) else given
            for one in value if isinstance(value, list | tuple) else (value,):
                yield item, one


def test_every_question_is_shown_in_one_and_hidden_in_another(found: list[dict[str, Any]]) -> None:
    """A further question is shown where no rule hides it: it is asked once its part is opened."""
    outside = {*OUTSIDE.values(), DECIDED_AT_THE_GATE}
    hidden = [{id for id, why in one["not_asked"].items() if why not in outside} for one in found]
    always = set.intersection(*hidden)
    assert sorted(always) == []
    ruled = {item.id for item in PROTOCOL.items.values() if item.shown_when or item.skips}
    assert sorted(ruled - set().union(*hidden)) == []


def test_every_answer_that_a_rule_reads_stands_in_a_case() -> None:
    codes = {(item.id, option.code) for item in PROTOCOL.items.values() for option in item.options}
    read = {
        (part.item, part.value) for one in conditions() for part in parts(one)
        if part.item and part.op in {"=", "!="}
    }  # fmt: skip
    assert sorted(read & codes - set(answered())) == []


def followed(answers: dict[str, object]) -> dict[str, Any]:
    return evaluate_case(PROTOCOL, {"now": NOW, "answers": answers})


def raised(answers: dict[str, object]) -> tuple[list[str], object]:
    found = followed(answers)
    return [row["id"] for row in (*found["needs"], *found["clocks"])], found["gate"]


STANDS = frozenset(answered())


@pytest.mark.parametrize("item", [item for item in PROTOCOL.items.values() if item.options],
                         ids=lambda item: item.id)  # fmt: skip
def test_every_option_stands_in_a_case_or_raises_nothing_by_itself(item: Item) -> None:
    """Without an answer the question is owed where it is a core one; with any of them it is not."""
    nothing = raised({})
    owed = followed({})["missing"]
    for option in item.options:
        answers: dict[str, object] = {item.id: option.code}
        if (item.id, option.code) not in STANDS:
            assert raised(answers) == nothing, option.code
        assert item.id not in followed(answers)["missing"]
    if item.core and not item.shown_when and not item.staff:
        assert item.id in owed


def test_every_place_is_reached_by_what_a_case_raises_or_by_a_letter_of_its_own(
    found: list[dict[str, Any]],
) -> None:
    raised = {row["id"] for one in found for row in (*one["needs"], *one["clocks"])}
    to = {id: need.destinations for id, need in PROTOCOL.needs.items()}
    to |= {id: clock.destinations for id, clock in PROTOCOL.clocks.items()}
    reached = {place for id in raised for place in to[id]}
    written = {letter(kind).destination for kind in kinds()}
    assert sorted(PROTOCOL.destinations.keys() - reached - written) == []
