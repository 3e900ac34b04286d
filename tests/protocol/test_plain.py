"""Conditions in plain words, as a table: what stands in the file, what a clinician reads."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from srh_assess.protocol import plain
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Condition, Protocol
from tests.protocol.small import write

YES = Condition(item="Q1", op="=", value="yes")
NO = Condition(item="Q1", op="=", value="no")
UNSURE = Condition(item="Q1", op="=", value="unsure")
A = Condition(item="Q2", op="=", value="a")
GROWN = Condition(named="grown")


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Protocol:
    return load(write(tmp_path_factory.mktemp("protocol")))


def made(**fields: Any) -> Condition:
    return Condition(**fields)


TESTS = [
    (YES, "Q1 Something: “Yes”"),
    (UNSURE, "Q1 Something: not sure"),
    (made(item="Q1", op="!=", value="no"), "Q1 Something: not “No” (also when there is no answer)"),
    (made(item="Q1", op="!=", value="declined"),
     "Q1 Something: not would rather not say (also when there is no answer)"),
    (made(item="Q1", op="exists", value=True), "Q1 Something: has an answer"),
    (made(item="Q1", op="exists", value=False), "Q1 Something: has no answer"),
    (made(item="Q3", op="=", value=3), "Q3 How much: 3"),
    (made(item="Q3", op=">", value=3), "Q3 How much: over 3"),
    (made(item="Q3", op=">=", value=3.5), "Q3 How much: at least 3.5"),
    (made(item="Q3", op="<", value=3.0), "Q3 How much: under 3"),
    (made(item="Q3", op="<=", value=3), "Q3 How much: at most 3"),
    (made(item="Q1", op="within", value=120),
     "Q1 Something: not surely longer ago than 120 hours (also when the time is not known)"),
    (made(item="Q4", op="longer_ago", value=2184),
     "Q4 When: may be longer ago than 13 weeks (not when the time is not known)"),
    (made(fact="age", op=">=", value=25), "Her age is at least 25 years"),
    (made(fact="age", op="=", value=25), "Her age is exactly 25 years"),
    (made(fact="age", op="!=", value=25), "Her age is not 25 years"),
    (made(fact="age", op="exists", value=False), "Her age is not known"),
    (made(fact="admitted_hours", op="<", value=24), "The time since admission is under 24 hours"),
    (made(fact="admitted_hours", op="exists", value=True), "The time since admission is known"),
    (GROWN, "The condition “Grown” holds"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "words"), TESTS, ids=[words for _, words in TESTS])
def test_one_test_is_one_line(condition: Condition, words: str, protocol: Protocol) -> None:
    assert plain.in_words(condition, protocol) == (plain.Line(words),)


PARTS = [
    (made(all=(YES, A)), ["0 All of these:", "1 Q1 Something: “Yes”", "1 Q2 Which: “A”"]),
    (made(any=(YES, A)), ["0 At least one of these:", "1 Q1 Something: “Yes”", "1 Q2 Which: “A”"]),
    (made(any=(YES, UNSURE)), ["0 Q1 Something: “Yes” or not sure"]),
    (made(any=(YES, A, NO)),
     ["0 At least one of these:", "1 Q1 Something: “Yes”", "1 Q2 Which: “A”",
      "1 Q1 Something: “No”"]),
    (made(all=(YES, NO)), ["0 All of these:", "1 Q1 Something: “Yes”", "1 Q1 Something: “No”"]),
    (made(any=(YES,)), ["0 Q1 Something: “Yes”"]),
    (made(all=(made(any=(YES, NO)),)), ["0 Q1 Something: “Yes” or “No”"]),
    (made(all=(made(any=(GROWN, A)),)),
     ["0 At least one of these:", "1 The condition “Grown” holds", "1 Q2 Which: “A”"]),
    (made(any=(GROWN, made(all=(YES, made(any=(A, GROWN)))))),
     ["0 At least one of these:", "1 The condition “Grown” holds", "1 All of these:",
      "2 Q1 Something: “Yes”", "2 At least one of these:", "3 Q2 Which: “A”",
      "3 The condition “Grown” holds"]),
    (made(any=(made(item="Q1", op="!=", value="no"), made(item="Q1", op="!=", value="yes"))),
     ["0 At least one of these:", "1 Q1 Something: not “No” (also when there is no answer)",
      "1 Q1 Something: not “Yes” (also when there is no answer)"]),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "lines"), PARTS, ids=range(len(PARTS)))
def test_parts_stand_below_what_joins_them(
    condition: Condition, lines: list[str], protocol: Protocol
) -> None:
    found = [f"{line.depth} {line.text}" for line in plain.in_words(condition, protocol)]
    assert found == lines


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "0 hours"), (1, "1 hour"), (1.5, "1.5 hours"), (120, "120 hours"), (168, "168 hours"),
        (336, "2 weeks"), (192, "8 days"), (169, "169 hours"), (8766, "1 year"),
        (43830, "5 years"), (17568, "732 days"), (2184.0, "13 weeks"),
    ],
)  # fmt: skip
def test_spans(hours: float, words: str) -> None:
    assert plain.hours_words(hours) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-03-10T12:00:00+00:00", "2026-03-10 12:00 UTC"),
        ("2026-07-10T12:00:00+01:00", "2026-07-10 12:00:00+01:00"),
        ("2026-07-10T12:00:00", "2026-07-10 12:00:00"),
    ],
)
def test_moments_keep_their_zone(text: str, words: str) -> None:
    assert plain.moment_words(text) == words


def test_a_date_stands_as_it_was_written(protocol: Protocol) -> None:
    assert plain.answer_words(protocol.items["Q4"], "2026-01-02") == "2026-01-02"


def test_every_shipped_condition_has_words() -> None:
    shipped = load()
    whens = [row.when for row in shipped.conditions.values()]
    whens += [way.when for need in shipped.needs.values() for way in need.raised]
    whens += [start.when for clock in shipped.clocks.values() for start in clock.starts]
    whens += [item.shown_when for item in shipped.items.values() if item.shown_when]
    for when in whens:
        lines = plain.in_words(when, shipped)
        assert lines[0].depth == 0
        assert all(line.text.strip() for line in lines)
        steps = [b.depth - a.depth for a, b in pairwise(lines)]
        assert max(steps, default=0) <= 1
