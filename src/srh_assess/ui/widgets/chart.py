"""A chart on the screen: painted from its model, read point by point with the keyboard.

The name read out is its verdict. Left and Right go from point to point (Home and End to the ends);
the sentence of the point stands below the picture and is read out. The same figures stand in the
table beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from srh_assess.charts import words
from srh_assess.charts.model import Bars, Chart
from srh_assess.charts.picture import Picture
from srh_assess.charts.place import MOST_NOTES, Sheet, placed
from srh_assess.charts.place_bars import placed_bars
from srh_assess.ui.painting import of_theme, paint, ruler
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.text import Text

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_NEAR = 4
HINT = "Left and Right go from point to point"


class Plot(QWidget):
    """The picture. ``moved`` tells which point is the current one now."""

    moved = Signal(int)

    def __init__(self, theme: Theme, chart: Chart | Bars) -> None:
        super().__init__()
        self._theme, self.chart = theme, chart
        self.at = -1
        self._picture: Picture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.name(chart))
        self.setAccessibleDescription(f"{words.description(chart)} {HINT}.")
        theme.changed.connect(self._renew)

    @property
    def count(self) -> int:
        """How many points or bars there are."""
        return len(self.chart.bars if isinstance(self.chart, Bars) else self.chart.points)

    @property
    def sentence(self) -> str:
        """What the current point says."""
        return words.sentence_at(self.chart, self.at) if 0 <= self.at < self.count else ""

    def sizeHint(self) -> QSize:
        """Wide enough for a year of months; bars take a line each."""
        line = self._type() * 1.35
        if isinstance(self.chart, Bars):
            high = line * (self.count * 1.3 + 2)
        else:
            high = line * (13 + min(len(self.chart.notes), MOST_NOTES))
        return QSize(self._theme.width("text-min"), round(high))

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must be."""
        return QSize(self._theme.width("panel"), self.sizeHint().height())

    def _type(self) -> float:
        return self._theme.points("caption") * 96 / 72

    def _renew(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places everything anew."""
        self._picture = None
        super().resizeEvent(event)

    def picture(self) -> Picture:
        """Where everything stands now."""
        if self._picture is None:
            sheet = Sheet(
                width=self.width(),
                height=self.height(),
                size=self._type(),
                ruler=ruler(self._families()),
            )
            chart = self.chart
            self._picture = (
                placed_bars(chart, sheet) if isinstance(chart, Bars) else placed(chart, sheet)
            )
        return self._picture

    def _families(self) -> list[str]:
        return self._theme.font("caption").families()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and a frame round the current point."""
        painter = QPainter(self)
        paint(painter, self.picture(), of_theme(self._theme), self._families())
        if self.hasFocus() and 0 <= self.at < self.count:
            x, y = self.picture().spots[self.at]
            half = self._type() * 0.9
            painter.setPen(QPen(self._theme.colour("focus"), self._theme.line("focus")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x - half, y - half, 2 * half, 2 * half), 3, 3)
        painter.end()

    def focus_rect(self) -> QRect:
        """The focus ring goes round the whole picture."""
        return self.rect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From point to point; what is no move is left to the page."""
        key, last = event.key(), self.count - 1
        if last < 0:
            event.ignore()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0 if key == Qt.Key.Key_Home else last)
        elif key in _STEPS:
            self.go(min(max(self.at + _STEPS[Qt.Key(key)], 0), last))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The point nearest to the pointer."""
        spots = self.picture().spots
        if spots:
            place = event.position()
            away = [abs(x - place.x()) + abs(y - place.y()) / _NEAR for x, y in spots]
            self.go(away.index(min(away)))
        super().mousePressEvent(event)

    def go(self, at: int) -> None:
        """Makes this point the current one and has it read out."""
        self.at = at
        self.update()
        announce(self, self.sentence)
        self.moved.emit(at)


class ChartView(QWidget):
    """The picture, its verdict in sentences, and the sentence of the current point."""

    def __init__(self, theme: Theme, chart: Chart | Bars, *, footer: bool = True) -> None:
        super().__init__()
        self.plot = Plot(theme, chart)
        self.said = Text(HINT, "small")
        self.verdict = Text(" ".join(chart.sentences), "small")
        self.footer = Text(chart.footer, "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("xs"))
        for part in (self.plot, self.said, self.verdict):
            box.addWidget(part)
        if footer:
            box.addWidget(self.footer)
        else:
            self.footer.setParent(self)
            self.footer.hide()
        self.plot.moved.connect(self._moved)

    def _moved(self) -> None:
        self.said.setText(self.plot.sentence)
