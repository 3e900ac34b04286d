"""A bed list brought in: which file, how it is read, what becomes of each line, and taking it in.

Nothing is written before *Take it in* is pressed. No line of the report holds a value of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QProgressBar, QWidget

from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.table import CELL, Cell, Table
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.import_report import Report, Step
from srh_assess.workflow.importing import Layout, Wish

SHOWN = 100
"""As many lines as the page lists; the whole report can be saved."""
NOT_IN_IT = "Not in this file"
FIELD_WORDS: Mapping[str, str] = {
    "family": "Family name",
    "given": "Given name",
    "name": "Whole name in one column",
    "preferred": "Preferred name",
    "born": "Date of birth",
    "nhs_number": "NHS number",
    "local_id": "Local number",
    "admitted": "Day of admission",
    "admitted_time": "Time of admission",
    "ward": "Ward",
    "room": "Room or bed",
    "legal_status": "Legal status",
    "named_nurse": "Named nurse",
    "responsible_clinician": "Responsible clinician",
    "referral_ward": "Came from",
    "language": "Language",
    "ethnic": "Ethnic category",
}
_OUTCOMES = {
    "taken": "will be taken",
    "moved": "there already; moved to the bed of the list",
    "there": "there already; nothing changes",
    "left_out": "not taken",
}
GUESSED = (
    "The file does not say how its letters are written; it was read as Windows writes them."
    " Look at the names with an accent, or save it as CSV (UTF-8)."
)
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ReportLines(QAbstractTableModel):
    """The lines somebody has to read: those not taken first, then the moved, then the rest."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Sequence[Step] = ()
        self._cells: dict[int, tuple[Cell, Cell]] = {}

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Takes the first lines of a report."""
        self.beginResetModel()
        self._steps = steps[:SHOWN]
        self._cells = {}
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The lines shown."""
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The line's number, and what becomes of it."""
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Line", "What becomes of it")[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell, and the whole line for a screen reader."""
        step, row = self._steps[index.row()], index.row()
        if row not in self._cells:
            self._cells[row] = Cell(words=str(step.line), muted=True), _what(step)
        cells = self._cells[row]
        if role == CELL:
            return cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()].words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return step.words
        return None


def _what(step: Step) -> Cell:
    if not step.faults:
        said = _OUTCOMES[step.outcome]
        return Cell(words=f"{said[:1].upper()}{said[1:]}", muted=step.outcome == "there")
    first = step.faults[0]
    more = f" And {len(step.faults) - 1} more." if len(step.faults) > 1 else ""
    return Cell(words=f"Not taken: {first.sentence}", under=f"{first.next_step}{more}", strong=True)


