"""The manager's page: a year on one page, benefit and cost side by side in the same size.

Period and level stand at the top. Every figure opens its definition, its counts, what is missing
and its chart; nothing here names a woman or a member of staff.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.charts.axis import alike
from srh_assess.charts.model import Bars, Chart
from srh_assess.ui.pages.figure_table import FigureTable, show_table, table_beside
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chart import ChartView
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.fold import Folds
from srh_assess.ui.widgets.layouts import Flow, Part, TwoColumns, column
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import summary_words as words
from srh_assess.workflow.asking import ask_next
from srh_assess.workflow.periods import Span
from srh_assess.workflow.summary_words import GROUPS, Row
from srh_assess.workflow.summing import Level, Summary, figure_chart, pareto

LEVELS: tuple[tuple[Level, str], ...] = (
    ("internal", "Ward internal"),
    ("trust", "Trust"),
    ("publish", "Publish"),
)
BY_GROUP = "groups"
ACTS = (
    ("monthly", "Save the monthly report", "tick"),
    ("files", "Save a file", "note"),
    ("copy", "Copy a paragraph", "quote"),
    ("written", "Write on the charts", "note"),
    ("baselines", "Figures from before", "calendar"),
    (BY_GROUP, "By group", "person"),
)
_SHOWN, WHY, GAPS = ("M2", "B1"), "M11", ("E1", "E2")
_SIDES = ("As one hopes for", "What it may cost, and her voice")
_HALF = (1, 1)
AS_TABLE = "As a table"


class SummaryPage(ShellPage):
    """``opened`` names a figure; ``chosen`` the place of a period; ``levelled`` a level;
    ``acted`` one of the acts."""

    opened = Signal(str)
    chosen = Signal(int)
    levelled = Signal(str)
    acted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        summary: Summary,
        *,
        spans: Sequence[Span],
        span: Span,
        acts: Sequence[str],
        said: str = "",
    ) -> None:
        super().__init__(
            theme, Heading("Benefit and cost, side by side"), hint=words.title(summary), wide=True
        )
        self.hint_words = words.title(summary)
        self.buttons: dict[str, Button] = {}
        self.facts: dict[str, Facts] = {}
        self.charts: dict[str, ChartView] = {}
        self.tables: dict[str, FigureTable] = {}
        if said:
            self._add(Notice(theme, said, "ok"), gap="m")
        self._add(self._top(spans, span, summary.level), gap="m")
        self._add(self._acts(acts), Text(words.about(summary), "small"), gap="m")
        one, other = (figure_chart(summary, id) for id in _SHOWN)
        if one is not None and other is not None:
            one, other = alike(one, other)
        hoped = self._side(summary, _SIDES[0], (_SHOWN[0], one), words.HOPED_FOR)
        cost = self._side(summary, _SIDES[1], (_SHOWN[1], other), words.BESIDE)
        self._add(TwoColumns(theme, hoped, cost, shares=_HALF), gap="m")
        shown = words.rows(summary, (*words.HOPED_FOR, *words.BESIDE))
        if said := words.hidden(row.value for row in shown):
            self._add(Text(said, "small"), gap="s")
        self._reasons(summary)
        self._add(Text("What to ask next", "heading"), gap="l")
        self._add(*(Text(one, "small") for one in ask_next(summary)), gap="xs")
        self._add(Notice(theme, words.published(summary), strong="The published programme"))

    def _top(self, spans: Sequence[Span], span: Span, level: Level) -> Part:
        names = [one.words for one in spans]
        self.period = ChoiceEntry(self._theme, "Period", names, chosen=span.words)
        self.period.changed.connect(lambda: self.chosen.emit(names.index(self.period.words)))
        parts: list[QWidget] = [self.period]
        for id, label in LEVELS:
            button = Button(self._theme, label, name=f"Level: {label}")
            button.setCheckable(True)
            button.setChecked(id == level)
            button.reword(label)  # a chosen one is bold, and wider
            button.clicked.connect(lambda _=False, at=id: self.levelled.emit(at))
            self.buttons[id] = button
            parts.append(button)
        return Flow(self._theme, *parts, foot=True)

    def _acts(self, acts: Sequence[str]) -> Part:
        parts = []
        for id, label, icon in ACTS:
            if id in acts:
                button = Button(self._theme, label, icon=icon)
                button.clicked.connect(lambda _=False, at=id: self.acted.emit(at))
                self.buttons[id] = button
                parts.append(button)
        return Flow(self._theme, *parts, down="s")

    def _side(
        self, summary: Summary, title: str, first: tuple[str, Chart | None], kinds: tuple[str, ...]
    ) -> QWidget:
        """One half: a chart, then every figure of its kind. Both halves are built alike."""
        theme, (id, chart) = self._theme, first
        figure = summary.figure(id)
        above: QWidget
        if chart is None:
            above = Text(f"No chart: {words.no_chart(summary, figure)}", "label")
        else:
            above = self._view(id, chart)
        table = Facts(theme, tuple(_fact(row, opens=True) for row in words.rows(summary, kinds)))
        table.pressed.connect(self.opened)
        self.facts[title] = table
        half = QWidget()
        inside = column(theme, Text(figure.name, "label"), above, gap="xs")
        whole = column(theme, Text(title, "heading"), Card(theme, inside), table, gap="m")
        whole.addStretch(1)  # the shorter half stays at the top
        half.setLayout(whole)
        return half

    def _view(self, id: str, chart: Chart | Bars) -> ChartView:
        view = ChartView(self._theme, chart, footer=False)
        self.charts[id] = view
        return view

    def _reasons(self, summary: Summary) -> None:
        self._add(Text("Why not assessed", "heading"), gap="l")
        drawn = [
            (by, found)
            for by in ("admissions", "days")
            if (found := pareto(summary, by=by, names=GROUPS)) is not None
        ]
        sides = [self._bars(by, found) for by, found in drawn]
        if len(sides) > 1:
            self._add(TwoColumns(self._theme, sides[0], sides[1], shares=_HALF), gap="s")
        elif sides:
            self._add(sides[0], gap="s")
        else:
            self._add(Text("Nothing to show in this period.", "small"))
        self._add(Text(summary.barriers_note, "small"), gap="s")
        self._add(Folds(self._theme, ("What counts as a reason", words.defined(WHY))), gap="s")

    def _bars(self, by: str, found: Bars) -> Card:
        """The reasons as bars, and the same as a table when somebody asks for it."""
        theme, table = self._theme, table_beside(self._theme, found)
        shows = Button(theme, AS_TABLE, name=f"{found.title}, as a table")
        shows.setCheckable(True)
        shows.toggled.connect(lambda shown: show_table(table, shown))
        self.buttons[f"table {by}"], self.tables[by] = shows, table
        view = self._view(f"{WHY} {by}", found)
        return Card(theme, column(theme, view, Flow(theme, shows, down="s"), table, gap="s"))


class GroupsPage(ShellPage):
    """The figures by group, one card each: *not known* first, and no rank."""

    def __init__(self, theme: Theme, summary: Summary) -> None:
        super().__init__(theme, Heading("By group"), hint=words.title(summary), wide=True)
        self.facts: list[Facts] = []
        found = words.groups(summary)
        self._add(Text(summary.equity_note, "small"))
        if said := words.hidden(row.value for rows in found.values() for row in rows):
            self._add(Text(said, "small"), gap="s")
        self._add(
            Folds(theme, ("What is counted by group", " ".join(map(words.defined, GAPS)))), gap="s"
        )
        for title, rows in found.items():
            card = Facts(theme, tuple(_fact(row, opens=False) for row in rows))
            self.facts.append(card)
            self._add(Text(title, "heading"), gap="l")
            self._add(card, gap="s")


def _fact(row: Row, *, opens: bool) -> Fact:
    return Fact(
        id=row.id,
        label=row.label,
        value=row.value,
        link="Open" if opens else "",
        link_name=f"Open {row.label}",
    )
