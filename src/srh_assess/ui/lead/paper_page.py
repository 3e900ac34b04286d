"""A lead's form with the page it makes beside it: a letter of an invented woman, a moment later.

Nothing of what is typed is kept by drawing it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.pdf_pane import PdfPane
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import wording
from srh_assess.workflow.desk import Unit
from srh_assess.workflow.sample import Paper

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading
    from srh_assess.workflow.sharing import Rendered

MOMENT = 400  # milliseconds without a key before the page is made anew


class PaperPage(LeadPage):
    """``typed`` gives the unit as the form has it, ``_made`` the pages of it."""

    kinds: Mapping[Paper, str] = {"letter": "A letter", "her_copy": "Her own copy"}

    def __init__(self, room: Leading, heading: str, *, hint: str = "") -> None:
        super().__init__(room, heading, hint=hint, wide=True)
        self._paper: Paper = "letter"
        self._ended = False
        self.problem = Text("", "small", "urgent")
        self.problem.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.draw)

    def typed(self) -> Unit:
        """The unit as the form has it."""
        raise NotImplementedError  # pragma: no cover - each form gives its own

    def _made(self, typed: Unit) -> Callable[[], Rendered]:
        """What makes the pages, beside the window."""
        raise NotImplementedError  # pragma: no cover - each form gives its own

    def _side_by_side(self, form: QWidget) -> None:
        beside = self._beside()
        columns = Columns(self._theme, form, beside, shares=(1, 1))
        columns.whole_height(beside)
        self._add(columns, gap="s")
        self._fill(columns)

    def _beside(self) -> QWidget:
        theme = self._theme
        papers = [Choice(paper, words) for paper, words in self.kinds.items()]
        self.papers = AnswerGroup(theme, "Which paper", papers, density="row", numbered=False)
        self.papers.choose([self._paper])
        self.papers.changed.connect(self._chosen)
        self.pane = PdfPane(theme, "A letter about an invented woman")
        holder = QWidget()
        top = row(theme, self.papers, None, self.pane.turner)
        box = column(theme, top, self.problem, self.pane, gap="s")
        box.setStretchFactor(self.pane, 1)
        edge = theme.space("m")
        box.setContentsMargins(edge, edge, 0, edge)
        holder.setLayout(box)
        return holder

    def _chosen(self) -> None:
        self.show_paper(next(paper for paper in self.kinds if paper in self.papers.codes))

    def show_paper(self, paper: Paper) -> None:
        """Shows a letter, or her own copy."""
        self.papers.choose([paper])
        if paper != self._paper:
            self._paper = paper
            self.draw()

    def _soon(self) -> None:
        self._timer.start(MOMENT)

    def draw(self) -> None:
        """Makes the page from what is typed, beside the window. What cannot stand on a letter is
        said, and the page before it stays."""
        typed = self.typed()
        if said := wording.fault(typed, self.desk.shipped):
            self.problem.say(said)
            return
        if not self.at.window.work.run(self._made(typed), self._drawn, self._not_drawn):
            self._soon()

    def _drawn(self, made: Rendered) -> None:
        if not self._ended:
            self.problem.say("")
            self.pane.show_pdf(made.data)

    def _not_drawn(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        if not self._ended:
            self.problem.say(str(fault))

    def end(self) -> None:
        """Nothing is drawn for a page that is left."""
        self._ended = True
        self._timer.stop()
