"""Hide, lock, and the way back: nothing shown, nothing lost, no question in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.help import HelpWindow
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.pages.sign_in import DUTY, SignInPage
from srh_assess.ui.widgets.edges import TrainingStrip
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.window import GRACE
from tests.ui.shell.conftest import sign_in
from tests.ui.shell.test_wizard import RECENT, choice, page_id, press, shown, through_the_gate


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """Open on the page about recent sex."""
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    return ward


def f9(program: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(program.window, Qt.Key.Key_F9)


def covered(program: Program) -> bool:
    return program.window.hidden


def any_key(program: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(program.window.cover, Qt.Key.Key_Space)


def test_within_a_moment_any_key_shows_everything_again(talk: Program, qtbot: QtBot) -> None:
    page = talk.window.page
    f9(talk, qtbot)
    assert covered(talk)
    assert not talk.window.banner.isVisible()
    any_key(talk, qtbot)
    assert not covered(talk)
    assert talk.window.page is page


def test_later_it_is_locked_and_nobodys_name_but_the_nurses_shows(
    talk: Program, qtbot: QtBot, clock: SetClock
) -> None:
    f9(talk, qtbot)
    clock.move(GRACE + timedelta(seconds=1))
    any_key(talk, qtbot)
    page = shown(talk, SignInPage)
    words = " ".join(label.text() for label in page.findChildren(Text))
    assert "Locked by Ruth Adeyemi" in words
    assert "Wren" not in words
    assert talk.desk is not None
    assert talk.desk.me is None
    sign_in(talk, qtbot)
    assert page_id(talk) == RECENT


def test_hidden_for_longer_than_a_moment_it_locks_by_itself(talk: Program, qtbot: QtBot) -> None:
    f9(talk, qtbot)
    assert talk.window._grace.isActive()
    assert talk.window._grace.interval() == 60_000
    talk.window._grace.timeout.emit()
    shown(talk, SignInPage)
    assert not talk.window._grace.isActive()


def test_keys_do_nothing_to_what_is_covered(talk: Program, qtbot: QtBot) -> None:
    press(talk, "T01", "no")
    f9(talk, qtbot)
    for key in (Qt.Key.Key_Control, Qt.Key.Key_Shift):
        qtbot.keyClick(talk.window.cover, key)
    talk.window.owner.undo()
    assert talk.window.hidden
    talk.window.uncover()
    assert choice(talk, "T01").group.codes == ("no",)


def test_a_clock_that_comes_back_while_hidden_changes_nothing_there(
    talk: Program, qtbot: QtBot, clock: SetClock
) -> None:
    press(talk, "T01", "yes")
    press(talk, "T02", "yes")
    f9(talk, qtbot)
    page = talk.window.page
    clock.move(timedelta(minutes=30))
    talk.window.owner.look_again()  # type: ignore[attr-defined]  # the wizard
    assert talk.window.page is page


def test_somebody_else_locks_and_signs_in_and_sees_the_board(
    talk: Program, qtbot: QtBot, clock: SetClock
) -> None:
    f9(talk, qtbot)
    clock.move(GRACE * 2)
    any_key(talk, qtbot)
    sign_in(talk, qtbot, "miriam")
    shown(talk, BoardPage)


def test_lock_returns_to_the_same_woman_and_page(talk: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(talk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    shown(talk, SignInPage)
    assert talk.desk is not None
    assert talk.desk.me is None
    assert not talk.window.banner.isVisible()
    sign_in(talk, qtbot)
    assert page_id(talk) == RECENT


def test_after_somebody_else_the_same_nurse_begins_at_the_board(
    talk: Program, qtbot: QtBot
) -> None:
    talk.window.lock_now()
    sign_in(talk, qtbot, "miriam")
    talk.window.lock_now()
    sign_in(talk, qtbot)
    shown(talk, BoardPage)


def test_locking_hands_over_what_is_being_typed(talk: Program, qtbot: QtBot, maya: str) -> None:
    talk.window.section_chosen.emit("closing")
    page = talk.window.page
    assert page is not None
    block = page.blocks["Z01"]  # type: ignore[attr-defined]  # a page of questions
    field = block.control.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(field, "To sleep better")
    talk.window.lock_now()
    sign_in(talk, qtbot)
    assert talk.desk is not None
    assert talk.desk.record(maya).answers["Z01"].value == "To sleep better"


def test_no_question_stands_between_the_lock_and_the_person(talk: Program, qtbot: QtBot) -> None:
    asked: list[str] = []
    talk.window.ask.answer_next()  # from now on a question nobody foresaw is a fault
    talk.window.lock_now()
    assert asked == []
    shown(talk, SignInPage)


def test_before_sign_in_there_is_nothing_to_lock_and_hide_comes_back_at_once(
    program: Program, qtbot: QtBot, clock: SetClock
) -> None:
    program.window.lock_now()
    shown(program, SignInPage)
    f9(program, qtbot)
    clock.move(GRACE * 3)
    any_key(program, qtbot)
    assert not program.window.hidden


def test_closing_the_window_keeps_what_is_being_typed(
    talk: Program, qtbot: QtBot, maya: str
) -> None:
    talk.window.section_chosen.emit("closing")
    page = talk.window.page
    assert page is not None
    field = page.blocks["Z01"].control.field  # type: ignore[attr-defined]  # a question page
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(field, "My mother")
    talk.window.close()
    assert talk.desk is not None
    assert talk.desk.record(maya).answers["Z01"].value == "My mother"


# ---- the guide


def test_f1_opens_the_guide_at_the_page_of_the_screen(talk: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(talk.window, Qt.Key.Key_F1)
    guide = talk.window._help
    assert isinstance(guide, HelpWindow)
    assert guide.windowTitle() == "SYNTHETIC - Guide"  # marked, as the window it stands beside
    assert guide.findChild(TrainingStrip) is not None
    qtbot.waitUntil(guide.isActiveWindow)
    assert guide.words.accessibleName() == "Guide: Asking and answering"
    guide._buttons["saving.md"].click()
    assert "Every answer is on the disk" in guide.words.toPlainText()
    qtbot.keyClick(guide.words, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_hiding_closes_the_guide(ward: Program, maya: str, qtbot: QtBot) -> None:
    ward.ward.open(maya)
    shown(ward, RedFlagsPage)
    ward.window.open_help()
    guide = ward.window._help
    assert isinstance(guide, HelpWindow)
    ward.window.hide_now()
    assert not guide.isVisible()


def test_whoever_signs_in_is_told_the_duty(program: Program) -> None:
    said = [text.text() for text in program.window.findChildren(QLabel) if text.isVisible()]
    assert DUTY in said
