"""Rows of the same few answers: the gate's domains. One key a row, then the next row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.text import Line, Text

FINE, CARE, NOT_NOW = "Fine now", "With care", "Not now"


class RowAsked(Struct, frozen=True):
    """One row: its id, its name, a line below it, and its answers."""

    id: str
    name: str
    choices: tuple[Choice, ...]
    hint: str = ""


class GateRow(QFrame):
    """A name at the left, its answers at the right; below each other when there is no room."""

    def __init__(self, theme: Theme, asked: RowAsked) -> None:
        super().__init__()
        self._theme = theme
        name = Text(asked.name, "strong")
        words = column(theme, name, *([Text(asked.hint, "muted")] if asked.hint else []), gap="")
        self.group = AnswerGroup(theme, asked.name, asked.choices, density="row")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, theme.space("xs"), 0, theme.space("xs"))
        self._box.setSpacing(theme.space("m"))
        self._box.addLayout(words, 1)
        self._box.addWidget(self.group, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside, or below."""
        beside = self.width() / self._theme.scale >= self._theme.tokens.width["text-min"]
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        super().resizeEvent(event)


class GateRows(QFrame):
    """The rows together. ``changed`` names the row; a key press goes on to the next open row."""

    changed = Signal(str)

    def __init__(self, theme: Theme, asked: Sequence[RowAsked]) -> None:
        super().__init__()
        self.rows: dict[str, GateRow] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("xs"))
        for one in asked:
            if self.rows:
                box.addWidget(Line())
            row = GateRow(theme, one)
            row.group.changed.connect(partial(self.changed.emit, one.id))
            row.group.keyed.connect(partial(self._onward, one.id))
            box.addWidget(row)
            self.rows[one.id] = row

    @property
    def codes(self) -> dict[str, str]:
        """What is chosen, by row; rows without an answer are left out."""
        return {name: row.group.codes[0] for name, row in self.rows.items() if row.group.codes}

    def choose(self, codes: Mapping[str, str]) -> None:
        """Shows what is chosen already, without a signal."""
        for name, row in self.rows.items():
            row.group.choose([codes[name]] if name in codes else [])

    def _onward(self, name: str) -> None:
        names = list(self.rows)
        if not self.rows[name].group.codes:
            return
        for later in names[names.index(name) + 1 :]:
            if not self.rows[later].group.codes:
                self.rows[later].group.take_focus()
                return
