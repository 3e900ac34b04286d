"""Conditions mean what FHIR's enableWhen means, with states, times and facts besides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import Condition, Option
from srh_assess.rules.conditions import Compiler, Grounds, holds
from tests.rules.made import (
    ago,
    all_of,
    answer,
    any_of,
    between,
    fact,
    item,
    named,
    protocol,
    says,
    view,
)

ONE = item("Q")
MANY = item(
    "M",
    "many",
    options=(
        Option(code="a", label="A"),
        Option(code="b", label="B"),
        Option(code="none", label="None", exclusive=True),
    ),
)
NUMBER = item("N", "number")
PROTOCOL = protocol(
    ONE, MANY, NUMBER, item("T", lookback_hours=168), conditions={"told": says("Q", "=", "yes")}
)


def ask(condition: Condition, *answers: Any, **facts: Any) -> bool:
    return holds(condition, view(*answers, **facts), PROTOCOL)


@pytest.mark.parametrize(
    ("given", "exists"),
    [
        ([], False),
        ([answer("Q", "yes")], True),
        ([answer("Q", "no")], True),
        ([answer("Q", State.DECLINED)], True),
    ],
)
def test_exists_asks_for_an_answer_of_any_kind(given: list[Any], exists: bool) -> None:
    assert ask(says("Q", "exists", True), *given) is exists
    assert ask(says("Q", "exists", False), *given) is not exists


@pytest.mark.parametrize(
    ("item", "value", "given", "equal"),
    [
        ("Q", "yes", [], False),
        ("Q", "yes", [answer("Q", "yes")], True),
        ("Q", "yes", [answer("Q", "no")], False),
        ("Q", "Yes", [answer("Q", "yes")], False),
        ("Q", "unsure", [answer("Q", State.UNSURE)], True),
        ("Q", "no", [answer("Q", State.UNSURE)], False),
        ("Q", "no", [answer("Q", State.DECLINED)], False),
        ("M", "a", [answer("M", ("a", "b"))], True),
        ("M", "none", [answer("M", ("a", "b"))], False),
        ("M", "a", [answer("M", State.ASK_LATER)], False),
        ("N", 3, [answer("N", 3.0)], True),
        ("N", 3, [answer("N", 4)], False),
        ("N", 3, [answer("N", State.NOT_KNOWN)], False),
    ],
)
def test_equal_and_not_equal(item: str, value: object, given: list[Any], equal: bool) -> None:
    assert ask(says(item, "=", value), *given) is equal
    assert ask(says(item, "!=", value), *given) is not equal


@pytest.mark.parametrize(
    ("op", "true_for"), [("<", {2}), ("<=", {2, 3}), (">", {4}), (">=", {3, 4})]
)
def test_ordering_at_and_beside_the_number(op: Any, true_for: set[int]) -> None:
    found = {n for n in (2, 3, 4) if ask(says("N", op, 3), answer("N", n))}
    assert found == true_for
    assert not ask(says("N", op, 3))
    assert not ask(says("N", op, 3), answer("N", State.UNSURE))


def test_all_any_and_named() -> None:
    yes, five = answer("Q", "yes"), answer("N", 5)
    both = [says("Q", "=", "yes"), says("N", ">", 3)]
    assert ask(all_of(*both), yes, five)
    assert not ask(all_of(*both), yes)
    assert ask(any_of(*both), five)
    assert not ask(any_of(*both))
    assert ask(named("told"), yes)
    assert not ask(named("told"), five)


@pytest.mark.parametrize(
    ("given", "within"),
    [
        ([], False),
        ([answer("T", "yes", between(100, 72))], True),
        ([answer("T", "yes", between(100, 72.1))], False),
        ([answer("T", "yes", between(71, 71))], True),
        ([answer("T", "yes")], True),
        ([answer("T", "yes", taken=72)], True),
        ([answer("T", "yes", taken=73)], False),
        ([answer("T", "yes", between(100, None))], True),
        ([answer("T", State.UNSURE)], True),
        ([answer("T", State.NOT_KNOWN)], True),
        ([answer("T", "no")], False),
        ([answer("T", State.DECLINED)], False),
        ([answer("T", State.ASK_LATER)], False),
    ],
)
def test_within_reads_the_latest_moment_it_can_have_been(given: list[Any], within: bool) -> None:
    assert ask(says("T", "within", 72), *given) is within


def test_within_takes_none_of_these_for_no_and_a_number_for_an_event() -> None:
    assert not ask(says("M", "within", 72), answer("M", ("none",)))
    assert ask(says("M", "within", 72), answer("M", ("a",)))
    assert ask(says("N", "within", 72), answer("N", 2))


@pytest.mark.parametrize(
    ("given", "longer_ago"),
    [
        ([], False),
        ([answer("T", "yes")], False),
        ([answer("T", "yes", between(72, 10))], False),
        ([answer("T", "yes", between(72.1, 10))], True),
        ([answer("T", "yes", between(None, 73))], True),
        ([answer("T", "yes", between(None, 10))], False),
    ],
)
def test_longer_ago_reads_the_earliest(given: list[Any], longer_ago: bool) -> None:
    assert ask(says("T", "longer_ago", 72), *given) is longer_ago


def test_facts_that_are_not_known_compare_with_nothing() -> None:
    for op in ("<", "<=", "=", "!=", ">=", ">"):
        assert not ask(fact("age", op, 30))
    assert ask(fact("age", "exists", False))
    assert not ask(fact("age", "exists", True))


def test_facts_that_are_known() -> None:
    born = {"born": date(1996, 3, 2)}
    assert ask(fact("age", "=", 30), **born)
    assert not ask(fact("age", "!=", 30), **born)
    assert ask(fact("age", ">=", 30), **born)
    assert not ask(fact("age", "<", 30), **born)
    assert ask(fact("age", "exists", True), **born)
    assert ask(fact("admitted_hours", "<", 5), admitted=ago(4))


# --- grounds ---------------------------------------------------------------------------------


def grounds(condition: Condition, *answers: Any) -> Grounds:
    return Compiler(PROTOCOL).compiled(condition).grounds(view(*answers))


def test_grounds_name_what_tells_and_since_when() -> None:
    found = grounds(
        all_of(says("Q", "=", "yes"), says("N", "!=", 3), named("told"), fact("age", "<", 9)),
        answer("Q", "yes", taken=5),
        answer("N", 4, taken=2),
    )
    assert found.items == ("Q",)
    assert found.guards == ("N",)
    assert found.since == found.first == ago(5)


def test_grounds_of_all_are_the_last_answer_needed_and_of_any_the_first_that_was_enough() -> None:
    given = answer("Q", "yes", taken=5), answer("T", "yes", taken=2)
    both = says("Q", "=", "yes"), says("T", "=", "yes")
    assert grounds(all_of(*both), *given)[2:] == (ago(5), ago(2))
    assert grounds(any_of(*both), *given)[2:] == (ago(5), ago(5))


def test_grounds_without_any_answer_are_what_is_open() -> None:
    found = grounds(all_of(says("Q", "!=", "yes"), says("T", "exists", False)))
    assert found.items == ("Q", "T")
    assert found.since is None
    assert grounds(fact("age", "exists", False)).items == ()


def test_the_hours_since_admission_are_hours() -> None:
    assert view(admitted=ago(4)).facts == {"admitted_hours": 4}


@pytest.mark.parametrize(
    ("condition", "told_by"),
    [
        (says("Q"), {"Q"}), (says("Q", "!="), None), (says("Q", "exists", True), {"Q"}),
        (says("Q", "exists", False), None), (fact("age", ">", 16), None),
        (fact("age", "exists", True), None), (says("N", ">", 3), {"N"}),
        (says("T", "within", 24), {"T"}), (says("T", "longer_ago", 24), {"T"}),
        (any_of(says("Q"), says("N", ">", 3)), {"Q", "N"}),
        (any_of(says("Q"), says("N", "!=", 3)), None),
        (all_of(says("N", "!=", 3), any_of(says("Q"), says("M", "=", "a")), says("N", ">", 1)), {"N"}),
        (all_of(says("N", "!=", 3), fact("age", ">", 16)), None), (named("told"), {"Q"}),
    ],
)  # fmt: skip
def test_what_has_to_be_answered_for_it_to_hold(
    condition: Condition, told_by: set[str] | None
) -> None:
    found = Compiler(PROTOCOL).compiled(condition).told_by
    assert (None if found is None else set(found)) == told_by


@pytest.mark.parametrize("code", ["a", "b", "none"])
def test_codes_of_one_item_are_asked_together(code: str) -> None:
    some = any_of(says("M", "=", "a"), says("M", "=", "b"), says("Q"))
    neither = all_of(says("M", "!=", "a"), says("M", "!=", "b"), says("Q", "!="))
    given = view(answer("M", (code,)))
    assert holds(some, given, PROTOCOL) is (code != "none")
    assert holds(neither, given, PROTOCOL) is (code == "none")
    both = view(answer("M", (code,)), answer("Q", "yes"))
    assert holds(some, both, PROTOCOL)
    assert not holds(neither, both, PROTOCOL)
    if code != "none":
        assert Compiler(PROTOCOL).compiled(some).grounds(both).items == ("M", "Q")


def test_one_that_stands_alone_is_itself() -> None:
    alone = Compiler(PROTOCOL).compiled(any_of(says("M", "=", "a"), says("M", "=", "b")))
    assert alone.holds(view(answer("M", ("b",))))
    assert alone.grounds(view(answer("M", ("b",)))).items == ("M",)
