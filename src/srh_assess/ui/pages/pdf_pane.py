"""The pages as they will print, from memory: nothing of a letter is ever written to show it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QMargins, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

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
    """

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

    def show_pdf(self, data: bytes) -> None:
        """Shows exactly these bytes, from their first page."""
        old = self.sheets
        focused = old is not None and old.hasFocus()
        self.sheets = Sheets(self._theme, self, data)
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
