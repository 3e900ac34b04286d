"""Every wall about her decisions, from both sides: the workflow does not write it and keeps
that it was tried; a hand that writes it past the workflow is named by ``verify``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import (
    AdvanceRecorded,
    AdvanceWithdrawn,
    CapacityFound,
    Competence,
    Impairment,
    Interpreting,
    Limb,
    Link,
    StateChanged,
    Support,
)
from srh_assess.assessment.deciding import (
    ActCancelled,
    ActDone,
    ActPlanned,
    AuthorityConfirmed,
    AuthorityRecorded,
    BestInterestsAgreed,
    Chaperone,
    Consented,
    ConsentWithdrawn,
    Consulted,
    TaskClosed,
    TaskOpened,
)
from srh_assess.assessment.disclosing import (
    HarmReported,
    OverrideDecided,
    OverrideReviewed,
    OverrideUsed,
    OwnReport,
    PoliceAnswered,
    PoliceRequested,
    VoiceGiven,
    VoiceHandled,
)
from srh_assess.assessment.facts import AnyFact
from srh_assess.clock import SetClock
from srh_assess.errors import catalogue
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import needs
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.session import Session
from srh_assess.workflow.verify import verify_home
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import (
    ABLE,
    ASKED,
    BEST,
    COMPETENT,
    EMERGENCY,
    HOUR,
    LACKS,
    LACKS_NOW,
    LET,
    NOT_DONE,
    OTHER,
    OVER,
    POLICE,
    PROFESSIONAL,
    STAFF,
    TODAY,
    World,
    code_of,
    limb,
    whole_yes,
)  # fmt: skip
from tests.workflow.homes import new_desk, sitting
from tests.workflow.memory import MemoryJournal

Ready = Callable[[World], object]
Case = tuple[str, Ready, AnyFact, str]

FULL = CapacityFound(finding="f", decision="D03", outcome="lacks", form=LACKS)
NOW_LACKS = replace(FULL, outcome="lacks_now", form=LACKS_NOW)
SHORT = CapacityFound(finding="f", decision="D03", outcome="presumed")
BY_AGE = replace(SHORT, outcome="able", competence=COMPETENT)
YES = whole_yes("f")
NO = Consented(consent="n", decision="D03", answer="no")
DONE = ActDone(act="x", decision="D03", at=NOW, performer="R. Osei", consent="c", willing_at=NOW)
EXAM = replace(DONE, decision="D02", chaperone=STAFF)
AUTHORITY = AuthorityRecorded(
    authority="a", decision="D07", basis="court_of_protection", reference="COP 1",
    decision_maker="the court", dated=date(2026, 3, 1),
)  # fmt: skip
ADVANCE = AdvanceRecorded(
    advance="v", form="advance_decision", decisions=("D03",), says_no=True, stands=True,
    seen="seen", seen_by="F. Abara",
)  # fmt: skip
BAD_LIMB = replace(limb("not_able"), tried="")


def formed(**parts: object) -> CapacityFound:
    return replace(FULL, form=replace(LACKS, **parts))


def nothing(_: World) -> None:
    """As she came in."""


def presumed(world: World) -> None:
    world.write(SHORT)


def agreed(world: World) -> None:
    world.write(SHORT, YES)


def aged(years: int) -> Ready:
    return lambda world: world.admit(date(NOW.year - years, 3, 1))


def needs_interpreter(world: World) -> None:
    world.admit(interpreter=True)


def later(ready: Ready, by: timedelta) -> Ready:
    def moved(world: World) -> None:
        ready(world)
        world.clock.move(by)

    return moved


def written(*told: AnyFact) -> Ready:
    return lambda world: world.write(*told)


def twice_no(world: World) -> None:
    world.write(NO, replace(NO, consent="n2", answer="wants_time"))


def lacking(world: World) -> None:
    world.write(FULL)


def formed_best(world: World) -> None:
    world.write(FULL, BEST)


def proposed(world: World) -> None:
    world.write(OVER)


def let_by(author: str) -> Ready:
    """The police asked, and somebody let a proposal be written."""

    def let(world: World) -> None:
        world.write(ASKED, author="desk")
        world.write(LET, author=author)

    return let


def police_proposed(world: World) -> None:
    let_by("nurse")(world)
    world.write(replace(OVER, recipient="police", police=POLICE), author="second")


def closed_task(world: World) -> None:
    world.write(TaskOpened(task="t", what="review"), TaskClosed(task="t", words="done"))


FINDINGS: list[Case] = [
    ("sexual_relations", nothing, replace(SHORT, decision="D17"), "decision-never"),
    ("no_single_act", nothing, replace(SHORT, decision="D09"), "decision-unknown"),
    ("nobody_named", nothing, replace(SHORT, decision="D16."), "decision-unknown"),
    ("no_birth_date", lambda w: w.admit(None), SHORT, "talk-locked"),
    ("twelve", aged(12), BY_AGE, "too-young"),
    ("fourteen_presumed", aged(14), replace(SHORT, competence=COMPETENT), "form-needed"),
    ("fourteen_unfree", aged(14), replace(BY_AGE, competence=replace(COMPETENT, free=None)), "young-competence"),
    ("fourteen_fraser", aged(14), replace(BY_AGE, decision="D08", competence=replace(COMPETENT, fraser=())), "young-competence"),
    ("seventeen_alone", aged(17), SHORT, "young-safeguarding"),
    ("adult_not_competent", nothing, replace(SHORT, outcome="not_competent"), "outcome-other"),
    ("no_interpreter", needs_interpreter, SHORT, "interpreter-needed"),
    ("nobody_interprets", nothing, replace(SHORT, interpreting=Interpreting(by="none")), "interpreter-needed"),
    ("a_name_is_missing", nothing, replace(SHORT, interpreting=Interpreting(by="professional")), "interpreter-needed"),
    ("her_sister_interprets", nothing, replace(SHORT, interpreting=Interpreting(by="other", name="her sister")), "interpreter-relative"),
    ("lacks_without_form", nothing, replace(SHORT, outcome="lacks_now"), "form-needed"),
    ("able_without_form", nothing, replace(SHORT, outcome="able"), "form-needed"),
    ("not_reached_is_not_lacks", nothing, replace(FULL, form=replace(NOT_DONE)), "outcome-other"),
    ("no_wording", nothing, formed(wording=" "), "form-wording"),
    ("one_option", nothing, formed(options=("yes", "wait")), "form-options"),
    ("nothing_told", nothing, formed(told=()), "form-told"),
    ("no_observation", nothing, formed(observation="a diagnosis", doubts=("diagnosis",)), "doubt-observation"),
    ("no_time_to_ask", nothing, replace(FULL, outcome="not_completed", form=replace(NOT_DONE, ask_again_at=None)), "ask-again-missing"),
    ("ask_in_the_past", nothing, formed(ask_again_at=NOW - HOUR), "ask-again-past"),
    ("ask_behind_the_limit", nothing, formed(deadline=NOW + HOUR), "ask-again-late"),
    ("no_evidence", nothing, formed(retain=BAD_LIMB), "lacks-evidence"),
    ("nothing_tried", nothing, formed(communicate=BAD_LIMB), "lacks-evidence"),
    ("no_support", nothing, formed(support=(Support(what="place", result="not_possible"),)), "lacks-support"),
    ("no_impairment", nothing, formed(impairment=Impairment()), "lacks-impairment"),
    ("half_a_link", nothing, formed(link=Link(holds="yes", cannot="keep it in mind")), "lacks-link"),
    ("not_told", nothing, formed(told_her=""), "lacks-told"),
    ("no_review", nothing, formed(review_on=None), "lacks-review"),
    ("no_day_at_all", nothing, replace(NOW_LACKS, form=replace(LACKS_NOW, review_on=None, ask_again_at=None, not_wanted=True)), "lacks-review"),
    ("advance_of_nothing", nothing, replace(ADVANCE, decisions=("D17",)), "decision-never"),
    ("advance_at_17", aged(17), ADVANCE, "advance-age"),
    ("advance_not_seen", nothing, replace(ADVANCE, seen="reported"), "advance-seen"),
    ("advance_back_unknown", nothing, AdvanceWithdrawn(advance="v", finding="f"), "advance-back"),
    ("advance_back_unable", written(ADVANCE, FULL), AdvanceWithdrawn(advance="v", finding="f"), "advance-back"),
    ("advance_back_old", later(written(ADVANCE, SHORT), 3 * HOUR), AdvanceWithdrawn(advance="v", finding="f"), "finding-old"),
]  # fmt: skip

ANSWERS: list[Case] = [
    ("yes_to_never", nothing, replace(YES, decision="D17"), "decision-never"),
    ("yes_at_12", aged(12), replace(NO, answer="wants_time"), "too-young"),
    ("a8_1_nothing_found", nothing, YES, "consent-finding"),
    ("a8_1_not_able", lacking, YES, "consent-not-able"),
    ("a8_1_not_completed", written(replace(SHORT, outcome="not_completed")), YES, "consent-not-able"),
    ("a8_1_other_cause", written(replace(FULL, outcome="other_cause", form=OTHER)), YES, "consent-not-able"),
    ("a8_1_newer_found", written(SHORT, replace(FULL, finding="f2")), YES, "consent-not-newest"),
    ("a8_1_days_ago", later(presumed, 25 * HOUR), YES, "finding-old"),
    ("a8_1_changed", written(SHORT, StateChanged(event="worse", at=NOW)), YES, "finding-stale"),
    ("a8_1_clock_back", later(presumed, -HOUR), YES, "clock-back"),
    ("a8_2_other_decision", presumed, replace(YES, decision="D05"), "consent-other-decision"),
    ("pressed", presumed, replace(YES, pressed=True), "consent-pressed"),
    ("not_said_alone", presumed, replace(YES, alone=None), "consent-alone"),
    ("a8_8_laid_down_before", written(SHORT, ADVANCE), YES, "advance-blocks"),
    ("a8_14_third_offer", twice_no, replace(NO, consent="n3"), "third-offer"),
    ("only_if_she_asks", written(replace(NO, ask_again="if_she_asks")), replace(NO, consent="n3"), "not-again"),
    ("before_her_day", written(replace(NO, ask_again="yes", again_on=TODAY + timedelta(days=1))), replace(NO, consent="n3"), "again-early"),
]  # fmt: skip

ACTS: list[Case] = [
    ("plan_without_yes", nothing, ActPlanned(act="x", decision="D03", consent="c"), "act-consent"),
    ("a8_7_plan_by_force", agreed, ActPlanned(act="x", decision="D03", consent="c", what="hold her down if she moves"), "no-coercion"),
    ("a8_7_plan_in_secret", agreed, ActPlanned(act="x", decision="D03", consent="c", what="give it hidden in food"), "no-coercion"),
    ("b6_plan_by_threat", agreed, ActPlanned(act="x", decision="D03", consent="c", what="a warning letter if she says no"), "no-coercion"),
    ("a8_7_plan_for_leave", agreed, ActPlanned(act="x", decision="D03", consent="c", what="leave depends on it"), "no-coercion"),
    ("done_never", nothing, replace(DONE, decision="D17"), "decision-never"),
    ("done_tomorrow", agreed, replace(DONE, at=NOW + HOUR), "act-future"),
    ("done_twice", written(SHORT, YES, DONE), DONE, "act-twice"),
    ("done_after_cancelling", written(SHORT, YES, ActPlanned(act="x", decision="D03", consent="c"), ActCancelled(act="x")), DONE, "act-cancelled"),
    ("a8_8_done_against_refusal", written(SHORT, YES, ADVANCE), DONE, "advance-blocks"),
    ("done_by_nobody", agreed, replace(DONE, performer=" "), "act-performer"),
    ("a8_7_done_by_force", agreed, replace(DONE, words="she was restrained"), "no-coercion"),
    ("a8_10_no_ground", agreed, replace(DONE, consent=""), "act-basis"),
    ("a8_10_two_grounds", agreed, replace(DONE, authority="a"), "act-basis"),
    ("a8_10_no_yes", presumed, DONE, "act-consent"),
    ("a8_10_a_no", written(SHORT, replace(NO, consent="c")), DONE, "act-consent"),
    ("a8_10_yes_taken_back", written(SHORT, YES, ConsentWithdrawn(consent="c")), DONE, "act-consent"),
    ("a8_10_other_yes", written(SHORT, YES), replace(DONE, decision="D05"), "act-consent"),
    ("a8_10_not_asked_again", agreed, replace(DONE, willing_at=None), "act-willing"),
    ("a8_10_asked_hours_before", later(agreed, 5 * HOUR), replace(DONE, at=NOW + 5 * HOUR), "act-willing"),
    ("a8_10_act_before_yes", agreed, replace(DONE, at=NOW - HOUR, willing_at=NOW - HOUR), "act-order"),
    ("a8_10_willing_after_act", agreed, replace(DONE, at=NOW, willing_at=NOW + HOUR), "act-order"),
    ("a8_10_changed_since", later(written(SHORT, YES, StateChanged(event="worse", at=NOW)), HOUR), replace(DONE, at=NOW + HOUR, willing_at=NOW + HOUR), "act-still-able"),
    ("a8_10_form_of_one", formed_best, replace(DONE, consent="", best_interests="b"), "act-authority"),
    ("a8_10_no_authority", nothing, replace(DONE, consent="", authority="a"), "act-authority"),
    ("a8_10_before_authority", written(replace(AUTHORITY, decision="D03")), replace(DONE, consent="", authority="a", at=NOW - HOUR), "act-authority"),
    ("no_chaperone_offered", nothing, replace(EXAM, chaperone=Chaperone()), "chaperone-offer"),
    ("her_mother_as_chaperone", nothing, replace(EXAM, chaperone=replace(STAFF, who="relative")), "chaperone-who"),
    ("chaperone_not_there", nothing, replace(EXAM, chaperone=replace(STAFF, present=False)), "chaperone-absent"),
    ("sample_taken_by_staff", agreed, replace(DONE, intimate=True), "chaperone-offer"),
]  # fmt: skip

IN_HER_PLACE: list[Case] = [
    ("a8_4_screening", lacking, replace(BEST, decision="D07"), "best-interests-closed"),
    ("a8_4_implant", lacking, replace(BEST, decision="D09.implant"), "best-interests-closed"),
    ("a8_4_at_15", aged(15), BEST, "best-interests-closed"),
    ("a8_5_asked", lacking, replace(BEST, sexual_relations=True), "decision-never"),
    ("a8_5_d17", lacking, replace(BEST, decision="D17"), "decision-never"),
    ("reason_not_allowed", lacking, replace(BEST, reason="symptoms"), "best-interests-reason"),
    ("not_found_lacking", presumed, BEST, "best-interests-finding"),
    ("may_regain_in_time", written(NOW_LACKS), BEST, "best-interests-finding"),
    ("found_before_a_change", written(FULL, StateChanged(event="better", at=NOW)), BEST, "finding-stale"),
    ("no_limit", lacking, replace(BEST, reason="emergency"), "best-interests-clock"),
    ("a8_9_she_objects", lacking, replace(BEST, objects=True), "best-interests-objection"),
    ("a8_8_refused_before", written(FULL, ADVANCE), BEST, "advance-blocks"),
    ("a8_6_detained", lacking, replace(BEST, conclusion="under section 3"), "no-detention"),
    ("a8_7_in_secret", lacking, replace(BEST, conclusion="give it covertly"), "no-coercion"),
    ("a9_open", lacking, replace(BEST, wishes=""), "best-interests-open"),
    ("a9_not_answered", lacking, replace(BEST, objects=None), "best-interests-open"),
    ("a9_no_reference", lacking, replace(BEST, advocate_needed=True), "best-interests-open"),
    ("a9_one_option", lacking, replace(BEST, options=("test",)), "best-interests-open"),
    ("a9_by_appearance", lacking, replace(BEST, not_by_appearance=False), "best-interests-open"),
    ("a9_told_too_much", lacking, replace(BEST, consulted=(Consulted(who="her mother", told="all", why=""),)), "best-interests-open"),
    ("agree_to_nothing", nothing, BestInterestsAgreed(form="b"), "second-unknown"),
    ("agree_with_oneself", formed_best, BestInterestsAgreed(form="b"), "two-people"),
    ("authority_never", nothing, replace(AUTHORITY, decision="D17"), "decision-never"),
    ("authority_open", nothing, replace(AUTHORITY, reference=""), "authority-open"),
    ("a8_6_authority_by_section", nothing, replace(AUTHORITY, reference="Mental Health Act"), "no-detention"),
    ("a8_6_basis_by_hand", nothing, replace(AUTHORITY, basis="section_3"), "no-detention"),
    ("a8_8_authority_against_refusal", written(ADVANCE), replace(AUTHORITY, decision="D03"), "advance-blocks"),
    ("confirm_nothing", nothing, AuthorityConfirmed(authority="a"), "second-unknown"),
    ("confirm_oneself", written(AUTHORITY), AuthorityConfirmed(authority="a"), "two-people"),
    ("a8_15_fgm_adult", nothing, TaskOpened(task="t", what="fgm_report"), "fgm-adult"),
    ("close_nothing", nothing, TaskClosed(task="t", words="done"), "task-unknown"),
    ("close_twice", closed_task, TaskClosed(task="t", words="done"), "task-unknown"),
    ("close_wordless", written(TaskOpened(task="t", what="review")), TaskClosed(task="t", words=" "), "task-words"),
    ("regained_blank", written(TaskOpened(task="t", what="regained")), TaskClosed(task="t", words="done", told_her="yes"), "regained-blank"),
]  # fmt: skip

WITHOUT_HER: list[Case] = [
    ("a8_6_basis_detained", nothing, replace(OVER, basis="mha_section_3"), "override-basis"),
    ("a8_6_law_detained", nothing, replace(OVER, law="s.63"), "override-basis"),
    ("best_interests_without_a_form", written(replace(FULL, decision="D16.SAFE_ADULT")), replace(OVER, basis="best_interests", opened_from="lacks"), "override-best-interests"),
    ("her_best_interests_but_able", nothing, replace(OVER, basis="best_interests"), "override-basis"),
    ("no_no_of_hers", nothing, replace(OVER, opened_from="no"), "override-opened-from"),
    ("nothing_lacking", nothing, replace(OVER, opened_from="lacks"), "override-opened-from"),
    ("her_own_risk", nothing, replace(OVER, at_risk="herself"), "override-own-risk"),
    ("not_asked_and_not_why", nothing, replace(OVER, why_not_asked=""), "override-incomplete"),
    ("asked_without_words", nothing, replace(OVER, asked="asked"), "override-incomplete"),
    ("not_told_and_not_why", nothing, replace(OVER, told="not"), "override-incomplete"),
    ("nobody_outside", nothing, replace(OVER, advice=()), "override-incomplete"),
    ("no_complaint", nothing, replace(OVER, complaint_offered=False), "override-incomplete"),
    ("review_too_late", nothing, replace(OVER, review_on=TODAY + timedelta(days=15)), "override-incomplete"),
    ("no_day_of_review", nothing, replace(OVER, review_on=None), "override-incomplete"),
    ("no_harm_weighed", nothing, replace(OVER, harm_to_her=""), "override-incomplete"),
    ("no_item", nothing, replace(OVER, items=()), "override-incomplete"),
    ("no_law", nothing, replace(OVER, basis="statute"), "override-incomplete"),
    ("no_document", nothing, replace(OVER, document=""), "override-incomplete"),
    ("no_senior", nothing, replace(EMERGENCY, senior=""), "override-incomplete"),
    ("police_unasked", nothing, replace(OVER, recipient="police", police=POLICE), "override-police-request"),
    ("police_not_let_through", written(ASKED), replace(OVER, recipient="police", police=POLICE), "override-police-request"),
    ("police_by_who_let_it_through", let_by("nurse"), replace(OVER, recipient="police", police=POLICE), "two-people"),
    ("police_let_through_unasked", nothing, LET, "police-request"),
    ("police_let_through_twice", let_by("records"), replace(LET, task="t2"), "police-request"),
    ("police_let_through_by_who_took_it", written(ASKED), LET, "two-people"),
    ("police_decided_by_governance", police_proposed, OverrideDecided(override="o", decision="yes", role="caldicott"), "two-people"),
    ("police_given_before_it_went", police_proposed, PoliceAnswered(request="q", by="D. Okoro", answer="as_asked", override="o"), "override-police"),
    ("police_without_details", nothing, replace(OVER, recipient="police"), "override-police"),
    ("police_details_for_another", nothing, replace(OVER, police=POLICE), "override-police"),
    ("police_half", nothing, replace(OVER, recipient="police", police=replace(POLICE, reference="")), "override-police"),
    ("police_for_safeguarding", nothing, replace(OVER, recipient="police", police=POLICE, basis="adult_safeguarding"), "override-police-basis"),
    ("decide_nothing", nothing, OverrideDecided(override="o", decision="yes", role="caldicott"), "override-unknown"),
    ("decide_oneself", proposed, OverrideDecided(override="o", decision="yes", role="caldicott"), "two-people"),
    ("use_nothing", nothing, OverrideUsed(override="o", document="d", recipient="SAFE_ADULT"), "override-unknown"),
    ("use_undecided", proposed, OverrideUsed(override="o", document="d", recipient="SAFE_ADULT"), "override-undecided"),
    ("use_for_another", proposed, OverrideUsed(override="o", document="d2", recipient="SAFE_ADULT"), "override-other"),
    ("review_nothing", nothing, OverrideReviewed(override="o", what="first_check", words="well"), "override-unknown"),
    ("review_wordless", proposed, OverrideReviewed(override="o", what="first_check", words=""), "task-words"),
    ("review_alone", written(EMERGENCY), OverrideReviewed(override="o", what="emergency", words="right"), "two-people"),
    ("police_nobody", nothing, PoliceRequested(request="q", officer="", force="Northshire"), "police-who"),
    ("answer_nothing", nothing, PoliceAnswered(request="q", by="D. Okoro", answer="nothing", not_given="all"), "police-request"),
    ("answer_oneself", written(PoliceRequested(request="q", officer="DS Reed", force="N")), PoliceAnswered(request="q", by="me", answer="nothing", not_given="all"), "two-people"),
    ("own_report_wordless", nothing, OwnReport(report="r", way="adviser", advocate="declined"), "own-report"),
    ("own_report_twice", written(OwnReport(report="r", way="adviser", words="it", advocate="declined")), OwnReport(report="r", way="adviser", words="it", advocate="declined"), "own-report"),
    ("harm_tomorrow", nothing, HarmReported(harm="h", what="distress", at=NOW + HOUR), "harm-time"),
    ("harm_written_over", written(HarmReported(harm="h", what="distress")), HarmReported(harm="h", what="force"), "harm-time"),
    ("voice_in_her_record", nothing, VoiceGiven(voice="v", what="complaint", words="I said no"), "voice-again"),
    ("voice_silent", nothing, VoiceGiven(voice="v", what="complaint", words=" "), "voice-words"),
    ("voice_of_nobody", nothing, VoiceHandled(voice="v", words="rang her"), "voice-unknown"),
]  # fmt: skip

CASES = [*FINDINGS, *ANSWERS, *ACTS, *IN_HER_PLACE, *WITHOUT_HER]
NAMES = [case[0] for case in CASES]


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


@pytest.mark.parametrize(("name", "ready", "fact", "code"), CASES, ids=NAMES)
def test_the_workflow_does_not_write_it_and_keeps_that_it_was_tried(
    world: World, name: str, ready: Ready, fact: AnyFact, code: str
) -> None:
    ready(world)
    before = len(world.journal.all)
    assert code_of(lambda: world.hers().keep(fact)) == code
    tried = [entry.fact for entry in world.journal.all[before:]]
    assert [type(one).__name__ for one in tried if not isinstance(one, facts.FindingsRecorded)] == [
        "Blocked"
    ]
    assert world.blocked()[-1] == code


@pytest.mark.parametrize(("name", "ready", "fact", "code"), CASES, ids=NAMES)
def test_a_hand_written_entry_is_named(
    world: World, name: str, ready: Ready, fact: AnyFact, code: str
) -> None:
    ready(world)
    world.write(fact)
    assert catalogue()[code]["sentence"].rstrip(".") in world.named()


def test_every_case_has_its_own_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(
    ("ready", "fact", "author"),
    [
        (nothing, SHORT, "nurse"),
        (nothing, FULL, "nurse"),
        (nothing, NOW_LACKS, "nurse"),
        (nothing, replace(FULL, outcome="able", form=ABLE), "nurse"),
        (nothing, replace(FULL, outcome="not_completed", form=NOT_DONE), "nurse"),
        (nothing, formed(deadline=NOW + HOUR, ask_again_reason="she sleeps until then"), "nurse"),
        (needs_interpreter, replace(SHORT, interpreting=PROFESSIONAL), "nurse"),
        (needs_interpreter, replace(SHORT, interpreting=Interpreting(by="other", urgent_reason="bleeding", redo_by=NOW + HOUR)), "nurse"),
        (aged(14), BY_AGE, "nurse"),
        (aged(14), replace(BY_AGE, decision="D13", competence=replace(COMPETENT, fraser=())), "nurse"),
        (aged(14), replace(SHORT, outcome="not_competent", competence=Competence(safeguarding="A. Holt")), "nurse"),
        (aged(12), TaskOpened(task="t", what="fgm_report"), "nurse"),
        (aged(17), replace(SHORT, competence=Competence(safeguarding="A. Holt")), "nurse"),
        (presumed, YES, "nurse"),
        (twice_no, replace(NO, consent="n3", she_asked=True), "nurse"),
        (twice_no, replace(NO, consent="n3", new_reason="a new medicine"), "nurse"),
        (agreed, DONE, "nurse"),
        (agreed, replace(DONE, intimate=True, chaperone=Chaperone(offered=True, answer="declined")), "nurse"),
        (lacking, BEST, "nurse"),
        (lacking, replace(BEST, advocate_needed=True, advocate_reference="IMCA 1"), "nurse"),
        (formed_best, BestInterestsAgreed(form="b"), "clinician"),
        (written(AUTHORITY), AuthorityConfirmed(authority="a"), "second"),
        (written(ADVANCE, SHORT), AdvanceWithdrawn(advance="v", finding="f"), "nurse"),
        (written(replace(ADVANCE, form="statement", decisions=()), SHORT), AdvanceWithdrawn(advance="v", finding="f"), "nurse"),
        (nothing, OVER, "nurse"),
        (nothing, EMERGENCY, "nurse"),
        (let_by("records"), replace(OVER, recipient="police", police=POLICE), "nurse"),
        (nothing, replace(OVER, told="not", told_reason="danger", told_reviewer="B. Lund", told_on=TODAY), "nurse"),
        (proposed, OverrideDecided(override="o", decision="yes", role="caldicott"), "second"),
    ],
)  # fmt: skip
def test_what_is_whole_is_kept_and_fits(
    world: World, ready: Ready, fact: AnyFact, author: str
) -> None:
    ready(world)
    world.hers(author).keep(fact)
    assert world.named() == () or isinstance(world.journal.all[-1].fact, facts.FindingsRecorded)
    assert world.blocked() == []


def test_the_competent_clinician_is_one_of_the_two(world: World) -> None:
    formed_best(world)
    assert (
        code_of(lambda: world.hers("second").keep(BestInterestsAgreed(form="b")))
        == "best-interests-competent"
    )


def test_a_senior_alone_does_not_decide_about_serious_harm(world: World) -> None:
    proposed(world)
    fact = OverrideDecided(override="o", decision="yes", role="senior")
    assert code_of(lambda: world.hers("second").keep(fact)) == "override-role"


def test_a_plan_for_a_need_by_force_is_named(world: World) -> None:
    plan = facts.NeedPlanned(sitting="s", need="N06", step="no leave until she has the test")
    world.write(facts.SittingBegun(sitting="s", protocol="1"), plan)
    assert catalogue()["no-coercion"]["sentence"].rstrip(".") in world.named()
    world.write(replace(plan, step="offer it again", words="they said: no leave until I do it"))
    assert world.named() == ()


def test_a_plan_for_a_need_by_force_is_not_written(sit: Callable[..., Session]) -> None:
    session = sit()
    step = "no leave until she has the test"
    assert code_of(lambda: needs.plan(session, "N06", step=step)) == "no-coercion"
    (tried,) = session.record.decided.blocked
    assert (tried.fact.code, tried.fact.about) == ("no-coercion", "plan")
    needs.plan(session, "N06", step="offer it again", words="they said: no leave until I do it")


def test_no_page_steps_round_a_wall(sit: Callable[..., Session]) -> None:
    session = sit()
    assert code_of(lambda: session.add(YES)) == "consent-finding"
    assert session.record.decided.consents == {}


def test_what_she_says_may_speak_of_force(world: World) -> None:
    agreed(world)
    world.hers().keep(
        replace(NO, consent="n4", decision="D05", words="last time they held me down by force")
    )
    assert world.blocked() == []


def test_an_unfit_basis_written_into_the_file_is_no_fact_of_this_program(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    with session.journal.transaction(session.record, session.author) as transaction:
        number = transaction.add(replace(OVER, basis="mha_section_3")).last_entry
    desk.lock()
    found = verify_home(desk.folder, NURSE.name, PASSPHRASE, protocol=desk.protocol, clock=clock)
    assert any(line.startswith(f"Entry {number}:") and "no fact" in line for line in found.lines)


def test_verify_names_a_wall_by_its_number(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    with session.journal.transaction(session.record, session.author) as transaction:
        number = transaction.add(YES).last_entry
    desk.lock()
    found = verify_home(desk.folder, NURSE.name, PASSPHRASE, protocol=desk.protocol, clock=clock)
    assert (
        f"Entry {number}: {catalogue()['consent-finding']['sentence'].rstrip('.')}." in found.lines
    )


def test_a_limb_without_words_is_no_evidence() -> None:
    assert Limb().able == "not_reached"
