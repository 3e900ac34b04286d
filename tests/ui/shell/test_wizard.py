"""One sitting in the window: the map walked, what stands round it, what interrupts, what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import State, When
from srh_assess.clock import SetClock
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui.kept import KeptSession
from srh_assess.ui.pages.block import ItemBlock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.check_rows import page_with
from srh_assess.ui.pages.controls import ChoiceControl
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.letters import LettersPage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.other_urgent import OtherUrgentPage
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.wizard import Wizard
from srh_assess.ui.wizard_pages import LockedPage, NotAskedPage
from srh_assess.workflow import gating, needs
from srh_assess.workflow.self_test import PLAIN, give
from srh_assess.workflow.session import Change, Session
from tests.ui.letters.made import FakePress
from tests.ui.shell.conftest import MAYA, WORDS, admit, sign_in

RECENT = "q:recent_sex"


def wizard(program: Program) -> Wizard:
    owner = program.window.owner
    assert isinstance(owner, Wizard)
    return owner


def go_on(program: Program) -> None:
    program.window.actions_bar.primary.click()


def through_the_gate(program: Program, admission: str, page: str = "") -> None:
    """A sitting past the gate, kept in the store, open at a page."""
    assert program.desk is not None
    session = program.desk.session(admission)
    for item in session.protocol.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, dict(PLAIN))
    gating.decide(session, "go")
    session.answer("O01", "yes")
    if page:
        session.go(page)


def everything(session: Session) -> None:
    """Every open question answered with nothing to tell."""
    while session.findings.missing:
        item = session.protocol.items[session.findings.missing[0]]
        give(session, item, {**PLAIN, "T01": "no"})


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """Open on the page about recent sex."""
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    return ward


@pytest.fixture
def session(talk: Program) -> KeptSession:
    return wizard(talk).session


def choice(program: Program, item: str) -> ChoiceControl:
    page = program.window.page
    assert page is not None
    blocks = {block.item.id: block for block in page.findChildren(ItemBlock)}
    control = blocks[item].control
    assert isinstance(control, ChoiceControl)
    return control


def press(program: Program, item: str, code: str) -> None:
    choice(program, item).group.answers[code].click()


P = TypeVar("P", bound=Page)


def shown(program: Program, kind: type[P]) -> P:
    """The page that is shown, which must be of this kind."""
    page = program.window.page
    assert isinstance(page, kind)
    return page


def page_id(program: Program) -> str:
    return wizard(program)._here


# ---- the map


def test_a_first_opening_begins_with_the_notes(ward: Program, maya: str) -> None:
    ward.ward.open(maya)
    shown(ward, RedFlagsPage)
    assert ward.window.saved.words().startswith("Saved 14:02:00")
    assert ward.window.owner.screen == "red_flags"


def test_it_resumes_at_the_page_reached(talk: Program) -> None:
    assert page_id(talk) == RECENT


def test_continue_and_back(talk: Program, session: KeptSession) -> None:
    press(talk, "T01", "no")
    go_on(talk)
    here = page_id(talk)
    assert here != RECENT
    assert session.page == here
    talk.window.actions_bar.back_button.click()
    assert page_id(talk) == RECENT
    assert choice(talk, "T01").group.codes == ("no",)


def test_back_from_the_first_page_is_the_board(ward: Program, maya: str) -> None:
    ward.ward.open(maya)
    ward.window.actions_bar.back_button.click()
    page = shown(ward, BoardPage)
    assert page.current() == maya


def test_an_answer_is_on_the_disk_and_round_the_page(
    talk: Program, session: KeptSession, maya: str, clock: SetClock
) -> None:
    clock.move(timedelta(seconds=9))
    press(talk, "T01", "yes")
    assert talk.window.saved.words() == "Saved 14:02:09"
    assert talk.desk is not None
    assert talk.desk.record(maya).answers["T01"].value == "yes"
    rail = {item.section.id: item.section for item in talk.window.rail.items()}
    assert rail["cannot_wait"].state == "in-part"
    assert "of about" in talk.window.rail._note.text()


def test_any_section_at_any_time(talk: Program) -> None:
    talk.window.section_chosen.emit("closing")
    assert page_id(talk) == "q:ending"
    talk.window.section_chosen.emit("needs")
    shown(talk, NeedsPage)


def test_a_section_that_is_not_asked_says_why(talk: Program, session: KeptSession) -> None:
    talk.window.section_chosen.emit("menopause")
    shown(talk, NotAskedPage)
    go_on(talk)
    assert page_id(talk) == RECENT


def test_before_the_gate_every_section_leads_to_it(ward: Program, maya: str) -> None:
    ward.ward.open(maya)
    ward.window.section_chosen.emit("closing")
    shown(ward, GatePage)


# ---- saving


@pytest.fixture
def disk(session: KeptSession, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes every write fail with a code, or work again with an empty one."""
    real, fault = session.journal.transaction, [""]

    def transaction(*args: object) -> object:
        if fault[0]:
            raise StoreFault(fault[0])
        return real(*args)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(session.journal, "transaction", transaction)

    def set_to(code: str) -> None:
        fault[0] = code

    return set_to


