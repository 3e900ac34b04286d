"""The letter that goes without her agreement: it says so, and only its very words go, once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.disclosing import GroundAnswered, ItemReason, OverrideUsed
from srh_assess.assessment.her_record import Disagreed
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.rules.grounds import GROUNDS
from srh_assess.workflow import (
    admissions,
    behind,
    informing,
    overriding,
    second,
    sharing,
    unagreed,
    voice,
    ward_lists,
)
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT
from srh_assess.workflow.unagreed import Unagreed
from tests.workflow.conftest import MAYA
from tests.workflow.decisions_world import EMERGENCY, LACKS, OVER, TODAY, World, code_of
from tests.workflow.homes import new_desk, sitting
from tests.workflow.memory import MemoryJournal
from tests.workflow.test_override import ORDER

KIND = "srh_in_reach"
NAMED = (ItemReason(item="identity", why="to find her"),)


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def letter(world: World, override: str = "") -> Unagreed:
    return Unagreed(world.hers().session, unit=UNIT, kind=KIND, override=override)


def proposed(world: World, **parts: object) -> Unagreed:
    made = letter(world)
    draft = replace(OVER, items=NAMED, **parts)
    overriding.propose(Decider(made.session), made.whole(draft))
    return made


def agreed(world: World, made: Unagreed) -> Unagreed:
    hers = world.hers("second")
    overriding.decide(hers, made.override, agrees=True, role="caldicott")
    return letter(world, made.override)


def test_what_was_given_and_what_is_disputed_go_along_where_they_are_ticked(world: World) -> None:
    made = letter(world)
    informing.told(made, "The leaflet about safety")
    made.session.add(Disagreed(statement="s1", words="I never said that", about=""))
    assert "leaflet about safety" not in made.plain_text
    more = (ItemReason(item="information", why="asked"), ItemReason(item="disagrees", why="fair"))
    made.take(replace(OVER, items=(*NAMED, *more)))
    assert "The leaflet about safety" in made.plain_text
    assert "I never said that" in made.plain_text
    assert all(told for text, told in behind.lines(made) if text)
    made.take(replace(OVER, items=(*NAMED, ItemReason(item="nothing_of_this_name", why="x"))))
    assert made.ticks == {"identity"}


def test_it_says_that_she_did_not_agree_and_on_which_ground(world: World) -> None:
    made = letter(world)
    made.take(replace(OVER, items=NAMED, basis="statute", law="Act 1, s2", told="not"))
    text = made.plain_text
    assert "Maya has not agreed to this letter" in text
    assert "the law requires it (Act 1, s2)" in text
    assert "who agrees" not in text
    assert "Maya. No one else." not in text


def test_it_names_the_order_of_the_court(world: World) -> None:
    made = letter(world)
    made.take(replace(OVER, items=NAMED, basis="court", order=ORDER))
    assert "has ordered it (Family Court at Northshire, NS26P00017, 10-Mar-2026)" in made.plain_text
    made.take(replace(OVER, items=NAMED, basis="court", order=replace(ORDER, dated=None)))
    assert "has ordered it (Family Court at Northshire, NS26P00017)" in made.plain_text


def test_the_very_letter_is_made_again_and_goes_once(world: World) -> None:
    made = proposed(world)
    assert made.why_not is not None
    assert made.why_not.code == "override-undecided"
    assert code_of(made.release) == "override-undecided"
    again = agreed(world, made)
    assert again.document == made.document
    again.print_out(again.release(), lambda _: None, printer="Willow")
    assert world.fits()
    assert code_of(again.release) == "override-spent"
    kept = again.proposal
    assert kept is not None
    assert unagreed.state(kept) == "sent"
    assert again.closed is None


def test_other_words_need_another_decision(world: World) -> None:
    made = proposed(world)
    record = world.journal.record("a1")
    assert record.stay is not None
    admissions.correct(
        world.journal, record, replace(MAYA, given="Marian"), record.stay, "a slip",
        author="nurse", clock=world.clock,
    )  # fmt: skip
    again = agreed(world, made)
    assert again.why_not is not None
    assert again.why_not.code == "override-other"


@pytest.mark.parametrize("ground", sorted(GROUNDS))
def test_each_question_of_a_ground_has_to_be_answered(world: World, ground: str) -> None:
    if ground == "best_interests":
        world.write(CapacityFound(finding="f", decision="D16.SRH", outcome="lacks", form=LACKS))
    answers = tuple(GroundAnswered(asks=asks, answer="said") for asks in GROUNDS[ground].asks)
    draft = replace(
        OVER,
        items=NAMED,
        basis=ground,
        test="",
        tests=answers,
        law="an Act",
        senior="C. Ito",
        order=ORDER if ground == "court" else None,
    )
    made = letter(world)
    hers = Decider(made.session)
    assert overriding.missing(hers, made.whole(draft)) == ()
    for place in range(len(answers)):
        short = replace(draft, tests=answers[:place] + answers[place + 1 :])
        assert overriding.missing(hers, made.whole(short)) == ("what the ground asks",)


def test_what_it_can_start_from(world: World) -> None:
    assert overriding.starts(world.hers().record, "SRH") == {"cannot_ask"}
    world.write(facts.ShareDecided(share="s", recipient="SRH", decision="no"))
    assert overriding.starts(world.hers().record, "SRH") == {"cannot_ask", "no"}
    world.write(CapacityFound(finding="f", decision="D16.SRH", outcome="lacks", form=LACKS))
    assert overriding.starts(world.hers().record, "SRH") == {"cannot_ask", "no", "lacks"}


def test_every_look_back_comes_due_and_is_closed(world: World) -> None:
    made = agreed(world, proposed(world))
    made.print_out(made.release(), lambda _: None, printer="Willow")
    name = made.override
    looks = []
    for days in (1, 7, 22):
        world.clock.move(timedelta(days=days))
        while due := list(overriding.looks_due(world.hers(), name)):
            looks.append(due[0])
            overriding.look_back(world.hers(), name, due[0], "she talks to us less")
    assert looks == ["first_check", "review", "second_check"]
    assert world.hers().open_tasks() == ()


def test_an_emergency_is_looked_back_at_by_two(world: World) -> None:
    made = letter(world)
    overriding.propose(Decider(made.session), made.whole(replace(EMERGENCY, items=NAMED)))
    kept = letter(world, made.override).proposal
    assert kept is not None
    assert unagreed.state(kept) == "agreed"
    assert list(overriding.looks_due(world.hers(), made.override)) == ["emergency"]
    overriding.look_back(
        world.hers("second"), made.override, "emergency", "right", with_whom="third"
    )
    assert list(overriding.looks_due(world.hers(), made.override)) == []


def test_a_no_of_the_second_person_is_a_state(world: World) -> None:
    made = proposed(world)
    kept = letter(world, made.override).proposal
    assert kept is not None
    assert unagreed.state(kept) == "open"
    overriding.decide(world.hers("second"), made.override, agrees=False, role="caldicott")
    kept = letter(world, made.override).proposal
    assert kept is not None
    assert unagreed.state(kept) == "not_agreed"


# ---- her own copy -------------------------------------------------------------------------------


def copy_of(world: World) -> str:
    hers = world.hers()
    hers.session.begin()
    made = sharing.Sharing(hers.session, UNIT, "her_copy")
    made.tick(made.boxes[0].id, on=True)
    return made.plain_text


def test_her_copy_tells_her_who_has_what_she_did_not_agree_to(world: World) -> None:
    made = agreed(world, proposed(world))
    assert "did not agree" not in copy_of(world)
    made = letter(world, made.override)
    made.print_out(made.release(), lambda _: None, printer="Willow")
    assert "has a letter that you did not agree to" in copy_of(world)


def test_an_override_under_which_nothing_went_out_gives_nobody_anything(world: World) -> None:
    world.write(replace(OVER, recipient="SAFE_ADULT"))
    assert "did not agree" not in copy_of(world)


def test_one_without_a_letter_of_ours_names_the_reader_by_the_place(world: World) -> None:
    over = replace(OVER, recipient="safeguarding_adult", letter_kind="")
    world.write(over, OverrideUsed(override="o", document="d", recipient="safeguarding_adult"))
    label = world.hers().session.protocol.destinations["safeguarding_adult"].label
    assert f"{label} has a letter that you did not agree to" in copy_of(world)


def test_what_she_is_told_later_stands_there_from_its_day_on(world: World) -> None:
    later = {"told": "not", "told_reason": "x", "told_reviewer": "y"}
    day = TODAY + timedelta(days=2)
    over = replace(OVER, told_on=day, **later)
    world.write(over, OverrideUsed(override="o", document="d", recipient="SAFE_ADULT"))
    police = replace(OVER, override="p", recipient="police")
    world.write(police, OverrideUsed(override="p", document="d", recipient="police"))
    assert "Adult" not in copy_of(world)
    assert "A police force has a letter" in copy_of(world)
    world.clock.move(timedelta(days=2))
    assert copy_of(world).count("did not agree to") == 2


# ---- on a desk ----------------------------------------------------------------------------------


def test_the_second_person_is_somebody_else_with_the_role(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    hers = Decider(sitting(desk))
    me = second.proved(desk, NURSE.name, PASSPHRASE)
    assert code_of(lambda: second.seconding(hers, me, "decide_override")) == "two-people"
    admin = second.proved(desk, ADMIN.name, PASSPHRASE)
    assert code_of(lambda: second.seconding(hers, admin, "decide_override")) == "role-may-not"
    codes = [kept.fact.code for kept in hers.record.decided.blocked]
    assert codes == ["two-people", "role-may-not"]
    other = second.seconding(hers, replace(admin, roles=("clinician",)), "decide_override")
    assert other.session.author == admin.id
    assert desk.me is not None
    assert desk.me.id == hers.session.author
    desk.lock()


def test_a_proposal_that_is_none_opens_no_letter(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    assert code_of(lambda: unagreed.of(desk, session, "none")) == "override-unknown"
    assert KIND in unagreed.readers()
    assert "her_copy" not in unagreed.readers()
    made = unagreed.new(desk, session, KIND)
    overriding.propose(Decider(session), made.whole(replace(EMERGENCY, items=NAMED)))
    assert unagreed.of(desk, session, made.override).document == made.document
    with pytest.raises(Exception, match="may not"):
        ward_lists.rows(desk, "overrides")
    voice.on_desk(desk).say("feedback", "thank you")
    assert len(desk.holding("voice", "override", duty="open_record")) == 2
    desk.lock()
    assert code_of(lambda: desk.holding("voice", duty="open_record")) == "not-signed-in"


def test_there_is_no_letter_to_the_police_without_a_request_let_through(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    assert code_of(lambda: unagreed.for_police(desk, session, "q")) == "override-police-request"
