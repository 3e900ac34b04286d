"""Boxes that stand on a page: a notice, a card, a number to ring."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.banner import Value
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text

NoticeTone = Literal["", "ok", "accent", "attention", "urgent", "training"]

_ICONS = {
    "": ("info", "text-muted"),
    "ok": ("tick", "ok"),
    "accent": ("info", "accent"),
    "attention": ("triangle", "attention"),
    "urgent": ("clock", "urgent"),
    "training": ("bell", "training"),
}


class Notice(QFrame):
    """An icon and words in a soft box. ``strong`` stands in bold before the words."""

    def __init__(
        self, theme: Theme, words: str, tone: NoticeTone = "", *, strong: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(sentences(strong, words))
        name, colour = _ICONS[tone]
        sign = Icon(theme, icon or name, colour, "state")
        said = [Text(strong, "label")] if strong else []
        said += [Text(words, "small")] if words else []
        line = row(theme, sign, column(theme, *said, gap="hair"), gap="m", margin="m")
        line.setStretch(1, 1)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class Card(QFrame):
    """A raised box with round corners. ``tone`` draws its edge."""

    def __init__(
        self, theme: Theme, content: QWidget | QLayout, tone: NoticeTone = "", *, pad: str = "l"
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setProperty("tone", tone)
        box = QVBoxLayout(self)
        edge = theme.space(pad)
        box.setContentsMargins(edge, edge, edge, edge)
        if isinstance(content, QLayout):
            box.addLayout(content)
        else:
            box.addWidget(content)


class PhoneCard(Card):
    """Whom to ring: the name, what to ask for, and the number in large figures. It is one
    stop for the Tab key and is read out as one."""

    def __init__(self, theme: Theme, name: str, number: str, *, ask: str = "") -> None:
        words = column(theme, Text(name, "strong"), *([Text(ask, "muted")] if ask else []), gap="")
        figure = Value(number, "name")
        icon = Icon(theme, "phone", "accent", "state")
        line = row(theme, icon, words, figure, gap="l")
        line.setStretch(1, 1)
        super().__init__(theme, line, "accent")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spoken = (name, f"ring {number}" if number else "no number set", ask)
        self.setAccessibleName(", ".join(part for part in spoken if part))
