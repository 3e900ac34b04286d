"""The strip below the banner of a woman who says that something in her record is wrong. Her words
open on a press: who sits beside the screen need not read them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Text


class SaidStrip(QWidget):
    """``read`` asks for the words. ``said`` are they, oldest first."""

    read = Signal()

    def __init__(self, theme: Theme, name: str, said: tuple[str, ...]) -> None:
        super().__init__()
        self.said = said
        words = f"{name} says that something in the record is wrong"
        self.setAccessibleName(words)
        self.button = Button(theme, "Read it", "link", name=f"Read what {name} says is wrong")
        self.button.clicked.connect(self.read)
        line = row(theme, Icon(theme, "quote", "attention", "state"), Text(words, "small"),
                   self.button, None, gap="m")  # fmt: skip
        side = theme.space("xl")
        line.setContentsMargins(side, theme.space("xs"), side, theme.space("xs"))
        self.setLayout(line)
