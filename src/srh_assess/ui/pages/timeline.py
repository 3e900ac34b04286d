"""Everything that was written of one woman, in order: a list that can be narrowed, each line of
which opens what it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from srh_assess.assessment.identity import called, clinical_moment
from srh_assess.protocol.model import Protocol
from srh_assess.saying import counted
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.table import CELL, Cell, Table
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import entry_words, flow
from srh_assess.workflow.session import Session
from srh_assess.workflow.timeline import Moment, groups

ALL = "What people wrote"
COLUMNS = ("When", "What", "By whom")
PAGE = flow.Page(id="timeline", kind="check", title="Timeline")
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel):
    """The entries as rows. Words are made for the rows that are looked at."""

    def __init__(
        self, protocol: Protocol, names: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._protocol, self._names = protocol, names
        self.moments: Sequence[Moment] = ()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Takes other entries."""
        self.beginResetModel()
        self.moments = moments
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The entries shown."""
        return 0 if parent.isValid() else len(self.moments)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """When, what, by whom."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell, and the whole line for a screen reader."""
        moment = self.moments[index.row()]
        cells = self._cells(moment)
        if role == CELL:
            return cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()].words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (part for cell in cells for part in (cell.words, cell.under))
            return ", ".join(part for part in said if part)
        return None

    def _cells(self, moment: Moment) -> tuple[Cell, Cell, Cell]:
        entry = moment.entry
        what = entry_words.subject(entry.fact, self._protocol)
        return (
            Cell(words=clinical_moment(entry.at), muted=True),
            Cell(words=moment.title, under=_short(what), strong=True),
            Cell(words=self._names.get(entry.author, "Not known")),
        )


_LONGEST = 90


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


class TimelinePage(SittingPage):
    """``opened`` names the number of an entry, ``narrowed`` the group that was chosen."""

    opened = Signal(int)
    narrowed = Signal(str)

    def __init__(self, theme: Theme, session: Session, names: Mapping[str, str]) -> None:
        record = session.record
        assert record.identity is not None
        heading = Heading(f"{called(record.identity)}: everything in order")
        super().__init__(theme, session, PAGE, heading, wide=True)
        self.lines = Lines(session.protocol, names, self)
        self.table = Table(theme, "Everything in order, the newest first", self.lines)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self._opened)
        self.filters: dict[str, Button] = {}
        for group, words in {"": ALL, **groups()}.items():
            button = Button(theme, words)
            button.setCheckable(True)
            button.clicked.connect(partial(self.narrowed.emit, group))
            self.filters[group] = button
        self._count = Text("", "hint")
        self._add(Flow(theme, *self.filters.values(), gap="s", down="s"), self._count)
        self._add(self.table, gap="s")
        self._body.takeAt(self._body.count() - 1)  # the rows take all the room that is left
        self._body.setStretchFactor(self.table, 1)
        self.table.setMinimumHeight(4 * theme.height("table-row"))

    def show_moments(self, moments: Sequence[Moment], group: str) -> None:
        """Shows these entries, which are those of this group."""
        for name, button in self.filters.items():
            button.setChecked(name == group)
            button.updateGeometry()
        self.lines.show_moments(moments)
        said = counted(len(moments), "entry", "entries") if moments else "Nothing of this kind"
        self._count.say(f"{said}. Enter opens what it was.")
        if moments:
            self.table.setCurrentIndex(self.lines.index(0, 1))

    def _opened(self, row: int) -> None:
        self.opened.emit(self.lines.moments[row].entry.number)

    def open_current(self) -> None:
        """The current line."""
        if self.table.currentIndex().isValid():
            self._opened(self.table.currentIndex().row())

    def offer(self, bar: ActionBar) -> None:
        """Opens the current line."""
        bar.offer("Open")


class EntryPage(SittingPage):
    """What one entry was, whole."""

    def __init__(self, theme: Theme, session: Session, moment: Moment, author: str) -> None:
        entry = moment.entry
        super().__init__(theme, session, PAGE, Heading(moment.title))
        self.moment = moment
        told = [("Written", clinical_moment(entry.at)), ("By", author or "Not known")]
        told += entry_words.details(entry.fact, session.protocol)
        rows = (Fact(id=str(n), label=label, value=words) for n, (label, words) in enumerate(told))
        self.facts = Facts(theme, tuple(rows), shares=(1, 2))
        self._add(self.facts)
        self._add(
            Text("It stands in the journal as it was written; nothing here changes it.", "hint")
        )

    def offer(self, bar: ActionBar) -> None:
        """The whole record as it was then."""
        bar.offer("The record as it was then")
