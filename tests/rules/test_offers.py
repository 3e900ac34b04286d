"""Which decisions are put to her on which page, and when the talk itself stops."""

from __future__ import annotations

from datetime import timedelta

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.deciding import Consented, ConsentWithdrawn
from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record
from srh_assess.protocol.load import load
from srh_assess.rules import offers
from srh_assess.workflow.session import evaluated
from tests.workflow.conftest import MAYA, NOW

RULES = load()
CAME = facts.Admitted(identity=MAYA, stay=facts.Stay(admitted=NOW - timedelta(days=1)))
ABLE = CapacityFound(finding="f", decision="D01", outcome="presumed")
YES = Consented(consent="c", decision="D01", answer="yes", finding="f", alone=True)


def record(*told: facts.AnyFact) -> Record:
    entries = [
        facts.Entry(id=f"e{n}", number=n, admission="a1", at=NOW, author="nurse", fact=fact)
        for n, fact in enumerate((CAME, facts.SittingBegun(sitting="s", protocol="1"), *told), 1)
    ]
    return fold_all("a1", entries)


def answered(item: str, value: str | tuple[str, ...]) -> facts.Answered:
    return facts.Answered(sitting="s", item=item, taken=NOW, value=value)


def planned(need: str, wants: str) -> facts.NeedPlanned:
    return facts.NeedPlanned(sitting="s", need=need, wants=wants)  # type: ignore[arg-type]  # literals


def test_a_test_is_offered_with_the_need_that_was_raised() -> None:
    nothing = record()
    asked = record(
        answered("O01", "yes"), answered("H06", ("chlamydia_gonorrhoea_swab", "hiv_blood"))
    )
    assert "D04" not in offers.tests(RULES, evaluated(RULES, nothing, NOW))
    found = offers.tests(RULES, evaluated(RULES, asked, NOW))
    assert found == ("D04", "D05", "D06")


def test_with_the_plan_come_treatments_and_the_first_service_of_what_she_wants() -> None:
    assert offers.with_plan(RULES, record(planned("N01", "no"), planned("N13", "unsure"))) == ()
    wants = record(planned("N01", "now"), planned("N13", "later"), planned("N31", "now"))
    found = offers.with_plan(RULES, wants)
    assert found[:2] == ("D08", "D11")
    assert all(one.startswith("D14.") for one in found[2:])
    for need in RULES.needs.values():
        first = need.destinations[:1]
        internal = any(RULES.destinations[place].internal for place in first)
        row = offers.with_plan(RULES, record(planned(need.id, "now")))
        assert any(one.startswith("D14.") for one in row) == (bool(first) and not internal)


@pytest.mark.parametrize(("said", "is_open"), [("yes", True), ("some", True), ("no", False)])
def test_taking_part_is_written_down_after_her_yes(said: str, is_open: bool) -> None:
    assert offers.taking_part_open(record(answered("O01", said))) == is_open
    assert not offers.taking_part_open(record())


@pytest.mark.parametrize(
    ("told", "closed"),
    [
        ((), False),
        ((ABLE,), False),
        ((ABLE, YES), False),
        ((ABLE, YES, ConsentWithdrawn(consent="c")), True),
        ((Consented(consent="n", decision="D01", answer="no"),), True),
        ((Consented(consent="n", decision="D03", answer="no"),), False),
        ((CapacityFound(finding="f", decision="D01", outcome="not_completed"),), True),
        ((CapacityFound(finding="f", decision="D03", outcome="not_completed"),), False),
    ],
)
def test_the_talk_stops(told: tuple[facts.AnyFact, ...], closed: bool) -> None:
    assert offers.taking_part_closed(record(*told)) == closed
