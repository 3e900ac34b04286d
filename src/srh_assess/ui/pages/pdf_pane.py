"""The pages as they will print, from memory: nothing of a letter is ever written to show it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QMargins, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from srh_assess.ui.pages.pointing import Spots
from srh_assess.ui.printing import opened
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Text


class Sheets(QPdfView):
    """The view of one document, and the bytes it shows. It tells a screen reader where the words
    are, since it has none.

    One view shows one document, so that pages of another, still being drawn, never stand in its
    place. View, then bytes: Qt ends them in that order, and what draws must end first.

    ``pointed`` gives the number of the line under the mouse, or of the one that Ctrl with an
    arrow key went to; that one stands in a frame.
    """

    pointed = Signal(int, bool)

    def __init__(self, theme: Theme, parent: QWidget, data: bytes) -> None:
        super().__init__(parent)
        self._theme = theme
        self.data = data
        self.buffer = QBuffer(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageSpacing(theme.space("m"))
        edge = theme.space("s")
        self.setDocumentMargins(QMargins(edge, edge, edge, edge))
        self._dress()
        theme.changed.connect(self._dress)
        self._paper = opened(data, self.buffer)
        self.setDocument(self._paper)
        self.spots = Spots(self._paper, ())
        self._here = -1
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # ---- pointing

    def know_lines(self, lines: Sequence[str]) -> None:
        """The lines of the letter that these pages show."""
        self.spots = Spots(self._paper, lines)
        self._here = -1

    def _frame(self, page: int) -> QRectF:
        """Where a page stands in the view, as the view lays out pages at full width."""
        margins = self.documentMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        tall = [self._tall(number, room) for number in range(page + 1)]
        top = margins.top() + sum(tall[:page]) + page * self.pageSpacing()
        left = margins.left() - self.horizontalScrollBar().value()
        return QRectF(left, top - self.verticalScrollBar().value(), room, tall[page])

    def _tall(self, page: int, wide: float) -> float:
        size = self._paper.pagePointSize(page)
        return size.height() * wide / size.width()

    def _scale(self, page: int) -> float:
        return self._frame(page).width() / self._paper.pagePointSize(page).width()

    def line_at(self, place: QPointF) -> int | None:
        """The line of the letter at a point of the view."""
        for page in range(self.pages):
            frame = self._frame(page)
            if frame.contains(place):
                on_page = (place - frame.topLeft()) / self._scale(page)
                return self.spots.line_at(page, on_page.x(), on_page.y())
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the mouse."""
        super().mouseMoveEvent(event)
        line = self.line_at(event.position())
        if line is not None:
            self.pointed.emit(line, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with Down and Up goes from line to line."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not (step and held and self.spots.places):
            super().keyPressEvent(event)
            return
        self._here = min(max(self._here + step, 0), len(self.spots.places) - 1)
        page, _, line = self.spots.places[self._here]
        self._show_here(page)
        self.pointed.emit(line, True)

    def _place_here(self) -> QRectF:
        """The frame round the line that the keys went to."""
        page, where, _ = self.spots.places[self._here]
        scale, edge = self._scale(page), self._theme.line("focus")
        corner = self._frame(page).topLeft() + where.topLeft() * scale
        return QRectF(corner, where.size() * scale).adjusted(-edge, -edge, edge, edge)

    def _show_here(self, page: int) -> None:
        where, tall = self._place_here(), self.viewport().height()
        if where.top() < 0 or where.bottom() > tall:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(where.center().y() - tall / 2))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages, and a frame round the line that the keys went to."""
        super().paintEvent(event)
        if self._here >= 0:
            painter = QPainter(self.viewport())
            pen = painter.pen()
            pen.setColor(self._theme.colour("focus"))
            pen.setWidth(self._theme.line("focus"))
            painter.setPen(pen)
            painter.drawRect(self._place_here())
            painter.end()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._paper.pageCount()

    def _dress(self) -> None:
        palette = self.viewport().palette()
        palette.setColor(QPalette.ColorRole.Dark, self._theme.colour("surface-sunken"))
        self.viewport().setPalette(palette)
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """Enough of a page to read some lines."""
        return QSize(self._theme.width("rail"), self._theme.height("answer") * 5)

    def sizeHint(self) -> QSize:
        """It takes what the page leaves it."""
        return self.minimumSizeHint()

    def focus_rect(self) -> QRect:
        """All of it."""
        return self.rect()


class PdfPane(QWidget):
    """A finished PDF with its page number and two arrows; empty until there is one."""

    pointed = Signal(int, bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.sheets: Sheets | None = None
        self.place = Text("", "muted", wrap=False)
        self.back = Button(theme, "", icon="chevron-left", name="Page before")
        self.on = Button(theme, "", icon="chevron-right", name="Next page")
        self.back.clicked.connect(self._back)
        self.on.clicked.connect(self._on)
        self.turner = QWidget()
        self.turner.setLayout(row(theme, self.place, self.back, self.on, gap="s"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_pdf(self, data: bytes, lines: Sequence[str] = ()) -> None:
        """Shows exactly these bytes, from their first page. ``lines`` of the letter can then be
        pointed at."""
        old = self.sheets
        focused = old is not None and old.hasFocus()
        self.sheets = Sheets(self._theme, self, data)
        self.sheets.know_lines(lines)
        self.sheets.pointed.connect(self.pointed)
        self.sheets.pageNavigator().currentPageChanged.connect(self._turned)
        self._box.addWidget(self.sheets)
        self.setFocusProxy(self.sheets)
        if focused:
            self.sheets.show()
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
            old.buffer.deleteLater()
        self._turned(0)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.sheets.pages if self.sheets is not None else 0

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self.sheets.pageNavigator().currentPage() if self.sheets is not None else 0

    def _turned(self, page: int) -> None:
        words = f"Page {page + 1} of {self.pages}"
        self.place.setText(words)
        self.back.setEnabled(page > 0)
        self.on.setEnabled(page + 1 < self.pages)
        if self.sheets is not None:
            self.sheets.setAccessibleName(f"{self._name}, {words}. The words: As plain text")

    def _back(self) -> None:
        self._jump(self.page - 1)

    def _on(self) -> None:
        self._jump(self.page + 1)

    def _jump(self, page: int) -> None:
        if self.sheets is not None:
            self.sheets.pageNavigator().jump(page, QPointF())
