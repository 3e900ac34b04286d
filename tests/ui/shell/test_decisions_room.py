"""Her decisions in the real window: from the talk, from a letter, from the banner, and back."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.deciding import ActDone, AuthorityConfirmed, AuthorityRecorded
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.ui.decisions import Decisions
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.decision_act import ActPage
from srh_assess.ui.pages.decision_answer import AnswerPage
from srh_assess.ui.pages.decision_conclusion import ConclusionStep, StopStep
from srh_assess.ui.pages.decision_list import DecisionsPage
from srh_assess.ui.pages.decision_state import AdvancePage, StatePage
from srh_assess.ui.pages.decision_steps import DecisionStep, DoubtStep, SupportStep
from srh_assess.ui.pages.decision_tasks import SeniorPage, TaskPage
from srh_assess.ui.pages.decision_test import TestStep
from srh_assess.ui.pages.decision_who import WhoStep
from srh_assess.ui.pages.offers import OffersPage
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.widgets.need_card import NeedCard
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import capacity, hers, urgent
from srh_assess.workflow.deciding import Decider
from tests.ui.shell.conftest import MAYA, Start, admit, sign_in
from tests.ui.shell.test_wizard import go_on, through_the_gate
from tests.workflow.decisions_world import LACKS, PROFESSIONAL

P = TypeVar("P", bound=Page)
SEEN = "She fell asleep twice while we were talking."


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind)
    return page


def decider(program: Program, admission: str) -> Decider:
    assert program.desk is not None
    return Decider(program.desk.session(admission, begin=False))


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """Open on the page about taking part."""
    through_the_gate(ward, maya, "taking_part")
    ward.ward.open(maya)
    return ward


@pytest.fixture
def room(talk: Program) -> Program:
    """Her decisions, opened from the banner."""
    talk.window.decisions_button.click()
    shown(talk, DecisionsPage)
    return talk


def doubt(program: Program) -> None:
    """From the doubt to the four abilities."""
    page = shown(program, DoubtStep)
    if not page.doubt.codes:
        page.doubt.answers["yes"].click()
    page.observation.show_words(SEEN)
    page.told.choose(list(page.told.answers))
    page.how.choose(["spoken"])
    go_on(program)
    shown(program, DecisionStep)
    go_on(program)
    shown(program, SupportStep).rows["pictures"].answers["used"].click()
    go_on(program)


def able(program: Program) -> None:
    for line in shown(program, TestStep).rows.values():
        line.group.answers["able"].click()
    go_on(program)
    shown(program, ConclusionStep)
    go_on(program)


# -- in the talk ----------------------------------------------------------------------------------


def test_taking_part_is_two_taps_after_the_opening(talk: Program, maya: str) -> None:
    page = shown(talk, OffersPage)
    page.alone.answers["alone"].click()
    page.rows["D01"].group.answers["yes"].click()
    go_on(talk)
    shown(talk, QuestionPage)
    row = hers.row(decider(talk, maya), "D01")
    assert row.finding is not None
    assert row.answer is not None


def test_a_doubt_in_the_talk_opens_the_form_and_comes_back(talk: Program, maya: str) -> None:
    shown(talk, OffersPage).rows["D01"].group.answers["doubt"].click()
    doubt(talk)
    able(talk)
    page = shown(talk, AnswerPage)
    page.said.answers["yes"].click()
    page.alone.choose(["yes"])
    page.pressed.choose(["no"])
    go_on(talk)
    assert shown(talk, OffersPage).rows["D01"].group.codes == ("yes",)


def test_taking_part_back_ends_the_talk_until_she_is_asked_again(talk: Program) -> None:
    page = shown(talk, OffersPage)
    page.alone.answers["alone"].click()
    page.rows["D01"].group.answers["yes"].click()
    talk.window.decisions_button.click()
    shown(talk, DecisionsPage).backs["D01"].click()
    assert "D01" not in shown(talk, DecisionsPage).backs
    go_on(talk)
    ids = [one.id for one in shown(talk, OffersPage).session.pages]
    assert "declined" in ids
    assert "q:recent_sex" not in ids


# -- the room -------------------------------------------------------------------------------------


def test_the_room_opens_from_her_overview_and_goes_back_there(talk: Program, maya: str) -> None:
    talk.window.overview_button.click()
    shown(talk, StandPage).rooms["decisions"].click()
    shown(talk, DecisionsPage)
    talk.window.decisions_button.click()
    shown(talk, DecisionsPage)
    go_on(talk)
    shown(talk, StandPage)


def test_the_short_way_in_the_room(room: Program, maya: str) -> None:
    room.window.page.go.emit("ask:D03")  # type: ignore[union-attr]  # the list is shown
    page = shown(room, DoubtStep)
    page.doubt.answers["no"].click()
    page.note.show_words("followed it all")
    go_on(room)
    answer = shown(room, AnswerPage)
    answer.said.answers["no"].click()
    go_on(room)
    (row,) = shown(room, DecisionsPage).rows
    assert row.answer is not None
    assert row.answer.fact.answer == "no"


def test_steps_backwards_and_on_the_rail(room: Program) -> None:
    room.window.page.go.emit("ask:D03")  # type: ignore[union-attr]  # the list is shown
    doubt(room)
    shown(room, TestStep)
    room.window.actions_bar.back_button.click()
    shown(room, SupportStep)
    room.window.owner.section("decision")
    shown(room, DecisionStep)
    room.window.owner.section("link")
    shown(room, DecisionStep)
    room.window.owner.section("nothing")
    room.window.actions_bar.back_button.click()
    shown(room, DoubtStep)
    room.window.actions_bar.back_button.click()
    shown(room, DecisionsPage)
    room.window.owner.section("decision")
    room.window.owner.other_act()
    room.window.actions_bar.back_button.click()


def test_she_would_rather_stop(room: Program, maya: str) -> None:
    room.window.page.go.emit("ask:D03")  # type: ignore[union-attr]  # the list is shown
    doubt(room)
    room.window.actions_bar.other_button.click()
    stop = shown(room, StopStep)
    room.window.actions_bar.back_button.click()
    shown(room, TestStep)
    room.window.actions_bar.other_button.click()
    stop = shown(room, StopStep)
    stop.when.choose(["never"])
    go_on(room)
    (row,) = shown(room, DecisionsPage).rows
    assert row.finding is not None
    assert row.finding.fact.outcome == "not_completed"


def test_nothing_is_left_unsaid(room: Program) -> None:
    room.window.page.go.emit("ask:D03")  # type: ignore[union-attr]  # the list is shown
    go_on(room)
    assert "No answer yet" in shown(room, DoubtStep).error


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("state", StatePage), ("advance", AdvancePage), ("act:D03", ActPage),
        ("senior:D03", SeniorPage),
    ],
)  # fmt: skip
def test_each_page_of_the_room_leads_back_to_the_list(
    room: Program, link: str, kind: type[Page]
) -> None:
    room.window.page.go.emit(link)  # type: ignore[union-attr]  # the list is shown
    shown(room, kind)
    room.window.actions_bar.back_button.click()
    shown(room, DecisionsPage)


def test_in_her_place_opens_only_after_a_finding(talk: Program, maya: str, clock: SetClock) -> None:
    of = decider(talk, maya)
    again = of.now + timedelta(hours=20)
    form = replace(
        LACKS, review_on=(of.now + timedelta(days=7)).date(), ask_again_at=again
    )  # fmt: skip
    capacity.find(of, "D03", form)
    talk.window.decisions_button.click()
    page = shown(talk, DecisionsPage)
    for link in ("best:D03", "authority:D03"):
        page.go.emit(link)
        assert isinstance(talk.window.owner, Decisions)
        talk.window.actions_bar.back_button.click()
        page = shown(talk, DecisionsPage)
    next(iter(page.tasks.values())).click()
    shown(talk, TaskPage).words.show_words("looked again")
    go_on(talk)
    assert shown(talk, DecisionsPage).tasks == {}


def test_an_interpreter_is_asked_for_first(ward: Program, clock: SetClock) -> None:
    admission = admit(ward, clock)
    desk = ward.desk
    assert desk is not None
    record = desk.record(admission)
    assert record.identity is not None
    assert record.stay is not None
    desk.correct(admission, record.identity, replace(record.stay, interpreter=True), "asked")
    ward.ward.open_woman_room("decisions", admission)
    shown(ward, DecisionsPage).go.emit("ask:D03")
    page = shown(ward, WhoStep)
    page.by.choose([PROFESSIONAL.by])
    page.name.show_words(PROFESSIONAL.name)
    go_on(ward)
    shown(ward, DoubtStep).doubt.answers["no"].click()
    go_on(ward)
    shown(ward, AnswerPage)


def test_under_age_the_room_is_closed_in_words(ward: Program, clock: SetClock) -> None:
    admission = admit(ward, clock, replace(MAYA, born=date(clock.now().year - 17, 1, 1)))
    ward.ward.open(admission)
    ward.window.ask.answer_next("ok")
    ward.window.decisions_button.click()
    assert not isinstance(ward.window.owner, Decisions)


def without_her(world: Decider, second: Decider) -> None:
    """Found not able, then done on a court's order that two people wrote down."""
    review = (world.now + timedelta(days=7)).date()
    capacity.find(world, "D03", replace(LACKS, review_on=review, ask_again_at=None))
    order = AuthorityRecorded(
        authority="a", decision="D03", basis="court_of_protection", reference="COP 1",
        decision_maker="the court", dated=world.now.date(),
    )  # fmt: skip
    world.keep(order)
    second.session.read_again()
    second.keep(AuthorityConfirmed(authority="a"))
    world.session.read_again()
    world.keep(ActDone(act="x", decision="D03", at=world.now, performer="R. Osei", authority="a"))


