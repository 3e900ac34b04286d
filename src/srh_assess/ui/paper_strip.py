"""The strip below the banner while a paper form is entered: when the talk was, who asked, and the
way to end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.from_paper import PaperBegun
from srh_assess.clock import local
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.moments import clock_time, weekday_date
from srh_assess.ui.widgets.notice import Notice


class PaperStrip(QWidget):
    """``ended`` when everything on the form is entered."""

    ended = Signal()

    def __init__(self, theme: Theme, paper: PaperBegun) -> None:
        super().__init__()
        self.paper = paper
        day = weekday_date(local(paper.taken).date())
        words = f"Answers are kept as given on {day} at {clock_time(paper.taken)} to {paper.by}"
        notice = Notice(theme, words, "attention", strong="From a paper form", icon="note")
        self.button = Button(theme, "The form is entered")
        self.button.clicked.connect(self.ended)
        line = row(theme, notice, self.button, gap="m")
        line.setStretch(0, 1)
        side = theme.space("xl")
        line.setContentsMargins(side, theme.space("s"), side, 0)
        self.setLayout(line)
