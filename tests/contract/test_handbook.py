"""Everything the protocol holds stands in the handbook that a clinician signs.

Walks the whole content: a new row of any kind is a new case here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct

from srh_assess.protocol.handbook import handbook
from srh_assess.protocol.handbook_tree import Entry
from srh_assess.protocol.load import load
from srh_assess.protocol.plain import Line, in_words
from srh_assess.protocol.review import rows_with_dates

PROTOCOL = load(cases=True)
BOOK = handbook(PROTOCOL)
ENTRIES = {entry.id: entry for chapter in BOOK.chapters for entry in chapter.entries}
HIDDEN = {
    "fixed",
    "counts_from",
    "programme",
    "days_setting",
    "id",
    "section",
    "order",
    "shown_when",
    "when",
    "starts",
    "raised",
    "name",
    "kind",
}
"""Fields that stand in words: the tests below look for the words."""


def lines(entry: Entry) -> Iterator[str]:
    yield entry.title
    for fact in entry.facts:
        yield from (line.text for line in fact.lines)


def texts(row: Struct) -> Iterator[str]:
    """Every text of a row that stands in the handbook as it is written."""
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, str) and value and name not in HIDDEN and len(value) > 12:
            yield value


def anchored() -> Iterator[tuple[str, Any]]:
    yield from ((f"item-{id}", row) for id, row in PROTOCOL.items.items())
    yield from ((f"condition-{id}", row) for id, row in PROTOCOL.conditions.items())
    yield from ((f"domain-{row.id}", row) for row in PROTOCOL.gate.domains)
    yield from ((f"need-{id}", row) for id, row in PROTOCOL.needs.items())
    yield from ((f"clock-{id}", row) for id, row in PROTOCOL.clocks.items())
    yield from ((f"destination-{id}", row) for id, row in PROTOCOL.destinations.items())
    yield from ((f"decision-{id}", row) for id, row in PROTOCOL.decisions.items())
    yield from ((f"setting-{id}", row) for id, row in PROTOCOL.settings.items())
    yield from ((f"supply-{id}", row) for id, row in PROTOCOL.supplies.items())
    yield from ((f"care-{id}", row) for id, row in PROTOCOL.care.items())
    yield from ((f"view-{id}", row) for id, row in PROTOCOL.views.items())
    yield from ((f"saying-{id}", row) for id, row in PROTOCOL.sayings.items())
    held = PROTOCOL.tables
    yield from ((f"note-{id}", row) for id, row in held.notes.items())
    yield from ((f"medicine-{id}", row) for id, row in held.medicines.items())
    yield from ((f"method-{id}", row) for id, row in held.methods.items())
    yield from ((f"screening-{id}", row) for id, row in held.screening.items())
    yield from ((f"test-{id}", row) for id, row in held.tests.items())
    yield from ((f"instrument-{id}", row) for id, row in held.instruments.items())
    yield from ((f"section-{row.id}-whole", row) for row in PROTOCOL.sections)


@pytest.mark.parametrize("pair", list(anchored()), ids=lambda pair: str(pair[0]))
def test_every_row_stands_there_with_all_its_words(pair: tuple[str, Any]) -> None:
    anchor, row = pair
    said = "\n".join(lines(ENTRIES[anchor]))
    missing = [text for text in texts(row) if text not in said]
    assert missing == []
    if hasattr(row, "reviewed"):
        assert f"{row.reviewed}, to look at again by {row.review_by}" in said
        assert row.evidence in said


@pytest.mark.parametrize("item", PROTOCOL.items.values(), ids=lambda item: str(item.id))
def test_every_option_state_and_skip_of_an_item(item: Any) -> None:
    entry = ENTRIES[f"item-{item.id}"]
    said = list(lines(entry))
    for option in item.options:
        assert any(line.startswith(f"{option.label} [{option.code}]") for line in said)
    for need in item.needs:
        assert f"{need} {PROTOCOL.needs[need].name}" in said
    for skip in item.skips:
        assert any(line.endswith(PROTOCOL.conditions[skip].because) for line in said)
    if item.shown_when:
        assert holds(entry, "Shown only when", in_words(item.shown_when, PROTOCOL))


def holds(entry: Entry, label: str, wanted: tuple[Line, ...], below: int = 0) -> bool:
    """Whether these lines stand one after the other under that label."""
    found = next(fact.lines for fact in entry.facts if fact.label == label)
    moved = tuple(Line(line.text, line.depth + below) for line in wanted)
    return any(found[at : at + len(moved)] == moved for at in range(len(found)))


def test_every_condition_of_a_rule_stands_there_in_words() -> None:
    for row in PROTOCOL.conditions.values():
        assert holds(ENTRIES[f"condition-{row.name}"], "Holds when", in_words(row.when, PROTOCOL))
    for need in PROTOCOL.needs.values():
        for way in need.raised:
            words = in_words(way.when, PROTOCOL)
            assert holds(ENTRIES[f"need-{need.id}"], "Raised when", words, 1)
            assert way.note in "\n".join(lines(ENTRIES[f"need-{need.id}"]))
    for clock in PROTOCOL.clocks.values():
        for start in clock.starts:
            words = in_words(start.when, PROTOCOL)
            assert holds(ENTRIES[f"clock-{clock.id}"], "Started when", words, 1)


def test_every_case_stands_with_the_rule_that_it_tests() -> None:
    anchors = {"asked": "asked-cases", "gate": "gate-outcome"}
    for case in PROTOCOL.cases:
        kind = case.rule.split(".")[0]
        places = {
            **{id: f"need-{id}" for id in PROTOCOL.needs},
            **{id: f"clock-{id}" for id in PROTOCOL.clocks},
            **{id: f"condition-{id}" for id in PROTOCOL.conditions},
            **anchors,
        }
        table, _, row = case.rule.partition(".")
        anchor = places[kind] if not row else f"{'domain' if table == 'gate' else table}-{row}"
        rows = [row for table in ENTRIES[anchor].tables for row in table.rows]
        assert any(case.id in row[0] for row in rows), case.id


def test_a_row_of_the_gate_and_every_reason() -> None:
    said = "\n".join(lines(ENTRIES["gate-outcome"]))
    for reason in PROTOCOL.gate.reasons:
        assert f"{reason.label} ({reason.code}" in said
    assert said.count("R02") == len(PROTOCOL.gate.bands)


def test_every_decision_says_what_she_needs_to_know() -> None:
    for decision in PROTOCOL.decisions.values():
        assert set(decision.told) <= set(lines(ENTRIES[f"decision-{decision.id}"]))


def test_every_dated_row_stands_in_the_calendar() -> None:
    said = "\n".join(
        line for id, entry in ENTRIES.items() if id.startswith("review-") for line in lines(entry)
    )
    names = [name for name, _ in rows_with_dates(PROTOCOL)]
    assert len(names) == len(set(names))
    listed = {name for line in said.splitlines() for name in line.split(", ")}
    assert set(names) <= listed


def test_an_anchor_stands_once() -> None:
    anchors = [chapter.id for chapter in BOOK.chapters]
    anchors += [entry.id for chapter in BOOK.chapters for entry in chapter.entries]
    assert len(anchors) == len(set(anchors))
