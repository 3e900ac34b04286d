"""A total beside what is known of its questionnaire: its range at both ends, and what is missing."""

from __future__ import annotations

import pytest

from srh_assess.assessment.answers import Answer, State
from srh_assess.protocol.load import load
from srh_assess.rules.cited import CitedFact
from srh_assess.rules.instruments import instrument_facts
from tests.rules.made import answer, view

PROTOCOL = load()
OUTSIDE = "Look at the total again: it lies outside."


def told(*given: tuple[str, Answer]) -> tuple[CitedFact, ...]:
    return instrument_facts(PROTOCOL, view(*given))


@pytest.mark.parametrize(("total", "outside"), [(4, True), (5, False), (30, False), (31, True)])
def test_a_total_outside_the_range_is_to_be_looked_at_again(total: float, outside: bool) -> None:
    (fact,) = told(answer("X73", "ASEX"), answer("F05", total))
    assert (OUTSIDE in fact.flag) == outside
    assert fact.flag.startswith("Totals lie between 5 and 30.")
    assert "Copyright Arizona Board of Regents" in fact.flag
    assert fact.because == ("X73", "F05")
    assert (fact.prescriber, fact.letter) == ("", "")


def test_without_a_range_nothing_is_outside() -> None:
    (fact,) = told(answer("X73", "NatsalSF"), answer("F05", 150))
    assert fact.flag.startswith("No range is known.")
    assert OUTSIDE not in fact.flag


def test_a_name_without_a_total_and_a_total_without_a_name() -> None:
    (fact,) = told(answer("X73", "ASEX"))
    assert fact.because == ("X73",)
    assert told(answer("F05", 12)) == ()
    unsure = answer("X73", State.NOT_KNOWN)
    assert told(unsure, answer("F05", 12)) == ()