def test_not_saved_keeps_the_answer_and_continue_waits(
    talk: Program, session: KeptSession, disk: Callable[[str], None]
) -> None:
    disk("disk-full")
    press(talk, "T01", "no")
    assert talk.window.saved.words().startswith("Not saved: The disk is full")
    assert choice(talk, "T01").group.codes == ("no",)
    go_on(talk)
    assert page_id(talk) == RECENT
    assert choice(talk, "T01").group.codes == ("no",)
    disk("")
    go_on(talk)
    assert page_id(talk) != RECENT
    assert talk.window.saved.words().startswith("Saved")
    assert session.record.answers["T01"].value == "no"


def test_pause_waits_for_the_disk_too(talk: Program, disk: Callable[[str], None]) -> None:
    disk("disk-error")
    talk.window.ask.answer_next("other")
    talk.window.actions_bar.pause_button.click()
    assert page_id(talk) == RECENT
    disk("")


def test_locking_keeps_what_the_disk_refused(
    talk: Program, disk: Callable[[str], None], qtbot: QtBot, maya: str
) -> None:
    disk("disk-full")
    press(talk, "T01", "no")
    talk.window.lock_now()
    sign_in(talk, qtbot)  # on a disk with room again
    assert page_id(talk) == RECENT
    assert talk.desk is not None
    assert talk.desk.record(maya).answers["T01"].value == "no"
    assert choice(talk, "T01").group.codes == ("no",)


def test_what_was_not_saved_is_nobody_elses(
    talk: Program, disk: Callable[[str], None], qtbot: QtBot, maya: str
) -> None:
    disk("disk-full")
    press(talk, "T01", "no")
    talk.window.lock_now()
    sign_in(talk, qtbot, "miriam")
    talk.ward.open(maya)
    assert "T01" not in wizard(talk).session.record.answers


def test_closing_asks_only_about_what_the_disk_refuses(
    talk: Program, disk: Callable[[str], None]
) -> None:
    disk("disk-full")
    press(talk, "T01", "no")
    talk.window.ask.answer_next("stay")
    assert not talk.window.close()
    disk("")
    assert talk.window.close()


def test_the_saved_mark_says_what_to_do(talk: Program, disk: Callable[[str], None]) -> None:
    disk("disk-full")
    press(talk, "T01", "no")
    talk.window.ask.answer_next("ok")
    talk.window.saved.help_wanted.emit()
    assert "Make room" in talk.window.ask.asked[-1].explanation
    disk("")


# ---- undo


