"""Nobody at the window: it locks by itself, and the short number leads back for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.own_number import OwnNumber
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.come_back import ComeBackPage
from srh_assess.ui.pages.own_number import OwnNumberPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.widgets.text import Text
from tests.ui.shell.conftest import WORDS, finished, sign_in
from tests.ui.shell.test_wizard import RECENT, page_id, shown, through_the_gate

PIN = "472913"
FIVE = timedelta(minutes=5)


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """Open on the page about recent sex; Ruth has chosen a short number."""
    assert ward.desk is not None
    ward.desk.choose_pin(WORDS, PIN)
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    return ward


def give(program: Program, qtbot: QtBot, pin: str) -> None:
    page = shown(program, ComeBackPage)
    page.number.show_words(pin)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    finished(program, qtbot)


# ---- by itself


def test_untouched_for_five_minutes_it_locks(talk: Program, clock: SetClock, qtbot: QtBot) -> None:
    clock.move(FIVE - timedelta(seconds=1))
    talk.window.idle.look()
    assert page_id(talk) == RECENT
    clock.move(timedelta(seconds=1))
    talk.window.idle.look()
    shown(talk, ComeBackPage)
    assert talk.desk is not None
    assert talk.desk.me is None
    give(talk, qtbot, PIN)
    assert page_id(talk) == RECENT


def test_the_wrapped_keys_go_when_the_time_is_over_though_nobody_came(
    talk: Program, clock: SetClock, qtbot: QtBot
) -> None:
    assert talk.desk is not None
    coming = talk.doorway._coming_back
    for shows in (ComeBackPage, SignInPage):  # whoever asked for a passphrase has left it, too
        talk.window.lock_now()
        if shows is SignInPage:
            shown(talk, ComeBackPage).other.emit()
        clock.move(timedelta(minutes=30))
        coming.look()
        shown(talk, shows)
        held = talk.desk._away
        assert held.holds
        clock.move(timedelta(seconds=1))
        coming.look()
        assert "does not lead back" in words(talk) or shows is SignInPage
        assert talk.desk._away._ready is None
        assert not coming._timer.isActive()
        sign_in(talk, qtbot)
    talk.window.lock_now()
    give(talk, qtbot, PIN)
    coming.look()  # somebody is back: nothing to look after
    assert page_id(talk) == RECENT
    assert not coming._timer.isActive()


def words(program: Program) -> str:
    page = shown(program, SignInPage)
    return " ".join(text.text() for text in page.findChildren(Text))


def test_a_moment_before_it_says_so_and_a_touch_takes_it_away(
    talk: Program, clock: SetClock
) -> None:
    clock.move(FIVE - timedelta(seconds=20))
    talk.window.idle.look()
    assert "locks in a moment" in talk.window.footer.locking.text()
    talk.window.idle.touched()
    assert talk.window.footer.locking.text() == ""
    clock.move(FIVE - timedelta(seconds=40))
    talk.window.idle.look()
    assert page_id(talk) == RECENT


def test_keys_presses_and_moves_count_at_the_windows_of_the_system(
    talk: Program, clock: SetClock, qtbot: QtBot
) -> None:
    handle = talk.window.windowHandle()
    talk.window.idle.watch(handle)
    for touch in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_Shift),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.RightButton, pos=QPoint(2, 2)),
        lambda: QTest.mouseMove(handle, QPoint(7, 9)),
    ):
        clock.move(FIVE - timedelta(seconds=40))
        touch()
        QApplication.processEvents()
        talk.window.idle.look()
        assert page_id(talk) == RECENT


def test_a_key_that_something_lies_on_does_not_count(talk: Program, clock: SetClock) -> None:
    handle = talk.window.windowHandle()
    clock.move(FIVE)
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, none, "a", True)
    assert talk.window.idle.eventFilter(handle, held) is False
    talk.window.idle.look()
    shown(talk, ComeBackPage)


def test_the_guide_counts_too_and_is_closed_by_the_lock(
    talk: Program, clock: SetClock, qtbot: QtBot
) -> None:
    talk.window.open_help()
    guide = talk.window._help
    assert guide is not None
    qtbot.waitUntil(guide.isActiveWindow)
    assert QGuiApplication.focusWindow() is not talk.window.windowHandle()
    clock.move(FIVE - timedelta(seconds=1))
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Shift)
    clock.move(timedelta(seconds=2))
    talk.window.idle.look()
    assert guide.isVisible()
    clock.move(FIVE)
    talk.window.idle.look()
    assert not guide.isVisible()
    shown(talk, ComeBackPage)


def test_nobody_signed_in_nothing_counts(program: Program, clock: SetClock) -> None:
    clock.move(FIVE * 3)
    assert not program.window.idle._timer.isActive()
    shown(program, SignInPage)


def test_a_clock_set_back_does_not_keep_it_open(talk: Program, clock: SetClock) -> None:
    now = clock.now()
    clock.move(FIVE)
    clock.set(now - timedelta(hours=1))
    talk.window.idle.look()
    shown(talk, ComeBackPage)


# ---- the way back


def test_a_wrong_number_is_said_and_the_third_asks_for_the_passphrase(
    talk: Program, qtbot: QtBot
) -> None:
    talk.window.lock_now()
    page = shown(talk, ComeBackPage)
    said = " ".join(one.text() for one in page.findChildren(Text))
    assert "Ruth Adeyemi" in said
    assert "Wren" not in said
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert "Write your short number" in page.number.field.accessibleDescription()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    for left in ("2", "1"):
        give(talk, qtbot, "472914")
        assert f"Tries left: {left}" in page.number.field.accessibleDescription()
    page.number.show_words("472914")
    page.button.click()
    page.button.click()  # asked once only
    finished(talk, qtbot)
    shown(talk, SignInPage)
    sign_in(talk, qtbot)
    assert page_id(talk) == RECENT


def test_somebody_else_signs_in_from_there(talk: Program, qtbot: QtBot) -> None:
    talk.window.lock_now()
    shown(talk, ComeBackPage).other.emit()
    sign_in(talk, qtbot, "miriam")
    shown(talk, BoardPage)


def test_a_sign_out_leaves_no_short_way_back(talk: Program) -> None:
    talk.doorway.sign_out()
    shown(talk, SignInPage)


def test_it_says_when_opening_takes_a_while(talk: Program) -> None:
    talk.window.lock_now()
    page = shown(talk, ComeBackPage)
    talk.window.work.slow.emit()
    assert "Opening the store" in " ".join(one.text() for one in page.findChildren(Text))


def test_what_is_no_fault_of_a_persons_is_reported(talk: Program) -> None:
    talk.window.lock_now()
    with pytest.raises(ZeroDivisionError):
        talk.doorway._coming_back._refused(ZeroDivisionError())


# ---- choosing it


def has_pin(program: Program) -> bool:
    return program.desk is not None and program.desk.has_pin


def chosen(program: Program) -> OwnNumberPage:
    program.ward.open_room("own_number")
    assert isinstance(program.window.owner, OwnNumber)
    return shown(program, OwnNumberPage)


def test_it_is_chosen_with_the_passphrase_and_taken_away_again(ward: Program, qtbot: QtBot) -> None:
    page = chosen(ward)
    assert page.none.isHidden()
    ward.window.owner.go_on()
    assert "Write your passphrase" in page.passphrase.field.accessibleDescription()
    page.passphrase.show_words("four wrong words here")
    page.number.show_words(PIN)
    ward.window.owner.go_on()
    assert "must be the same" in page.again.field.accessibleDescription()
    page.again.show_words(PIN)
    ward.window.owner.go_on()
    finished(ward, qtbot)
    assert shown(ward, OwnNumberPage) is page
    page.passphrase.show_words(WORDS)
    ward.window.owner.go_on()
    finished(ward, qtbot)
    shown(ward, BoardPage)
    assert has_pin(ward)
    page = chosen(ward)
    page.none.click()
    page.passphrase.show_words(WORDS)
    page.none.click()
    finished(ward, qtbot)
    assert not has_pin(ward)
    chosen(ward)
    ward.window.owner.go_back()
    shown(ward, BoardPage)


def test_an_easy_number_is_refused_beside_its_field(ward: Program, qtbot: QtBot) -> None:
    page = chosen(ward)
    page.passphrase.show_words(WORDS)
    for entry in (page.number, page.again):
        entry.show_words("123456")
    ward.window.owner.go_on()
    finished(ward, qtbot)
    assert shown(ward, OwnNumberPage) is page
    owner = ward.window.owner
    assert isinstance(owner, OwnNumber)
    with pytest.raises(ZeroDivisionError):
        owner._refused(ZeroDivisionError())
