"""The gate's rows: one stands open with its three answers, the others show what was seen.

Twelve rows with three descriptions each would not fit on a ward's screen. So the row at hand
is open, a key or a press answers it, and the next row without an answer opens by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from srh_assess.ui.pages.gate_words import CARE, FINE, NOT_NOW
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Line, Text

_SHAPES = {
    FINE: ("ring", "text"),
    CARE: ("half-disc", "attention"),
    NOT_NOW: ("square", "attention"),
}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class RowAsked(Struct, frozen=True):
    """One row: its id, its name, a line below it, and its answers."""

    id: str
    name: str
    choices: tuple[Choice, ...]
    hint: str = ""


class _RowAnswers(AnswerGroup):
    """Left and Right go from answer to answer; Up and Down belong to the rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves Up and Down to the rows."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class DomainRow(QFrame):
    """One row, open with its answers or closed with what was chosen."""

    wanted = Signal()

    def __init__(self, theme: Theme, asked: RowAsked) -> None:
        super().__init__()
        self._theme, self.asked = theme, asked
        self.group = _RowAnswers(theme, asked.name, asked.choices, density="row")
        self._name = Text(asked.name, "small")
        self._seen = Text("", "small")
        self._shape = Icon(theme, "", "text")
        self._word = Text("", "label", wrap=False)
        self.link = Button(theme, "Change", "link", name=f"Change, {asked.name}")
        self.link.clicked.connect(self.wanted)
        self._told = QWidget()
        told = row(theme, self._seen, self._shape, self._word, self.link, gap="s")
        told.setStretch(0, 1)
        self._told.setLayout(told)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        side, down = theme.space("m"), theme.space("hair")
        self._box.setContentsMargins(side, down, side, down)
        self._box.setSpacing(theme.space("m"))
        self._box.addWidget(self._name, 2)
        self._box.addWidget(self._told, 5)
        self._box.addWidget(self.group, 5)
        self.open(is_open=False)

    def open(self, *, is_open: bool) -> None:
        """Shows the answers, or what was chosen."""
        self.group.setVisible(is_open)
        self._told.setVisible(not is_open)
        set_property(self._name, "role", "strong" if is_open else "small")
        self.renew()

    @property
    def is_open(self) -> bool:
        """Whether its answers are shown."""
        return not self.group.isHidden()

    def renew(self) -> None:
        """Shows what is chosen now."""
        chosen = self._chosen()
        icon, ink = _SHAPES[chosen.words] if chosen else ("", "text")
        self._seen.setText(chosen.hint if chosen else "")
        self._shape.show_icon(icon, ink)
        self._word.setText(chosen.words if chosen else "Not yet")
        set_property(self._word, "role", "label" if chosen else "muted")
        self._word.tone("attention" if ink == "attention" else "")
        self.link.reword("Change" if chosen else "Answer")
        self.link.setAccessibleName(f"{'Change' if chosen else 'Answer'}, {self.asked.name}")
        cares = chosen is not None and chosen.words != FINE and not self.is_open
        set_property(self, "role", "notice" if cares else "row")
        set_property(self, "tone", "attention" if cares else "")
        spoken = (self.asked.name, chosen.words if chosen else "not answered yet")
        self.setAccessibleName(", ".join(spoken))

    def _chosen(self) -> Choice | None:
        codes = self.group.codes
        return next((one for one in self.asked.choices if one.code in codes), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on a closed row opens it."""
        if not self.is_open:
            self.wanted.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name beside, or above."""
        beside = self.width() / self._theme.scale >= self._theme.tokens.width["text-min"]
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        super().resizeEvent(event)


class DomainRows(QFrame):
    """All rows. ``changed`` names the row answered; ``done`` comes when none is left open."""

    changed = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme, asked: Sequence[RowAsked]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: dict[str, DomainRow] = {}
        box = QVBoxLayout(self)
        pad = theme.space("xs")
        box.setContentsMargins(pad, pad, pad, pad)
        box.setSpacing(0)
        for one in asked:
            if self.rows:
                box.addWidget(Line())
            row_of = DomainRow(theme, one)
            row_of.group.changed.connect(partial(self._answered, one.id))
            row_of.wanted.connect(partial(self.open_row, one.id))
            box.addWidget(row_of)
            self.rows[one.id] = row_of

    @property
    def codes(self) -> dict[str, str]:
        """What is chosen, by row; rows without an answer are left out."""
        return {name: one.group.codes[0] for name, one in self.rows.items() if one.group.codes}

    def choose(self, codes: Mapping[str, str]) -> None:
        """Shows what is chosen already, and opens the first row without an answer."""
        for name, one in self.rows.items():
            one.group.choose([codes[name]] if name in codes else [])
            one.open(is_open=False)
        missing = self._missing(0)
        if missing:
            self.rows[missing].open(is_open=True)

    def open_row(self, name: str) -> None:
        """Opens one row, closes the others, and gives its answers the focus."""
        for other, one in self.rows.items():
            one.open(is_open=other == name)
        self.rows[name].group.take_focus()
        show_in_view(self.rows[name])

    def _answered(self, name: str) -> None:
        self.changed.emit(name)
        self.rows[name].renew()
        if name not in self.codes:
            return
        following = self._missing(list(self.rows).index(name)) or self._missing(0)
        if following:
            self.open_row(following)
        else:
            self.rows[name].open(is_open=False)
            self.done.emit()

    def _missing(self, start: int) -> str:
        """The first row from here on without an answer; empty when there is none."""
        codes = self.codes
        return next((name for name in list(self.rows)[start:] if name not in codes), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Up open the next row and the one before."""
        names = list(self.rows)
        at = next((name for name in names if self.rows[name].is_open), "")
        step = _STEPS.get(Qt.Key(event.key()), 0)
        place = names.index(at) + step if at else -1
        if step and 0 <= place < len(names):
            self.open_row(names[place])
        else:
            event.ignore()
