"""Tables: a model's cells painted by a delegate that reads the theme; no zebra, no grid."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import ChipTone, chip_icon, paint_chip
from srh_assess.ui.widgets.clipboard import copy_cell
from srh_assess.ui.widgets.wrapped import Wrapped, elided

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Cell(Struct, frozen=True, kw_only=True):
    """What stands in one cell, as the model gives it for ``CELL``.

    ``under`` is a second, smaller line. ``chip`` paints the words as a chip of that tone.
    ``long`` lets a name go on to a second line where the rows may grow, and else be cut with
    an ellipsis; the tooltip then holds the whole.
    """

    words: str = ""
    under: str = ""
    icon: str = ""
    icon_colour: str = "text"
    tone: Literal["", "ok", "attention", "urgent"] = ""
    strong: bool = False
    muted: bool = False
    chip: ChipTone | None = None
    long: bool = False


_REMEMBERED = 5_000
CELL = int(Qt.ItemDataRole.UserRole)


class CellDelegate(QStyledItemDelegate):
    """Paints a ``Cell``. Rows grow with the text. How large a cell is, is measured once: a list
    asks for it many times, and a full ward has hundreds of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: dict[Cell, QSize] = {}
        self._folds: dict[tuple[Cell, int], int] = {}
        theme.changed.connect(self._sizes.clear)
        theme.changed.connect(self._folds.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Everything on its lines, at least a row of the token height; taller where the column
        is narrower than what stands below a name."""
        cell = self._cell(index)
        if cell not in self._sizes:
            if len(self._sizes) >= _REMEMBERED:
                self._sizes.clear()
                self._folds.clear()
            self._sizes[cell] = self._measured(cell)
        size = self._sizes[cell]
        if cell.long and 0 < option.rect.width() < size.width():
            where = (cell, option.rect.width())
            if where not in self._folds:
                self._folds[where] = self._folded(*where)
            return size.expandedTo(QSize(0, self._folds[where]))
        return size

    def _folded(self, cell: Cell, width: int) -> int:
        """How tall a cell is that has not the room it wants: the name goes on to a second line
        (a longer one is cut, on one line), and so does what stands below it."""
        theme = self._theme
        words, under = self._texts(cell)
        icon = theme.icon_size() + theme.space("s") if cell.icon else 0
        inner = max(width - 2 * theme.space("m") - icon, 1)
        line, name = words.height(1 << 20), words.height(inner)
        below = under.height(inner) if cell.under else 0
        return (name if name <= 2 * line else line) + below + theme.space("s")

    def _measured(self, cell: Cell) -> QSize:
        theme = self._theme
        words, under = self._texts(cell)
        icon = theme.icon_size() + theme.space("s") if cell.icon or cell.chip else 0
        wide = max(words.natural(), under.natural() if cell.under else 0)
        tall = words.height(1 << 20) + (under.height(1 << 20) if cell.under else 0)
        around = 2 * theme.space("m") + (2 * theme.space("m") if cell.chip else 0)
        row = max(theme.height("table-row"), tall + theme.space("s"))
        return QSize(wide + icon + around, row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, mark of the current row, then icon and words."""
        theme, cell = self._theme, self._cell(index)
        where = QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(where, theme.colour("accent-soft" if chosen else "surface-raised"))
        line = theme.line("divider")
        bottom = QRect(where.left(), where.bottom() + 1 - line, where.width(), line)
        painter.fillRect(bottom, theme.colour("divider"))
        if chosen and index.column() == 0:
            edge = QRect(where.left(), where.top(), theme.line("focus"), where.height())
            painter.fillRect(edge, theme.colour("accent"))
        pad = theme.space("m")
        self._paint_cell(painter, cell, QRectF(where.adjusted(pad, 0, -pad, 0)))
        painter.restore()

    def _paint_cell(self, painter: QPainter, cell: Cell, where: QRectF) -> None:
        theme = self._theme
        words, under = self._texts(cell)
        if cell.chip is not None:
            tall = theme.height("chip")
            wide = words.natural() + theme.icon_size() + 3 * theme.space("s") + theme.space("xs")
            place = QRectF(where.left(), where.center().y() - tall / 2, wide, tall)
            paint_chip(painter, theme, place, words, cell.chip, cell.icon or chip_icon(cell.chip))
            return
        if cell.icon:
            edge = theme.icon_size()
            place = QRectF(where.left(), where.center().y() - edge / 2, edge, edge)
            theme.paint_icon(painter, cell.icon, cell.icon_colour, place)
            where = where.adjusted(edge + theme.space("s"), 0, 0, 0)
        ink = cell.tone or ("text-muted" if cell.muted else "text")
        above = words.height(where.width())
        below = under.height(where.width()) if cell.under else 0
        if cell.long and above + below > where.height():
            painter.setFont(theme.font("small", strong=cell.strong))
            shown = elided(cell.words, painter, int(where.width()))
            words = Wrapped(shown, theme.font("small", strong=cell.strong))
            above = words.height(where.width())
        top = where.top() + max((where.height() - above - below) / 2, 0)
        words.paint(painter, QRectF(where.left(), top, where.width(), above), theme.colour(ink))
        place = QRectF(where.left(), top + above, where.width(), below)
        under.paint(painter, place, theme.colour("text-muted"))

    def _texts(self, cell: Cell) -> tuple[Wrapped, Wrapped]:
        theme = self._theme
        if cell.chip is not None:
            return Wrapped(cell.words, theme.font("caption", strong=cell.chip == "urgent")), (
                Wrapped("", theme.font("caption"))
            )
        words = Wrapped(cell.words, theme.font("small", strong=cell.strong))
        return words, Wrapped(cell.under, theme.font("caption"))

    def _cell(self, index: Index) -> Cell:
        found = index.data(CELL)
        return found if isinstance(found, Cell) else Cell(words=str(index.data() or ""))


class Table(QTableView):
    """A list of rows: arrows move, typing finds, Enter opens. ``opened`` tells which row.

    The model gives a ``Cell`` for ``CELL``, the plain words for display (typing looks there)
    and a whole phrase for ``AccessibleTextRole``.
    """

    opened = Signal(int)

    def __init__(self, theme: Theme, name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self._theme = theme
        self._delegate = CellDelegate(theme)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._renew)
        theme.changed.connect(self._renew)

    def focus_rect(self) -> QRect:
        """The focus ring goes round the current row."""
        row = self.currentIndex().row()
        if row < 0:
            return self.rect()
        height = self.rowHeight(row)
        top = self.rowViewportPosition(row) + self.horizontalHeader().height()
        return QRect(0, top, self.width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; a copy of a cell leaves no trace."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cell(self.currentIndex())
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the room between the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Every column as wide as its widest cell; what room is left is shared. When there
        is none the table scrolls, and nothing is cut."""
        header = self.horizontalHeader()
        columns = range(header.count())
        wanted = [max(self.sizeHintForColumn(n), header.sectionSizeHint(n)) for n in columns]
        spare = max(self.viewport().width() - sum(wanted), 0) // max(len(wanted), 1)
        for column, width in zip(columns, wanted, strict=True):
            header.resizeSection(column, width + spare)

    def _renew(self) -> None:
        self._share()
        self.resizeRowsToContents()
        self.viewport().update()
