"""Her decisions as a room lists them, and the short way in one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.deciding import ActDone, BestInterestsAgreed
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import capacity, consent, hers
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import BEST, HOUR, LACKS, TODAY, World, code_of, whole_yes
from tests.workflow.memory import MemoryJournal

YES_TO_SHARE = facts.ShareDecided(
    share="s1", recipient="SRH", decision="yes", document="d", items=("identity",),
    shown="read_by_her", finding="f16",
)  # fmt: skip


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def test_two_taps_find_nothing_to_doubt_and_plan_what_hangs_on_her_yes(world: World) -> None:
    me = world.hers()
    hers.say(me, "D03", "yes", alone=True)
    row = hers.row(me, "D03")
    assert row.finding is not None
    assert row.finding.fact.outcome == "presumed"
    assert row.answer is not None
    assert row.answer.fact.finding == row.finding.fact.finding
    assert [one.what for one in row.hangs] == ["planned"]
    assert row.back
    assert row.serves == ""
    assert hers.planned_act(me, "D03") == row.hangs[0].id
    assert hers.basis(me, "D03") == {"consent": row.answer.fact.consent}


def test_a_yes_says_who_could_hear(world: World) -> None:
    me = world.hers()
    assert code_of(lambda: hers.say(me, "D03", "yes")) == "consent-alone"
    assert me.record.decided.findings == {}
    hers.say(me, "D03", "no")
    assert me.record.decided.findings == {}


def test_taking_part_plans_no_act(world: World) -> None:
    me = world.hers()
    hers.say(me, "D01", "yes", alone=False)
    assert hers.row(me, "D01").hangs == ()


def test_a_finding_of_this_contact_serves_and_is_not_made_again(world: World) -> None:
    me = world.hers()
    found = world.able("D03")
    me = world.hers()
    hers.say(me, "D03", "yes", alone=True)
    assert list(me.record.decided.findings) == [found]


def test_after_not_able_two_taps_are_not_enough(world: World) -> None:
    world.lacks("D03")
    me = world.hers()
    assert code_of(lambda: hers.say(me, "D03", "yes", alone=True)) == "consent-not-able"
    world.clock.move(HOUR)
    capacity.state_changed(me, "better")
    world.clock.move(HOUR)
    hers.say(me, "D03", "yes", alone=True)
    newest = hers.row(me, "D03").finding
    assert newest is not None
    assert newest.fact.outcome == "presumed"


def test_a_no_after_a_yes_takes_the_yes_and_what_hangs_on_it_back(world: World) -> None:
    me = world.hers()
    hers.say(me, "D03", "yes", alone=True)
    hers.say(me, "D03", "no")
    row = hers.row(me, "D03")
    assert [one.what for one in row.hangs] == ["cancelled"]
    assert not row.back
    assert hers.basis(me, "D03") == {}
    assert hers.planned_act(me, "D03") == ""


def test_a_third_offer_needs_her_wish(world: World) -> None:
    me = world.hers()
    hers.say(me, "D03", "no")
    hers.say(me, "D03", "wants_time")
    assert code_of(lambda: hers.say(me, "D03", "yes", alone=True)) == "third-offer"
    hers.say(me, "D03", "yes", alone=True, she_asked=True)


def test_asking_again_is_as_she_said_last(world: World) -> None:
    me = world.hers()
    kept = hers.say(me, "D03", "no")
    consent.asking_again(me, kept, "yes", TODAY + timedelta(days=1))
    assert code_of(lambda: hers.say(me, "D03", "yes", alone=True)) == "again-early"
    consent.asking_again(me, kept, "if_she_asks")
    assert code_of(lambda: hers.say(me, "D03", "yes", alone=True)) == "not-again"
    assert world.fits()


def test_every_decision_on_record_has_its_row_in_the_order_of_the_catalogue(world: World) -> None:
    world.lacks("D08", "f8")
    world.write(
        YES_TO_SHARE, replace(YES_TO_SHARE, share="s2", recipient="herself"),
        replace(YES_TO_SHARE, share="s3", recipient="GP"),
        replace(YES_TO_SHARE, share="s4", recipient="HIV", decision="no"),
        facts.ShareWithdrawn(share="s3"),
        facts.LetterMade(letter="l", recipient="SRH", document="d", file="x", pages=1, share="s1"),
        ActDone(act="x", decision="D99", at=NOW, performer="nobody knows"),
    )  # fmt: skip
    me = world.hers()
    hers.say(me, "D03", "yes", alone=True)
    found = {row.decision: row for row in hers.rows(me)}
    assert list(found) == ["D99", "D03", "D08", "D16.GP", "D16.HIV", "D16.SRH"]
    assert [one.what for one in found["D16.SRH"].hangs] == ["letter"]
    assert found["D16.GP"].hangs == found["D16.HIV"].hangs == ()
    assert found["D16.SRH"].back
    assert not found["D16.GP"].back
    assert [one.what for one in found["D99"].hangs] == ["without_her"]
    world.write(facts.LetterSent(letter="l", how="printed"))
    row = hers.row(world.hers(), "D16.SRH")
    assert [one.what for one in row.hangs] == ["sent"]
    assert not row.back


def test_a_yes_taken_back_while_the_letter_is_at_the_printer(world: World) -> None:
    world.write(
        YES_TO_SHARE,
        facts.LetterMade(letter="l", recipient="SRH", document="d", file="x", pages=1, share="s1"),
    )
    me = world.hers()
    assert consent.withdraw(me, "D16.SRH") is not None
    assert hers.row(me, "D16.SRH").hangs == ()
    world.write(facts.LetterSent(letter="l", how="printed"))
    assert "a letter was sent without her agreement" in world.named()


def test_what_was_done_stands_with_its_time(world: World) -> None:
    me = world.hers()
    answer = hers.say(me, "D03", "yes", alone=True)
    consent.done(
        me, "D03", performer="R. Osei", act=hers.planned_act(me, "D03"), consent=answer,
        willing_at=me.now,
    )  # fmt: skip
    (done,) = hers.row(me, "D03").hangs
    assert (done.what, done.words) == ("done", "R. Osei")


def test_a_finding_of_another_contact_says_why_it_no_longer_serves(world: World) -> None:
    world.able("D03")
    world.clock.move(25 * HOUR)
    assert hers.row(world.hers(), "D03").serves == "finding-old"


def test_in_her_place_only_what_a_second_person_agreed_with(world: World) -> None:
    world.lacks("D03")
    world.write(BEST)
    me = world.hers()
    assert [id for id, _ in hers.for_a_second(me)] == ["b"]
    assert hers.basis(me, "D03") == {}
    world.write(BestInterestsAgreed(form="b"), author="clinician")
    me = world.hers()
    assert hers.for_a_second(me) == ()
    assert hers.basis(me, "D03") == {"best_interests": "b"}
    assert hers.in_her_place(me, "D08") == {}
    consent.done(me, "D03", performer="R. Osei", best_interests="b")
    assert hers.in_her_place(me, "D03") == {}


def test_the_form_is_open_for_few_decisions(world: World) -> None:
    me = world.hers()
    every = hers.choices(me.session)
    assert [one for one in every if hers.best_interests_open(me, one)] == ["D03", "D08", "D11"]
    assert hers.best_interests_open(me, "D16.GP")
    assert not hers.best_interests_open(me, "D17")
    assert "D14" not in every


def test_a_referral_can_be_asked_about_whenever_one_is_thought_of(world: World) -> None:
    """Not in the talk alone: a service outside the ward, and none that works on it."""
    me = world.hers()
    asked = hers.to_ask(me.session)
    assert asked[: len(hers.choices(me.session))] == hers.choices(me.session)
    assert {"D14.SRH", "D14.GUM", "D14.gynaecology"} <= set(asked)
    assert "D14.ward_doctor" not in asked
    assert "D14" not in asked
    assert not any(one.startswith("D16") for one in asked)


def test_her_newest_answer_is_none_once_taken_back(world: World) -> None:
    me = world.hers()
    assert hers.newest_answer(me.record, "D03") is None
    found = capacity.presume(me, "D03")
    me.keep(whole_yes(found))
    assert hers.newest_answer(me.record, "D03") is not None
    consent.withdraw(me, "D03")
    assert hers.newest_answer(me.record, "D03") is None


def test_whether_the_newest_finding_lets_her_say_yes(world: World) -> None:
    me = world.hers()
    assert not hers.serves_yes(hers.row(me, "D03"))
    capacity.find(me, "D03", LACKS)
    assert not hers.serves_yes(hers.row(me, "D03"))
    assert capacity.newest_id(me, "D03") != ""
    assert capacity.newest_id(me, "D05") == ""
    capacity.presume(me, "D05")
    assert hers.serves_yes(hers.row(me, "D05"))
