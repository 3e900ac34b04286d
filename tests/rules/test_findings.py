"""All findings together, what is still open, and their short form for the journal."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import Option, Start
from srh_assess.rules.conditions import holds
from srh_assess.rules.findings import Findings, evaluate, recorded, rules_hash
from srh_assess.rules.plan import Outcome
from tests.rules import made
from tests.rules.made import NOW, ago, answer, clock, domain, item, need, protocol, says, view

COLOURS = (
    Option(code="green", label="Green", colour="green"),
    Option(code="red", label="Red", colour="red"),
)
PROTOCOL = protocol(
    item("R01", "one", options=COLOURS, staff=True, core=True),
    item("R14", "one", options=("go", "partial", "defer"), staff=True),
    item("X07", "text", staff=True),
    item("X31", "one", options=("yes_can_say", "no")),
    item("Q1", core=True, partial=True, lookback_hours=168),
    item("Q2", core=True, shown_when=says("Q1")),
    item("Q3", core=True),
    needs=[need("N1", says("Q2"))],
    clocks=[clock("C", Start(when=says("Q2"), item="Q2", lookback_hours=24), window_hours=72)],
    gate=made.gate(domain("R01")),
)


def find(*answers: Any, outcome: Outcome | None = None) -> Findings:
    return evaluate(
        PROTOCOL,
        dict(answers),
        now=NOW,
        born=date(1990, 1, 1),
        admitted=ago(5),
        first_raised={"N1": ago(1)},
        outcome=outcome,
    )


def test_missing_is_what_is_asked_and_open() -> None:
    assert find(outcome="go").missing == ("R01", "Q1", "Q3")
    assert find(outcome="partial").missing == ("R01", "Q1")
    assert find(outcome="defer").missing == ("R01", "X31")
    assert find(answer("Q1", "yes"), outcome="go").missing == ("R01", "Q2", "Q3")


@pytest.mark.parametrize(
    ("state", "open_now", "core_open"),
    [
        (State.DECLINED, False, False),
        (State.UNSURE, False, False),
        (State.NOT_KNOWN, False, False),
        (State.NOT_APPLICABLE, False, False),
        (State.ASK_LATER, False, True),
        (State.NOT_ASKED, True, True),
    ],
)
def test_which_states_are_answers(state: State, open_now: bool, core_open: bool) -> None:
    found = find(answer("Q3", state), outcome="go")
    assert ("Q3" in found.missing) is open_now
    assert ("Q3" in found.core_open) is core_open
    assert ("Q3" in found.later) is (state is State.ASK_LATER)


def test_core_stays_open_whatever_this_sitting_asks() -> None:
    assert find(outcome="defer").core_open == ("R01", "Q1", "Q3")


@pytest.mark.parametrize(
    ("answers", "given", "set_asked"),
    [
        ([], None, "go"),
        ([answer("R01", "red")], None, "defer"),
        ([answer("R01", "red"), answer("R14", "partial")], None, "partial"),
        ([answer("R01", "red"), answer("R14", "partial")], "go", "go"),
        ([answer("R14", State.NOT_KNOWN)], None, "go"),
    ],
)
def test_the_decision_comes_before_the_proposal(
    answers: list[Any], given: Outcome | None, set_asked: Outcome
) -> None:
    asked = {"go": {"Q1", "Q3"}, "partial": {"Q1"}, "defer": {"X31"}}[set_asked]
    staff = {"R01", "X07", "R14"}
    assert set(find(*answers, outcome=given).asking.asked) - staff == asked


def test_a_hidden_answer_raises_nothing() -> None:
    shown = find(answer("Q1", "yes"), answer("Q2", "yes"))
    hidden = find(answer("Q1", "no"), answer("Q2", "yes"))
    assert [one.id for one in shown.needs + shown.clocks] == ["N1", "C"]
    assert (hidden.needs, hidden.clocks) == ((), ())


def test_the_journal_keeps_what_was_found() -> None:
    found = find(answer("R01", "green"), answer("Q1", "yes"), answer("Q2", "yes"))
    kept = recorded(found, PROTOCOL)
    assert kept.rules == rules_hash(PROTOCOL)
    assert kept.gate == "go"
    assert [(one.id, one.state, one.urgency, one.due) for one in kept.needs] == [
        ("N1", "suspected", "7", ago(-167))
    ]
    assert [(one.id, one.state, one.act_by, one.closes) for one in kept.clocks] == [
        ("C", "running", ago(0), ago(-72))
    ]
    assert (kept.core_open, kept.asked, kept.answered) == (1, 5, 3)
    assert recorded(find(), PROTOCOL).gate == ""


def test_the_rule_set_is_named_by_content_and_rules() -> None:
    other = msgspec.structs.replace(PROTOCOL, content_hash="1" * 64)
    assert rules_hash(PROTOCOL) != rules_hash(other)
    assert len(rules_hash(PROTOCOL)) == 64


def test_a_fact_is_read_by_its_name() -> None:
    assert view(born=date(1990, 1, 1)).fact("age") == 36
    assert view().fact("age") is None
    assert holds(says("Q1"), view(answer("Q1", "yes")), PROTOCOL)
