"""Whether she can decide one thing, now: the form, its outcomes, what each brings with it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import get_args

import pytest
from msgspec.structs import replace

from srh_assess.assessment.capacity import (
    AdvanceRecorded,
    Competence,
    FullForm,
    Impairment,
    Interpreting,
    Link,
    StateEvent,
)
from srh_assess.assessment.deciding import ActDone, AuthorityConfirmed, AuthorityRecorded
from srh_assess.assessment.disclosing import OverrideUsed
from srh_assess.clock import SetClock, local
from srh_assess.errors import UserError
from srh_assess.protocol.model import Protocol
from srh_assess.rules.capacity import open_parts, outcome_of
from srh_assess.rules.decisions import route
from srh_assess.workflow import capacity
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import (
    ABLE,
    COMPETENT,
    EMERGENCY,
    HOUR,
    LACKS,
    LACKS_NOW,
    NOT_DONE,
    OTHER,
    PROFESSIONAL,
    TODAY,
    World,
    code_of,
    limb,
)  # fmt: skip
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def tasks(world: World) -> list[str]:
    return [kept.fact.what for kept in world.hers().open_tasks()]


# ---- the form -----------------------------------------------------------------------------------


def test_the_form_opens_in_its_order() -> None:
    assert open_parts(FullForm()) == ("decision", "doubt")
    assert open_parts(ABLE) == ("decision", "doubt", "support", "test", "conclusion")
    doubted = replace(LACKS, impairment=Impairment())
    assert open_parts(doubted)[-2:] == ("impairment", "conclusion")
    assert open_parts(LACKS) == (
        "decision", "doubt", "support", "test", "impairment", "link", "conclusion",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        (FullForm(), "not_completed"),
        (NOT_DONE, "not_completed"),
        (ABLE, "able"),
        (LACKS_NOW, "lacks_now"),
        (LACKS, "lacks"),
        (OTHER, "other_cause"),
        (replace(LACKS, link=Link()), "other_cause"),
        (replace(LACKS, link=Link(holds="no")), "other_cause"),
    ],
)
def test_the_outcome_follows_from_the_form(form: FullForm, outcome: str) -> None:
    assert outcome_of(form) == outcome


def test_a8_3_lacks_is_whole_or_refused(world: World) -> None:
    for part in (
        {"retain": replace(limb("not_able"), answer="")},
        {"support": ()},
        {"impairment": Impairment()},
        {"link": Link(holds="yes")},
        {"told_her": ""},
        {"challenge_explained": False},
        {"review_on": None},
    ):
        form = replace(LACKS, **part)
        assert code_of(partial(capacity.find, world.hers(), "D03", form)).startswith("lacks-")
    assert world.hers().record.decided.findings == {}
    assert capacity.find(world.hers(), "D03", LACKS)


def test_what_raises_no_doubt_by_itself_asks_for_an_observation(world: World) -> None:
    form = replace(
        LACKS, doubts=("diagnosis", "detention", "number_of_partners"), observation="schizo"
    )
    assert code_of(lambda: capacity.find(world.hers(), "D03", form)) == "doubt-observation"


def test_the_same_form_with_another_doubt_gives_the_same_outcome() -> None:
    assert outcome_of(replace(LACKS, doubts=("diagnosis",))) == outcome_of(LACKS)


# ---- what an outcome brings with it -------------------------------------------------------------


def test_for_most_women_it_is_one_line(world: World) -> None:
    hers = world.hers()
    assert not capacity.consent_open(hers, "D03")
    capacity.presume(hers, "D03", "talks clearly about it")
    assert capacity.consent_open(hers, "D03")
    assert not capacity.consent_open(hers, "D05")
    assert tasks(world) == []


def test_she_did_not_wish_to_talk_now(world: World) -> None:
    capacity.not_now(world.hers(), "D03")
    assert tasks(world) == []
    capacity.not_now(world.hers(), "D05", NOW + 24 * HOUR)
    assert tasks(world) == ["ask_again"]
    assert not capacity.consent_open(world.hers(), "D03")
    assert not capacity.closed_to_her(world.hers(), "D03")


def test_lacks_now_is_asked_again(world: World) -> None:
    capacity.find(world.hers(), "D03", LACKS_NOW)
    assert tasks(world) == ["ask_again"]
    assert capacity.closed_to_her(world.hers(), "D03")
    assert not capacity.closed_to_her(world.hers(), "D05")


def test_not_expected_in_time_is_reviewed(world: World) -> None:
    capacity.find(world.hers(), "D03", LACKS)
    (kept,) = world.hers().open_tasks("review")
    assert local(kept.fact.due).date() == TODAY + timedelta(days=7)
    assert capacity.review_proposed(world.hers()) == NOW + timedelta(days=7)


def test_not_free_to_decide_opens_safeguarding_today(world: World) -> None:
    capacity.find(world.hers(), "D03", OTHER)
    assert sorted(tasks(world)) == ["legal_advice", "safeguarding"]
    assert {local(kept.fact.due).date() for kept in world.hers().open_tasks()} == {TODAY}
    assert capacity.closed_to_her(world.hers(), "D03")


def test_able_in_the_full_form_opens_her_consent(world: World) -> None:
    finding = capacity.find(world.hers(), "D03", ABLE, second_opinion_of="earlier")
    found = capacity.standing(world.hers(), "D03")
    assert found is not None
    assert (found.finding, found.outcome) == (finding, "able")


# ---- again and again ----------------------------------------------------------------------------


def test_asking_again_after_a_day_then_three_then_weekly(world: World, clock: SetClock) -> None:
    def proposed(deadline: timedelta | None = None) -> timedelta:
        limit = None if deadline is None else clock.now() + deadline
        return capacity.ask_again_proposed(world.hers(), "D03", limit) - clock.now()

    def found() -> None:
        later = clock.now() + HOUR
        capacity.find(world.hers(), "D03", replace(LACKS_NOW, ask_again_at=later))

    assert proposed() == 24 * HOUR
    found()
    clock.move(2 * HOUR)
    assert proposed() == 24 * HOUR  # the same contact: the doubt, then the longer form
    clock.move(timedelta(seconds=1))
    assert proposed() == 72 * HOUR
    found()
    clock.move(3 * HOUR)
    assert proposed() == timedelta(days=7)
    found()
    clock.move(3 * HOUR)
    assert proposed(timedelta(days=30)) == timedelta(days=7)
    assert proposed(10 * HOUR) == 5 * HOUR
    assert proposed(-HOUR) == timedelta(0)


def test_not_soon_after_tranquillisation_unless_a_limit_is_nearer(world: World) -> None:
    capacity.state_changed(world.hers(), "rapid_tranquillisation", NOW - HOUR)
    assert capacity.ask_again_proposed(world.hers(), "D03") == NOW + 24 * HOUR
    capacity.state_changed(world.hers(), "rapid_tranquillisation", NOW + 20 * HOUR)
    assert capacity.ask_again_proposed(world.hers(), "D03") == NOW + 32 * HOUR
    assert capacity.ask_again_proposed(world.hers(), "D03", NOW + 4 * HOUR) == NOW + 2 * HOUR


def test_a_day_to_ask_again_behind_the_limit_needs_a_reason(world: World) -> None:
    late = replace(LACKS_NOW, deadline=NOW + 2 * HOUR)
    assert code_of(lambda: capacity.find(world.hers(), "D08", late)) == "ask-again-late"
    assert capacity.find(world.hers(), "D08", replace(late, ask_again_reason="she sleeps"))


@pytest.mark.parametrize("event", get_args(StateEvent))
def test_a_change_of_state_makes_findings_stale(world: World, event: StateEvent) -> None:
    world.able()
    capacity.state_changed(world.hers(), event, words="seen at lunch")
    assert capacity.standing(world.hers(), "D03") is None
    assert [kept.fact.decision for kept in capacity.superseded(world.hers())] == ["D03"]
    world.able()
    assert [kept.fact.decision for kept in capacity.superseded(world.hers())] == ["D03"]


def test_a_change_ends_a_finding_that_she_could_not(world: World, clock: SetClock) -> None:
    world.lacks()
    clock.move(HOUR)
    capacity.state_changed(world.hers(), "better")
    assert not capacity.closed_to_her(world.hers(), "D03")
    clock.move(HOUR)
    world.able()
    assert capacity.consent_open(world.hers(), "D03")
    assert capacity.superseded(world.hers()) == ()


def test_regained_lists_what_was_done_without_her(world: World) -> None:
    world.lacks("D07")
    assert capacity.without_her(world.hers()) == ()
    world.able("D07")
    assert tasks(world) == []
    world.lacks("D07", "f2")
    grounds = AuthorityRecorded(
        authority="a", decision="D07", basis="court_of_protection", reference="COP 1",
        decision_maker="the court", dated=TODAY,
    )  # fmt: skip
    world.hers().keep(grounds)
    world.hers("second").keep(AuthorityConfirmed(authority="a"))
    world.write(ActDone(act="x", decision="D07", at=NOW, performer="R. Osei", authority="a"))
    world.hers().keep(EMERGENCY)
    world.hers().keep(OverrideUsed(override="o", document="d", recipient="SAFE_ADULT"))
    assert capacity.without_her(world.hers()) == ("x", "o")
    world.able("D07")
    (kept,) = world.hers().open_tasks("regained")
    assert kept.fact.items == ("x", "o")
    blank = code_of(lambda: capacity.close_task(world.hers(), kept.fact.task, "talked"))
    assert blank == "regained-blank"
    capacity.close_task(
        world.hers(), kept.fact.task, "talked", told_her="today", her_view="angry",
        wants_undone="correct the letter",
    )  # fmt: skip
    assert world.hers().open_tasks("regained") == ()
    world.lacks("D07", "f3")
    world.able("D07")
    assert world.hers().open_tasks("regained") == ()


def test_looking_again_closes_what_waited_for_it(world: World) -> None:
    world.admit(interpreter=True)
    urgent = Interpreting(by="none", urgent_reason="heavy bleeding", redo_by=NOW + 12 * HOUR)
    capacity.presume(world.hers(), "D03", interpreting=urgent)
    capacity.find(world.hers(), "D03", NOT_DONE, interpreting=PROFESSIONAL)
    assert tasks(world) == ["ask_again"]
    capacity.find(world.hers(), "D04", NOT_DONE, interpreting=PROFESSIONAL)
    capacity.find(world.hers(), "D03", ABLE, interpreting=PROFESSIONAL)
    assert [kept.fact.about for kept in world.hers().open_tasks()] == ["D04"]
    assert world.fits()


# ---- who interprets, how old she is -------------------------------------------------------------


def test_a8_11_without_the_interpreter_she_needs_nothing_is_found(world: World) -> None:
    world.admit(interpreter=True)
    assert code_of(lambda: capacity.presume(world.hers(), "D03")) == "interpreter-needed"
    sister = Interpreting(by="other", name="her sister")
    assert (
        code_of(lambda: capacity.presume(world.hers(), "D03", interpreting=sister))
        == "interpreter-relative"
    )
    assert capacity.presume(world.hers(), "D03", interpreting=PROFESSIONAL)


def test_an_urgent_entry_is_done_again_with_an_interpreter(world: World) -> None:
    world.admit(interpreter=True)
    urgent = Interpreting(by="none", urgent_reason="heavy bleeding", redo_by=NOW + 12 * HOUR)
    capacity.presume(world.hers(), "D03", interpreting=urgent)
    assert tasks(world) == ["redo_with_interpreter"]


@pytest.mark.parametrize(
    ("born", "way"),
    [
        (date(2013, 3, 11), "too_young"), (date(2013, 3, 10), "competence"),
        (date(2010, 3, 11), "competence"), (date(2010, 3, 10), "sixteen"),
        (date(2008, 3, 11), "sixteen"), (date(2008, 3, 10), "adult"), (None, "not_known"),
    ],
)  # fmt: skip
def test_her_age_on_the_day_leads(world: World, born: date | None, way: str) -> None:
    world.admit(born)
    assert route(world.protocol, world.hers().record, NOW) == way


def test_at_midnight_before_the_birthday_it_is_still_closed(world: World, clock: SetClock) -> None:
    world.admit(date(2008, 3, 11))
    clock.move(timedelta(hours=11, minutes=59))
    adult_ward = world.hers(young_people=False)
    assert code_of(lambda: capacity.presume(adult_ward, "D03")) == "talk-locked"
    assert world.blocked() == ["talk-locked"]
    clock.move(timedelta(minutes=2))
    assert capacity.presume(world.hers(young_people=False), "D03")


def test_under_sixteen_competence_is_looked_at_and_nothing_takes_its_place(world: World) -> None:
    world.admit(date(2012, 1, 1))
    capacity.presume(world.hers(), "D08", competence=COMPETENT)
    assert capacity.consent_open(world.hers(), "D08")
    spoken = Competence(understands=False, safeguarding="A. Holt, told")
    capacity.not_competent(world.hers(), "D09.implant", "could not say what it does", spoken)
    assert tasks(world) == ["safeguarding"]
    assert capacity.closed_to_her(world.hers(), "D09.implant")


# ---- laid down before ---------------------------------------------------------------------------


def test_her_statement_is_shown_later_and_she_can_take_it_back(world: World) -> None:
    hers = world.hers()
    made = AdvanceRecorded(
        advance="s", form="statement", decisions=("D03",), words="tell me first",
        may_know="my named nurse", must_not_know="my brother", dated=TODAY,
    )  # fmt: skip
    capacity.advance(hers, made)
    assert capacity.statements(hers) == (made,)
    assert tasks(world) == []
    hers = world.hers()
    capacity.advance_back(hers, "s", capacity.presume(hers, "D03"))
    assert capacity.statements(hers) == ()


def test_a_refusal_that_stands_leaves_only_legal_advice(world: World) -> None:
    made = AdvanceRecorded(
        advance="v", form="attorney", decisions=("D11",), says_no=True, stands=True,
        seen="seen", seen_by="F. Abara",
    )  # fmt: skip
    capacity.advance(world.hers(), made)
    assert tasks(world) == ["legal_advice"]
    capacity.advance(world.hers(), replace(made, advance="w", says_no=False))
    assert tasks(world) == ["legal_advice"]


def test_everything_kept_here_fits(world: World) -> None:
    capacity.find(world.hers(), "D03", LACKS)
    capacity.state_changed(world.hers(), "better")
    world.able()
    capacity.not_now(world.hers(), "D05", NOW + HOUR)
    with pytest.raises(UserError):
        capacity.presume(world.hers(), "D17")
    assert world.fits()
