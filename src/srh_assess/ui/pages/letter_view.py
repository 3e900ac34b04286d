"""The letter on the screen, exactly: every word that would be printed, on white paper.

What the last tick changed stands on a soft ground with a bar at its left until the next one. The
view tells when the end of a letter has really been on the screen (``end_seen``), by the token
it was shown with, so that a letter that changed meanwhile is not taken for seen.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit

from srh_assess.ui.pages.letter_setting import Setting, Size, as_written, lines_of, on_paper
from srh_assess.ui.theme import Theme
from srh_assess.workflow.sharing import Letter

_SCROLLS = {
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Space: (0, 1),
    Qt.Key.Key_PageDown: (0, 1),
    Qt.Key.Key_PageUp: (0, -1),
}


class LetterView(QTextEdit):
    """A letter to read, never to write in. Arrows and Space scroll it."""

    end_seen = Signal(str)

    def __init__(self, theme: Theme, name: str = "The letter, exactly") -> None:
        super().__init__()
        self._theme = theme
        self._size: Size = "page"
        self._letter: Letter | None = None
        self._token, self._told = "", ""
        self._new: Counter[tuple[str, str]] = Counter()
        self._marked: list[tuple[int, str]] = []
        self._held: QTextDocument | None = None
        self.setObjectName("letterView")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self._dress()
        theme.changed.connect(self._renew)

    # ---- what it shows

    def show_letter(self, letter: Letter, token: str, *, box: str = "") -> None:
        """Shows a letter. ``token`` stands for its words. After a tick of ``box``, what differs
        from the letter before is marked, and what the box says is scrolled into view."""
        before = self._letter
        self._new = Counter(lines_of(letter)) if box and before is not None else Counter()
        self._new -= Counter(lines_of(before)) if before is not None else Counter()
        self._letter, self._token = letter, token
        self._set()
        self._to_new(box)

    def size_of(self, size: Size) -> None:
        """How large the words are: as on the page, larger, or to be read aloud from."""
        if size != self._size:
            self._size = size
            self._set()

    @property
    def words(self) -> str:
        """Every word that is shown, in order."""
        return as_written(self.toPlainText())

    @property
    def new_words(self) -> tuple[str, ...]:
        """The lines that are marked."""
        document = self.document()
        blocks = (document.findBlockByNumber(number) for number, _ in self._marked)
        return tuple(as_written(block.text()) for block in blocks)

    def _renew(self) -> None:
        self._dress()
        self._set()

    def _dress(self) -> None:
        """A letter is white in every theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour("paper"))
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("paper-text"))
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour("border"))
        self.setPalette(palette)
        self.setLineWidth(self._theme.line("control"))

    def _set(self) -> None:
        """Sets the letter anew and keeps the place that was read."""
        place = self.verticalScrollBar().value()
        setter = Setting(self._theme, self._size, self._new)
        document = setter.document(self._letter)
        self._marked = setter.marked
        document.setParent(self)
        self.setDocument(document)
        if self._held is not None:
            self._held.deleteLater()
        self._held = document
        self.verticalScrollBar().setValue(place)
        self._told = ""
        self.viewport().update()

    def _to_new(self, box: str) -> None:
        if not self._marked:
            return
        first = next((number for number, of in self._marked if of == box), self._marked[0][0])
        block = self.document().findBlockByNumber(first)
        where = self.document().documentLayout().blockBoundingRect(block)
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() <= where.top() <= bar.value() + page - where.height():
            bar.setValue(round(where.top() - page / 3))

    # ---- whether its end was on the screen

    def _shows_end(self) -> bool:
        bar, port = self.verticalScrollBar(), self.viewport()
        if bar.value() < bar.maximum():
            return False
        last = port.rect().bottom() - round(self.document().documentMargin())
        return bool(port.visibleRegion().boundingRect().bottom() >= last)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The letter, and a bar beside what is new."""
        super().paintEvent(event)
        if self._marked:
            self._paint_bars()
        if self._token and self._told != self._token and self._shows_end():
            self._told = self._token
            self.end_seen.emit(self._token)

    def _paint_bars(self) -> None:
        painter = QPainter(self.viewport())
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        wide = self._theme.line("focus")
        ink = on_paper(self._theme, "accent")
        for number, _ in self._marked:
            where = layout.blockBoundingRect(self.document().findBlockByNumber(number))
            left = self.document().documentMargin() / 2
            painter.fillRect(QRectF(left, where.top() - top, wide, where.height()), ink)

    # ---- keys and size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll by a line, Space and the page keys by a page, Home and End to the ends.
        Everything else belongs to the page."""
        bar = self.verticalScrollBar()
        key = Qt.Key(event.key())
        if key in _SCROLLS:
            lines, pages = _SCROLLS[key]
            bar.setValue(bar.value() + lines * 2 * bar.singleStep() + pages * bar.pageStep())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.maximum() if key == Qt.Key.Key_End else 0)
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Room for some lines at any text size."""
        return QSize(self._theme.width("rail"), self._theme.height("answer") * 4)

    def sizeHint(self) -> QSize:
        """No more than it must have: it takes what the page leaves it."""
        return self.minimumSizeHint()

    def focus_rect(self) -> QRect:
        """All of it."""
        return self.rect()
