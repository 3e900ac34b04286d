"""Lanes by need over the days: painted lines, and one focusable item for each mark.

Ring found, disc step, square call or booking, diamond due (with a triangle once its time has
passed), tick met, bar where it ended otherwise; solid what was, dashed what is to come. Up and
Down go from lane to lane, Left and Right from mark to mark, Enter chooses the lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from srh_assess.clock import local
from srh_assess.ui.reading import Placed
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.wrapped import Wrapped, elided

Kind = Literal["found", "step", "call", "due", "met", "stopped"]
_DAY = timedelta(days=1)
_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class LaneMark(Struct, frozen=True, kw_only=True):
    """One mark: when, its shape, what it says."""

    at: datetime
    kind: Kind
    words: str
    overdue: bool = False


class LaneFace(Struct, frozen=True, kw_only=True):
    """One lane: its id, its name, a smaller line below, and its marks in order."""

    id: str
    name: str
    under: str
    open: bool
    marks: tuple[LaneMark, ...]


class MarkItem(QAbstractButton):
    """One mark: its shape painted, its words for a screen reader and as a tooltip."""

    def __init__(self, theme: Theme, mark: LaneMark, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.mark = theme, mark
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Big enough to be hit."""
        edge = self._theme.icon_size("state") + 2 * self._theme.space("xs")
        return QSize(edge, edge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows belong to the lanes; Enter presses, as Space does."""
        if event.key() in _MOVES:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape; colour never says anything alone."""
        theme, painter, mark = self._theme, QPainter(self), self.mark
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.icon_size("state") * 0.8
        middle = QRectF(self.rect()).center()
        box = QRectF(middle.x() - edge / 2, middle.y() - edge / 2, edge, edge)
        ink = theme.colour("attention" if mark.kind == "due" else "accent")
        painter.setPen(QPen(ink, theme.line("chosen")))
        filled = mark.kind in ("step", "call", "met")
        painter.setBrush(ink if filled else theme.colour("surface-raised"))
        _shape(painter, mark.kind, box)
        if mark.kind == "met":
            painter.setPen(QPen(theme.colour("on-accent"), theme.line("chosen")))
            _tick(painter, box)
        if mark.overdue:
            painter.setBrush(ink)
            _triangle(painter, QRectF(box.center().x(), box.top() - 2, edge / 2, edge / 2))


def _shape(painter: QPainter, kind: Kind, box: QRectF) -> None:
    if kind == "call":
        painter.drawRect(box)
    elif kind == "due":
        middle = box.center()
        corners = [
            QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y()),
        ]  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))
    elif kind == "stopped":
        across = box.center().x()
        painter.drawLine(QPointF(across, box.top()), QPointF(across, box.bottom()))
    else:
        painter.drawEllipse(box)


def _tick(painter: QPainter, box: QRectF) -> None:
    left, up, edge = box.left(), box.top(), box.width()
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(left + edge * 0.25, up + edge * 0.52),
                QPointF(left + edge * 0.43, up + edge * 0.70),
                QPointF(left + edge * 0.75, up + edge * 0.32),
            ]
        )
    )


def _triangle(painter: QPainter, box: QRectF) -> None:
    corners = [QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]
    painter.drawPolygon(QPolygonF(corners))


