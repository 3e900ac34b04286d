"""Opening the program: the window, its first page, its hook, and a clean end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from srh_assess import app as programs
from srh_assess.ui.window import Window
from tests.ui.undressed import undress


def test_the_program_opens_and_ends(
    qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str, bool]] = []
    before = sys.excepthook

    def running() -> int:
        (window,) = [one for one in qapp.topLevelWidgets() if isinstance(one, Window)]
        assert window.page is not None
        seen.append((window.windowTitle(), window.page.heading.text(), window.isVisible()))
        assert sys.excepthook is not before
        window.deleteLater()
        return 0

    monkeypatch.setattr(sys, "excepthook", before)
    monkeypatch.setattr(qapp, "exec", running)
    assert programs.open_window(home) == 0
    undress(qapp)
    assert seen == [("SYNTHETIC - Sexual and reproductive health assessment", "Sign in", True)]


def test_what_qt_says_goes_to_the_log(logged: list[object]) -> None:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    context = QMessageLogContext()
    programs._from_qt(QtMsgType.QtDebugMsg, context, "chatter")
    programs._from_qt(QtMsgType.QtWarningMsg, context, "This plugin does not support raise()")
    assert logged == []
    programs._from_qt(QtMsgType.QtWarningMsg, context, "something odd")
    assert len(logged) == 1
    logged.clear()
