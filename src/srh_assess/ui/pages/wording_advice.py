"""Advice on the words of a finished letter: counted beside the preview, never in the way.

The words are underlined in the plain text; *See it* lists them there. What she said stands in
quotation marks and is left alone.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.saying import counted
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.advice import AdviceCard, Adviser
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.field import Lines
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text


class Wording(QWidget):
    """How many words to look at, and the way to them. Hidden while there are none."""

    see = Signal()

    def __init__(self, theme: Theme, text: Lines) -> None:
        super().__init__()
        self.card = AdviceCard(theme)
        self.count = Text("", "body")
        self.button = Button(theme, "See it", "link", name="See the words to look at")
        self.button.clicked.connect(self.see)
        self.adviser = Adviser(theme, text, self.card)
        line = row(theme, self.count, self.button, None, gap="s")
        self.setLayout(column(theme, Text("Wording", "label"), line, self.card, gap="xs"))
        self.adviser.described.connect(self._tell)
        self.look()

    def look(self) -> None:
        """Reads the letter anew."""
        self._tell()

    def _tell(self) -> None:
        found = len(self.adviser.found)
        words = counted(found, "word to look at", "words to look at")
        self.count.say(words)
        self.setVisible(found > 0)
