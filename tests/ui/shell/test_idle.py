"""The lock: nothing stands in its way, nothing is left, and the same field is there again."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui import where
from srh_assess.ui.ask import Way
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.widgets.clipboard import private
from tests.ui.shell.conftest import sign_in
from tests.ui.shell.test_wizard import RECENT, shown, through_the_gate


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """Open on the page about recent sex."""
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    return ward


def locked(program: Program) -> bool:
    return isinstance(program.window.page, SignInPage)


def test_a_question_that_is_open_is_closed_first_and_keeps_nothing_open(
    talk: Program, qtbot: QtBot
) -> None:
    answers: list[str] = []
    QTimer.singleShot(0, talk.window.lock_at_once)
    ways = (Way("go", "Do it"), Way("stay", "Not yet", safe=True))
    answers.append(talk.window.ask.ways("Really?", ways))
    qtbot.waitUntil(lambda: locked(talk))
    assert answers == ["stay"]


def test_a_file_dialog_is_closed_too(talk: Program, qtbot: QtBot, tmp_path: Path) -> None:
    for asks in (
        lambda: talk.window.ask.place_to_save("Save", tmp_path / "letter.pdf", "PDF (*.pdf)"),
        lambda: talk.window.ask.file_to_open("Open", tmp_path, "CSV (*.csv)"),
    ):
        QTimer.singleShot(50, talk.window.ask.dismiss)
        assert asks() is None
    QTimer.singleShot(50, talk.window.lock_now)
    assert talk.window.ask.folder("Where", tmp_path) is None
    qtbot.waitUntil(lambda: locked(talk))


def test_nothing_that_was_copied_outlives_the_window(talk: Program) -> None:
    QApplication.clipboard().setMimeData(private("999 000 0018"))
    talk.window.close()
    assert QApplication.clipboard().text() == ""


def test_the_guide_closes_and_the_clipboard_is_emptied(talk: Program) -> None:
    talk.window.open_help()
    QApplication.clipboard().setMimeData(private("999 000 0018"))
    talk.window.lock_now()
    assert QApplication.clipboard().text() == ""
    assert talk.window._help is not None
    assert not talk.window._help.isVisible()


def test_the_same_field_and_the_same_cursor(talk: Program, qtbot: QtBot) -> None:
    talk.window.section_chosen.emit("closing")
    page = talk.window.page
    assert page is not None
    field = page.blocks["Z01"].control.field  # type: ignore[attr-defined]  # a question page
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(field, "To sleep better")
    for _ in range(6):
        qtbot.keyClick(field, Qt.Key.Key_Left)
    talk.window.lock_now()
    sign_in(talk, qtbot)
    after = talk.window.page
    assert after is not None
    again = after.blocks["Z01"].control.field  # type: ignore[attr-defined]  # the same page
    assert again is not field
    assert QApplication.focusWidget() is again
    assert isinstance(again, QTextEdit | QPlainTextEdit)
    assert again.textCursor().position() == 9


def test_somebody_else_s_sign_in_gets_no_focus_of_hers(talk: Program, qtbot: QtBot) -> None:
    talk.window.lock_now()
    sign_in(talk, qtbot, "miriam")
    assert talk.window._left == ("", None)


def test_where_one_was_is_found_again_on_the_same_page_only(talk: Program, qtbot: QtBot) -> None:
    page = talk.window.page
    found = where.here(page, None)
    assert found is not None
    assert not where.go(page, found)
    assert not where.go(None, found)
    assert not where.go(page, where.Where(page=("another", "page"), field="x"))
    assert where.here(None, None) is None
    line, text = QLineEdit("abc"), QTextEdit("abc")
    for field in (line, text):
        qtbot.addWidget(field)
        where._set_cursor(field, 2)
        assert where._cursor(field) == 2
        where._set_cursor(field, -1)
    where._set_cursor(talk.window, 1)


def test_the_red_flags_are_there_again(ward: Program, maya: str, qtbot: QtBot) -> None:
    ward.ward.open(maya)
    shown(ward, RedFlagsPage)
    ward.window.lock_at_once()
    assert locked(ward)
    sign_in(ward, qtbot)
    shown(ward, RedFlagsPage)


def test_it_locks_whatever_had_the_focus(talk: Program) -> None:
    """What takes no focus by itself and was given it, and what went away below the cover."""
    page = talk.window.page
    assert page is not None
    label = QLabel("Words", page)
    label.setFocus()
    assert where.here(page, label) == where.Where(page=where.named(page))
    talk.window.hide_now()
    shiboken6.delete(label)
    talk.window.uncover()
    talk.window.focus_on(gone := QLineEdit(page))
    talk.window.hide_now()
    shiboken6.delete(gone)
    talk.window.lock_now()
    assert talk.desk is not None
    assert talk.desk.me is None
