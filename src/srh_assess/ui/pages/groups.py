"""Groups of answers that the kit's own group does not cover: long lists, scales, states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice

LONG = 8
"""A list of more answers than this stands in columns."""
MOST_COLUMNS = 3


class LongGroup(AnswerGroup):
    """Many answers, smaller, in as many columns as leave each room for its words."""

    def __init__(
        self, theme: Theme, question: str, choices: Sequence[Choice], *, many: bool = False
    ) -> None:
        super().__init__(theme, question, choices, many=many, density="row", numbered=False)

    def _fitting(self) -> int:
        columns = self.width() // (self._theme.width("panel"))
        return min(max(columns, 1), MOST_COLUMNS)


class StateGroup(AnswerGroup):
    """The states beside a field. A digit chooses one only while nothing stands in the field."""

    def __init__(
        self,
        theme: Theme,
        question: str,
        choices: Sequence[Choice],
        *,
        is_open: Callable[[], bool],
        numbered: bool = True,
    ) -> None:
        super().__init__(theme, question, choices, density="grid", numbered=numbered)
        self._is_open = is_open

    def press(self, number: int) -> bool:
        """Presses the state with this key, unless the field holds something."""
        return self._is_open() and super().press(number)


class ScaleGroup(AnswerGroup):
    """The numbers of a scale, side by side. A digit chooses the number it says."""

    def __init__(self, theme: Theme, question: str, low: int, high: int) -> None:
        numbers = [Choice(str(number), str(number)) for number in range(low, high + 1)]
        super().__init__(theme, question, numbers, density="grid", numbered=False)

    def press(self, number: int) -> bool:
        """Presses the number itself. False when the scale has none such."""
        answer = self.answers.get(str(number))
        if answer is None:
            return False
        answer.setFocus(Qt.FocusReason.ShortcutFocusReason)
        answer.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nought is a number here too."""
        if event.key() == Qt.Key.Key_0 and not event.modifiers() and self.press(0):
            return
        super().keyPressEvent(event)