def test_regained_stands_on_the_board_and_in_so_far_until_it_was_gone_through(
    talk: Program, maya: str, clock: SetClock
) -> None:
    assert talk.desk is not None
    of, second = decider(talk, maya), decider(talk, maya)
    second.session.author = "somebody-else"
    without_her(of, second)
    clock.move(timedelta(minutes=5))
    capacity.presume(of, "D03")
    (kept,) = of.open_tasks()
    assert kept.fact.what == "regained"
    talk.ward.show_board()
    (line,) = shown(talk, BoardPage).board.shown
    at = kept.fact.due
    assert (at, "Ask again, one decision") in line.dues
    told = dict(line.detail)["Ask again, one decision"]
    assert told == "today 23:59, Ruth Adeyemi"
    talk.ward.open(maya)
    (card,) = talk.window.so_far.findChildren(NeedCard)
    assert card.accessibleName() == (
        "Task: Ask again, one decision, by today 23:59, owner Ruth Adeyemi"
    )
    card.pressed.emit(card.need)
    page = shown(talk, DecisionsPage)
    page.tasks[kept.fact.task].click()
    task = shown(talk, TaskPage)
    go_on(talk)
    assert not task.valid
    task.words.show_words("talked")
    task.told.show_words("face to face")
    task.view.show_words("I would have said yes")
    task.undone.show_words("nothing")
    go_on(talk)
    talk.ward.show_board()
    (line,) = shown(talk, BoardPage).board.shown
    assert "Ask again, one decision" not in dict(line.detail)


