"""One figure: what it counts, its chart, and the same figures in a table beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from srh_assess.charts.model import Bars, Chart
from srh_assess.ui.pages.figure_table import FigureTable, show_table, table_beside
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chart import ChartView
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import summary_words as words
from srh_assess.workflow.summing import Summary, figure_chart

TABLE = "Figures as a table (Ctrl+T)"


class FigurePage(ShellPage):
    """``plain`` asks for one set of limits throughout, or for those begun anew; ``picture`` for a
    file of the chart; ``limits`` for new limits."""

    plain = Signal(bool)
    picture = Signal()
    limits = Signal()
    _laid_out = Signal(object)

    def __init__(
        self, theme: Theme, summary: Summary, id: str, *, rebased: bool, may_write: bool
    ) -> None:
        figure = summary.figure(id)
        super().__init__(
            theme, Heading(f"{id} {figure.name}"), hint=words.title(summary), wide=True
        )
        self.buttons: dict[str, Button] = {}
        self.chart: ChartView | None = None
        self.table: FigureTable | None = None
        self._add(Text(words.definition(figure)))
        self._add(Text(words.row_of(figure).value, "label"), gap="s")
        if figure.comparison:
            self._add(Text(figure.comparison), gap="s")
        chart = figure_chart(summary, id, rebased=rebased)
        if chart is None:
            self._add(Text(f"No chart: {words.no_chart(summary, figure)}.", "label"), gap="l")
            return
        self._draw(chart)
        begun = any(one.measure == id for one in summary.new_limits)
        self._offer(rebased=rebased, begun=begun, may_write=may_write)

    def _draw(self, chart: Chart | Bars) -> None:
        theme = self._theme
        self.chart = ChartView(theme, chart)
        self._add(Card(theme, self.chart), gap="l")
        self.table = table_beside(theme, chart)

    def _offer(self, *, rebased: bool, begun: bool, may_write: bool) -> None:
        theme, parts = self._theme, []
        assert self.table is not None
        shows = Button(theme, TABLE)
        shows.setCheckable(True)
        shows.toggled.connect(self._show_table)
        self.buttons["table"] = shows
        parts.append(shows)
        if begun:
            label = "One set of limits throughout" if rebased else "With the limits begun anew"
            self.buttons["plain"] = Button(theme, label)
            self.buttons["plain"].clicked.connect(lambda: self.plain.emit(rebased))
            parts.append(self.buttons["plain"])
        self.buttons["picture"] = Button(theme, "Save the picture", icon="note")
        self.buttons["picture"].clicked.connect(self.picture)
        parts.append(self.buttons["picture"])
        if may_write:
            self.buttons["limits"] = Button(theme, "Begin new limits")
            self.buttons["limits"].clicked.connect(self.limits)
            parts.append(self.buttons["limits"])
        self._add(Flow(theme, *parts, down="s"), gap="m")
        self._add(self.table, gap="m")
        # once the table has its room
        self._laid_out.connect(show_in_view, Qt.ConnectionType.QueuedConnection)
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(shows.toggle)

    def _show_table(self, shown: bool) -> None:
        assert self.table is not None
        self.buttons["table"].reword(TABLE)  # a chosen one is bold, and wider
        show_table(self.table, shown)
        if shown:
            self._laid_out.emit(self.table)
