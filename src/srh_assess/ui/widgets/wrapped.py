"""Text that a painted widget lays out itself: measured and painted by the same code."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption


class Wrapped:
    """Words in one font, broken into lines; a word longer than a line is broken too."""

    def __init__(self, words: str, font: QFont) -> None:
        self._layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._width = -1.0
        self._height = 0.0
        self._measured: dict[float, tuple[float, float]] = {}  # by width: height, widest line

    def height(self, width: float) -> int:
        """How tall the words are in this width, in pixels."""
        return ceil(self._measure(width)[0])

    def natural(self) -> int:
        """How wide the words are on one line, in pixels."""
        return ceil(self._measure(float(1 << 20))[1])

    def paint(
        self, painter: QPainter, where: QRectF, colour: QColor, *, centred: bool = True
    ) -> None:
        """Paints the words at the left of ``where``, centred up and down unless told not to."""
        self._lay_out(where.width())
        top = max((where.height() - self._height) / 2, 0.0) if centred else 0.0
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(where.left(), where.top() + top))

    def _measure(self, width: float) -> tuple[float, float]:
        """Layouts ask for a few widths again and again: each is laid out once."""
        if width not in self._measured:
            self._lay_out(width)
            self._measured[width] = (self._height, self._layout.maximumWidth())
        return self._measured[width]

    def _lay_out(self, width: float) -> None:
        if width == self._width:
            return
        self._width, y = width, 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, y))
            y += line.height()
        self._layout.endLayout()
        self._height = y


def elided(words: str, font_of: QPainter, width: int) -> str:
    """A long name in a list, cut with an ellipsis; the tooltip and the name hold the whole."""
    return font_of.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