# -- what is typed is on the disk -----------------------------------------------------------------


def to_evidence(program: Program) -> TestStep:
    """The long form, open at the four abilities, one of them half written."""
    program.window.page.go.emit("ask:D03")  # type: ignore[union-attr]  # the list is shown
    doubt(program)
    page = shown(program, TestStep)
    page.rows["retain"].group.answers["not_able"].click()
    field = page.rows["retain"].asked.field
    field.setFocus()
    assert isinstance(field, QPlainTextEdit)
    field.insertPlainText("What did I say the test is for?")
    return page


def is_as_it_was(program: Program) -> None:
    page = shown(program, TestStep)
    retain = page.rows["retain"]
    assert retain.group.codes == ("not_able",)
    assert retain.asked.words == "What did I say the test is for?"
    assert page.rows["weigh"].group.codes == ()
    program.window.owner.section("doubt")
    assert shown(program, DoubtStep).observation.words == SEEN
    assert shown(program, DoubtStep).told.codes


def test_a_lock_in_the_long_form_loses_nothing_and_opens_the_same_step(
    room: Program, qtbot: QtBot
) -> None:
    to_evidence(room)
    room.window.lock_now()
    sign_in(room, qtbot)
    is_as_it_was(room)


def test_after_a_power_cut_the_same_step_opens_with_what_was_typed(
    room: Program, start: Start, qtbot: QtBot, tmp_path: Path, maya: str, protocol: Protocol,
    clock: SetClock,
) -> None:  # fmt: skip
    to_evidence(room).rows["retain"].answer.field.setFocus()  # the field before is left
    copied = tmp_path / "as the disk has it"
    shutil.copytree(room.desk.folder, copied)  # type: ignore[union-attr]  # somebody is signed in
    room.close()
    shutil.rmtree(tmp_path / "home")
    copied.rename(tmp_path / "home")
    for left in (tmp_path / "home").glob("*.lock"):
        left.unlink()
    again = start()
    sign_in(again, qtbot)
    again.ward.open(maya)
    is_as_it_was(again)