def test_undo_is_named_and_shows_its_page(
    talk: Program, session: KeptSession, qtbot: QtBot
) -> None:
    press(talk, "T01", "no")
    go_on(talk)
    label = session.protocol.items["T01"].label
    assert talk.window.undo_button.accessibleName() == f"Undo, {label}"
    qtbot.keyClick(talk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page_id(talk) == RECENT
    assert "T01" not in session.record.answers
    assert talk.window.actions_bar.note.text() == f"Undone: {label}"


def test_undo_with_nothing_to_undo_does_nothing(ward: Program, maya: str) -> None:
    ward.ward.open(maya)
    assert not ward.window.undo_button.isVisible()
    ward.window.owner.undo()
    shown(ward, RedFlagsPage)


def test_undo_that_the_disk_refuses_waits(
    talk: Program, session: KeptSession, disk: Callable[[str], None]
) -> None:
    press(talk, "T01", "no")
    disk("disk-full")
    talk.window.owner.undo()
    assert "T01" in session.record.answers
    disk("")
    go_on(talk)
    assert "T01" not in session.record.answers


# ---- what cannot wait


def raise_clock(program: Program) -> None:
    """Sex twelve hours ago that could lead to a pregnancy."""
    session = wizard(program).session
    at = When.exactly(session.clock.now() - timedelta(hours=12))
    session.answer("T01", "yes", when=at)
    session.answer("T02", "yes")
    assert program.window.page is not None
    program.window.page.changed.emit()


def test_continue_shows_what_cannot_wait_and_then_goes_on(talk: Program) -> None:
    raise_clock(talk)
    go_on(talk)
    page = shown(talk, CannotWaitPage)
    assert not talk.window.rail.isVisible()
    talk.window.owner.go_back()
    assert talk.window.page is page
    go_on(talk)
    page.form._answer.show_words("Seen today")
    go_on(talk)
    assert type(talk.window.page) is not CannotWaitPage
    assert page_id(talk) != RECENT
    assert talk.window.so_far._view.clocks[0].done


def test_the_facts_for_the_call_go_to_one_sheet(talk: Program, session: KeptSession) -> None:
    raise_clock(talk)
    go_on(talk)
    page = shown(talk, CannotWaitPage)
    press = wizard(talk).press = FakePress()
    talk.window.ask.answer_next("")
    page.sheet.setFocus()
    page.sheet.click()
    assert talk.window.focusWidget() is page.sheet  # by key one goes on from where one was
    assert press.paper == [], "there is no printer"
    press.there = ("Willow office", "Microsoft Print to PDF")
    talk.window.ask.answer_next("")
    page.sheet.click()
    assert press.paper == [], "no paper was wanted"
    before = session.record.last_entry
    talk.window.ask.answer_next("Willow office")
    page.sheet.click()
    assert len(press.paper) == 1
    assert session.record.last_entry == before + 1
    press.fail = UserError("print-failed", printer="Willow office")
    talk.window.ask.answer_next("Willow office", "")
    page.sheet.click()
    assert session.record.last_entry == before + 1
    assert talk.window.page is page


def test_her_no_is_written_in_her_words(talk: Program, session: KeptSession) -> None:
    raise_clock(talk)
    go_on(talk)
    page = shown(talk, CannotWaitPage)
    talk.window.actions_bar.other_button.click()
    page.form._no.show_words("I want to wait")
    go_on(talk)
    assert session.record.acts[-1].fact.act == "said_no"
    assert type(talk.window.page) is not CannotWaitPage


def test_carry_on_returns_after_ten_minutes(
    talk: Program, session: KeptSession, clock: SetClock
) -> None:
    raise_clock(talk)
    go_on(talk)
    page = shown(talk, CannotWaitPage)
    page.carry_on.click()
    assert type(talk.window.page) is not CannotWaitPage
    clock.move(timedelta(minutes=9))
    wizard(talk).look_again()
    assert type(talk.window.page) is not CannotWaitPage
    clock.move(timedelta(minutes=1))
    wizard(talk).look_again()
    shown(talk, CannotWaitPage)


def test_a_clock_just_raised_waits_for_the_time_to_be_written(
    talk: Program, clock: SetClock
) -> None:
    press(talk, "T01", "yes")
    press(talk, "T02", "yes")
    wizard(talk).look_again()
    assert page_id(talk) == RECENT
    assert type(talk.window.page) is not CannotWaitPage
    clock.move(timedelta(seconds=31))
    wizard(talk).look_again()
    shown(talk, CannotWaitPage)


def test_pause_leaves_it_and_it_is_first_when_the_sitting_resumes(talk: Program, maya: str) -> None:
    raise_clock(talk)
    go_on(talk)
    talk.window.ask.answer_next("called_away")
    talk.window.actions_bar.pause_button.click()
    page = shown(talk, BoardPage)
    line = page.board.shown[0]
    assert line.open_for_her.words.startswith("Cannot wait")
    assert line.state.words == "Paused"
    talk.ward.open(maya)
    shown(talk, CannotWaitPage)


def test_something_else_that_cannot_wait_is_on_every_page(talk: Program) -> None:
    talk.window.urgent_button.click()
    shown(talk, OtherUrgentPage)
    go_on(talk)
    assert page_id(talk) == RECENT
    assert type(talk.window.page) is not OtherUrgentPage
    talk.window.urgent_button.click()
    talk.window.actions_bar.back_button.click()
    assert type(talk.window.page) is not OtherUrgentPage


def test_a_need_of_so_far_opens_in_the_needs(talk: Program) -> None:
    raise_clock(talk)
    wizard(talk).redraw()
    need = talk.window.so_far._view.needs[-1].id
    talk.window.need_chosen.emit(need)
    # What cannot wait comes first, also on the way to the needs.
    page = shown(talk, CannotWaitPage)
    page.carry_on.click()
    shown(talk, NeedsPage)
    talk.window.need_chosen.emit(need)
    page_now = shown(talk, NeedsPage)
    assert page_now.selected == need


# ---- pausing


def test_pause_asks_one_thing_and_keeps_the_page(
    talk: Program, session: KeptSession, maya: str
) -> None:
    talk.window.ask.answer_next("she_asked")
    talk.window.actions_bar.pause_button.click()
    shown(talk, BoardPage)
    sitting = session.record.open_sitting
    assert sitting is not None
    assert sitting.paused is not None
    assert (sitting.paused.why, sitting.paused.page) == ("she_asked", RECENT)
    talk.ward.open(maya)
    assert page_id(talk) == RECENT


# ---- under age


def test_under_eighteen_only_the_notes_stay_open(
    ward: Program, clock: SetClock, qtbot: QtBot
) -> None:
    young = replace(MAYA, born=date(2009, 1, 1))
    ward.ward.open(admit(ward, clock, young))
    shown(ward, RedFlagsPage)
    press(ward, "R12", "none")
    go_on(ward)
    shown(ward, LockedPage)
    ward.window.section_chosen.emit("closing")
    shown(ward, LockedPage)
    ward.window.actions_bar.back_button.click()
    shown(ward, RedFlagsPage)
    ward.window.section_chosen.emit("closing")
    go_on(ward)
    shown(ward, BoardPage)


# ---- check, sign, letters


@pytest.fixture
def ready(ward: Program, maya: str) -> Program:
    """Every question answered; the check page open."""
    through_the_gate(ward, maya)
    assert ward.desk is not None
    session = ward.desk.session(maya)
    everything(session)
    found = needs.undecided(session)
    if found:
        needs.confirm(session, *found)
    session.go("check")
    ward.ward.open(maya)
    return ward


def test_change_goes_there_and_comes_straight_back(ready: Program) -> None:
    page = shown(ready, CheckPage)
    page.go.emit("q:symptoms")
    assert page_id(ready) == "q:symptoms"
    go_on(ready)
    shown(ready, CheckPage)


def test_a_fact_from_the_notes_is_changed_on_a_page_of_its_own(ready: Program) -> None:
    session = wizard(ready).session
    session.answer("X12", 68)
    wizard(ready).jump("check")
    page = ready.window.page
    assert isinstance(page, CheckPage)
    page.go.emit(page_with(session, "X12"))
    alone = ready.window.page
    assert isinstance(alone, QuestionPage)
    assert alone.page.items == ("X12",)
    go_on(ready)
    assert isinstance(ready.window.page, CheckPage)


def test_change_that_opens_questions_goes_to_them(ready: Program) -> None:
    page = shown(ready, CheckPage)
    page.go.emit(RECENT)
    press(ready, "T01", "yes")
    go_on(ready)  # said once: no answer yet
    go_on(ready)
    assert type(ready.window.page) is not CheckPage


def test_what_stands_against_signing_leads_to_the_call(ready: Program) -> None:
    raise_clock(ready)
    page = shown(ready, CheckPage)
    page.go.emit("cannot_wait")
    shown(ready, CannotWaitPage)
    shown(ready, CannotWaitPage).carry_on.click()
    shown(ready, CheckPage)


def test_signing_leads_to_the_letters_and_the_board(ready: Program, maya: str) -> None:
    page = shown(ready, CheckPage)
    page.panel.passphrase.show_words("not the right one")
    go_on(ready)
    assert ready.window.page is page
    page.panel.passphrase.show_words(WORDS)
    go_on(ready)
    letters = shown(ready, LettersPage)
    letters.buttons["gp"].click()
    assert shown(ready, SharingPage).sharing.template.id == "gp"
    ready.window.actions_bar.back_button.click()
    shown(ready, LettersPage)
    go_on(ready)
    board = shown(ready, BoardPage)
    assert board.board.shown[0].state.words == "Signed"


def test_a_signed_assessment_opens_where_it_stands(ready: Program, maya: str) -> None:
    page = shown(ready, CheckPage)
    page.panel.passphrase.show_words(WORDS)
    go_on(ready)
    ready.ward.open(maya)
    stand = shown(ready, StandPage)
    assert not ready.window.rail.isVisible()
    stand.signed.click()
    signed = shown(ready, CheckPage)
    assert signed.is_signed
    go_on(ready)
    shown(ready, BoardPage)
    ready.ward.open(maya)
    again = shown(ready, StandPage)
    again.letters.click()
    shown(ready, LettersPage)
    ready.window.actions_bar.back_button.click()
    stand = shown(ready, StandPage)
    stand.again.click()
    assert isinstance(wizard(ready)._page, RedFlagsPage)
    assert ready.desk is not None
    assert len(ready.desk.record(maya).sittings) == 2


def test_looking_at_a_signed_one_opens_no_new_sitting(ready: Program, maya: str) -> None:
    page = shown(ready, CheckPage)
    page.panel.passphrase.show_words(WORDS)
    go_on(ready)
    ready.ward.open(maya)
    go_on(ready)
    shown(ready, BoardPage)
    assert ready.desk is not None
    assert len(ready.desk.record(maya).sittings) == 1
    ready.ward.open(maya)
    ready.window.actions_bar.pause_button.click()
    shown(ready, BoardPage)


def test_a_step_is_told_by_the_session_itself(session: KeptSession, talk: Program) -> None:
    told: list[Change] = []
    before = session.saved

    def both(change: Change) -> None:
        told.append(change)
        before(change)

    session.saved = both
    session.answer("T01", state=State.DECLINED)
    assert len(told) == 1


# ---- an answer that hides others, in the window


def asides(program: Program) -> list[str]:
    """What *So far* says of answers that were set aside."""
    said = [one.text() for one in program.window.so_far.findChildren(QLabel)]
    return [
        words for words in said if "Kept, not counted" in words or words.startswith("Set aside")
    ]


def block_of(program: Program, item: str) -> ItemBlock:
    return shown(program, QuestionPage).blocks[item]


@pytest.fixture
def hidden(talk: Program) -> Program:
    """Sex was recent and unprotected; then it turned out not to have been recent."""
    press(talk, "T01", "yes")
    press(talk, "T02", "yes")
    assert asides(talk) == []
    press(talk, "T01", "no")
    return talk


def test_what_another_answer_hides_is_said_to_be_set_aside_and_is_kept(
    hidden: Program, session: KeptSession
) -> None:
    assert "T02" in session.findings.asking.set_aside
    assert asides(hidden)[0].startswith("Set aside, ")
    assert any(words.endswith("Kept, not counted") for words in asides(hidden))
    assert "T02" not in shown(hidden, QuestionPage).blocks
    assert session.record.answers["T02"].value == "yes"  # never silently a no


def test_undo_gives_back_what_was_set_aside(hidden: Program, session: KeptSession) -> None:
    hidden.window.undo_button.click()
    assert session.record.answers["T01"].value == "yes"
    assert asides(hidden) == []
    assert choice(hidden, "T02").group.codes == ("yes",)
    assert "T02" in session.findings.asking.visible
    for _ in range(2):
        hidden.window.undo_button.click()
    assert not {"T01", "T02"} & set(session.record.answers)
    assert choice(hidden, "T01").group.codes == ()


@pytest.mark.parametrize("how", ["keep", "again"])
def test_what_comes_back_is_kept_or_asked_again(
    hidden: Program, session: KeptSession, how: str
) -> None:
    press(hidden, "T01", "yes")
    assert asides(hidden) == []
    band = block_of(hidden, "T02")._band
    assert band is not None
    (band.keep_button if how == "keep" else band.again_button).click()
    assert block_of(hidden, "T02")._band is None
    assert ("T02" in session.record.answers) == (how == "keep")
    if how == "again":
        go_on(hidden)
        assert page_id(hidden) == RECENT  # it waits to be answered
        hidden.window.undo_button.click()
        assert session.record.answers["T02"].value == "yes"


def test_who_thinks_for_a_while_keeps_the_place_of_the_keyboard(
    talk: Program, clock: SetClock
) -> None:
    page = talk.window.page
    assert page is not None
    page.heading.setFocus()
    clock.move(timedelta(seconds=31))
    wizard(talk).look_again()
    assert talk.window.page is page
    assert talk.window.focusWidget() is page.heading


def test_a_line_beside_the_acts_is_given_room_by_their_words(talk: Program) -> None:
    window, bar = talk.window, talk.window.actions_bar
    window.resize(1366, 768)
    window.theme.scale_text(1.5)
    window.show_undo("Physical health today")
    bar.open_primary(False, "12 of 12 still to fill in")
    window.fit_acts()
    QApplication.processEvents()
    assert bar.note.width() >= bar.note.sizeHint().width()
    assert bar.pause_button.text()
    assert not window.urgent_button.text()
