"""The table of the ward board: it gives up columns before it gives up words."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QStyleOptionViewItem

from srh_assess.ui.table import COLUMNS, Board, Layout
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_ORDER: Sequence[Layout] = ("wide", "narrow", "single")
_ROWS_MEASURED = 200
_TYPING = 1.0  # seconds within which figures belong to one room
_LEAST_NAME = 0.75  # of the rail's width: below that a name tells nobody anything


class BoardTable(Table):
    """Every column as wide as its words; the names get what is left and may go on to a second
    line (one longer still is cut with an ellipsis), the rest never. Where that does not fit,
    fewer columns hold the same facts.
    ``arranged`` tells that the columns are others now, ``moved`` that another row is current."""

    arranged = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, board: Board) -> None:
        self._board, self._sharing = board, False
        self._typed: str = ""
        self._typed_at: float = 0.0
        super().__init__(theme, "Women on the ward", board)
        self.setWordWrap(True)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells that another row is the current one."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters find a family name, as in every table; figures find a room."""
        if not search.strip().isdigit():
            self._typed = ""
            super().keyboardSearch(search)
            return
        now = time.monotonic()
        self._typed = (self._typed if now - self._typed_at < _TYPING else "") + search.strip()
        self._typed_at = now
        place = self._board.place_of_room(self._typed)
        if place >= 0:
            self.setCurrentIndex(self._board.index(place, self.currentIndex().column()))

    def _share(self) -> None:
        if self._sharing:
            return
        self._sharing = True
        room = self.viewport().width()
        wanted: list[int] = []
        layout = _ORDER[-1]
        for layout in _ORDER:
            wanted = self._wanted(layout, room)
            if sum(wanted) <= room:
                break
        other = layout != self._board.layout_now
        self._board.fold(layout)
        spare = max(room - sum(wanted), 0) // len(wanted)
        header, names = self.horizontalHeader(), COLUMNS[layout].index("Woman")
        before = header.sectionSize(names)
        for column, wide in enumerate(wanted):
            header.resizeSection(column, wide + spare)
        self._sharing = False
        if other or header.sectionSize(names) != before:
            self.resizeRowsToContents()
        if other:
            self.arranged.emit()

    def _wanted(self, layout: Layout, room: int) -> list[int]:
        """How wide each column of a layout wants to be; the names take what is left."""
        measure = Board()
        measure.shown, measure.layout_now = self._board.shown[:_ROWS_MEASURED], layout
        option, delegate = QStyleOptionViewItem(), self.itemDelegate()
        found = []
        for column, heading in enumerate(COLUMNS[layout]):
            cells = (measure.index(row, column) for row in range(measure.rowCount()))
            words = max((delegate.sizeHint(option, cell).width() for cell in cells), default=0)
            found.append(max(words, self._heading(heading)))
        names = COLUMNS[layout].index("Woman")
        rest = sum(found) - found[names]
        least = min(found[names], round(self._theme.width("rail") * _LEAST_NAME))
        found[names] = max(min(found[names], room - rest), least)
        return found

    def _heading(self, words: str) -> int:
        return self.horizontalHeader().fontMetrics().horizontalAdvance(words) + 2 * (
            self._theme.space("xl")
        )
