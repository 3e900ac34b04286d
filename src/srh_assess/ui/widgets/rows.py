"""Rows of a label, a value and a link: check answers, facts for the phone, the gate's result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Line, Text

RowTone = Literal["", "ok", "attention", "urgent"]
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Fact(Struct, frozen=True, kw_only=True):
    """One row. ``icon`` stands before the value; ``strong`` sets the value in bold;
    ``link_name`` is what a screen reader says of the link ("Change, pain or bleeding now")."""

    id: str
    label: str
    value: str = ""
    icon: str = ""
    tone: RowTone = ""
    strong: bool = False
    muted: bool = False
    link: str = ""
    link_name: str = ""


class Facts(QFrame):
    """The rows in a card. ``pressed`` names the row whose link was pressed. Up and Down go
    from link to link. ``shares``: how the width is shared by label and value."""

    pressed = Signal(str)

    def __init__(
        self, theme: Theme, facts: Sequence[Fact], *, shares: tuple[int, int] = (2, 3)
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.links: dict[str, Button] = {}
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.space("xs"))
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setColumnStretch(0, shares[0])
        self._grid.setColumnStretch(1, shares[1])
        for place, fact in enumerate(facts):
            if place:
                self._grid.addWidget(Line(), 2 * place - 1, 0, 1, 3)
            self._add(2 * place, fact)
        box = QVBoxLayout(self)
        side, down = theme.space("l"), theme.space("s")
        box.setContentsMargins(side, down, side, down)
        box.addLayout(self._grid)

    def _add(self, line: int, fact: Fact) -> None:
        top = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(Text(fact.label, "muted"), line, 0, top)
        self._grid.addWidget(self._value(fact), line, 1, top)
        if fact.link:
            link = Button(self._theme, fact.link, "link", name=fact.link_name or fact.link)
            link.clicked.connect(partial(self.pressed.emit, fact.id))
            self._grid.addWidget(link, line, 2, top | Qt.AlignmentFlag.AlignRight)
            self.links[fact.id] = link

    def _value(self, fact: Fact) -> QWidget:
        role: Literal["label", "muted", "small"] = "muted" if fact.muted else "small"
        words = Text(fact.value, "label" if fact.strong else role, fact.tone)
        words.setAccessibleName(f"{fact.label}: {fact.value}")
        if not fact.icon:
            return words
        holder = QWidget()
        ink = fact.tone or ("text-muted" if fact.muted else "text")
        line = row(self._theme, Icon(self._theme, fact.icon, ink), words, gap="s")
        line.setStretch(1, 1)
        holder.setLayout(line)
        return holder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from link to link."""
        links = list(self.links.values())
        here = self.focusWidget()
        if event.key() not in _MOVES or not isinstance(here, Button) or here not in links:
            event.ignore()
            return
        place = links.index(here) + _MOVES[Qt.Key(event.key())]
        if 0 <= place < len(links):
            links[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()
