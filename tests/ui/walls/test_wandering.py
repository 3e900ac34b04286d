"""Whatever is pressed and typed, in whatever order: no fault, and nothing is shown to nobody."""

from __future__ import annotations

import sys
import traceback
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.ui.ask import Ask
from srh_assess.ui.lead.sentence import SentenceEntry
from tests.ui.shell.conftest import NOW, WORDS, admit
from tests.ui.walls.wanderer import TEXTS, Wanderer

STEPS = 400
AT_THE_DOOR = {"SignInPage", "ComeBackPage", "RecoveryPage", "RestorePage", "ClosedPage"}
SEEDS = {"ruth": (1, 2), "harriet": (40, 43), "dilys": (3,), "rosa": (4,), "frances": (5,)}


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize(
    ("name", "seed"), [(name, seed) for name, seeds in SEEDS.items() for seed in seeds]
)
def test_nothing_that_can_be_done_ends_in_a_fault(
    name: str,
    seed: int,
    ward: Program,
    clock: SetClock,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    admit(ward, clock)
    ward.doorway.sign_out()
    who = Wanderer(ward, clock, seed, tmp_path, passphrase=WORDS)
    faults: list[str] = []

    def caught(kind: type[BaseException], fault: BaseException, trace: object) -> None:
        if isinstance(fault, UserError):
            ward.caught(fault)
        else:
            faults.append("".join(traceback.format_exception(fault)))

    monkeypatch.setattr(sys, "excepthook", caught)
    monkeypatch.setattr(Ask, "question", lambda _, question: who.reply(question))
    for asked in ("place_to_save", "file_to_open", "folder"):
        monkeypatch.setattr(Ask, asked, lambda *_: who.path())
    monkeypatch.setattr(Ask, "print_dialog", lambda *_: False)
    for _ in range(STEPS):
        who.step(name)
        if who.waits():
            qtbot.waitUntil(lambda: not ward.window.work.busy, timeout=20_000)
        QApplication.processEvents()
        assert faults == [], who.trail[-12:]
        assert _unsaid(ward) == [], who.trail[-12:]
        if ward.desk is not None and ward.desk.me is None and not ward.window.hidden:
            assert type(ward.window.page).__name__ in AT_THE_DOOR, who.trail[-12:]
    assert len(who.pages) > 4, who.trail
    assert clock.now() > NOW + timedelta(minutes=10), who.trail[-60:]


def _unsaid(program: Program) -> list[str]:
    """Words on the window that are the program's inside: a gap not filled, a value not said. In a
    standing sentence a lead words the gaps, too."""
    found = []
    worded = {
        inside
        for sentence in program.window.findChildren(SentenceEntry)
        for inside in (sentence, *sentence.findChildren(QWidget))
    }
    for one in program.window.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, QLineEdit | QTextEdit) or one in worded:
            continue
        shown = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
        for words in {shown, one.accessibleName(), one.accessibleDescription()}:
            typed = any(text in words for text in TEXTS if len(text) > 3)
            if not typed and any(sign in words for sign in ("{", "}", "..")):
                found.append(words)
    return found
