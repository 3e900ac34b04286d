"""A whole run with the keyboard alone: from the hall to the debrief, its sheet, and back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.walk import TrainingWalk
from tests.end_to_end.keys import Keyboard
from tests.ui.training.conftest import EWA, practice


class Pointer(QObject):
    """Counts every press of a pointer."""

    used = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.used += 1
        return False


def test_a_run_needs_no_pointer(training: TrainingProgram, qtbot: QtBot) -> None:
    window, pointer = training.window, Pointer()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.installEventFilter(pointer)
    walk = TrainingWalk(window, training.room, hand=Keyboard(window), grab=lambda _: None)
    walk.choose(EWA, "alone")
    pages = list(walk.run())
    assert "Is now a good time?" in pages
    walk.end()
    assert pointer.used == 0
    page: object = window.page
    assert isinstance(page, HallPage)


def test_ctrl_t_goes_to_the_scenario_and_opens_it_where_it_is_a_line(
    training: TrainingProgram, qtbot: QtBot
) -> None:
    window = training.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    walk = TrainingWalk(window, training.room, hand=Keyboard(window), grab=lambda _: None)
    walk.choose(EWA, "alone")
    walk.go_on()
    for width, folded in ((1366, False), (1000, True)):
        window.resize(width, 768)
        QApplication.processEvents()
        assert window.scene_bar.isVisible() is folded
        assert window.page is not None
        QTest.keyClick(window.page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        focus = window.focusWidget()
        assert focus is not None
        assert window.scene.isVisible()
        assert window.scene.isAncestorOf(focus)
    window.scene_bar.button.click()  # folds it again
    assert not window.scene.isVisible()
    assert window.page is not None
    assert window.page.isVisible()
    window.so_far_bar._open.click()
    assert window.so_far.isVisible()
    assert practice(training).drill.run == "alone"