class Lanes(Placed):
    """The lanes of one woman. ``chosen`` names the lane that was chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, faces: Sequence[LaneFace], now: datetime) -> None:
        super().__init__()
        self._theme, self.faces, self._now = theme, tuple(faces), now
        self.now_chosen = self.faces[0].id if self.faces else ""
        self.setAccessibleName("Needs over the days")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._from, self._to = self._days()
        self.items: list[list[MarkItem]] = [self._of(face) for face in self.faces]
        theme.changed.connect(self._place)
        self._place()

    def choose(self, lane: str) -> None:
        """Marks a lane as the one that is told below."""
        self.now_chosen = lane
        self.update()

    def way_in(self) -> QWidget | None:
        """The mark with the focus; else the first of the lane that is told below."""
        every = [item for items in self.items for item in items]
        rows = zip(self.faces, self.items, strict=True)
        told = [item for face, items in rows if face.id == self.now_chosen for item in items]
        return next((item for item in every if item.hasFocus()), next(iter(told or every), None))

    def _of(self, face: LaneFace) -> list[MarkItem]:
        found = []
        for mark in face.marks:
            late = ", its time has passed" if mark.overdue else ""
            name = f"{face.name}: {mark.words}, {when_words(mark.at, self._now)}{late}"
            item = MarkItem(self._theme, mark, name, self)
            item.clicked.connect(partial(self._press, face.id))
            found.append(item)
        return found

    def _press(self, lane: str) -> None:
        self.choose(lane)
        self.chosen.emit(lane)

    # ---- where things stand

    def _days(self) -> tuple[datetime, datetime]:
        """From the first mark to the last, today inside, a week at least, five weeks at most."""
        moments = [mark.at for face in self.faces for mark in face.marks] or [self._now]
        first = max(min(*moments, self._now), self._now - 21 * _DAY)
        last = min(max(*moments, self._now), self._now + 14 * _DAY)
        first -= _DAY / 2
        return first, max(last + _DAY, first + 7 * _DAY)

    def _names(self) -> int:
        return max(self.width() * 27 // 100, self._theme.width("panel"))

    def _line(self) -> int:
        return Wrapped("0", self._theme.font("small")).height(1 << 20)

    def _row(self) -> int:
        return 2 * self._line() + 2 * self._theme.space("s")

    def _head(self) -> int:
        return self._line() + self._theme.space("s")

    def _x(self, moment: datetime) -> float:
        share = (moment - self._from) / (self._to - self._from)
        left = self._names() + self._theme.space("l")
        return left + min(max(share, 0.0), 1.0) * (self.width() - left - self._theme.space("xl"))

    def sizeHint(self) -> QSize:
        """A row for each lane."""
        return QSize(self._theme.width("text-min"), self._head() + self._row() * len(self.faces))

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must be."""
        return QSize(self._theme.width("panel"), self.sizeHint().height())

    def _place(self) -> None:
        """Each mark at its time, or just beside the one before it, so that none hides another."""
        for row, items in enumerate(self.items):
            middle, before = self._head() + self._row() * row + self._row() // 2, 0
            for item in items:
                edge = item.sizeHint()
                here = round(self._x(item.mark.at)) - edge.width() // 2
                left = max(here, before)
                before = left + edge.width() * 3 // 4
                item.setGeometry(left, middle - edge.height() // 2, edge.width(), edge.height())
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    # ---- what the hands do

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks stand where their days are."""
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a lane chooses it."""
        row = int((event.position().y() - self._head()) // self._row())
        if 0 <= row < len(self.faces):
            self._press(self.faces[row].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down by lane, Left and Right by mark."""
        here = self.focusWidget()
        places = [
            (row, column)
            for row, items in enumerate(self.items)
            for column, item in enumerate(items)
            if item is here
        ]
        if event.key() not in _MOVES or not places:
            event.ignore()
            return
        down, along = _MOVES[Qt.Key(event.key())]
        row = places[0][0] + down
        if not 0 <= row < len(self.items) or not self.items[row]:
            event.ignore()
            return
        column = min(max(places[0][1] + along, 0), len(self.items[row]) - 1)
        self.items[row][column].setFocus(Qt.FocusReason.TabFocusReason)
        if down:
            self._press(self.faces[row].id)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days, weekends, names, lines, and today."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface-raised"))
        self._paint_days(painter)
        for row, face in enumerate(self.faces):
            self._paint_lane(painter, row, face)
        here = round(self._x(self._now))
        painter.setPen(QPen(theme.colour("text"), theme.line("chosen")))
        painter.drawLine(here, self._line(), here, self.height())

    def _paint_days(self, painter: QPainter) -> None:
        theme, day = self._theme, local(self._from).replace(hour=12, minute=0)
        font, today = theme.font("caption"), local(self._now).date()
        last_end = 0.0
        while day < local(self._to):
            x, half = self._x(day), (self._x(day + _DAY) - self._x(day)) / 2
            if day.weekday() >= 5:
                box = QRectF(x - half, self._head(), 2 * half, self.height() - self._head())
                painter.fillRect(box, theme.colour("surface-sunken"))
            strong = day.date() == today
            told = f"{day:%d-%b}".lstrip("0") if strong or day.day == 1 else str(day.day)
            words = Wrapped(told, theme.font("caption", strong=True) if strong else font)
            wide = words.natural() + 2
            if strong or x - wide / 2 > last_end:
                place = QRectF(x - wide / 2, 0, wide, self._line())
                words.paint(painter, place, theme.colour("text" if strong else "text-muted"))
                last_end = x + wide / 2 + theme.space("xs")
            day += _DAY

    def _paint_lane(self, painter: QPainter, row: int, face: LaneFace) -> None:
        theme, top = self._theme, self._head() + self._row() * row
        names, pad = self._names(), theme.space("m")
        if face.id == self.now_chosen:
            painter.fillRect(QRectF(0, top, names, self._row()), theme.colour("accent-soft"))
        edge = theme.colour("attention" if face.open else "accent")
        painter.fillRect(QRectF(0, top, theme.line("focus"), self._row()), edge)
        painter.setPen(QPen(theme.colour("divider"), theme.line("divider")))
        painter.drawLine(0, top, self.width(), top)
        font = theme.font("small", strong=True)
        small = theme.font("caption")
        painter.setFont(font)
        name = Wrapped(elided(face.name, painter, names - 2 * pad), font)
        painter.setFont(small)
        under = Wrapped(elided(face.under, painter, names - 2 * pad), small)
        inner = QRectF(pad, top + theme.space("xs"), names - 2 * pad, self._line())
        name.paint(painter, inner, theme.colour("text"))
        under.paint(painter, inner.translated(0, self._line()), theme.colour("text-muted"))
        if face.marks:
            self._paint_line(painter, top + self._row() // 2, face)

    def _paint_line(self, painter: QPainter, y: int, face: LaneFace) -> None:
        theme = self._theme
        first, last = face.marks[0].at, face.marks[-1].at
        past = min(last, self._now) if last <= self._now or not face.open else self._now
        solid = QPen(theme.colour("accent"), theme.line("focus"))
        painter.setPen(solid)
        painter.drawLine(round(self._x(first)), y, round(self._x(past)), y)
        if last > past:
            solid.setStyle(Qt.PenStyle.DashLine)
            solid.setWidth(theme.line("chosen"))
            painter.setPen(solid)
            painter.drawLine(round(self._x(past)), y, round(self._x(last)), y)
