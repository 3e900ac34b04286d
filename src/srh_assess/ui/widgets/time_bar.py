"""The bar of the page that cannot wait: time gone by, time to each limit, each in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.clock import Limit
from srh_assess.ui.widgets.moments import hours, when_words
from srh_assess.ui.widgets.wrapped import Wrapped


class TimeBar(QWidget):
    """From the event to the last limit. What has gone by is filled, the stretch to the next
    limit is urgent, the rest is outlined; every limit has its name and its clock time."""

    def __init__(
        self,
        theme: Theme,
        *,
        started: datetime,
        event: str,
        limits: Sequence[Limit],
        now: datetime,
    ) -> None:
        super().__init__()
        self._theme, self._started, self._event = theme, started, event
        self._limits = tuple(sorted(limits, key=lambda limit: limit.at))
        self._now = now
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.redraw(now)
        theme.changed.connect(self._renew)

    def redraw(self, now: datetime) -> None:
        """Shows this moment."""
        self._now = now
        told = [f"{self._event}, {hours(now - self._started)} ago"]
        told += [f"{limit.name} {when_words(limit.at, now)}" for limit in self._limits]
        self.setAccessibleName(sentences(*told))
        self._renew()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()

    def _line(self) -> int:
        return Wrapped("0", self._theme.font("caption")).height(1 << 20)

    def sizeHint(self) -> QSize:
        """Two lines of words above, the bar, and two lines for each limit that needs them."""
        theme = self._theme
        below = 2 * self._line() * (1 + self._crowded(max(self.width(), theme.width("text-min"))))
        bar = theme.space("l") + 2 * theme.space("xs")
        return QSize(theme.width("text-min"), 2 * self._line() + bar + theme.space("s") + below)

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must be."""
        return QSize(self._theme.width("panel"), self.sizeHint().height())

    def _span(self) -> timedelta:
        last = self._limits[-1].at if self._limits else self._now
        return max(last, self._now) - self._started or timedelta(minutes=1)

    def _at(self, moment: datetime, width: float) -> float:
        share = (moment - self._started) / self._span()
        return width * min(max(share, 0.0), 1.0)

    def _places(self, width: int) -> list[QRectF]:
        """Where the words of each limit stand across the bar."""
        found = []
        for limit in self._limits:
            wide = max(text.natural() for text in self._words(limit)) + 2
            left = min(max(self._at(limit.at, width) - wide / 2, 0.0), max(width - wide, 0.0))
            found.append(QRectF(left, 0, wide, 1))
        return found

    def _crowded(self, width: int) -> int:
        """How many further tiers the words of the limits need."""
        places = self._places(width)
        gap = self._theme.space("s")
        pairs = pairwise(places)
        return sum(later.left() < earlier.right() + gap for earlier, later in pairs)

    def _words(self, limit: Limit) -> tuple[Wrapped, Wrapped]:
        theme = self._theme
        name = Wrapped(limit.name, theme.font("caption", strong=True))
        return name, Wrapped(when_words(limit.at, self._now), theme.font("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words of event and now, the bar with its ticks, words of the limits."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, width = self._line(), self.width() - theme.line("chosen")
        self._paint_above(painter, width, line)
        bar = QRectF(0, 2 * line + theme.space("xs"), width, theme.space("l"))
        self._paint_bar(painter, bar)
        top = bar.bottom() + theme.space("s")
        right, tier = -1.0, 0
        for limit, place in zip(self._limits, self._places(self.width()), strict=True):
            tier = tier + 1 if place.left() < right + theme.space("s") and right >= 0 else tier
            ahead = [one for one in self._limits if one.at > self._now]
            ink = "urgent" if ahead and limit == ahead[0] else "text"
            name, when = self._words(limit)
            y = top + 2 * line * tier
            self._beside(painter, name, limit, y, ink)
            self._beside(painter, when, limit, y + line, "text")
            right = place.right()

    def _beside(self, painter: QPainter, words: Wrapped, limit: Limit, y: float, ink: str) -> None:
        """Words in the middle of their mark, as far as the widget reaches."""
        wide = words.natural() + 2
        middle = self._at(limit.at, self.width()) - wide / 2
        left = min(max(middle, 0.0), self.width() - wide)
        place = QRectF(left, y, wide, self._line())
        words.paint(painter, place, self._theme.colour(ink))

    def _paint_above(self, painter: QPainter, width: float, line: int) -> None:
        theme = self._theme
        event = Wrapped(self._event, theme.font("caption"))
        event.paint(painter, QRectF(0, 0, width, line), theme.colour("text-muted"))
        gone = hours(self._now - self._started)
        now = Wrapped(f"Now, {gone}", theme.font("caption", strong=True))
        wide = now.natural() + 2
        left = min(max(self._at(self._now, width) - wide, 0.0), width - wide)
        now.paint(painter, QRectF(left, line, wide, line), theme.colour("text"))

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        theme = self._theme
        here = bar.left() + self._at(self._now, bar.width())
        ahead = [limit.at for limit in self._limits if limit.at > self._now]
        soon = bar.left() + self._at(min(ahead, default=self._now), bar.width())
        edge = theme.line("chosen")
        painter.setPen(QPen(theme.colour("urgent"), edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
        gone = QRectF(bar.left(), bar.top(), here - bar.left(), bar.height())
        painter.fillRect(gone, theme.colour("border"))
        painter.fillRect(QRectF(here, bar.top(), soon - here, bar.height()), theme.colour("urgent"))
        over = theme.space("xs")
        marks = [
            bar.left(),
            here,
            *(bar.left() + self._at(o.at, bar.width()) for o in self._limits),
        ]
        for x in marks:
            tick = QRectF(x, bar.top() - over, edge, bar.height() + 2 * over)
            painter.fillRect(tick, theme.colour("text"))
