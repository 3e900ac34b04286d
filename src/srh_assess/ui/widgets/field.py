"""Fields: one line, several lines, a choice of names. Copies of them stay out of histories."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QSizePolicy

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.clipboard import copy_cell, foreign, foreign_here, private
from srh_assess.ui.widgets.text import Text

LEAST_LINES, MOST_LINES = 3, 8


class Line(QLineEdit):
    """One line. ``chars`` makes it just wide enough for so many digits."""

    left = Signal()

    def __init__(self, theme: Theme, name: str, *, chars: int = 0) -> None:
        super().__init__()
        self._theme, self._chars = theme, chars
        self.setAccessibleName(name)
        if chars:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for its digits, or as wide as there is room."""
        size = super().sizeHint()
        if self._chars:
            digits = self.fontMetrics().horizontalAdvance("0" * (self._chars + 1))
            size.setWidth(digits + 2 * self._theme.space("m") + 2 * self._theme.line("chosen"))
        return size

    def copy_private(self) -> None:
        """Copies what is selected; a hidden passphrase is never copied."""
        if self.hasSelectedText() and self.echoMode() == QLineEdit.EchoMode.Normal:
            QGuiApplication.clipboard().setMimeData(private(self.selectedText()))

    def cut_private(self) -> None:
        """Cuts what is selected."""
        self.copy_private()
        if not self.isReadOnly() and self.echoMode() == QLineEdit.EchoMode.Normal:
            self.insert("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and cut leave no trace in a clipboard history."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_private()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut_private()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_here()
        else:
            super().keyPressEvent(event)

    def paste_here(self) -> None:
        """Pastes; what was copied in the other world, of a record or of training, stays there."""
        if not foreign_here():
            self.paste()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes nothing: what was only selected carries no mark."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Nothing is dropped from the other world."""
        if not foreign(event.mimeData()):
            super().dropEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Our own menu, whose copies are private."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Cut, Copy, Paste, Select all."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in (
            ("Cut", self.cut_private),
            ("Copy", self.copy_private),
            ("Paste", self.paste_here),
            ("Select all", self.selectAll),
        ):
            menu.addAction(words).triggered.connect(act)
        return menu

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class Lines(QPlainTextEdit):
    """Several lines: three, growing to eight with the words, then scrolling. Tab leaves the
    field, Ctrl+Tab writes a tab. ``quoted`` shows quotation marks round her words; they are
    not part of the text."""

    left = Signal()

    def __init__(self, theme: Theme, name: str, *, quoted: bool = False) -> None:
        super().__init__()
        self._theme, self._quoted = theme, quoted
        self._lines = LEAST_LINES
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._quotes = tuple(Text(sign if quoted else "", "heading") for sign in "“”")
        for mark in self._quotes:
            mark.setParent(self)
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._marks()
        theme.changed.connect(self._marks)

    def _marks(self) -> None:
        edge = self._theme.icon_size() if self._quoted else 0
        self.setViewportMargins(edge, 0, edge, 0)
        self.updateGeometry()

    def _grow(self) -> None:
        lines = min(max(round(self.document().size().height()), LEAST_LINES), MOST_LINES)
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        around = 2 * (self._theme.space("s") + self._theme.line("chosen"))
        margin = 2 * round(self.document().documentMargin())
        tall = self._lines * self.fontMetrics().lineSpacing() + around + margin
        return QSize(self._theme.width("text-min"), tall)

    def minimumSizeHint(self) -> QSize:
        """As tall as its lines, and narrow where it must be."""
        return QSize(self._theme.mark("box") * 4, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words, with the quotation marks before and after them."""
        super().resizeEvent(event)
        edge = self._theme.icon_size()
        around = self._theme.space("s")
        opening, closing = self._quotes
        opening.setGeometry(around, around, edge, 2 * edge)
        closing.setGeometry(self.width() - edge - around, self.height() - 2 * edge, edge, 2 * edge)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies leave no trace in a clipboard history."""
        return private(self.textCursor().selection().toPlainText())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Nothing is pasted or dropped from the other world."""
        return not foreign(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """The same, where nobody asked before."""
        if not foreign(source):
            super().insertFromMimeData(source)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes nothing."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab writes a tab."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Tab and held:
            self.insertPlainText("\t")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class Names(QComboBox):
    """A choice of names, closed until opened. The wheel never changes it by accident."""

    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        theme.changed.connect(self.update)
        self.view().installEventFilter(self)

    def let_type(self) -> None:
        """A name of one's own can be typed, too."""
        self.setEditable(True)
        self.setLineEdit(Line(self._theme, self.accessibleName()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A name copied from the open list is copied as from anywhere else."""
        copies = QKeySequence.StandardKey.Copy
        pressed = QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and event.type() == pressed and event.matches(copies):
            copy_cell(self.view().currentIndex())
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Wide enough for the longest name with the arrow beside it, at any size of type."""
        space = self._theme.space
        arrow = self._theme.icon_size() + space("m") + space("s")
        hint = super().sizeHint()
        return QSize(hint.width() + max(0, arrow - space("xxl")), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then our own arrow."""
        super().paintEvent(event)
        edge = self._theme.icon_size()
        right = self.width() - edge - self._theme.space("m")
        where = QRectF(right, (self.height() - edge) / 2, edge, edge)
        self._theme.paint_icon(QPainter(self), "chevron-down", "text", where)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls instead."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()
