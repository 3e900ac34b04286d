"""Following a need from screen to disk: what is proposed, what rests on her yes, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.assessment import following as f
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.deciding import Consented, ConsentWithdrawn
from srh_assess.assessment.dues import dues
from srh_assess.clock import SetClock, local
from srh_assess.errors import UserError
from srh_assess.workflow import needs
from srh_assess.workflow.following import Follower, standing_yes
from srh_assess.workflow.lanes import lanes
from srh_assess.workflow.session import Session

Sit = Callable[..., Session]
DAY = timedelta(days=1)


@pytest.fixture
def hers(sit: Sit) -> Follower:
    session = sit()
    needs.confirm(session, "N10", named_by_her=True)
    return Follower(session)


def says_yes(hers: Follower, decision: str) -> str:
    finding, consent = f"f-{decision}", f"c-{decision}"
    hers.session.add(CapacityFound(finding=finding, decision=decision, outcome="presumed"))
    hers.session.add(
        Consented(consent=consent, decision=decision, answer="yes", finding=finding, alone=True)
    )
    return consent


def state(hers: Follower) -> str:
    return hers.record.following.needs["N10"].state


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(UserError) as fault:
        act()
    assert fault.value.code == code


def test_a_thing_is_given_without_a_form(hers: Follower) -> None:
    hers.give("N10", "condoms", willing=False)
    need = hers.record.following.needs["N10"]
    assert need.state == "begun"
    assert not hers.record.decided.done


def test_a_medicine_rests_on_her_yes_and_that_she_is_still_willing(hers: Follower) -> None:
    given: dict[str, Any] = {"batch": "B12", "next_on": date(2026, 6, 2)}
    refused("care-act", lambda: hers.give("N10", "injection", willing=True, **given))
    assert not hers.record.following.care
    says_yes(hers, "D09.injection")
    refused("act-willing", lambda: hers.give("N10", "injection", willing=False, **given))
    care = hers.give("N10", "injection", willing=True, **given)
    went = hers.record.following.care[care].later[-1]
    assert hers.record.decided.done[went.act].fact.decision == "D09.injection"
    assert (went.batch, went.next_on) == ("B12", date(2026, 6, 2))


def test_each_act_carries_one_thing_only(hers: Follower) -> None:
    says_yes(hers, "D09.injection")
    first = hers.give("N10", "injection", willing=True, batch="B12")
    second = hers.give("N10", "injection", willing=True, batch="B13")
    acts = {hers.record.following.care[care].later[-1].act for care in (first, second)}
    assert len(acts) == 2


def test_a_yes_taken_back_carries_nothing(hers: Follower) -> None:
    consent = says_yes(hers, "D03")
    assert standing_yes(hers.record, "D03") is not None
    hers.session.add(ConsentWithdrawn(consent=consent))
    refused("care-act", lambda: hers.sample("pregnancy_test", willing=True))


def test_a_pregnancy_test_too_soon_is_repeated_21_days_after_the_last_sex(hers: Follower) -> None:
    says_yes(hers, "D03")
    today = local(hers.now).date()
    early = hers.sample("pregnancy_test", willing=True, last_sex=today - 5 * DAY)
    late = hers.sample("pregnancy_test", willing=True, last_sex=today - 21 * DAY)
    unknown = hers.sample("pregnancy_test", willing=True)
    samples = hers.record.following.samples
    assert samples[early].fact.repeat_on == today + 16 * DAY
    assert samples[late].fact.repeat_on is None
    assert samples[unknown].fact.repeat_on is None


def test_a_result_is_told_within_the_protocols_days(hers: Follower) -> None:
    sample = hers.sample("iron_blood", need="N10")
    assert hers.record.following.samples[sample].fact.expected_by == hers.now + 7 * DAY
    refused("result-no-test", lambda: hers.result("never sent", "negative"))
    refused("result-not-back", lambda: hers.told(sample))
    hers.result(sample, "negative")
    assert hers.record.following.needs["N10"].due == hers.now + 7 * DAY
    hers.told(sample, how="alone")
    assert isinstance(hers.record.following.samples[sample].later[-1], f.ResultTold)
    hers.drop_next(sample, "no need")


def test_a_test_of_another_name_has_no_day_of_its_own(hers: Follower) -> None:
    sample = hers.sample("other", name="Thyroid blood")
    assert hers.record.following.samples[sample].fact.expected_by is None


def test_a_referral_rests_on_her_yes_to_that_service(hers: Follower) -> None:
    refused("care-act", lambda: hers.refer("N10", "SRH", willing=True))
    says_yes(hers, "D14.SRH")
    referral = hers.refer("N10", "SRH", willing=True, mode="in_reach")
    assert hers.record.following.referrals[referral].fact.answer_by == hers.now + 7 * DAY
    hers.answered(referral, "accepted")
    hers.refer("N10", "ward_doctor")
    hers.refer("N10", "ED", because="she collapsed")
    refused("destination-unknown", lambda: hers.refer("N10", "nowhere"))
    refused("referral-basis", lambda: hers.refer("N10", "GUM", override="none"))


def test_a_missed_visit_is_booked_again(hers: Follower, clock: SetClock) -> None:
    refused("appointment-past", lambda: hers.appointment("N10", hers.now - DAY))
    visit = hers.appointment("N10", hers.now + DAY, booked=True)
    refused("appointment-not-yet", lambda: hers.visit(visit, "attended"))
    clock.move(DAY)
    hers.visit(visit, "could_not_come", reason="leave")
    assert hers.record.following.needs["N10"].due == hers.now + 7 * DAY
    again = hers.appointment("N10", hers.now + 2 * DAY, instead_of=visit)
    clock.move(2 * DAY)
    hers.visit(again, "attended")
    assert hers.record.following.needs["N10"].state == "begun"


def test_a_visit_she_said_no_to_brings_the_need_back_in_a_week(hers: Follower) -> None:
    visit = hers.appointment("N10", hers.now + DAY)
    hers.visit(visit, "declined")
    need = hers.record.following.needs["N10"]
    assert (need.open, need.due) == (True, hers.now + 7 * DAY)
    assert [(line.what, line.at) for line in dues(hers.record)] == [("need", hers.now + 7 * DAY)]


def test_a_clock_set_back_a_day_stops_no_true_time(hers: Follower, clock: SetClock) -> None:
    visit = hers.appointment("N10", hers.now + timedelta(hours=1), booked=True)
    clock.move(timedelta(hours=2))
    hers.step("N10", step="ask how it went", due=hers.now + DAY)
    clock.move(-DAY)
    hers.visit(visit, "attended", at=hers.now + DAY)
    assert hers.record.following.needs["N10"].state == "begun"


def test_two_nurses_in_two_sittings_follow_one_need(
    hers: Follower, sit: Sit, clock: SetClock
) -> None:
    hers.contact("N10", with_whom="the clinic")
    clock.move(DAY)
    other = Follower(sit())
    other.move("N10", "met", words="pill begun")
    assert state(other) == "met"
    needs.confirm(other.session, "N10")
    assert state(other) == "confirmed"
    assert len(other.record.following.contacts) == 1


def test_a_handover_is_closed_by_its_person(hers: Follower) -> None:
    refused("handover-receiver", lambda: hers.hand_over(("N10",), " "))
    made = hers.hand_over(("N10",), "Sam Okoro", team="Clinic")
    hers.taken_over(made, "accepted", "Sam Okoro")
    assert hers.record.following.needs["N10"].state == "handed_over"


def test_checks_come_after_she_left(hers: Follower) -> None:
    refused("check-early", lambda: hers.check("first", "herself"))


def test_neither_her_team_nor_her_named_nurse_asks_how_it_was(hers: Follower) -> None:
    refused("view-own-team", lambda: hers.may_ask("hers"))
    hers.may_ask("carer")
    hers.session.author = "peer worker"
    hers.may_ask("hers")
    record = hers.session.record
    assert record.stay is not None
    named = replace(record.stay, named_nurse=hers.session.author_name)
    hers.session.record = replace(record, stay=named)
    refused("view-own-team", lambda: hers.may_ask("hers"))


def test_skipping_every_question_is_an_answer(hers: Follower) -> None:
    hers.session.author = "peer worker"
    hers.view("hers", "after_talk", (f.Said(question="H1", answer="skipped"),))
    hers.view("hers", "before_leaving", (f.Said(question="H1", answer="yes"),))
    said = [kept.fact for kept in hers.record.following.views.values()]
    assert [(one.outcome, len(one.answers)) for one in said] == [("skipped", 0), ("answered", 1)]


def test_what_is_offered_can_be_taken_later_or_stopped(hers: Follower) -> None:
    care = hers.offer("N10", "leaflet", answer="later")
    hers.care(care, "accepted")
    hers.care(care, "begun")
    hers.care(care, "abandoned", words="not what she wanted")
    refused("follow-over", lambda: hers.care(care, "done"))
    refused("follow-unknown", lambda: hers.care("no such", "done"))


def test_lanes_tell_everything_in_order(hers: Follower, clock: SetClock) -> None:
    session = hers.session
    hers.give("N10", "leaflet", willing=False)
    sample = hers.sample("iron_blood", need="N10")
    hers.result(sample, "negative")
    hers.told(sample)
    referral = hers.refer("N10", "ward_doctor")
    hers.answered(referral, "not_accepted", words="no time")
    visit = hers.appointment("N10", hers.now + DAY)
    hers.visit(visit, "booked")
    hers.contact("N10", with_whom="the clinic")
    hers.contact("N10")
    hers.step("N10", step="ring again", in_the_way="no leave yet", due=hers.now + DAY)
    hers.step("N10", due=hers.now + 2 * DAY)
    needs.plan(session, "N10", wants="now", owner="Dan Marsh", due=hers.now + DAY)
    hers.hand_over(("N10",), "Sam Okoro")
    lane = lanes(session.record, session.findings, session.protocol, hers.now)[0]
    words = {mark.words for mark in lane.marks}
    assert {
        "found",
        "confirmed",
        "wanted",
        "ring again",
        "new date",
        "result told",
        "Visit",
    } <= words
    assert {"booked", "contact: the clinic", "contact", "handed to Sam Okoro"} <= words
    assert (lane.owner, lane.in_the_way, lane.open) == ("Dan Marsh", "", True)
    hers.move("N10", "met", words="pill begun")
    met = lanes(session.record, session.findings, session.protocol, hers.now)[0]
    assert (met.open, met.state, met.marks[-1].kind) == (False, "Met", "due")
    hers.move("N10", "confirmed", words="again")
    hers.move("N10", "declined", words="no thank you")
    said_no = lanes(session.record, session.findings, session.protocol, hers.now)[0]
    assert "stopped" in {mark.kind for mark in said_no.marks}
