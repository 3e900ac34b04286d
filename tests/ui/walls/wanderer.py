"""Somebody who presses whatever can be pressed, types whatever comes, and answers at random.

What is left to chance comes from a seed, so that a fault that was found is found again.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.ask import Question, Reply
from srh_assess.ui.pages.sign_in import SignInPage

Entry = (QLineEdit, QTextEdit)
TEXTS = (
    "Maya", "x" * 300, "12", "2026-03-11", "31-Feb-2026", "14:00", "=cmd|' /C calc'!A0",
    "<b>bold</b>", "Ünïcødé ẞ مرحبا 😀", "-5", "999 000 0018", "she was manipulative", "  ",
    "1990-01-01", "A reason in a few words.", "100000",
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_1,
    Qt.Key.Key_2, Qt.Key.Key_9, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F7, Qt.Key.Key_Delete,
)  # fmt: skip
LEAVES = ("Lock", "Sign out", "Hide")
PASSES = (timedelta(minutes=3), timedelta(minutes=20), timedelta(hours=14))


class Wanderer:
    """``step`` does one thing; ``trail`` keeps what was done, for the report of a fault."""

    def __init__(
        self, program: Program, clock: SetClock, seed: int, folder: Path, *, passphrase: str
    ) -> None:
        self._program, self._clock, self._folder = program, clock, folder
        self._window, self._passphrase = program.window, passphrase
        self._chance = random.Random(seed)
        self._done: Counter[tuple[str, str]] = Counter()
        self.trail: list[str] = []
        self.pages: set[str] = set()

    def step(self, name: str) -> None:
        """Signs in where nobody is, else does one thing on what can be seen."""
        page = self._window.page
        self.pages.add(type(page).__name__)
        if self._window.hidden:
            self._note("comes back")
            QTest.keyClick(self._window.cover, Qt.Key.Key_Space)
        elif isinstance(page, SignInPage):
            self._note("signs in")
            page.name.show_words(name)
            page.passphrase.show_words(self._passphrase)
            page.button.click()
        elif self._chance.random() < (0.3 if self._window.work.busy else 0.03):
            self._clock.move(self._chance.choice(PASSES))
            self._note("time passes")
            self._window.idle.look()
        else:
            self._act(self._pick())

    def waits(self) -> bool:
        """Whether what runs beside the window may end first; now and then nobody waits."""
        return self._chance.random() < 0.8 or isinstance(self._window.page, SignInPage)

    # ---- what is asked in a dialog

    def reply(self, question: Question) -> Reply:
        """Any of the ways, with words where words are asked for."""
        way = self._chance.choice(question.ways)
        self._note(f"answers {question.heading}: {way.code}")
        words = self._chance.choice(TEXTS).strip() or "A reason"
        return Reply(way.code, words if question.words else "")

    def path(self) -> Path | None:
        """A file to write, a folder that is gone, or none."""
        return self._chance.choice(
            (None, self._folder / "gone" / "x", self._folder / f"{len(self.trail)}")
        )

    # ---- what is seen

    def _pick(self) -> QWidget:
        page = type(self._window.page).__name__
        can = [one for one in self._window.findChildren(QWidget) if self._usable(one)]
        some = self._chance.sample(can, min(len(can), 6))
        found = min(some, key=lambda one: self._done[page, _words(one)], default=self._window)
        self._done[page, _words(found)] += 1
        return found

    def _usable(self, one: QWidget) -> bool:
        if not one.isVisible() or not one.isEnabled():
            return False
        if any(one is act for act in self._leaves()) and self._chance.random() < 0.95:
            return False
        takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return takes or isinstance(one, QAbstractButton | QAbstractItemView | QLineEdit | QTextEdit)

    def _leaves(self) -> tuple[QWidget, ...]:
        bar = self._window.actions_bar
        return (bar.lock_button, bar.hide_button, self._window.sign_out_button)

    def _act(self, one: QWidget) -> None:
        if isinstance(one, Entry):
            self._type(one)
        elif self._chance.random() < 0.8:
            self._note(f"presses {type(one).__name__} {_words(one)}")
            _into_view(one)
            QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=one.rect().center())
        else:
            key = self._chance.choice(KEYS)
            self._note(f"key {key.name}")
            QTest.keyClick(QApplication.focusWidget() or self._window, key)

    def _type(self, one: QLineEdit | QTextEdit) -> None:
        words = self._chance.choice(TEXTS)
        self._note(f"types {words[:20]} into {one.accessibleName()}")
        one.setFocus()
        if isinstance(one, QTextEdit):
            one.insertPlainText(words)
            return
        one.clear()
        one.insert(words)
        one.textEdited.emit(one.text())
        QTest.keyClick(one, Qt.Key.Key_Return)

    def _note(self, words: str) -> None:
        self.trail.append(f"{type(self._window.page).__name__}: {words}")


def _words(one: QWidget) -> str:
    return (one.text() if isinstance(one, QAbstractButton) else "") or one.accessibleName()


def _into_view(one: QWidget) -> None:
    above = one.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(one)
