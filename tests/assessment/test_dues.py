"""What is due, out of the record alone: one line for each open need, one for what it owes her."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from srh_assess.assessment import deciding, facts
from srh_assess.assessment import following as f
from srh_assess.assessment.dues import DueAt, dues, end_of
from srh_assess.assessment.followed import CLOSED
from tests.assessment.followings import (
    AT,
    CONFIRMED,
    DAY,
    HOUR,
    NURSE,
    RAISED,
    back,
    care,
    followed,
    handover,
    moved,
    plan,
    record,
    referred,
    sample,
    taken_over,
    told,
    visit,
    visited,
    went,
)

WEEK = AT + 7 * DAY
REPEAT = date(2026, 3, 31)


def lines(*said: facts.AnyFact) -> list[tuple[str, str, datetime]]:
    return [(line.what, line.id, line.at) for line in dues(followed(*said))]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), [("need", "", WEEK)]),
        ((plan(due=AT + DAY),), [("need", "", AT + DAY)]),
        ((moved("met"),), []),
        ((moved("no_longer_applies"),), []),
        ((moved("handed_over", receiver="Sam Okoro"),), []),
        ((moved("declined", offer_again="if_she_asks"),), []),
        ((moved("declined"),), [("offer_again", "", WEEK)]),
        ((moved("declined"), facts.Discharged(at=AT)), []),
        (
            (moved("declined", offer_again="on_date", again_on=date(2026, 3, 20)),),
            [("offer_again", "", datetime(2026, 3, 20, 12, tzinfo=UTC))],
        ),
        ((care(due=AT + DAY),), [("care", "c1", AT + DAY)]),
        ((care(due=AT + DAY), plan(due=AT + HOUR)), [
            ("need", "", AT + HOUR), ("care", "c1", AT + DAY),
        ]),
        ((care(due=AT + DAY), went("done")), [("need", "", AT + DAY)]),
        ((care(), went("done", next_on=REPEAT)), [
            ("need", "", WEEK), ("next_dose", "c1", end_of(REPEAT)),
        ]),
        (
            (care(), went("done", next_on=REPEAT), f.NextDropped(thread="c1", words="stopped")),
            [("need", "", WEEK)],
        ),
        (
            (care(), went("done", next_on=REPEAT), care("c2"), went("done", "c2", AT + 20 * DAY)),
            [("need", "", WEEK)],
        ),
        (
            (care(), went("done", next_on=REPEAT), care("c2", "leaflet"), went("done", "c2")),
            [("need", "", WEEK), ("next_dose", "c1", end_of(REPEAT))],
        ),
        ((sample(expected_by=AT + DAY),), [("result", "t1", AT + DAY)]),
        ((sample(),), [("result", "t1", AT), ("need", "", WEEK)]),
        ((sample(), back(tell_by=AT + DAY)), [("tell", "t1", AT + DAY)]),
        ((sample(), back()), [("tell", "t1", AT), ("need", "", WEEK)]),
        ((sample(), back(), told()), [("need", "", WEEK)]),
        ((sample(), moved("met")), [("result", "t1", AT)]),
        ((sample(need="", expected_by=AT + DAY),), [
            ("result", "t1", AT + DAY), ("need", "", WEEK),
        ]),
        ((referred(),), [("need", "", WEEK)]),
        ((referred(answer_by=AT + DAY),), [("answer", "r1", AT + DAY)]),
        ((visit(),), [("appointment", "v1", AT + 3 * DAY)]),
        ((visit(), visited("attended")), [("need", "", AT + 3 * DAY)]),
        ((visit(), visited("declined")), [("need", "", AT + 3 * DAY)]),
        ((visit(), visited("could_not_come")), [("rebook", "v1", AT)]),
        ((visit(), visited("cancelled", rebook_by=AT + DAY)), [("rebook", "v1", AT + DAY)]),
        ((visit(), visited("cancelled"), visit("v2", AT + 5 * DAY, instead_of="v1")), [
            ("appointment", "v2", AT + 5 * DAY),
        ]),
        ((visit(), visited("cancelled"), moved("met")), []),
        (
            (referred(), visit(referral="r1"), visited("cancelled"),
             f.ReferralAnswered(referral="r1", answer="closed", at=AT, words="they closed it")),
            [("need", "", AT + 3 * DAY)],
        ),
        ((referred(), visit(referral="r1"), visited("cancelled")), [("rebook", "v1", AT)]),
        ((handover(answer_by=AT + DAY),), [("handover", "h1", AT + DAY), ("need", "", WEEK)]),
        ((handover(),), [("need", "", WEEK)]),
        ((handover(answer_by=AT + DAY), taken_over()), []),
    ],
)  # fmt: skip
def test_each_open_need_has_one_line_and_each_thread_its_own(
    said: tuple[facts.AnyFact, ...], expected: list[tuple[str, str, datetime]]
) -> None:
    assert lines(*said) == expected


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ((), True),
        ((back(), told()), True),
        ((back("positive"), told()), False),
        ((f.NextDropped(thread="t1", words="no sex since"),), False),
        ((sample("t2", repeats="t1"),), False),
        ((sample("t2", at=AT + 20 * DAY),), True),
        ((sample("t2", at=AT + 21 * DAY),), False),
        ((sample("t2", "prolactin_blood", at=AT + 21 * DAY),), True),
    ],
)
def test_a_test_is_repeated_on_its_day_unless_it_was_or_need_not_be(
    said: tuple[facts.AnyFact, ...], waits: bool
) -> None:
    found = lines(sample(repeat_on=REPEAT), *said)
    assert (("repeat", "t1", end_of(REPEAT)) in found) is waits


def test_a_need_that_is_raised_and_not_decided_is_due_as_the_protocol_says() -> None:
    raised = DueAt(need="N10", what="need", at=WEEK, owner=NURSE)
    assert dues(record(RAISED)) == (raised,)
    assert dues(record(RAISED, plan(due=AT + DAY)))[0].at == AT + DAY


def test_nothing_is_due_where_nothing_is_raised() -> None:
    assert dues(record()) == ()
    undated = facts.FindingsRecorded(rules="r", needs=(facts.Found(id="N10"),))
    assert dues(record(undated)) == ()


def test_a_line_belongs_to_the_owner_of_its_need() -> None:
    found = dues(followed(plan(owner="Dan Marsh"), sample(), sample("t2", need="")))
    assert {line.id: line.owner for line in found} == {
        "t1": "Dan Marsh",
        "t2": NURSE,
        "": "Dan Marsh",
    }


def test_without_a_named_nurse_nobody_is_made_up() -> None:
    nobody = facts.Admitted(identity=facts.Identity(family="Wren"), stay=facts.Stay(admitted=AT))
    assert dues(record(nobody, CONFIRMED))[0].owner == ""


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 3, 28), 23), (date(2026, 3, 29), 22), (date(2026, 10, 25), 23)]
)
def test_a_day_ends_by_the_wards_clock_also_when_it_is_changed(day: date, hour: int) -> None:
    assert end_of(day) == datetime(day.year, day.month, day.day, hour, 59, tzinfo=UTC)


def test_a_closed_need_is_no_line() -> None:
    assert {"set_aside", "declined", "met", "handed_over", "no_longer_applies"} == CLOSED


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("ask_again", "decision"), ("redo_with_interpreter", "decision"), ("review", "decision"),
        ("regained", "decision"), ("safeguarding", "settle"), ("legal_advice", "settle"),
        ("police_request", None), ("harm_check", None),
    ],
)  # fmt: skip
def test_a_task_about_one_decision_is_due_until_it_is_closed(what: Any, kind: str | None) -> None:
    opened = deciding.TaskOpened(task="k", what=what, about="D03", due=AT + HOUR)
    found = dues(record(opened))
    assert found == (
        (DueAt(need="", what=kind, id="k", at=AT + HOUR, owner=NURSE),) if kind else ()  # type: ignore[arg-type]  # the rows name kinds
    )
    assert dues(record(opened, deciding.TaskClosed(task="k", words="done"))) == ()
    undated = deciding.TaskOpened(task="k", what=what, about="D03")
    assert dues(record(undated)) == ()
