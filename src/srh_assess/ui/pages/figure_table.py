"""The table of a chart: where its columns have no room, headings and meanings take more lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QStyleOptionViewItem

from srh_assess.charts.model import Bars, Chart
from srh_assess.charts.words import table
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.table import CELL, Cell, CellDelegate, Table

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEAST = 0.75  # of the rail's width: a narrower last column would be a word to a line


class Rows(QAbstractTableModel):
    """The table of a chart: its heading and its rows as words."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._head, self._rows = rows[0], rows[1:]
        self._lines = tuple(self._head)

    @property
    def headings(self) -> Sequence[str]:
        """The names of the columns, each on one line."""
        return self._head

    def break_headings(self, lines: Sequence[str]) -> None:
        """The headings as they stand now, some on several lines."""
        if (now := tuple(lines)) != self._lines:
            self._lines = now
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(now) - 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each point."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each kind of value."""
        return 0 if parent.isValid() else len(self._head)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns, heard without the breaks of their lines."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._head[section]
        return self._lines[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, and the whole row for whoever hears it."""
        row = self._rows[index.row()]
        words_ = row[index.column()]
        if role == CELL:
            return Cell(words=words_, muted=index.column() > 2)
        if role == Qt.ItemDataRole.DisplayRole:
            return words_
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._head[index.column()]}, {row[0]}: {words_ or 'nothing'}"
        return None


class _Wrapping(CellDelegate):
    """The last column's rows are as tall as its words are in the room they have."""

    room = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As every cell, and taller where the words take several lines."""
        size = super().sizeHint(option, index)
        last = index.column() == index.model().columnCount() - 1
        if not last or not 0 < self.room < size.width():
            return size
        words, _ = self._texts(self._cell(index))
        tall = words.height(self.room - 2 * self._theme.space("m")) + 2 * self._theme.space("s")
        return QSize(size.width(), max(size.height(), round(tall)))


class FigureTable(Table):
    """Beside its chart: nothing is cut, and nobody scrolls sideways for the last column."""

    def __init__(self, theme: Theme, name: str, rows: Rows) -> None:
        self._rows, self._sharing = rows, False
        super().__init__(theme, name, rows)
        self._wrapping = _Wrapping(theme)
        self.setItemDelegate(self._wrapping)

    def _share(self) -> None:
        if self._sharing:
            return
        self._sharing = True
        room, header = self.viewport().width(), self.horizontalHeader()
        lines = list(self._rows.headings)
        wanted = self._wanted(lines)
        if sum(wanted) > room:
            lines = self._broken()
            wanted = self._wanted(lines)
            least = round(self._theme.width("rail") * _LEAST)
            wanted[-1] = min(wanted[-1], max(room - sum(wanted[:-1]), least))
        self._rows.break_headings(lines)
        self._wrapping.room = wanted[-1]
        spare = max(room - sum(wanted), 0) // len(wanted)
        for column, width in enumerate(wanted):
            header.resizeSection(column, width + spare)
        self.resizeRowsToContents()
        self.updateGeometries()
        self.updateGeometry()
        self._sharing = False

    def _broken(self) -> list[str]:
        """Each heading in lines no longer than its cells, or than its longest word."""
        pad = 2 * self._theme.space("m")
        rooms = (self.sizeHintForColumn(at) - pad for at in range(len(self._rows.headings)))
        both = zip(self._rows.headings, rooms, strict=True)
        return [in_lines(head, room, self._advance) for head, room in both]

    def _wanted(self, heads: Sequence[str]) -> list[int]:
        """How wide each column wants to be under these headings."""
        now = str(self._rows.headerData(0, Qt.Orientation.Horizontal))
        around = self.horizontalHeader().sectionSizeHint(0) - self._advance(now)
        return [
            max(self.sizeHintForColumn(at), self._advance(head) + around)
            for at, head in enumerate(heads)
        ]

    def _advance(self, words: str) -> int:
        metrics = self.horizontalHeader().fontMetrics()
        return max(metrics.horizontalAdvance(line) for line in words.split("\n"))


def table_beside(theme: Theme, chart: Chart | Bars) -> FigureTable:
    """The table of a chart, hidden until somebody asks for it: as tall as its rows."""
    found = FigureTable(theme, f"{chart.title}, as a table", Rows(table(chart)))
    found.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
    found.hide()
    return found


def show_table(found: FigureTable, shown: bool) -> None:
    """Shows it, whole and in focus, or hides it."""
    found.setVisible(shown)
    if shown:
        found.resizeRowsToContents()
        found.updateGeometry()
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def in_lines(words: str, room: int, advance: Callable[[str], int]) -> str:
    """Words broken at their spaces so that a line fits the room; a word is never broken."""
    each = words.split(" ")
    room = max(room, *map(advance, each)) if len(each) > 1 else room
    lines = each[:1]
    for word in each[1:]:
        longer = f"{lines[-1]} {word}"
        if advance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)
