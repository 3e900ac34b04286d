"""Her answer to each decision, acts on the strength of it, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import AdvanceRecorded, StateChanged
from srh_assess.assessment.deciding import (
    AuthorityConfirmed,
    AuthorityRecorded,
    BestInterestsAgreed,
    Chaperone,
)
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import capacity, consent, hers
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import (
    BEST,
    HOUR,
    LACKS,
    STAFF,
    TODAY,
    World,
    code_of,
)  # fmt: skip
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def say(world: World, decision: str = "D03", said: str = "yes", **told: object) -> str:
    told = {"finding": world.able(decision), "alone": True, **told} if said == "yes" else told
    return consent.answer(world.hers(), decision, said, **told)


# ---- her yes, her no ----------------------------------------------------------------------------


def test_a8_1_a_yes_needs_a_finding_that_she_can_decide_it_now(world: World) -> None:
    assert (
        code_of(lambda: consent.answer(world.hers(), "D03", "yes", alone=True)) == "consent-finding"
    )
    lacking = world.lacks()
    assert (
        code_of(lambda: consent.answer(world.hers(), "D03", "yes", alone=True, finding=lacking))
        == "consent-not-able"
    )
    assert world.blocked() == ["consent-finding", "consent-not-able"]
    assert say(world)


def test_a8_2_a_finding_serves_no_other_decision(world: World) -> None:
    for_one = world.able("D03")
    assert (
        code_of(lambda: consent.answer(world.hers(), "D05", "yes", alone=True, finding=for_one))
        == "consent-other-decision"
    )


def test_a_finding_serves_one_contact(world: World, clock: SetClock) -> None:
    found = world.able()
    clock.move(2 * HOUR)
    assert world.hers().against(replace_yes(found)) == ()
    clock.move(timedelta(seconds=1))
    assert world.hers().against(replace_yes(found)) == ("finding-old",)


def replace_yes(finding: str) -> facts.Consented:
    return facts.Consented(consent="c", decision="D03", answer="yes", finding=finding, alone=True)


def test_a_clock_set_back_between_finding_and_yes_is_noticed(world: World, clock: SetClock) -> None:
    found = world.able()
    clock.move(-HOUR)
    assert (
        code_of(lambda: consent.answer(world.hers(), "D03", "yes", alone=True, finding=found))
        == "clock-back"
    )
    assert world.blocked() == ["clock-back"]


def test_a_no_needs_no_reason_and_no_finding(world: World) -> None:
    kept = say(world, said="no")
    assert world.hers().record.decided.consents[kept].fact.words == ""
    assert say(world, "D05", "wants_time", ask_again="if_she_asks")


def test_pressure_closes_the_yes(world: World) -> None:
    found = world.able()
    assert (
        code_of(
            lambda: consent.answer(
                world.hers(), "D03", "yes", finding=found, alone=True, pressed=True
            )
        )
        == "consent-pressed"
    )
    assert (
        code_of(lambda: consent.answer(world.hers(), "D03", "yes", finding=found))
        == "consent-alone"
    )
    say(world, said="no", pressed=True)
    assert [kept.fact.what for kept in world.hers().open_tasks()] == ["safeguarding"]


def test_a_no_closes_no_other_door(world: World) -> None:
    for decision in ("D03", "D04", "D05"):
        say(world, decision, "no")
    assert say(world, "D06")
    assert consent.may_offer(world.hers(), "D07") is None


def test_a8_14_a_third_offer_needs_a_new_reason_or_her_wish(world: World) -> None:
    say(world, said="no")
    assert consent.may_offer(world.hers(), "D03") is None
    say(world, said="wants_time")
    refused = consent.may_offer(world.hers(), "D03")
    assert refused is not None
    assert refused.code == "third-offer"
    assert code_of(lambda: say(world, said="no")) == "third-offer"
    assert consent.may_offer(world.hers(), "D03", new_reason="a medicine was changed") is None
    assert say(world, said="yes", she_asked=True)


def test_asking_again_after_not_completed_is_no_offer(world: World) -> None:
    for _ in range(3):
        capacity.not_now(world.hers(), "D03", NOW + HOUR)
    assert consent.may_offer(world.hers(), "D03") is None


def test_she_says_whether_and_when_to_ask_again(world: World, clock: SetClock) -> None:
    say(world, said="no", ask_again="yes", again_on=TODAY + timedelta(days=2))
    early = consent.may_offer(world.hers(), "D03")
    assert early is not None
    assert early.code == "again-early"
    clock.move(timedelta(days=2))
    assert consent.may_offer(world.hers(), "D03") is None
    say(world, said="no", ask_again="no")
    never = consent.may_offer(world.hers(), "D03")
    assert never is not None
    assert never.code == "not-again"


# ---- acts ---------------------------------------------------------------------------------------


def test_a8_10_an_act_needs_what_allows_it_and_times_in_order(
    world: World, clock: SetClock
) -> None:
    nurse: dict[str, Any] = {"performer": "R. Osei"}
    assert code_of(lambda: consent.done(world.hers(), "D03", **nurse)) == "act-basis"
    yes = say(world)
    planned = consent.plan_act(world.hers(), "D03", yes, "urine test", NOW + HOUR)
    clock.move(HOUR)
    assert code_of(lambda: consent.done(world.hers(), "D03", consent=yes, **nurse)) == "act-willing"
    late: dict[str, Any] = {"willing_at": NOW, "at": NOW - HOUR}
    assert (
        code_of(lambda: consent.done(world.hers(), "D03", consent=yes, **nurse, **late))
        == "act-order"
    )
    consent.done(world.hers(), "D03", consent=yes, act=planned, willing_at=clock.now(), **nurse)
    assert world.fits()


def test_a_day_later_it_is_looked_at_again(world: World, clock: SetClock) -> None:
    yes = say(world)
    clock.move(timedelta(days=1))
    again: dict[str, Any] = {"performer": "R. Osei", "consent": yes, "willing_at": clock.now()}
    assert code_of(lambda: consent.done(world.hers(), "D03", **again)) == "act-still-able"
    world.able()
    consent.done(world.hers(), "D03", **again)


def test_what_is_intimate_has_a_chaperone_or_her_no_to_one(world: World) -> None:
    yes = say(world, "D02")
    act: dict[str, Any] = {"performer": "R. Osei", "consent": yes, "willing_at": NOW}
    assert code_of(lambda: consent.done(world.hers(), "D02", **act)) == "chaperone-offer"
    gone = replace(STAFF, present=False)
    assert (
        code_of(lambda: consent.done(world.hers(), "D02", chaperone=gone, **act))
        == "chaperone-absent"
    )
    consent.done(world.hers(), "D02", chaperone=Chaperone(offered=True, answer="declined"), **act)
    consent.done(world.hers(), "D02", chaperone=STAFF, **act)


def test_a8_7_force_secrecy_and_conditions_are_no_plan(world: World) -> None:
    yes = say(world)
    for what in (
        "hold her down",
        "covertly, in her tea",
        "no leave until it is done",
        "in exchange for leave",
        "her phone if she agrees, visits unless she",
    ):
        assert code_of(partial(consent.plan_act, world.hers(), "D03", yes, what)) == "no-coercion"
    consent.plan_act(world.hers(), "D03", yes, "after her leave on Monday")


def test_a8_8_a_refusal_laid_down_before_stands_until_she_takes_it_back(world: World) -> None:
    made = AdvanceRecorded(
        advance="v", form="advance_decision", decisions=("D03",), says_no=True, stands=True,
        seen="seen", seen_by="F. Abara",
    )  # fmt: skip
    capacity.advance(world.hers(), made)
    assert code_of(lambda: say(world)) == "advance-blocks"
    hers = world.hers()
    capacity.advance_back(hers, "v", capacity.presume(hers, "D03"))
    assert say(world)


def test_a8_12_taking_it_back_is_one_call_and_stops_what_is_not_done(world: World) -> None:
    done_yes, open_yes = say(world, "D03"), say(world, "D05")
    say(world, "D04", "no")
    finished = consent.plan_act(world.hers(), "D03", done_yes)
    waiting = consent.plan_act(world.hers(), "D05", open_yes)
    consent.done(
        world.hers(), "D03", performer="R. Osei", consent=done_yes, act=finished, willing_at=NOW
    )
    world.write(
        facts.ShareDecided(share="gp", recipient="GP", decision="yes", document="d"),
        facts.ShareDecided(share="out", recipient="SRH", decision="yes", document="e"),
        facts.ShareDecided(share="no", recipient="GUM", decision="no"),
        facts.LetterMade(letter="l", recipient="SRH", document="e", file="f", pages=1, share="out"),
        facts.LetterSent(letter="l", how="printed"),
    )
    consent.withdraw(world.hers())
    record = world.hers().record
    assert all(record.decided.consents[one].ended for one in (done_yes, open_yes))
    assert record.decided.planned[waiting].ended is not None
    assert record.decided.planned[finished].ended is None
    assert record.shares["gp"].withdrawn is not None
    assert record.shares["out"].withdrawn is not None
    (recall,) = world.hers().open_tasks("recall")
    assert (recall.fact.about, recall.fact.items, recall.fact.due) == ("D16.SRH", ("out",), NOW)
    assert (
        code_of(
            lambda: consent.done(
                world.hers(),
                "D05",
                performer="R. Osei",
                consent=open_yes,
                act=waiting,
                willing_at=NOW,
            )
        )
        == "act-cancelled"
    )
    assert consent.withdraw(world.hers()) is None


def test_her_own_copy_that_she_has_stays_hers(world: World) -> None:
    world.write(
        facts.ShareDecided(share="own", recipient="herself", decision="yes", document="d"),
        facts.LetterMade(
            letter="l", recipient="herself", document="d", file="f", pages=1, share="own"
        ),
        facts.LetterSent(letter="l", how="handed_over"),
    )
    assert consent.withdraw(world.hers()) is None
    assert world.hers().open_tasks("recall") == ()


def test_one_decision_is_taken_back_by_itself(world: World) -> None:
    first, second = say(world, "D03"), say(world, "D05")
    act = consent.plan_act(world.hers(), "D05", second)
    world.write(facts.ShareDecided(share="gp", recipient="GP", decision="yes", document="d"))
    consent.withdraw(world.hers(), "D03")
    record = world.hers().record
    assert record.decided.consents[first].ended is not None
    assert (record.decided.consents[second].ended, record.decided.planned[act].ended) == (
        None,
        None,
    )
    consent.withdraw(world.hers(), "D16.GP")
    assert world.hers().record.shares["gp"].withdrawn is not None


def test_a_wish_to_stop_a_method_is_taken_up_whatever_was_found(world: World) -> None:
    world.lacks("D10.implant")
    consent.wants_to_stop(world.hers(), "D10.implant", "take it out", owner="R. Osei")
    (kept,) = world.hers().open_tasks("stop_method")
    assert kept.fact.items == ("R. Osei", "take it out")
    assert kept.fact.due == NOW + timedelta(days=1)
    assert (
        code_of(lambda: consent.wants_to_stop(world.hers(), "D10.coil", "out", owner=" "))
        == "task-owner"
    )
    assert (
        code_of(lambda: consent.wants_to_stop(world.hers(), "D09.pill", "out", owner="R. Osei"))
        == "decision-unknown"
    )
    assert (
        code_of(lambda: consent.wants_to_stop(world.hers(), "D99", "out", owner="R. Osei"))
        == "decision-unknown"
    )


# ---- in her place -------------------------------------------------------------------------------


def test_a8_4_the_form_opens_for_three_decisions_and_for_sharing_alone(world: World) -> None:
    opened = {id for id, rule in world.protocol.decisions.items() if rule.best_interests}
    assert opened == {"D03", "D08", "D11", "D16"}
    assert (
        code_of(lambda: consent.best_interests(world.hers(), replace(BEST, decision="D09.implant")))
        == "best-interests-closed"
    )


def test_a8_5_never_for_sexual_relations(world: World) -> None:
    world.lacks()
    asked = replace(BEST, sexual_relations=True)
    assert code_of(lambda: consent.best_interests(world.hers(), asked)) == "decision-never"
    assert code_of(lambda: capacity.find(world.hers(), "D17", LACKS)) == "decision-never"


def test_two_clinicians_make_it_whole_and_then_it_can_be_done(world: World) -> None:
    world.lacks()
    consent.best_interests(world.hers(), BEST)
    act: dict[str, Any] = {"performer": "R. Osei", "best_interests": "b"}
    assert code_of(lambda: consent.done(world.hers(), "D03", **act)) == "act-authority"
    assert code_of(lambda: consent.agree(world.hers(), "b")) == "two-people"
    consent.agree(world.hers("clinician"), "b")
    assert code_of(lambda: consent.done(world.hers(), "D03", at=NOW - HOUR, **act)) == "act-order"
    consent.done(world.hers(), "D03", **act)
    (done,) = world.hers().record.decided.done.values()
    assert capacity.without_her(world.hers()) == (done.fact.act,)
    assert world.fits()


def settled(world: World) -> None:
    """Found not able, a form, and a second person who agrees with it."""
    world.lacks()
    world.write(BEST)
    world.write(BestInterestsAgreed(form="b"), author="clinician")


def test_a5_found_able_since_then_nothing_is_done_in_her_place(world: World) -> None:
    settled(world)
    world.clock.move(HOUR)
    world.able()
    act: dict[str, Any] = {"performer": "R. Osei", "best_interests": "b"}
    world.clock.move(HOUR)
    assert code_of(lambda: consent.done(world.hers(), "D03", **act)) == "settled-before"
    assert hers.in_her_place(world.hers(), "D03") == {}
    consent.done(world.hers(), "D03", at=NOW + HOUR / 2, **act)  # written down late
    assert world.fits()


def test_a5_a_change_of_state_asks_for_another_look_before_the_act(world: World) -> None:
    settled(world)
    world.write(StateChanged(event="better", at=NOW))
    act: dict[str, Any] = {"performer": "R. Osei", "best_interests": "b"}
    assert code_of(lambda: consent.done(world.hers(), "D03", **act)) == "finding-stale"
    assert hers.in_her_place(world.hers(), "D03") == {}


def test_a5_nobody_agrees_to_a_form_about_an_older_finding(world: World) -> None:
    world.lacks()
    world.write(BEST)
    world.lacks(finding="f2")
    assert code_of(lambda: consent.agree(world.hers("clinician"), "b")) == "settled-before"
    assert hers.for_a_second(world.hers()) == ()


def test_a5_found_able_since_what_was_settled_outside_no_longer_serves(world: World) -> None:
    authority = AuthorityRecorded(
        authority="o", decision="D03", basis="court_of_protection", reference="COP 1",
        decision_maker="the court", dated=TODAY,
    )  # fmt: skip
    world.lacks()
    world.write(authority)
    world.write(AuthorityConfirmed(authority="o"), author="second")
    assert hers.in_her_place(world.hers(), "D03") == {"authority": "o"}
    world.able()
    act: dict[str, Any] = {"performer": "R. Osei", "authority": "o"}
    assert code_of(lambda: consent.done(world.hers(), "D03", **act)) == "settled-able"
    assert hers.in_her_place(world.hers(), "D03") == {}


def test_a_limit_in_the_finding_opens_it_for_emergency_contraception(world: World) -> None:
    world.lacks("D08", deadline=NOW + 60 * HOUR)
    consent.best_interests(world.hers(), replace(BEST, decision="D08", reason="emergency"))
    assert world.blocked() == []


def test_a8_9_her_objection_stops_it_and_asks_for_advice(world: World) -> None:
    world.lacks()
    objects = replace(BEST, objects=True)
    assert (
        code_of(lambda: consent.best_interests(world.hers(), objects)) == "best-interests-objection"
    )
    assert [kept.fact.what for kept in world.hers().open_tasks()] == [
        "senior_route",
        "legal_advice",
    ]


def test_what_was_settled_outside_takes_two_people(world: World) -> None:
    consent.senior_route(world.hers(), "D07", "waiting, pictures, her advocate")
    made = consent.authority(
        world.hers(), "D07", "court_of_protection", "COP 1", "the court", TODAY
    )
    act: dict[str, Any] = {"performer": "R. Osei", "authority": made, "chaperone": STAFF}
    assert code_of(lambda: consent.done(world.hers(), "D07", **act)) == "act-authority"
    assert code_of(lambda: consent.confirm_authority(world.hers(), made)) == "two-people"
    consent.confirm_authority(world.hers("second"), made)
    consent.done(world.hers(), "D07", **act)
    assert (
        code_of(
            lambda: consent.authority(
                world.hers(), "D17", "court_of_protection", "1", "court", TODAY
            )
        )
        == "decision-never"
    )


def test_a8_6_detention_is_a_ground_for_nothing(world: World) -> None:
    for words in ("MHA s.63", "section 3", "under section"):
        assert (
            code_of(
                partial(
                    consent.authority,
                    world.hers(),
                    "D07",
                    "trust_best_interests",
                    words,
                    "Dr Iqbal",
                    TODAY,
                )
            )
            == "no-detention"
        )


# ---- a duty that age decides --------------------------------------------------------------------


def test_a8_15_the_duty_to_report_is_about_those_under_eighteen(world: World) -> None:
    from datetime import date

    told = facts.Answered(sitting="s", item="R12", taken=NOW, value=("fgm_u18",))
    world.write(facts.SittingBegun(sitting="s", protocol="1"), told)
    assert consent.fgm_duty(world.hers()) is None
    world.admit(date(2010, 1, 1))
    assert consent.fgm_duty(world.hers()) is None
    world.write(facts.SittingBegun(sitting="s", protocol="1"), replace(told, value=("none",)))
    assert consent.fgm_duty(world.hers()) is None
    world.write(told)
    assert consent.fgm_duty(world.hers()) is not None
    assert consent.fgm_duty(world.hers()) is None
    assert [kept.fact.what for kept in world.hers().open_tasks()] == ["fgm_report"]


def test_a8_13_what_was_kept_is_never_edited(world: World) -> None:
    consent_id = say(world, said="no")
    kept = world.hers().record.decided.consents[consent_id].fact
    with pytest.raises(AttributeError):
        kept.answer = "yes"
    assert kept.answer == "no"
