"""The evaluate command: what goes in, what comes out, and what is refused by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from srh_assess.errors import BadInput
from srh_assess.protocol.model import Option, Start
from srh_assess.workflow.evaluate import evaluate_case
from srh_assess.workflow.print_protocol import as_data
from tests.rules import made
from tests.rules.made import clock, domain, fact, item, need, protocol, says

NOW = "2026-03-02T12:00:00+00:00"
PROTOCOL = protocol(
    item("R01", "one", options=(Option(code="green", label="G", colour="green"),), staff=True),
    item("R09", "one", options=("yes", "unsure")),
    item("T01", core=True, lookback_hours=168, event="the sex"),
    item("M", "many", options=("a", "b")),
    item("W", "number", minimum=20, maximum=300),
    item("F", "text"),
    item("D", "date", options=("date",)),
    item("Q", shown_when=says("T01")),
    needs=[
        need("N1", says("T01"), urgency="E"),
        need("N2", fact("age", "<", 18)),
        need("N3", fact("admitted_hours", ">", 24)),
    ],
    clocks=[
        clock("C", Start(when=says("T01"), item="T01"), window_hours=72),
        clock("D", Start(when=says("D", "exists", True), item="D", lookback_hours=0), soft=True),
    ],
    gate=made.gate(domain("R01")),
)


def run(answers: object = None, **case: Any) -> dict[str, Any]:
    found = evaluate_case(PROTOCOL, {"now": NOW, "answers": answers or {}, **case})
    written: dict[str, Any] = json.loads(json.dumps(found))
    return written


def test_what_comes_out() -> None:
    found = run({"R01": "green", "T01": {"value": "yes", "at": "2026-03-02T02:00:00Z"}})
    assert found["gate"] == {"outcome": "go", "because": [], "missing": [], "prepare": []}
    assert found["asked"] == ["R01", "T01"]
    assert found["not_asked"]["Q"] == "Not a core question: offered where it fits."
    assert found["needs"] == [
        {
            "id": "N1",
            "state": "suspected",
            "urgency": "E",
            "because": ["T01"],
            "due": "2026-03-02T13:00:00+00:00",
            "reask": False,
        }
    ]
    assert found["clocks"] == [
        {
            "id": "C",
            "because": ["T01"],
            "act_by": "2026-03-03T02:00:00+00:00",
            "first_limit": "2026-03-05T02:00:00+00:00",
            "closes": "2026-03-05T02:00:00+00:00",
            "soft": False,
            "state": "running",
        }
    ]
    assert (found["missing"], found["later"], found["set_aside"]) == ([], [], [])


def test_nothing_is_enough() -> None:
    found = evaluate_case(PROTOCOL, {"now": NOW})
    assert found["missing"] == ["T01"]


@pytest.mark.parametrize(
    ("now", "act_by"),
    [
        ("2026-07-02T12:00:00", "2026-07-03T10:00:00"),
        ("2026-07-02T11:00:00Z", "2026-07-03T09:00:00Z"),
        ("2026-07-02T13:00:00+02:00", "2026-07-03T11:00:00+02:00"),
        ("2026-07-02T11:00:00+00:00", "2026-07-03T09:00:00+00:00"),
    ],
)
def test_times_come_out_as_now_was_written(now: str, act_by: str) -> None:
    answers = {"T01": {"value": "yes", "at": "2026-07-02T10:00"}}
    assert run(answers, now=now)["clocks"][0]["act_by"] == act_by


@pytest.mark.parametrize(
    ("answer", "earliest", "closes"),
    [
        ({"value": "yes", "at": "2026-03-01"}, "2026-03-02T00:00:00", "2026-03-04T23:59:59"),
        ({"value": "yes", "at": "2026-03-02"}, "2026-03-03T00:00:00", "2026-03-05T12:00:00"),
        (
            {"value": "yes", "earliest": "2026-03-01T06:00", "latest": "2026-03-01T08:00"},
            "2026-03-02T06:00:00",
            "2026-03-04T08:00:00",
        ),
        (
            {"value": "yes", "earliest": "2026-02-27", "latest": "2026-02-28", "at": None},
            "2026-02-28T00:00:00",
            "2026-03-03T23:59:59",
        ),
        ({"value": "yes", "latest": "2026-03-01T08:00"}, "2026-02-24T12:00:00", "2026-03-04T08:00:00"),
        ("yes", "2026-02-24T12:00:00", "2026-03-05T12:00:00"),
    ],
)  # fmt: skip
def test_times_of_events(answer: object, earliest: str, closes: str) -> None:
    found = run({"T01": answer}, now="2026-03-02T12:00:00")["clocks"][0]
    assert (found["act_by"], found["closes"]) == (earliest, closes)


@pytest.mark.parametrize(
    "answer",
    ["2026-02-01", {"value": "2026-02-01"}, {"at": "2026-02-01"}, {"earliest": "2026-02-01"}],
)
def test_a_date_item_takes_its_date(answer: object) -> None:
    found = run({"D": answer}, now="2026-03-02T12:00:00")
    assert found["clocks"][0]["act_by"] == "2026-02-02T00:00:00"


def test_a_date_item_takes_its_code_or_a_state() -> None:
    for answer in ("date", "unsure", {"value": "date", "source": "notes"}):
        assert run({"D": answer})["clocks"][0]["act_by"] == "2026-03-03T12:00:00+00:00"


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        ("T01", "no"),
        ("T01", "declined"),
        ("T01", {"state": "unsure", "source": "carer", "words": "perhaps"}),
        ("T01", {"value": None, "state": "ask_later"}),
        ("R09", "unsure"),
        ("M", "a"),
        ("M", ["a", "b"]),
        ("W", 61.5),
        ("F", "anything she says"),
        ("F", {"value": "declined", "source": "paper"}),
    ],
)
def test_answers_that_are_taken(item: str, answer: object) -> None:
    assert item in run({item: answer})["asked"]


def test_facts() -> None:
    found = run({}, born="2008-03-03", admitted="2026-03-01T11:00:00Z")
    assert [one["id"] for one in found["needs"]] == ["N2", "N3"]
    assert run({}, born=None, admitted=None)["needs"] == []


@pytest.mark.parametrize(
    ("answers", "code", "named"),
    [
        ({"T99": "yes"}, "unknown-item", "T99"),
        ({"T01": "perhaps"}, "unknown-option", "perhaps"),
        ({"M": ["a", "z"]}, "unknown-option", "z"),
        ({"M": ["a", "a"]}, "not-many", "M"),
        ({"T01": ["yes"]}, "not-many", "T01"),
        ({"T01": {"state": "perhaps"}}, "case-unknown-state", "perhaps"),
        ({"T01": {"state": ["unsure"]}}, "case-unknown-state", "T01"),
        ({"T01": {"value": "yes", "source": "dream"}}, "case-unknown-source", "dream"),
        ({"T01": {"value": "yes", "sauce": "notes"}}, "case-unknown-key", "sauce"),
        ({"T01": {"value": "yes", "state": "unsure"}}, "answer-or-state", "T01"),
        ({"T01": {}}, "answer-or-state", "T01"),
        ({"T01": None}, "answer-or-state", "T01"),
        ({"D": {}}, "answer-or-state", "D"),
        ({"T01": True}, "case-bad-value", "T01"),
        ({"T01": ["yes", 1]}, "case-bad-value", "T01"),
        ({"W": float("nan")}, "case-bad-value", "W"),
        ({"W": 5}, "number-outside", "W"),
        ({"T01": 5}, "not-a-number-item", "T01"),
        ({"T01": {"value": "yes", "at": "yesterday"}}, "case-bad-time", "T01"),
        ({"T01": {"value": "yes", "at": 3}}, "case-bad-time", "T01"),
        ({"T01": {"value": "yes", "at": "2026-13-01"}}, "case-bad-time", "T01"),
        ({"T01": {"value": "yes", "at": "0001-01-01T00:00"}}, "case-bad-time", "T01"),
        ({"D": "soon"}, "case-bad-time", "D"),
        ({"D": ["date"]}, "case-bad-time", "D"),
        ({"T01": {"value": "yes", "at": "2026-03-02T13:00"}}, "time-future", ""),
        ({"T01": {"value": "yes", "at": "2026-03-03"}}, "time-future", ""),
        (
            {"T01": {"value": "yes", "earliest": "2026-03-01", "latest": "2026-02-01"}},
            "time-reversed",
            "",
        ),
        (
            {"T01": {"value": "yes", "at": "2026-03-01", "latest": "2026-03-01"}},
            "case-two-times",
            "T01",
        ),
    ],
)
def test_answers_that_are_refused_by_name(answers: object, code: str, named: str) -> None:
    with pytest.raises(BadInput) as caught:
        run(answers)
    assert caught.value.code == code
    assert named in caught.value.sentence
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ([], "case-not-an-object"),
        ({}, "case-bad-time"),
        ({"now": "soon"}, "case-bad-time"),
        ({"now": "9999-12-31T00:00"}, "case-bad-time"),
        ({"now": NOW, "answers": []}, "case-not-an-object"),
        ({"now": NOW, "answer": {}}, "case-unknown-key"),
        ({"now": NOW, "born": "01/02/1990"}, "case-bad-time"),
        ({"now": NOW, "born": "2026-03-03"}, "time-future"),
        ({"now": NOW, "admitted": "2026-03-02T12:01:00Z"}, "time-future"),
    ],
)
def test_cases_that_are_refused(case: object, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        evaluate_case(PROTOCOL, case)
    assert caught.value.code == code
    assert str(caught.value)


def test_the_protocol_as_data() -> None:
    data = json.loads(json.dumps(as_data(PROTOCOL)))
    assert data["version"] == "1"
    assert [one["id"] for one in data["items"]] == list(PROTOCOL.items)
    shown = next(one for one in data["items"] if one["id"] == "M")
    assert [option["code"] for option in shown["options"]] == ["a", "b"]
    assert {"states", "core", "partial", "bank", "shown_when", "skips", "source"} <= shown.keys()
    assert {one["id"] for one in data["clocks"]} == {"C", "D"}
    assert data["gate"]["domains"][0]["item"] == "R01"
    assert {"conditions", "needs", "destinations", "decisions", "settings", "cases"} <= data.keys()
