"""The pages of her decisions: two taps and a line, the longer form, her answer, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.answers import When
from srh_assess.assessment.capacity import AdvanceRecorded, FullForm
from srh_assess.assessment.deciding import BestInterests, ConsentWithdrawn
from srh_assess.ui.frame import Frame
from srh_assess.ui.pages.decision_act import ActPage
from srh_assess.ui.pages.decision_answer import AnswerPage
from srh_assess.ui.pages.decision_best import AuthorityPage, BestPage, SecondPage
from srh_assess.ui.pages.decision_conclusion import ConclusionStep, StopStep
from srh_assess.ui.pages.decision_list import DecisionsPage
from srh_assess.ui.pages.decision_state import AdvancePage, StatePage
from srh_assess.ui.pages.decision_steps import (
    DecisionStep,
    DoubtStep,
    SupportStep,
    information,
)
from srh_assess.ui.pages.decision_tasks import SeniorPage, TaskPage
from srh_assess.ui.pages.decision_test import ImpairmentStep, LinkStep, TestStep
from srh_assess.ui.pages.decision_who import WhoStep
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.offers import OffersPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.workflow import capacity, consent, flow, hers, overriding
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import Form
from srh_assess.workflow.session import Session
from tests.ui.pages.made import NOW, begin
from tests.workflow.decisions_world import BEST, LACKS, LACKS_NOW, NOT_DONE, limb

HOUR = timedelta(hours=1)
SEEN = "She fell asleep twice while we were talking."


@pytest.fixture(autouse=True)
def closed(qapp: QApplication) -> Iterator[None]:
    """Pages that stood in no window are taken apart by Qt, not by the collector."""
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def of(session: Session) -> Decider:
    begin(session)
    session.answer("O01", "yes")
    return Decider(session)


def form(of: Decider, full: FullForm | None = None, decision: str = "D03") -> Form:
    made = Form(of, decision)
    if full is not None:
        made.doubt, made.full = True, full
    return made


def offered(theme: Theme, of: Decider, *decisions: str) -> OffersPage:
    page = flow.Page(id="tests", kind="offers", title="Tests offered", decisions=decisions)
    return OffersPage(theme, of.session, page)


# -- two taps -------------------------------------------------------------------------------------


def test_two_taps_keep_a_finding_and_her_yes(theme: Theme, of: Decider) -> None:
    page = offered(theme, of, "D03", "D05")
    page.alone.answers["alone"].click()
    page.rows["D03"].group.answers["yes"].click()
    row = hers.row(of, "D03")
    assert row.finding is not None
    assert row.answer is not None
    assert (row.finding.fact.outcome, row.answer.fact.answer) == ("presumed", "yes")
    assert row.answer.fact.alone is True
    assert hers.row(of, "D05").finding is None
    page.apply()
    assert "HIV" in page.error
    page.apply()
    assert page.valid


def test_a_yes_before_saying_who_hears_asks_for_it_in_words(theme: Theme, of: Decider) -> None:
    page = offered(theme, of, "D03")
    page.rows["D03"].group.answers["yes"].click()
    assert not page.fault.isHidden()
    assert not page.rows["D03"].group.codes
    page.alone.answers["others"].click()
    assert page.fault.content is None


def test_a_yes_while_somebody_else_hears_asks_first_whether_it_should_wait(
    theme: Theme, of: Decider
) -> None:
    page = offered(theme, of, "D03")
    line = page.rows["D03"]
    page.alone.answers["others"].click()
    line.group.answers["yes"].click()
    assert hers.row(of, "D03").answer is None
    assert not line.group.codes
    assert line.wait.accessibleName().startswith("Wait until nobody else can hear")
    line.wait.click()  # it waits: the row stays open
    assert line.below.content is None
    assert hers.row(of, "D03").answer is None
    line.group.answers["yes"].click()
    line.now.click()
    answer = hers.row(of, "D03").answer
    assert answer is not None
    assert (answer.fact.answer, answer.fact.alone) == ("yes", False)
    assert not line.heard
    assert "yes" in line.group.codes


def test_a_no_asks_whether_to_ask_again_and_waits(theme: Theme, of: Decider) -> None:
    page = offered(theme, of, "D03")
    page.rows["D03"].group.answers["no"].click()
    page.apply()
    assert page.valid
    line = page.rows["D03"]
    answer = hers.row(of, "D03").answer
    assert answer is not None
    line._ask_again(answer.fact.consent, "if_she_asks")
    again = offered(theme, of, "D03").rows["D03"]
    assert again.group.codes == ("no",)
    again.group.answers["no"].click()  # pressed again: what is written stands
    assert again.group.codes == ("no",)
    again.she_asked = False
    again._page.alone.answers["alone"].click()
    again.group.answers["yes"].click()
    assert again._page.fault.content is not None
    again._brought_up()
    again.group.answers["yes"].click()
    assert again.group.codes == ("yes",)


def test_a_third_offer_is_closed_but_for_her(theme: Theme, of: Decider) -> None:
    hers.say(of, "D03", "no")
    hers.say(of, "D03", "yes", alone=True)
    consent.withdraw(of, "D03")
    hers.say(of, "D03", "wants_time")
    found = consent.answer(of, "D03", "no", she_asked=True)
    of.keep(ConsentWithdrawn(consent=found))
    page = offered(theme, of, "D03")
    assert page.rows["D03"].below.content is not None


def test_a_doubt_opens_the_form_for_just_this_decision(theme: Theme, of: Decider) -> None:
    page = offered(theme, of, "D03", "D05")
    went: list[str] = []
    page.go.connect(went.append)
    page.rows["D05"].group.answers["doubt"].click()
    assert went == ["decide:D05"]
    capacity.find(of, "D05", LACKS_NOW)
    assert offered(theme, of, "D05").rows["D05"].group.codes == ("doubt",)


# -- the form -------------------------------------------------------------------------------------


def test_the_short_way_is_a_tap_and_a_line(theme: Theme, of: Decider) -> None:
    made = form(of)
    page = DoubtStep(theme, made)
    page.apply()
    assert page.error != ""
    page.doubt.answers["no"].click()
    page.note.show_words("followed it all")
    page.how.choose(["spoken"])
    page.told.choose(made.told[:2])
    page.apply()
    assert page.valid
    assert (made.doubt, made.note) == (False, "followed it all")
    assert information(made) == f"Spoken, 2 of {len(made.told)} points ticked"
    assert information(form(of)) == ""


def test_a_doubt_wants_to_be_seen(theme: Theme, of: Decider) -> None:
    made = form(of)
    page = DoubtStep(theme, made)
    page.doubt.answers["yes"].click()
    page.apply()
    assert "described" in page.error
    assert page.advice.isHidden()
    page.reasons.answers["diagnosis"].click()
    assert not page.advice.isHidden()
    page.apply()
    assert "None of what is chosen" in page.error
    page.observation.show_words("too short")
    page.observation.changed.emit()
    assert not page.advice.isHidden()
    page.observation.show_words(SEEN)
    page.apply()
    assert page.valid
    page.observation.changed.emit()
    assert page.advice.isHidden()
    assert made.full.doubts == ("observed", "diagnosis")
    anew = DoubtStep(theme, made)
    assert anew.doubt.codes == ("yes",)


def test_nobody_interprets_and_nothing_is_concluded(theme: Theme, of: Decider) -> None:
    made = form(of)
    made.doubt = False
    page = WhoStep(theme, made)
    page.by.choose(["none"])
    page.by.changed.emit()
    page.apply()
    assert page.error != ""
    page.urgent.show_words("bleeding")
    page.redo.show_when(When(NOW + 9 * HOUR, NOW + 9 * HOUR))
    page.apply()
    assert page.valid
    assert made.interpreting.redo_by == NOW + 9 * HOUR


def test_what_is_to_be_decided(theme: Theme, of: Decider) -> None:
    made = form(of, FullForm(wording="a test today", observation=SEEN))
    page = DecisionStep(theme, made)
    page.apply()
    assert page.error != ""
    page.told.choose(made.told)
    page.how.choose(["pictures"])
    page.view.show_words("Will it hurt?")
    page.limit.choose(["yes"])
    page.limit.changed.emit()
    page.apply()
    assert page.error == "Give the day of the limit, or choose None urgent"
    page.deadline.show_when(When(NOW + 5 * HOUR, NOW + 5 * HOUR))
    page.apply()
    assert page.valid
    assert made.full.deadline == NOW + 5 * HOUR
    assert len(made.full.options) == 3


def test_help_and_what_became_of_it(theme: Theme, of: Decider) -> None:
    made = form(of, NOT_DONE)
    page = SupportStep(theme, made)
    page.rows["place"].answers["not_possible"].click()
    page.why["place"].show_words("the room was taken")
    page.rows["advocate"].answers["used"].click()
    page.waiting.choose(["yes"])
    page.apply()
    assert [(one.what, one.result) for one in made.full.support] == [
        ("place", "not_possible"), ("advocate", "used"),
    ]  # fmt: skip
    assert made.full.waiting_helps == "yes"
    anew = SupportStep(theme, made)
    assert anew.rows["place"].codes == ("not_possible",)


def test_four_abilities_each_with_its_evidence(theme: Theme, of: Decider) -> None:
    made = form(of, replace(NOT_DONE, understand=limb("not_reached")))
    page = TestStep(theme, made)
    page.apply()
    assert page.error != ""
    for line in page.rows.values():
        line.group.answers["able"].click()
    assert "stay closed" in page.so_far.text()
    page.rows["retain"].group.answers["not_reached"].click()
    assert "not completed" in page.so_far.text()
    line = page.rows["weigh"]
    line.group.answers["not_able"].click()
    assert "Two more steps" in page.so_far.text()
    page.apply()
    assert "Use or weigh" in page.error
    for entry in (line.asked, line.answer, line.tried):
        entry.show_words("said")
    page.apply()
    assert page.valid
    assert made.full.weigh.able == "not_able"
    assert made.full.weigh.answer == "said"
    page.rows["communicate"].group.answers["not_able"].click()
    page.rows["communicate"].tried.show_words("")
    page.apply()
    assert "Tell it" in page.error


def test_an_illness_and_the_link(theme: Theme, of: Decider) -> None:
    made = form(of, replace(LACKS_NOW))
    illness = ImpairmentStep(theme, made)
    illness.what.show_words("")
    illness.apply()
    assert illness.valid
    assert made.full.impairment.what == ""
    illness.what.show_words("sedation")
    illness.lifts.show_when(When(NOW + 48 * HOUR, NOW + 48 * HOUR))
    illness.apply()
    assert made.full.impairment.lifts_on == (NOW + 48 * HOUR).date()
    link = LinkStep(theme, made)
    link.holds.choose([])
    link.apply()
    assert link.error != ""
    link.holds.choose(["yes"])
    link.shown.show_words("")
    link.apply()
    assert link.error != ""
    link.shown.show_words("asked three times")
    link.others.choose(["fear"])
    link.apply()
    assert link.valid
    assert made.full.link.others_considered == ("fear",)


def test_the_conclusion_is_told_and_written_down(theme: Theme, of: Decider) -> None:
    made = form(of, replace(LACKS, expected="", told_her="", review_on=None, ask_again_at=None))
    page = ConclusionStep(theme, made)
    page.apply()
    assert "in time" in page.error
    page.expected.answers["not_in_time"].click()
    assert page.outcome.text().startswith("Not able to decide this; not expected")
    page.apply()
    assert page.error != ""
    page.told_her.show_words("in plain words")
    done: list[bool] = []
    page.finished.connect(lambda: done.append(True))
    page.apply()
    assert page.error == ""
    assert done == [True]
    (kept,) = of.record.decided.findings.values()
    assert kept.fact.outcome == "lacks"
    assert kept.fact.form.review_on == (NOW + timedelta(days=7)).date()
    assert [one.fact.what for one in of.open_tasks()] == ["review"]


def test_behind_the_limit_asks_why(theme: Theme, of: Decider) -> None:
    made = form(of, replace(LACKS_NOW, deadline=NOW + HOUR, ask_again_at=NOW + 24 * HOUR))
    page = ConclusionStep(theme, made)
    page.apply()
    assert page.error != ""
    assert not page.late.isHidden()
    page.late.show_words("the clinic opens then")
    page.apply()
    assert page.valid


def test_a_change_of_state_meanwhile_closes_the_form(theme: Theme, of: Decider) -> None:
    made = form(of, LACKS_NOW)
    capacity.state_changed(of, "worse")
    page = TestStep(theme, made)
    page.apply()
    assert "changed" in page.error


def test_she_would_rather_stop_and_that_is_no_finding_about_her(theme: Theme, of: Decider) -> None:
    page = StopStep(theme, form(of, LACKS_NOW))
    page.apply()
    assert page.error != ""
    page.when.choose(["again"])
    page.apply()
    (kept,) = of.record.decided.findings.values()
    assert (kept.fact.outcome, kept.fact.form) == ("not_completed", None)
    assert [one.fact.what for one in of.open_tasks()] == ["ask_again"]


# -- her answer -----------------------------------------------------------------------------------


def test_her_yes_says_who_heard_and_whether_she_is_pressed(theme: Theme, of: Decider) -> None:
    page = AnswerPage(theme, of, "D03", capacity.presume(of, "D03"), "Spoken")
    page.apply()
    assert page.error == "No answer yet"
    page.said.answers["in_part"].click()
    page.apply()
    assert len(page._unmet) == 3
    page.alone.choose(["yes"])
    page.pressed.choose(["no"])
    page.part.show_words("only the urine test")
    page.words.show_words("That is fine")
    page.apply()
    (kept,) = of.record.decided.consents.values()
    assert (kept.fact.answer, kept.fact.part, kept.fact.information) == (
        "in_part", "only the urine test", "Spoken",
    )  # fmt: skip
    assert [one.what for one in hers.row(of, "D03").hangs] == ["planned"]


def test_somebody_presses_and_no_yes_is_kept(theme: Theme, of: Decider) -> None:
    page = AnswerPage(theme, of, "D03", capacity.presume(of, "D03"))
    page.said.answers["yes"].click()
    page.alone.choose(["no"])
    page.pressed.choose(["yes"])
    page.apply()
    assert page.error != ""
    assert of.record.decided.consents == {}
    assert [one.fact.code for one in of.record.decided.blocked] == ["consent-pressed"]


def test_a_no_may_name_the_day_to_ask_again(theme: Theme, of: Decider) -> None:
    page = AnswerPage(theme, of, "D03", capacity.presume(of, "D03"))
    page.said.answers["no"].click()
    page.again.answers["yes"].click()
    day = When(NOW + 72 * HOUR, NOW + 72 * HOUR)
    page.day.show_when(day)
    page.apply()
    (kept,) = of.record.decided.consents.values()
    assert kept.fact.again_on == (NOW + 72 * HOUR).date()


def test_a_third_offer_with_something_new(theme: Theme, of: Decider) -> None:
    hers.say(of, "D03", "no")
    hers.say(of, "D03", "wants_time")
    page = AnswerPage(theme, of, "D03", capacity.presume(of, "D03"))
    page.said.answers["wants_time"].click()
    page.apply()
    assert page.error != ""
    page.she_asked.answers["no"].click()
    assert not page.new_reason.isHidden()
    page.new_reason.show_words("a new medicine")
    page.apply()
    assert page.valid


# -- the room -------------------------------------------------------------------------------------


def test_the_room_says_what_was_found_what_she_said_and_what_hangs_on_it(
    theme: Theme, of: Decider
) -> None:
    hers.say(of, "D03", "yes", alone=True)
    page = DecisionsPage(theme, of)
    (line,) = page.rows
    assert line.decision == "D03"
    shown: list[bool] = []
    page.again.connect(lambda: shown.append(True))
    page.backs["D03"].click()
    assert shown == [True]
    anew = DecisionsPage(theme, of)
    assert anew.backs == {}
    assert anew.all_back.isHidden()
    assert [one.what for one in anew.rows[0].hangs] == ["cancelled"]


def test_one_press_takes_everything_back(theme: Theme, of: Decider) -> None:
    for decision in ("D03", "D05"):
        hers.say(of, decision, "yes", alone=True)
    DecisionsPage(theme, of).all_back.click()
    assert not any(row.back for row in hers.rows(of))


def test_another_decision_is_chosen_by_its_name(theme: Theme, of: Decider) -> None:
    page = DecisionsPage(theme, of)
    went: list[str] = []
    page.go.connect(went.append)
    page.ask_another.click()
    assert went == []
    page.another.show_name("HIV test")
    page.ask_another.click()
    page.another.show_name("Referral to a service: Gynaecology")
    page.ask_another.click()
    assert went == ["ask:D05", "ask:D14.gynaecology"]


def test_tasks_forms_and_statements_stand_above(theme: Theme, of: Decider) -> None:
    capacity.find(of, "D03", LACKS)
    newest = capacity.newest_id(of, "D03")
    consent.best_interests(of, replace(BEST, finding=newest, competent_clinician="second"))
    capacity.advance(of, AdvanceRecorded(advance="v", form="statement", words="No men"))
    page = DecisionsPage(theme, of)
    assert len(page.tasks) == 1
    assert list(page.seconds) == ["b"]
    went: list[str] = []
    page.go.connect(went.append)
    page.seconds["b"].click()
    next(iter(page.tasks.values())).click()
    assert went[0] == "second:b"
    assert went[1].startswith("task:")


def test_it_was_done_asks_whether_she_still_wanted_it(theme: Theme, of: Decider) -> None:
    hers.say(of, "D03", "yes", alone=True)
    page = ActPage(theme, of, "D03")
    page.apply()
    assert page.error != ""
    page.intimate.answers["no"].click()
    page.willing.answers["no"].click()
    page.apply()
    assert page.error != ""
    assert [one.fact.code for one in of.record.decided.blocked] == ["act-willing"]
    page.willing.answers["yes"].click()
    page.apply()
    assert page.valid
    assert [one.what for one in hers.row(of, "D03").hangs] == ["done"]


def test_an_act_before_her_yes_is_refused_and_that_it_was_tried_is_kept(
    theme: Theme, of: Decider
) -> None:
    hers.say(of, "D03", "yes", alone=True)
    page = ActPage(theme, of, "D03")
    page.intimate.answers["no"].click()
    page.willing.answers["yes"].click()
    early = When(NOW - HOUR, NOW - HOUR)
    page.at.show_when(early)
    page.willing_at.show_when(early)
    page.apply()
    assert page.error != ""
    assert page.fault.content is not None
    assert [one.fact.code for one in of.record.decided.blocked] == ["act-order"]


def test_a_relative_is_no_chaperone(theme: Theme, of: Decider) -> None:
    hers.say(of, "D02", "yes", alone=True)
    page = ActPage(theme, of, "D02")
    assert page.intimate.codes == ("yes",)
    page.willing.answers["yes"].click()
    page.answer.answers["accepted"].click()
    page.who.choose(["relative"])
    page.present.choose(["yes"])
    page.apply()
    assert [one.fact.code for one in of.record.decided.blocked] == ["chaperone-who"]
    page.who.choose(["staff"])
    page.name.show_words("E. Novak")
    page.role.show_words("nurse")
    page.apply()
    assert page.valid


def test_without_a_yes_there_is_nothing_to_write_down(theme: Theme, of: Decider) -> None:
    page = ActPage(theme, of, "D03")
    assert page.basis == {}
    page.at.show_when(None)
    page.apply()
    assert page.error != ""


def test_one_tap_for_what_has_changed(theme: Theme, of: Decider) -> None:
    hers.say(of, "D03", "yes", alone=True)
    page = StatePage(theme, of)
    page.apply()
    assert page.error != ""
    page.happened.answers["rapid_tranquillisation"].click()
    page.apply()
    assert hers.row(of, "D03").serves == "finding-stale"


def test_what_she_wants_known_is_kept_and_taken_back(theme: Theme, of: Decider) -> None:
    page = AdvancePage(theme, of)
    page.apply()  # nothing chosen: back
    page.form.answers["statement"].click()
    page.apply()
    assert page.error != ""
    page.words.show_words("Only women")
    page.must_not.show_words("my brother")
    page.apply()
    (said,) = capacity.statements(of)
    assert (said.words, said.must_not_know) == ("Only women", "my brother")
    page = AdvancePage(theme, of)
    (back,) = page.backs.values()
    back.click()
    assert page.fault.content is not None  # nobody looked whether she can decide that now
    capacity.presume(of, "D01")
    back.click()
    assert capacity.statements(of) == ()


def test_a_refusal_made_in_advance_blocks_and_asks_for_legal_advice(
    theme: Theme, of: Decider
) -> None:
    page = AdvancePage(theme, of)
    page.form.answers["advance_decision"].click()
    page.apply()
    assert len(page._unmet) == 4
    page.about.choose(["D03"])
    page.says_no.choose(["no"])
    page.seen.choose(["seen"])
    page.seen_by.show_words("F. Abara")
    page.stands.choose(["yes"])
    page.apply()
    assert page.valid
    assert [one.fact.what for one in of.open_tasks()] == ["legal_advice"]
    assert list(AdvancePage(theme, of).backs)


# -- in her place ---------------------------------------------------------------------------------


def best(page: BestPage) -> None:
    """Everything but her objection."""
    for entry in (*page.texts.values(), page.options):
        entry.show_words("told\nnot told")  # type: ignore[attr-defined]  # both kinds can
    page.consulted.show_words("advocate; that a test is offered; to speak for her\n")
    for made, code in ((page.sexual, "no"), (page.advocate, "no"), (page.legal, "no"),
                       (page.competent, "second"), (page.appearance, "yes")):  # fmt: skip
        made.choose([code])
    page.reason.choose([next(iter(page.reason.answers))])
    page.review.show_when(When(NOW + 48 * HOUR, NOW + 48 * HOUR))


def test_the_form_is_whole_or_not_kept(theme: Theme, of: Decider) -> None:
    capacity.find(of, "D03", LACKS)
    page = BestPage(theme, of, "D03", capacity.newest_id(of, "D03"))
    page.apply()
    assert len(page._unmet) > 10
    best(page)
    page.objects.choose(["no"])
    page.apply()
    assert page.error == ""
    (kept,) = of.record.decided.best_interests.values()
    form = kept.fact
    assert isinstance(form, BestInterests)
    assert form.consulted[0].why == "to speak for her"
    second = SecondPage(theme, of, kept)
    second.apply()
    assert second.error != ""
    other = Decider(of.session)
    other.session.author = "clinician"
    agreed = SecondPage(theme, other, kept)
    agreed.apply()
    assert agreed.valid
    assert hers.basis(of, "D03") == {"best_interests": form.form}
    act = ActPage(theme, of, "D03")
    act.intimate.choose(["no"])
    act.apply()
    assert act.valid
    assert [one.what for one in hers.row(of, "D03").hangs] == ["without_her"]


def test_a_form_about_sharing_opens_its_ground_and_nothing_to_be_done(
    theme: Theme, of: Decider
) -> None:
    capacity.find(of, "D16.SRH", LACKS)
    words = [one.accessibleName() for one in DecisionsPage(theme, of).findChildren(Button)]
    assert any(one.startswith("Best-interests form: ") for one in words)
    page = BestPage(theme, of, "D16.SRH", capacity.newest_id(of, "D16.SRH"))
    assert list(page.reason.answers) == ["sharing"]
    best(page)
    page.objects.choose(["no"])
    page.apply()
    assert page.error == ""
    (kept,) = of.record.decided.best_interests.values()
    other = Decider(of.session)
    other.session.author = "clinician"
    SecondPage(theme, other, kept).apply()
    assert overriding.best_interests(of.record, "SRH")
    assert not DecisionsPage(theme, of).acts


def test_her_objection_stops_it(theme: Theme, of: Decider) -> None:
    capacity.find(of, "D03", LACKS)
    page = BestPage(theme, of, "D03", capacity.newest_id(of, "D03"))
    best(page)
    page.objects.choose(["yes"])
    page.apply()
    assert page.error != ""
    assert of.record.decided.best_interests == {}
    kinds = {one.fact.what for one in of.open_tasks()}
    assert {"senior_route", "legal_advice"} <= kinds


def test_what_stands_against_it_is_in_view_at_the_foot_of_the_form(
    theme: Theme, of: Decider, opened: Callable[..., Frame]
) -> None:
    capacity.find(of, "D03", LACKS)
    page: Any = BestPage(theme, of, "D03", "an earlier finding")
    frame = opened(page)
    best(page)
    page.objects.choose(["no"])
    page.review.setFocus()
    show_in_view(page.review)
    page.apply()
    assert page.error == "It was not written down"
    assert frame.rect().contains(page.fault.mapTo(frame, page.fault.rect().center()))


def test_it_never_exists_for_sexual_relations(theme: Theme, of: Decider) -> None:
    page = BestPage(theme, of, "D03", "")
    page.sexual.choose(["yes"])
    page.apply()
    assert len(page._unmet) == 1


def test_what_was_settled_outside_takes_two(theme: Theme, of: Decider) -> None:
    page = AuthorityPage(theme, of, "D07")
    page.apply()
    assert len(page._unmet) == 2
    page.basis.choose(["court_of_protection"])
    page.reference.show_words("COP 1")
    page.maker.show_words("the court")
    page.dated.show_when(When(NOW - 48 * HOUR, NOW - 48 * HOUR))
    page.apply()
    assert page.valid
    (kept,) = of.record.decided.authorities.values()
    other = Decider(of.session)
    other.session.author = "clinician"
    SecondPage(theme, other, kept).apply()
    assert "authority" in hers.basis(of, "D07")


def test_to_a_senior_with_what_was_tried(theme: Theme, of: Decider) -> None:
    page = SeniorPage(theme, of, "D09.implant")
    page.apply()
    assert page.error != ""
    page.tried.show_words("pictures, her sister, a second visit")
    page.apply()
    (task,) = of.open_tasks()
    closing = TaskPage(theme, of, task.fact.task)
    closing.apply()
    assert closing.error != ""
    closing.words.show_words("Dr Ito settles it")
    closing.apply()
    assert of.open_tasks() == ()


def test_regained_cannot_be_closed_blank(theme: Theme, of: Decider) -> None:
    capacity.find(of, "D03", LACKS)
    newest = capacity.newest_id(of, "D03")
    consent.best_interests(of, replace(BEST, finding=newest, competent_clinician="second"))
    of.session.author = "clinician"
    consent.agree(of, "b")
    consent.done(of, "D03", performer="R. Osei", best_interests="b")
    of.session.clock.move(HOUR)  # type: ignore[attr-defined]  # the clock of a test
    capacity.presume(of, "D03")
    (task,) = of.open_tasks("regained")
    page = TaskPage(theme, of, task.fact.task)
    page.apply()
    assert len(page._unmet) == 4
    page.words.show_words("gone through with her")
    page.told.show_words("in plain words")
    page.view.show_words("I would have said yes")
    page.undone.show_words("nothing")
    page.apply()
    assert of.open_tasks("regained") == ()


def test_the_offers_page_stands_in_the_window(
    theme: Theme, of: Decider, opened: Callable[..., Frame]
) -> None:
    frame = opened(offered(theme, of, "D03", "D04", "D05", "D06", "D07"))
    assert frame._middle.horizontalScrollBar().maximum() == 0
