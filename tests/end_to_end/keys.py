"""A hand that has only a keyboard: it goes where Tab leads, and types what is on a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from srh_assess.ui.walkthrough import Hand
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.window import Window

MOST_TABS = 400
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Keyboard(Hand):
    """Every act of the walk as key presses on whatever has the focus. No pointer, no call."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        """What has the focus in the window. Something always has."""
        found = self.window.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def stroke(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """One key."""
        QTest.keyClick(self.focus, key, held or Qt.KeyboardModifier.NoModifier)

    def reach(self, widget: QWidget) -> None:
        """Tab until it has the focus."""
        for _ in range(MOST_TABS):
            if self.focus is widget:
                return
            self.stroke(Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {widget.accessibleName() or widget}")

    # ---- the acts of a hand

    def type(self, field: QWidget, words: str) -> None:
        self.reach(field)
        self.stroke(Key.Key_A, CTRL)
        self.stroke(Key.Key_Delete)
        for line, said in enumerate(words.split("\n")):
            if line:
                self.stroke(Key.Key_Return)
            QTest.keyClicks(self.focus, said)

    def choose(self, group: AnswerGroup, code: str) -> None:
        """Tab to the question, arrows to the answer."""
        for _ in range(MOST_TABS):
            if group.isAncestorOf(self.focus):
                break
            self.stroke(Key.Key_Tab)
        codes = list(group.answers)
        while self.focus is not group.answers[code]:
            here = next(n for n, one in enumerate(group.answers.values()) if one is self.focus)
            forward = codes.index(code) > here
            before = self.focus
            self.stroke(Key.Key_Right if forward else Key.Key_Left)
            assert self.focus is not before, f"arrows never reach {code}"
        self.stroke(Key.Key_Space)

    def tick(self, answer: Answer) -> None:
        self.reach(answer)
        self.stroke(Key.Key_Space)

    def pick(self, entry: ChoiceEntry, name: str) -> None:
        self.reach(entry.field)
        while entry.words != name:
            self.stroke(Key.Key_Down)

    def press(self, button: Button) -> None:
        if button is self.window.actions_bar.primary:
            self.stroke(Key.Key_Return, CTRL)
            return
        self.reach(button)
        self.stroke(Key.Key_Return)

    def turn(self, widget: QWidget, key: Qt.Key) -> None:
        self.reach(widget)
        self.stroke(key)
