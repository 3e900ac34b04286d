"""Each newer page by the keyboard only, with names, and with nothing cut at 150 % text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.workflow import synthetic
from tests.ui.pages.test_fits import _cut, _shown
from tests.ui.shell.conftest import admit, sign_in
from tests.ui.shell.newer_pages import BY_LEAD, BY_NURSE, WHO

MOST_TABS = 250
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
EVERY = (*BY_NURSE, *BY_LEAD)


def opened(program: Program, clock: SetClock, qtbot: QtBot, name: str) -> QWidget:
    """The page, in the window of a ward PC."""
    admission = ""
    if name in BY_NURSE:
        sign_in(program, qtbot)
        admission = admit(program, clock, WHO)
        BY_NURSE[name](program, admission)
    else:
        sign_in(program, qtbot, synthetic.ADMIN)
        BY_LEAD[name](program, admission)
    qtbot.waitUntil(lambda: not program.window.long_work.busy, timeout=60_000)
    for _ in range(4):
        QApplication.processEvents()
    page = program.window.page
    assert page is not None
    return page


def controls(page: QWidget) -> Iterator[QWidget]:
    """Everything on a page that can be pressed or typed in."""
    for one in page.findChildren(QWidget):
        inner = one.objectName().startswith("qt_")
        if isinstance(one, CONTROLS) and one.isVisible() and one.isEnabled() and not inner:
            yield one


def walked(program: Program, page: QWidget) -> set[QWidget]:
    """What Tab reaches, and what arrows reach inside a group of answers that Tab reaches."""
    reached: set[QWidget] = set()
    first = program.window.focusWidget()
    for _ in range(MOST_TABS):
        here = program.window.focusWidget()
        assert here is not None
        reached.add(here)
        group = here.parentWidget()
        while group is not None and not isinstance(group, AnswerGroup):
            group = group.parentWidget()
        if isinstance(group, AnswerGroup):
            reached |= set(group.answers.values())
        QTest.keyClick(here, Qt.Key.Key_Tab)
        if program.window.focusWidget() is first:
            break
    return reached


@pytest.mark.parametrize("name", EVERY)
def test_the_keyboard_alone_reaches_everything_and_each_has_a_name(
    name: str, program: Program, clock: SetClock, qtbot: QtBot
) -> None:
    page = opened(program, clock, qtbot, name)
    wanted = [*controls(page), *controls(program.window.banner)]
    assert [one for one in wanted if not one.accessibleName()] == []
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.to_heading()
    reached = walked(program, page)
    lost = [one.accessibleName() for one in wanted if one not in reached]
    assert lost == []
    primary = program.window.actions_bar.primary
    assert primary in reached or not primary.isEnabled()


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_cut_at_one_and_a_half_times_the_text(
    name: str, program: Program, clock: SetClock, qtbot: QtBot, theme: Theme
) -> None:
    theme.scale_text(1.5)
    page = opened(program, clock, qtbot, name)
    assert program.window._middle.horizontalScrollBar().maximum() == 0
    assert [cut for widget in _shown(page) if (cut := _cut(widget))] == []


def test_her_name_is_whole_in_the_banner_at_any_width(
    program: Program, clock: SetClock, qtbot: QtBot
) -> None:
    opened(program, clock, qtbot, "find")
    for width in (1366, 1440, 1600, 1920):
        program.window.resize(width, 768)
        QApplication.processEvents()
        cut = [_cut(one) for one in _shown(program.window.banner) if _cut(one)]
        assert cut == [], width
