"""The ward board as a Qt model: rows in words, in one of two orders, filtered and searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from srh_assess.ui.board_words import Filter, Line, by_due, by_room
from srh_assess.ui.widgets.table import CELL, Cell

Layout = Literal["wide", "narrow", "single"]
COLUMNS: dict[Layout, tuple[str, ...]] = {
    "wide": ("Room", "Woman", "Assessment", "Still open", "Next", "When", "Who"),
    "narrow": ("Room", "Woman", "Assessment", "Still open", "Next"),
    "single": ("Woman", "Still open", "Next"),
}
LINE = int(Qt.ItemDataRole.UserRole) + 1

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
        """Takes the rows as they are now; the same again costs nothing."""
        lines = tuple(lines)
        if lines != self._all:
            self._all = lines
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

    def place_of_room(self, room: str) -> int:
        """The row of a room, else of the first one that begins so, or -1."""
        whole = (n for n, line in enumerate(self.shown) if line.room == room)
        begun = (n for n, line in enumerate(self.shown) if line.room.startswith(room))
        return next(whole, next(begun, -1))

    def _renew(self) -> None:
        found = [line for line in self._all if self.filter in line.filters and self._found(line)]
        order = by_due if self.by_due else by_room
        self.beginResetModel()
        self.shown = tuple(sorted(found, key=order))
        self.endResetModel()

    def _found(self, line: Line) -> bool:
        return self.search in line.sought

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
        line = self.shown[index.row()]
        if role == LINE:
            return line
        heading = COLUMNS[self.layout_now][index.column()]
        cell = cell_of(line, heading, self.layout_now)
        told = [part for part in (cell.words, cell.under) if part]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            if heading == "Woman":
                told += [f"{label}: {words}" for label, words in line.detail]
            return "\n".join(told) or None
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if heading == "Woman":
            return line.spoken
        return f"{heading}, {line.name}: {', '.join(told) or 'nothing'}"


def cell_of(line: Line, heading: str, layout: Layout) -> Cell:
    """What stands in one cell of a row in this layout."""
    if heading == "Woman":
        room = f"Room {line.room}" if line.room and layout == "single" else ""
        called = f"({line.called})" if line.called else ""
        like = "like name on this ward" if line.like_name else ""
        state = line.state.words if layout == "single" else ""
        under = "  ".join(part for part in (room, called, line.age, state, like) if part)
        return Cell(words=line.name, under=under, strong=True, long=True)
    if heading == "Next" and layout != "wide":
        parts = (line.when.words, line.who.words, line.next_step.under)
        told = ", ".join(part for part in parts if part)
        worse = "attention" in (line.when.chip, line.who.tone)
        return Cell(
            words=line.next_step.words,
            under=told,
            tone="attention" if worse else "",
            muted=line.next_step.muted,
        )
    found = {
        "Room": Cell(words=line.room or "-", muted=True),
        "Assessment": line.state,
        "Still open": line.open_for_her,
        "Next": line.next_step,
        "When": line.when,
        "Who": line.who,
    }
    return found[heading]


def woman_column(layout: Layout) -> int:
    """Where the names stand: there typing looks for a family name."""
    return COLUMNS[layout].index("Woman")