def test_who_goes_away_from_a_form_finds_it_in_the_list(room: Program, maya: str) -> None:
    to_evidence(room)
    room.window.decisions_button.click()
    shown(room, DecisionsPage)
    room.ward.show_board()
    room.ward.open(maya)
    shown(room, OffersPage)
    room.window.decisions_button.click()
    shown(room, DecisionsPage).begun["D03"].click()
    is_as_it_was(room)
    for _ in range(3):
        go_on(room)
    for line in shown(room, TestStep).rows.values():
        line.group.answers["able"].click()
    go_on(room)
    go_on(room)
    shown(room, AnswerPage)
    room.window.decisions_button.click()
    assert shown(room, DecisionsPage).begun == {}


def test_a_pause_in_the_form_leads_back_into_it(room: Program, maya: str) -> None:
    to_evidence(room)
    room.window.ask.answer_next("called_away")
    room.window.pause.emit()
    shown(room, BoardPage)
    room.ward.open(maya)
    is_as_it_was(room)
    room.window.overview_button.click()
    shown(room, StandPage)


def test_what_cannot_wait_comes_before_a_form(room: Program, maya: str) -> None:
    to_evidence(room)
    room.ward.show_board()
    assert room.desk is not None
    session = room.desk.session(maya)
    session.answer("T01", "yes")
    session.answer("T02", "yes")
    waits = urgent.waiting(session.protocol, session.record, session.findings)
    room.ward.open(maya)
    assert isinstance(room.window.owner, Decisions) is not bool(waits)


# -- from a letter --------------------------------------------------------------------------------


@pytest.fixture
def letter(talk: Program, maya: str, qtbot: QtBot) -> SharingPage:
    """Signed, and open at what the clinic may know."""
    from srh_assess.workflow import signing

    assert talk.desk is not None
    session = talk.desk.session(maya)
    signing.sign(session, "brief", reason="Her wish")
    talk.ward.open_signed(maya)
    talk.window.owner.jump("sharing:srh_in_reach")  # type: ignore[attr-defined]  # her letters
    return shown(talk, SharingPage)


def test_a_doubt_on_a_letter_opens_the_form_and_comes_back_ticked(
    talk: Program, letter: SharingPage
) -> None:
    box = next(one.id for one in letter.sharing.boxes if not one.empty)
    next(g for g in letter.boxes.groups if box in g.answers).answers[box].click()
    letter.answer.finding.answers["doubt"].click()
    doubt(talk)
    able(talk)
    again = shown(talk, SharingPage)
    assert box in again.sharing.ticks
    assert again.answer.finding.codes == ("able",)
    assert again.sharing.able_now
    assert not again.answer.yes_button.isEnabled()  # the end has not been seen anew


def test_left_without_a_finding_the_letter_stays_closed_to_a_yes(
    talk: Program, letter: SharingPage
) -> None:
    letter.answer.finding.answers["doubt"].click()
    talk.window.actions_bar.back_button.click()
    again = shown(talk, SharingPage)
    assert again.answer.finding.codes == ()
    assert not again.sharing.able_now
