"""How a row of the ward board is painted: hairlines, no zebra, one solid chip for what cannot
wait, the current row in soft accent with an edge at its left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from srh_assess.ui.board_words import Cell
from srh_assess.ui.table import CELL, WOMAN
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import paint_chip
from srh_assess.ui.widgets.wrapped import Wrapped, elided

_INK = {
    "": "text",
    "muted": "text-muted",
    "strong": "text",
    "attention": "attention",
    "urgent": "urgent",
}
Index = QModelIndex | QPersistentModelIndex


class Row(QStyledItemDelegate):
    """Paints the cells of one row."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    # ---- how large it is

    def natural(self, cell: Cell, *, bold: bool = False) -> int:
        """The width at which the cell needs no second line for its words."""
        words, below = self._drawn(cell, bold=bold)
        inner = max(words.natural(), min(below.natural(), self._theme.width("rail")))
        return inner + 2 * self._side() + self._icon_room(cell) + (self._chip_pad(cell)) + 2

    def height(self, cell: Cell, width: int, *, bold: bool = False) -> int:
        """The height of the cell in this width, no less than the table's rows have."""
        words, below = self._drawn(cell, bold=bold)
        inner = width - 2 * self._side() - self._icon_room(cell) - self._chip_pad(cell)
        first = words.height(inner) if not bold else words.height(words.natural() + 1)
        if cell.chip:
            first = max(first, self._theme.height("chip"))
        second = below.height(inner) if cell.below else 0
        need = first + second + 2 * self._theme.space("xs")
        return max(need, self._theme.height("table-row"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As the words need, in the width the column has."""
        cell: Cell = index.data(CELL)
        bold = index.column() == WOMAN
        width = self._table.columnWidth(index.column())
        return QSize(self.natural(cell, bold=bold), self.height(cell, width, bold=bold))

    def _side(self) -> int:
        return self._theme.space("m")

    def _icon_room(self, cell: Cell) -> int:
        plain = bool(cell.icon) and not cell.chip
        return self._theme.icon_size() + self._theme.space("s") if plain else 0

    def _chip_pad(self, cell: Cell) -> int:
        if not cell.chip:
            return 0
        pad = self._theme.space("s") + self._theme.space("hair")
        return 2 * pad + self._theme.icon_size() + self._theme.space("xs")

    def _drawn(self, cell: Cell, *, bold: bool) -> tuple[Wrapped, Wrapped]:
        theme = self._theme
        strong = bold or cell.tone in ("strong", "attention", "urgent")
        size = "caption" if cell.chip else "body" if bold else "small"
        chip_strong = cell.tone == "urgent" if cell.chip else strong
        return (
            Wrapped(cell.words, theme.font(size, strong=chip_strong)),
            Wrapped(cell.below, theme.font("caption")),
        )

    # ---- painting it

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, edge, hairline, icon, words."""
        theme, cell = self._theme, index.data(CELL)
        # PySide gives the option's fields only at run time.
        where = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = index.row() == self._table.currentIndex().row()
        if current:
            painter.fillRect(where, theme.colour("accent-soft"))
            if index.column() == 0:
                edge = QRectF(where.left(), where.top(), theme.line("focus"), where.height())
                painter.fillRect(edge, theme.colour("accent"))
        line = theme.line("divider")
        floor = QRectF(where.left(), where.bottom() - line + 1, where.width(), line)
        painter.fillRect(floor, theme.colour("divider"))
        inner = where.adjusted(self._side(), 0, -self._side(), 0)
        if index.column() == WOMAN:
            self._woman(painter, cell, inner)
        elif cell.chip:
            self._chip(painter, cell, inner)
        else:
            self._words(painter, cell, inner)
        painter.restore()

    def _words(self, painter: QPainter, cell: Cell, where: QRectF) -> None:
        theme = self._theme
        if cell.icon:
            edge = theme.icon_size()
            place = QRectF(where.left(), where.center().y() - edge / 2, edge, edge)
            theme.paint_icon(painter, cell.icon, cell.ink or "text", place)
            where = where.adjusted(self._icon_room(cell), 0, 0, 0)
        words, below = self._drawn(cell, bold=False)
        self._stack(painter, words, below, where, _INK[cell.tone])

    def _chip(self, painter: QPainter, cell: Cell, where: QRectF) -> None:
        theme = self._theme
        words, below = self._drawn(cell, bold=False)
        wide = min(words.natural() + self._chip_pad(cell) + 1, where.width())
        tall = max(theme.height("chip"), words.height(wide - self._chip_pad(cell)))
        under = below.height(where.width()) if cell.below else 0
        top = where.center().y() - (tall + under) / 2
        tone = "urgent" if cell.tone == "urgent" else "attention"
        icon = "clock" if tone == "urgent" else "triangle"
        paint_chip(painter, theme, QRectF(where.left(), top, wide, tall), words, tone, icon)
        if cell.below:
            room = QRectF(where.left(), top + tall, where.width(), under)
            below.paint(painter, room, theme.colour("text-muted"))

    def _woman(self, painter: QPainter, cell: Cell, where: QRectF) -> None:
        """Her name in bold, what she is called and her age after it, or below it."""
        theme = self._theme
        name, rest = self._drawn(cell, bold=True)
        painter.setFont(theme.font("body", strong=True))
        beside = Wrapped(cell.below, theme.font("small"))
        gap = theme.space("s")
        if name.natural() + gap + beside.natural() <= where.width():
            name.paint(painter, where, theme.colour("text"))
            after = where.adjusted(name.natural() + gap, 0, 1, 0)
            beside.paint(painter, after, theme.colour("text-muted"))
            return
        shown = elided(cell.words, painter, int(where.width()))
        name = Wrapped(shown, theme.font("body", strong=True))
        self._stack(painter, name, rest, where, "text")

    def _stack(
        self, painter: QPainter, words: Wrapped, below: Wrapped, where: QRectF, ink: str
    ) -> None:
        first = words.height(where.width())
        second = below.height(where.width())
        second = second if below.natural() else 0
        top = where.center().y() - (first + second) / 2
        room = QRectF(where.left(), top, where.width(), first)
        words.paint(painter, room, self._theme.colour(ink))
        if second:
            room = QRectF(where.left(), top + first, where.width(), second)
            below.paint(painter, room, self._theme.colour("text-muted"))
