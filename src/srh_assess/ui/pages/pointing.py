"""Pointing at a line of a letter and seeing what stands behind it, with the mouse and with keys.

``PlainLetter`` is the letter as text: the line under the cursor, or under the mouse, is told by
``pointed``. ``Spots`` finds the same lines on the printed pages. ``Behind`` says it in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from srh_assess.ui.pages.letter_setting import joined
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.field import Lines
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.text import Text

HINT = "Point at a line, or go to it with the arrow keys"


class PlainLetter(Lines):
    """The words, read-only, line by line. ``pointed`` gives the line's number, from 0."""

    pointed = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._moved)

    def sizeHint(self) -> QSize:
        """It takes what the page leaves it."""
        return QSize(self._theme.width("rail"), self._theme.height("answer") * 5)

    def minimumSizeHint(self) -> QSize:
        """Some lines."""
        return self.sizeHint()

    def _moved(self) -> None:
        if self.hasFocus():
            self.pointed.emit(self.textCursor().blockNumber())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the mouse."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self.line_at(event.position().toPoint()))

    def line_at(self, place: QPoint) -> int:
        """The number of the line there."""
        return self.cursorForPosition(place).blockNumber()


class Spots:
    """Where each line of a letter stands on the finished pages, in points from the top left."""

    def __init__(self, document: QPdfDocument, lines: Sequence[str]) -> None:
        self.places: list[tuple[int, QRectF, int]] = []
        pages = [document.getAllText(number).text() for number in range(document.pageCount())]
        page, start = 0, 0
        for number, line in enumerate(lines):
            value = line.partition(": ")[2] or line
            for later in range(page, len(pages)):
                found = _find(value, pages[later], start if later == page else 0)
                if value and found is not None:
                    page, start = later, found[1]
                    where = document.getSelectionAtIndex(later, found[0], found[1] - found[0])
                    self.places.append((later, where.boundingRectangle(), number))
                    break

    def line_at(self, page: int, x: float, y: float) -> int | None:
        """The line at a point of a page; a label beside its value belongs to the line."""
        on_page = [one for one in self.places if one[0] == page]
        within = [one for one in on_page if one[1].top() <= y <= one[1].bottom()]
        nearest = min(within, key=lambda one: abs(one[1].left() - x), default=None)
        return nearest[2] if nearest is not None else None


def _find(words: str, text: str, start: int) -> tuple[int, int] | None:
    """Where words stand in a page's text, however its lines break."""
    pattern = r"\s*".join(re.escape(part) for part in words.split())
    match = re.compile(pattern).search(text, start) if pattern else None
    return match.span() if match else None


class Behind(QWidget):
    """What stands behind the line that is pointed at."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, str], ...] = ()
        self.words = Text(HINT, "small")
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(theme, Text("Behind this line", "label"), self.words, gap="hair"))
        self._said = -1

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """The lines of the letter that is shown, each with what stands behind it."""
        self._lines, self._said = lines, -1
        self.words.say(HINT)

    def say(self, number: int, *, aloud: bool = False) -> None:
        """Says what stands behind one line. ``aloud``: it was reached with the keys."""
        behind = self._lines[number][1] if 0 <= number < len(self._lines) else ""
        if not behind or number == self._said:
            return
        self._said = number
        self.words.say(joined(behind))
        if aloud:
            announce(self, behind)
