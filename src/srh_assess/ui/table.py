"""The ward board as a Qt model: rows in words, in one of two orders, filtered and searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import structs
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from srh_assess.ui.board_words import Cell, Filter, Line, by_due, by_room

Layout = Literal["wide", "narrow", "single"]
COLUMNS: dict[Layout, tuple[str, ...]] = {
    "wide": ("Room", "Woman", "Assessment", "Open for her", "Next", "When", "Who"),
    "narrow": ("Room", "Woman", "Assessment", "Open for her", "Next"),
    "single": ("Room", "Woman", "Now and next"),
}
WOMAN = 1
CELL = Qt.ItemDataRole.UserRole
LINE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Board(QAbstractTableModel):
    """Every woman on the ward who passes the filter and the search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Line, ...] = ()
        self.shown: tuple[Line, ...] = ()
        self.filter: Filter = "all"
        self.search = ""
        self.by_due = False
        self.layout_now: Layout = "wide"

    # ---- what stands in it

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Takes the rows as they are now."""
        self._all = tuple(lines)
        self._renew()

    def choose(self, filter_: Filter) -> None:
        """Shows only the rows of one filter."""
        self.filter = filter_
        self._renew()

    def find(self, words: str) -> None:
        """Shows only the women one of whose names begins with, or holds, the words."""
        self.search = words.casefold().strip()
        self._renew()

    def order_by_due(self, due: bool) -> None:
        """By what is due first, or by room."""
        self.by_due = due
        self._renew()

    def fold(self, layout: Layout) -> None:
        """Fewer columns, the same facts: what has no column of its own stands below."""
        if layout != self.layout_now:
            self.beginResetModel()
            self.layout_now = layout
            self.endResetModel()

    def count(self, filter_: Filter) -> int:
        """How many women a filter holds."""
        return sum(filter_ in line.filters for line in self._all)

    @property
    def nobody(self) -> bool:
        """Whether no one is on the ward list at all."""
        return not self._all

    def place_of(self, admission: str) -> int:
        """The row of an admission, or -1."""
        return next((n for n, line in enumerate(self.shown) if line.admission == admission), -1)

    def _renew(self) -> None:
        found = [line for line in self._all if self.filter in line.filters and self._found(line)]
        order = by_due if self.by_due else by_room
        self.beginResetModel()
        self.shown = tuple(sorted(found, key=order))
        self.endResetModel()

    def _found(self, line: Line) -> bool:
        return self.search in f"{line.name} {line.called}".casefold()

    # ---- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The women shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Seven columns; five or three where there is less room."""
        return 0 if parent.isValid() else len(COLUMNS[self.layout_now])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[self.layout_now][section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, what a screen reader says of it, and the whole for a tooltip."""
        line, column = self.shown[index.row()], index.column()
        if role == LINE:
            return line
        if role not in _READ:
            return None
        cell = cell_of(line, column, self.layout_now)
        told = [part for part in (cell.words, cell.below) if part]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(told) or None
        if column == WOMAN:
            return line.spoken
        heading = COLUMNS[self.layout_now][column]
        return f"{heading}, {line.name}: {', '.join(told) or 'nothing'}"


_READ = frozenset(
    {
        CELL,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def cell_of(line: Line, column: int, layout: Layout) -> Cell:
    """What stands in one cell of a row in this layout."""
    if column == 0:
        return Cell(line.room or "-", tone="muted")
    if column == WOMAN:
        return Cell(line.name, _who_she_is(line))
    cells = (line.state, line.open_for_her, line.next_step, line.when, line.who)
    if layout == "wide":
        return cells[column - 2]
    next_ = _joined(line.next_step, line.when, line.who)
    if layout == "narrow":
        return (*cells[:2], next_)[column - 2]
    below = ", ".join((line.state.words, *_told(next_)))
    return structs.replace(line.open_for_her, below=below)


def _who_she_is(line: Line) -> str:
    called = f"({line.called})" if line.called else ""
    like = "like name" if line.like_name else ""
    return " ".join(part for part in (called, line.age, like) if part)


def _joined(next_step: Cell, when: Cell, who: Cell) -> Cell:
    worse = "attention" if "attention" in (when.tone, who.tone) else next_step.tone
    below = ", ".join(part for part in (when.words, who.words) if part)
    return Cell(next_step.words, below, tone=worse)


def _told(cell: Cell) -> tuple[str, ...]:
    return tuple(part for part in (cell.words, cell.below) if part)
