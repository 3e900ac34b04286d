"""How a need goes on: each state by a fact of somebody's, one due time, nothing ever lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment import following as f
from srh_assess.assessment.followed import (
    Followed,
    appointment_state,
    care_state,
    handover_state,
    leave_for,
    referral_state,
    sample_state,
)
from tests.assessment.followings import (
    AT,
    CONFIRMED,
    DAY,
    HOUR,
    NURSE,
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

SET_ASIDE = facts.NeedDecided(sitting="s1", need="N10", state="set_aside", reason="has a coil")


def need(*said: facts.AnyFact) -> Followed:
    return followed(*said).following.needs["N10"]


def test_a_confirmed_need_has_the_named_nurse_and_the_protocols_time() -> None:
    found = need()
    assert (found.state, found.owner, found.due) == ("confirmed", NURSE, AT + 7 * DAY)


def test_one_that_no_rule_raised_is_due_as_it_is_decided() -> None:
    assert record(CONFIRMED).following.needs["N10"].due == AT


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((plan(wants="now"),), "wanted"),
        ((plan(wants="later"),), "deferred"),
        ((plan(wants="no"),), "declined"),
        ((plan(wants="unsure"),), "confirmed"),
        ((plan(wants="no"), plan(wants="now")), "wanted"),
        ((plan(wants="no"), plan()), "declined"),
        ((plan(wants="no"), CONFIRMED), "declined"),
        ((SET_ASIDE,), "set_aside"),
        ((SET_ASIDE, CONFIRMED), "confirmed"),
        ((SET_ASIDE, plan(wants="now")), "set_aside"),
        ((care(), went("begun")), "begun"),
        ((care(), went("done")), "begun"),
        ((care(), went("accepted")), "confirmed"),
        ((care(), went("done"), plan(wants="now")), "begun"),
        ((care(), went("done"), plan(wants="no")), "declined"),
        ((sample(),), "begun"),
        ((SET_ASIDE, sample()), "set_aside"),
        ((visit(), visited("booked")), "confirmed"),
        ((visit(), visited("attended")), "begun"),
        ((moved("met"),), "met"),
        ((moved("met"), CONFIRMED), "confirmed"),
        ((moved("met"), sample()), "met"),
        ((moved("part_met"),), "part_met"),
        ((moved("part_met"), plan(wants="unsure")), "part_met"),
        ((moved("no_longer_applies"),), "no_longer_applies"),
        ((moved("declined"),), "declined"),
        ((handover(),), "confirmed"),
        ((handover(), taken_over("not_accepted")), "confirmed"),
        ((handover(), taken_over()), "handed_over"),
        ((moved("met"), handover(), taken_over()), "met"),
    ],
)
def test_every_state_is_reached_by_what_somebody_did(
    said: tuple[facts.AnyFact, ...], state: str
) -> None:
    assert need(*said).state == state


def test_what_she_wants_before_it_is_confirmed_holds_afterwards() -> None:
    before = record(plan(wants="later")).following.needs["N10"]
    assert before.state == "suspected"
    assert record(plan(wants="later"), CONFIRMED).following.needs["N10"].state == "deferred"


@pytest.mark.parametrize(
    ("said", "due", "awaits"),
    [
        ((plan(due=AT + DAY),), AT + DAY, ""),
        ((f.StepPlanned(need="N10", step="ring", due=AT + 2 * DAY),), AT + 2 * DAY, ""),
        ((care(due=AT + HOUR),), AT + HOUR, "c1"),
        ((care(), went("accepted", due=AT + DAY)), AT + DAY, "c1"),
        ((care(),), AT + 7 * DAY, ""),
        ((sample(expected_by=AT + 5 * DAY),), AT + 5 * DAY, "t1"),
        ((sample(), back(tell_by=AT + DAY)), AT + DAY, "t1"),
        ((referred(answer_by=AT + DAY),), AT + DAY, "r1"),
        ((visit(),), AT + 3 * DAY, "v1"),
        ((visit(), plan(due=AT + DAY), visited("booked")), AT + 3 * DAY, "v1"),
        ((visit(), visited("could_not_come", rebook_by=AT + 4 * DAY)), AT + 4 * DAY, "v1"),
        (
            (moved("declined", again_on=date(2026, 3, 29)),),
            datetime(2026, 3, 29, 11, tzinfo=UTC),
            "",
        ),
    ],
)
def test_an_open_need_has_one_due_time_moved_by_what_happened_last(
    said: tuple[facts.AnyFact, ...], due: datetime, awaits: str
) -> None:
    found = need(*said)
    assert (found.due, found.awaits) == (due, awaits)


def test_a_step_keeps_its_owner_and_says_what_is_in_the_way() -> None:
    step = f.StepPlanned(need="N10", step="clinic visit", in_the_way="leave form not signed")
    found = need(plan(owner="Dan Marsh"), step)
    assert (found.owner, found.step, found.in_the_way) == (
        "Dan Marsh", "clinic visit", "leave form not signed",
    )  # fmt: skip


def test_met_keeps_the_day_the_person_and_the_evidence() -> None:
    found = need(moved("met", at=AT - DAY))
    assert (found.since, found.by, found.words) == (AT - DAY, "R. Osei", "seen on the chart")


# -- the end of the stay --------------------------------------------------------------------------


def left(acceptance: str = "accepted", receiver: str = "Sam Okoro") -> facts.Discharged:
    return facts.Discharged(
        at=AT,
        receiver=receiver,
        acceptance=acceptance,  # type: ignore[arg-type]  # the table's words
        open=("need N10", "result results"),
    )


def test_what_stood_open_goes_on_with_who_accepted_it() -> None:
    found = need(left())
    assert (found.state, found.receiver) == ("handed_over", "Sam Okoro")


@pytest.mark.parametrize("acceptance", ["asked", "no_one_yet"])
def test_nothing_is_closed_by_going_home(acceptance: str) -> None:
    assert need(left(acceptance)).state == "confirmed"


def test_she_comes_back_and_it_is_the_wards_again() -> None:
    found = need(plan(wants="now"), left(), facts.Returned(at=AT))
    assert (found.state, found.receiver) == ("wanted", "")


def test_what_was_handed_over_before_stays_where_it_is() -> None:
    found = need(handover(receiver="Clinic"), taken_over(), left(), facts.Returned(at=AT))
    assert (found.state, found.receiver) == ("handed_over", "Clinic")


def test_a_check_after_her_stay_can_find_it_met() -> None:
    check = f.CheckMade(
        check="first", at=AT + 14 * DAY, by="Link", reached="herself", words="has it", met=("N10",)
    )
    after = followed(left(), check).following
    assert (after.needs["N10"].state, after.needs["N10"].by) == ("met", "Link")
    assert [kept.fact.check for kept in after.checks] == ["first"]


# -- threads --------------------------------------------------------------------------------------


def test_threads_say_how_they_stand() -> None:
    found = followed(care(answer="later"), sample(), referred(), visit(booked=True), handover())
    following = found.following
    assert care_state(following.care["c1"]) == "later"
    assert sample_state(following.samples["t1"]) == "awaited"
    assert referral_state(following.referrals["r1"]) == "sent"
    assert appointment_state(following.appointments["v1"]) == "booked"
    assert handover_state(following.handovers["h1"]) == "asked"


def test_a_second_result_is_to_be_told_again() -> None:
    first = followed(sample(), back(), told())
    assert sample_state(first.following.samples["t1"]) == "told"
    second = followed(sample(), back(), told(), back("positive"))
    assert sample_state(second.following.samples["t1"]) == "to_tell"
    assert sample_state(followed(sample(), told()).following.samples["t1"]) == "told"


def test_what_a_service_said_stands() -> None:
    answered = f.ReferralAnswered(referral="r1", answer="accepted", at=AT)
    assert referral_state(followed(referred(), answered).following.referrals["r1"]) == "accepted"


def test_what_follows_nothing_changes_nothing() -> None:
    assert followed(back(), visited("booked"), taken_over()).following == followed().following


def test_a_thread_for_everybody_moves_no_need() -> None:
    found = followed(sample(need="", expected_by=AT + DAY)).following
    assert found.needs["N10"].awaits == ""
    assert "t1" in found.samples


def test_views_and_contacts_are_kept() -> None:
    said = f.Contacted(contact="k1", need="N10", at=AT, by="R. Osei", with_whom="the clinic")
    view = f.ViewGiven(view="w1", whose="hers", moment="after_talk", at=AT, outcome="skipped")
    found = followed(said, view).following
    assert (list(found.contacts), list(found.views)) == (["k1"], ["w1"])


NEEDED: dict[str, Any] = {"leave_needed": True}
AGREED: dict[str, Any] = {"leave_agreed": True}


@pytest.mark.parametrize(
    ("said", "thread", "leave"),
    [
        ((), "v1", ""),
        ((referred(),), "r1", ""),
        ((referred(**NEEDED),), "r1", "needed"),
        ((referred(**NEEDED, leave_agreed=False),), "r1", "not_yet"),
        ((referred(leave_needed=False),), "r1", "not_needed"),
        ((visit(**NEEDED, **AGREED),), "v1", "agreed"),
        ((visit(**NEEDED, leave_agreed=False), visited("booked")), "v1", "not_yet"),
        ((visit(leave_agreed=False), visited("booked", **AGREED)), "v1", "agreed"),
        ((visit(**AGREED), visited("attended")), "v1", ""),
        ((referred(**AGREED), visit(referral="r1")), "v1", "agreed"),
        ((referred(**AGREED), visit(referral="r1", leave_needed=False)), "v1", "not_needed"),
    ],
)
def test_what_was_said_last_of_her_leave(
    said: tuple[facts.AnyFact, ...], thread: str, leave: str
) -> None:
    assert leave_for(followed(*said).following, thread) == leave
