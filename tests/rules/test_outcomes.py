"""What the measures count, by the definitions of the specification (D, and A3 of the measures)."""

from __future__ import annotations

import pytest

from srh_assess.assessment import deciding, facts
from srh_assess.assessment import following as f
from srh_assess.rules import outcomes
from tests.assessment.followings import (
    AT,
    care,
    followed,
    handover,
    moved,
    record,
    referred,
    sample,
    taken_over,
    visit,
    visited,
    went,
)

SECOND = facts.NeedDecided(sitting="s1", need="N18", state="confirmed")
SECOND_MET = f.NeedMoved(need="N18", to="met", at=AT, by="R. Osei", words="supplied")
ACCEPTED = f.ReferralAnswered(referral="r1", answer="accepted", at=AT)


@pytest.mark.parametrize(
    ("said", "all_met"),
    [
        ((), False),
        ((moved("met"),), True),
        ((moved("no_longer_applies"),), True),
        ((moved("part_met"),), False),
        ((moved("declined"),), False),
        ((moved("handed_over", receiver="Sam Okoro"),), False),
        ((moved("met"), SECOND), False),
        ((moved("met"), SECOND, SECOND_MET), True),
        (
            (moved("met"), facts.NeedDecided(sitting="s1", need="N18", state="set_aside")),
            True,
        ),
    ],
)
def test_all_needs_met_is_at_least_one_and_every_one(
    said: tuple[facts.AnyFact, ...], all_met: bool
) -> None:
    assert outcomes.all_needs_met(followed(*said)) is all_met


def test_no_confirmed_need_is_not_all_needs_met() -> None:
    assert not outcomes.all_needs_met(record())


def test_met_needs_are_counted_without_those_that_no_longer_apply() -> None:
    found = followed(moved("no_longer_applies"), SECOND, SECOND_MET)
    assert [need.need for need in outcomes.met(found)] == ["N18"]


def act(decision: str) -> deciding.ActDone:
    return deciding.ActDone(act="a", decision=decision, at=AT, performer="R. Osei")


@pytest.mark.parametrize(
    ("said", "begun"),
    [
        ((), False),
        ((care(),), False),
        ((care(), went("accepted")), False),
        ((care(), f.NextDropped(thread="c1", words="no")), False),
        ((care(), went("begun")), True),
        ((care(), went("begun"), went("abandoned")), True),
        ((sample(),), True),
        ((act("D03"),), True),
        ((act("D14.GP"),), False),
        ((act("D16.GP"),), False),
        ((referred(),), False),
    ],
)
def test_begun_here_is_care_a_test_or_an_act_and_no_letter(
    said: tuple[facts.AnyFact, ...], begun: bool
) -> None:
    assert outcomes.begun_here(followed(*said)) is begun


@pytest.mark.parametrize(
    ("said", "accepted", "attended"),
    [
        ((referred(),), False, False),
        ((referred(), ACCEPTED), True, False),
        ((visit(),), False, False),
        ((visit(), visited("booked")), True, False),
        ((visit(), visited("attended")), False, True),
        ((visit(), visited("could_not_come")), False, False),
    ],
)
def test_attended_is_what_counts_and_accepted_stands_on_a_line_of_its_own(
    said: tuple[facts.AnyFact, ...], accepted: bool, attended: bool
) -> None:
    found = followed(*said)
    assert outcomes.appointment_accepted(found) is accepted
    assert outcomes.appointment_attended(found) is attended


def test_a_handover_is_closed_when_a_named_person_has_taken_it_over() -> None:
    open_need = ("need N10",)
    yes = facts.Discharged(at=AT, receiver="Sam", acceptance="accepted", open=open_need)
    asked = facts.Discharged(at=AT, receiver="Sam", acceptance="asked", open=open_need)
    nothing = facts.Discharged(at=AT, receiver=" ", acceptance="accepted", open=("sitting x",))
    assert outcomes.handover_accepted(followed(yes))
    assert outcomes.left_with_open_need(followed(yes))
    assert not outcomes.handover_accepted(followed(asked))
    assert not outcomes.handover_accepted(followed(nothing))
    assert not outcomes.left_with_open_need(followed(nothing))
    assert not outcomes.left_with_open_need(followed())
    assert outcomes.handover_accepted(followed(handover(), taken_over(), asked))
