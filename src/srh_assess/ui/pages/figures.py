"""The manager's page: a year, what one hopes for and what it costs, in the same size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import summary_words as words
from srh_assess.workflow.summary_words import Row
from srh_assess.workflow.summing import Summary

SAVES = (
    ("internal", "Save the workbook for the ward"),
    ("trust", "Save for the trust"),
    ("publish", "Save for publication"),
)


GROUPS = "groups"


class SummaryPage(ShellPage):
    """``opened`` names a figure to look at month by month; ``moved`` goes by so many years;
    ``save`` names the level of the file."""

    opened = Signal(str)
    moved = Signal(int)
    save = Signal(str)

    def __init__(self, theme: Theme, summary: Summary, *, latest: bool, said: str = "") -> None:
        super().__init__(theme, Heading("Summary"), hint=words.title(summary))
        self.hint_words = words.title(summary)
        self.said = Text(said, "hint")
        self.said.setVisible(bool(said))
        self.buttons: dict[str, Button] = {}
        self.facts: list[Facts] = []
        moves = [self._button("earlier", "A year earlier")]
        self.buttons["earlier"].clicked.connect(lambda: self.moved.emit(-1))
        if not latest:
            moves.append(self._button("later", "A year later"))
            self.buttons["later"].clicked.connect(lambda: self.moved.emit(1))
        for level, label in SAVES:
            button = self._button(level, label)
            button.clicked.connect(lambda _=False, at=level: self.save.emit(at))
            moves.append(button)
        self._add(self.said, Flow(theme, *moves), Text(words.about(summary), "small"), gap="m")
        self._part("As one hopes for", words.rows(summary, words.HOPED_FOR), opens=True)
        self._part("What it costs, and her voice", words.rows(summary, words.BESIDE), opens=True)
        self._part("Why not assessed", words.barriers(summary))
        self._add(Text(summary.barriers_note, "small"), gap="s")
        self.buttons["groups"] = Button(theme, "By group: age, language, legal status")
        self.buttons["groups"].clicked.connect(lambda: self.opened.emit(GROUPS))
        self._add(Flow(theme, self.buttons["groups"]), gap="l")
        self._add(Notice(theme, words.published(summary), strong="The published programme"))

    def _button(self, id: str, label: str) -> Button:
        button = Button(self._theme, label)
        self.buttons[id] = button
        return button

    def _part(self, title: str, rows: Sequence[Row], *, opens: bool = False) -> None:
        self._add(Text(title, "heading"), gap="l")
        if not rows:
            self._add(Text("Nothing to show in this period.", "small"))
            return
        table = Facts(self._theme, tuple(_fact(row, opens=opens) for row in rows))
        table.pressed.connect(self.opened)
        self.facts.append(table)
        self._add(table, gap="s")


class GroupsPage(ShellPage):
    """Three figures by group, one card each: *not known* first, and no rank."""

    def __init__(self, theme: Theme, summary: Summary) -> None:
        super().__init__(theme, Heading("By group"), hint=words.title(summary))
        self.facts: list[Facts] = []
        self._add(Text(summary.equity_note, "small"))
        for title, rows in words.groups(summary).items():
            card = Facts(theme, tuple(_fact(row, opens=False) for row in rows))
            self.facts.append(card)
            self._add(Text(title, "heading"), gap="l")
            self._add(card, gap="s")


class FigurePage(ShellPage):
    """One figure: what it counts, and each month with its counts."""

    def __init__(self, theme: Theme, summary: Summary, id: str) -> None:
        figure = summary.figure(id)
        super().__init__(theme, Heading(f"{id} {figure.name}"), hint=words.title(summary))
        self._add(Text(words.definition(figure)))
        self.table = Facts(theme, tuple(_fact(row, opens=False) for row in words.months(figure)))
        self._add(self.table, gap="l")


def _fact(row: Row, *, opens: bool) -> Fact:
    return Fact(
        id=row.id,
        label=row.label,
        value=row.value,
        link="By month" if opens else "",
        link_name=f"By month, {row.label}",
    )