class BedListPage(ShellPage):
    """``choose`` asks for a file, ``again`` for another look with what stands on the page,
    ``stop`` to leave off, ``save`` for the report as a file."""

    choose = Signal()
    again = Signal()
    stop = Signal()
    save = Signal()

    def __init__(self, theme: Theme) -> None:
        heading = Heading("Bring in the bed list")
        super().__init__(
            theme, heading, wide=True,
            hint="A list saved as CSV. Looking writes nothing; nobody is discharged by a list",
        )  # fmt: skip
        self.report: Report | None = None
        self.file = Button(theme, "Choose the file", icon="search")
        self.file.clicked.connect(self.choose)
        self.said = Text("", "label")
        self._add(Flow(theme, self.file, down="s"), self.said, gap="l")
        self._fault: Notice | None = None
        self._bar = QProgressBar()
        self._bar.setAccessibleName("How much is done")
        self._stop = Button(theme, "Stop", icon="cross")
        self._stop.clicked.connect(self.stop)
        self._running = QWidget()
        self._running.setLayout(column(theme, self._bar, Flow(theme, self._stop), gap="s"))
        self._add(self._running)
        self._running.hide()
        self._how: QWidget | None = None
        self.columns: dict[str, ChoiceEntry] = {}
        self.month: AnswerGroup | None = None
        self.refused: AnswerGroup | None = None
        self.lines = ReportLines(self)
        self.table = Table(theme, "The lines of the list", self.lines)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(5 * theme.height("table-row"))
        self._more = Text("", "hint")
        self._letters = Text("", "hint")
        self.keep = Button(theme, "Save the report", icon="note")
        self.keep.clicked.connect(self.save)
        self._result = QWidget()
        self._result.setLayout(
            column(theme, self._letters, self.table, self._more, Flow(theme, self.keep), gap="s")
        )
        self._add(self._result)
        self._result.hide()

    # ---- what the page is told

    def show_layout(self, layout: Layout) -> None:
        """How the file can be read: which column holds what, as far as it is known."""
        if self._how is not None:
            self._how.setParent(None)
            self._how.deleteLater()
        theme = self._theme
        names = (NOT_IN_IT, *layout.columns)
        self.columns = {
            field: ChoiceEntry(theme, words, names, chosen=layout.mapped.get(field, NOT_IN_IT))
            for field, words in FIELD_WORDS.items()
        }
        for entry in self.columns.values():
            entry.changed.connect(self.again)
        self.month = self._group(
            "Dates such as 03/04/2026",
            [Choice("day", "3 April: the day first"), Choice("month", "4 March: the month first")],
            "month" if layout.month_first else "day",
        )
        self.month.changed.connect(self.again)
        self.refused = self._group(
            "When a line cannot be taken",
            [Choice("others", "Take the others"), Choice("none", "Take nothing at all")],
            "others",
        )
        grid = QWidget()
        grid.setLayout(Flow(theme, *self.columns.values(), gap="l", down="m"))
        fold = Fold(theme, "Which column is which", grid, is_open=bool(layout.lacking))
        self._how = QWidget()
        groups = (("Dates such as 03/04/2026", self.month),
                  ("When a line cannot be taken", self.refused))  # fmt: skip
        asked = [column(theme, Text(words, "label"), group, gap="xs") for words, group in groups]
        self._how.setLayout(column(theme, fold, *asked, gap="l"))
        place = self._body.indexOf(self._running)
        self._body.insertWidget(place + 1, self._how)

    def _group(self, question: str, choices: list[Choice], chosen: str) -> AnswerGroup:
        group = AnswerGroup(self._theme, question, choices, density="grid", numbered=False)
        group.choose([chosen])
        return group

    def wish(self, *, look: bool) -> Wish:
        """How the list is to be taken, as it stands on the page."""
        month = self.month.codes == ("month",) if self.month is not None else None
        none = self.refused is not None and self.refused.codes == ("none",)
        given = {
            field: entry.words
            for field, entry in self.columns.items()
            if entry.words not in ("", NOT_IN_IT)
        }
        return Wish(given=given, month_first=month, all_or_nothing=none, look=look)

    def show_report(self, report: Report) -> None:
        """What would become of each line, or what did."""
        self.report = report
        self.say_fault(None)
        self.said.say(report.summary)
        self._letters.say(GUESSED if report.encoding == "cp1252" else "")
        self.lines.show_steps(report.to_read)
        left = len(report.steps) - self.lines.rowCount()
        self._more.say(f"and {counted(left, 'line', 'lines')} more, in the report" if left else "")
        self._result.show()
        if self._how is not None:
            self._how.setVisible(not report.written)
        self.changed.emit()

    def say_fault(self, fault: UserError | None, *, report: Report | None = None) -> None:
        """Why the file cannot be read, or why none of it was taken, and what to do."""
        if self._fault is not None:
            self._body.removeWidget(self._fault)
            self._fault.hide()
            self._fault.deleteLater()
            self._fault = None
        if fault is not None:
            self.report = report
            if report is None:
                self.said.say("")
                self._result.hide()
            self._fault = Notice(self._theme, fault.next_step, "attention", strong=fault.sentence)
            self._body.insertWidget(self._body.indexOf(self.said) + 1, self._fault)
        self.changed.emit()

    def run(self, done: int, whole: int) -> None:
        """How much is done of what is under way."""
        self._running.show()
        self.file.setEnabled(False)
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        self._bar.setAccessibleDescription(f"{done} of {whole}")

    def stand(self) -> None:
        """Nothing is under way any more."""
        self._running.hide()
        self.file.setEnabled(True)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return not self._running.isHidden()
