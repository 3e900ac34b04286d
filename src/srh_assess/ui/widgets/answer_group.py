"""The answers to one question: one of them, or many, some of which exclude the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLayout, QVBoxLayout

from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.answer import Answer, Density
from srh_assess.ui.widgets.layouts import Flow

LAST_KEY = 9
_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class Choice(Struct, frozen=True):
    """One answer as a page names it. ``closed`` is the reason why it cannot be chosen now."""

    code: str
    words: str
    hint: str = ""
    exclusive: bool = False
    closed: str = ""


def digit(event: QKeyEvent) -> int:
    """The key 1 to 9 that was pressed without Ctrl or Alt, else 0."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = event.key() - Qt.Key.Key_0
    return pressed if not held and 1 <= pressed <= LAST_KEY else 0


class AnswerGroup(QGroupBox):
    """The answers to ``question``. Nothing is chosen until someone chooses.

    ``changed`` is emitted once for each press, whatever it chose or cleared; ``keyed`` follows
    it after a number key. ``codes`` holds what is chosen, in the order of the answers. With
    ``numbered`` the keys 1 to 9 choose. ``density``: ``page``, ``grid`` and ``list`` as for
    ``Answer``, ``row`` for a few of equal width beside each other.
    """

    changed = Signal()
    keyed = Signal()

    def __init__(
        self,
        theme: Theme,
        question: str,
        choices: Sequence[Choice],
        *,
        many: bool = False,
        density: Density | Literal["row"] = "page",
        numbered: bool = True,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._exclusive = {choice.code for choice in choices if choice.exclusive}
        self._many, self._density = many, density
        self.setAccessibleName(question)
        self.answers: dict[str, Answer] = {}
        for place, choice in enumerate(choices, 1):
            number = place if numbered and place <= LAST_KEY else 0
            answer = Answer(
                theme,
                choice.code,
                choice.words,
                number=number,
                many=many,
                hint=choice.hint,
                density="grid" if density == "row" else density,
            )
            if choice.closed:
                answer.close_with(choice.closed)
            answer.clicked.connect(self._pressed)
            self.answers[choice.code] = answer
        self._columns = 1
        self._place()

    # ---- where they stand

    def _place(self) -> None:
        box: QLayout
        if self._density == "grid":
            box = Flow(self._theme, *self.answers.values())
            self.setLayout(box)
        elif self._density == "list":
            box = QVBoxLayout(self)
            for answer in self.answers.values():
                box.addWidget(answer)
            box.setSpacing(0)
        else:
            self._columns = len(self.answers) if self._density == "row" else 1
            self._grid = QGridLayout(self)
            self._grid.setSpacing(self._theme.space("s"))
            box = self._grid
            self._fill_grid()
        box.setContentsMargins(0, 0, 0, 0)

    def _fill_grid(self) -> None:
        for place, answer in enumerate(self.answers.values()):
            self._grid.addWidget(answer, place // self._columns, place % self._columns)
        for place in range(len(self.answers)):
            self._grid.setColumnStretch(place, 1 if place < self._columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns in a narrow window when every answer still fits on one line."""
        super().resizeEvent(event)
        if self._density in ("page", "row") and (wanted := self._fitting()) != self._columns:
            self._columns = wanted
            self._fill_grid()

    def _fitting(self) -> int:
        if self._density == "row":
            least = self._theme.tokens.width["text-min"] / 4 * len(self.answers)
            return len(self.answers) if self.width() / self._theme.scale >= least else 1
        room = self.window().width() / self._theme.scale
        told = self._theme.tokens.breakpoint
        if not told.single <= room < told.narrow:
            return 1
        half = (self.width() - self._theme.space("s")) / 2
        return 2 if all(one.one_line() <= half for one in self.answers.values()) else 1

    # ---- what is chosen

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that are chosen."""
        return tuple(code for code, one in self.answers.items() if one.isChecked())

    def choose(self, codes: Iterable[str]) -> None:
        """Shows what is chosen already, without a signal."""
        chosen = set(codes)
        for code, answer in self.answers.items():
            answer.set_chosen(code in chosen)

    def press(self, number: int) -> bool:
        """Presses the answer with this key. False when there is none."""
        if not 1 <= number <= min(LAST_KEY, len(self.answers)):
            return False
        answer = tuple(self.answers.values())[number - 1]
        answer.setFocus(Qt.FocusReason.ShortcutFocusReason)
        answer.click()
        self.keyed.emit()
        return True

    def invalid(self, wrong: bool) -> None:
        """Marks the answers as the place to put something right."""
        for answer in self.answers.values():
            set_property(answer, "invalid", wrong)

    def take_focus(self) -> None:
        """Focus on the chosen answer, else on the first."""
        chosen = [one for one in self.answers.values() if one.isChecked()]
        (chosen or list(self.answers.values()))[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self) -> None:
        answer = self.sender()
        if not isinstance(answer, Answer) or answer.closed:
            return
        if self._many and answer.isChecked():
            alone = answer.code in self._exclusive
            for code, other in self.answers.items():
                if code != answer.code and (alone or code in self._exclusive):
                    other.set_chosen(False)
        self.changed.emit()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, arrows move; what is not ours goes on to the page."""
        if (number := digit(event)) and self.press(number):
            return
        step = (event.key() in _FORWARD) - (event.key() in _BACK)
        if not step or not self._move(step):
            event.ignore()

    def _move(self, step: int) -> bool:
        answers = list(self.answers.values())
        here = self.focusWidget()
        place = answers.index(here) + step if isinstance(here, Answer) else 0
        if not 0 <= place < len(answers):
            return False
        answers[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True
