"""At the right of the banner: the state of saving, and the links on every page about her."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.saved import SavedMark


class Aside(QWidget):
    """``links`` are the four: finding a question, her overview, her decisions, correcting who she
    is. Where room is short finding keeps its key alone."""

    def __init__(self, theme: Theme, saved: SavedMark) -> None:
        super().__init__()
        self._theme = theme
        self.overview = Button(theme, "Overview", "link", name="Overview of the stay")
        self.decisions = Button(theme, "Decisions", "link", name="Decisions of this person")
        self.correct = Button(theme, "Correct", "link", name="Correct name, birth date or stay")
        self.finding = Button(theme, "Find", "link", name="Find a question")
        self.finding.setToolTip("Ctrl+F")
        self.links = (self.finding, self.overview, self.decisions, self.correct)
        together = QWidget()
        together.setLayout(row(theme, *self.links))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for part in (saved, together):
            self._box.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)

    def lie(self, *, narrow: bool, finds: bool) -> None:
        """Beside each other, or below each other where there is no room."""
        self.finding.setVisible(finds and not narrow)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._box.setSpacing(0 if narrow else self._theme.space("l"))
