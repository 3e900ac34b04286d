"""The focus ring: one overlay a window, drawn outside whatever has focus.

A style sheet has no offset for an outline, so the ring is a small transparent widget that
follows ``QApplication.focusChanged``. It is drawn for every focus, keyboard or pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from srh_assess.ui.theme import Theme

_MOVED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
)


@runtime_checkable
class HasFocusRect(Protocol):
    """A widget that wants the ring round a part of itself."""

    def focus_rect(self) -> QRect:
        """That part, in the widget's own coordinates."""


class FocusRing(QWidget):
    """The ring of one window. It takes no events and is not read out."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focusRing")
        self._theme = theme
        self._window = window
        self._whole = QRect()
        self._at: QWidget | None = None
        self._part: Callable[[], QRect] = QRect
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
        theme.changed.connect(self.follow)

    @property
    def at(self) -> QWidget | None:
        """The widget the ring is drawn round, if any."""
        return self._at

    def follow(self) -> None:
        """Puts the ring where its widget is now, no further than can be seen of it."""
        where = self._where()
        if where is None or where.isEmpty():
            self.hide()
            return
        self.setGeometry(where)
        self.show()
        self.raise_()
        self.update()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        window = self._window
        mine = new is not None and new.window() is window
        self._at = new if mine else None
        self._part = QRect
        if new is not None and mine:
            self._part = new.focus_rect if isinstance(new, HasFocusRect) else new.rect
            above: QWidget | None = new
            while above is not None and above is not window:
                above.installEventFilter(self)
                self._watched.append(above)
                above = above.parentWidget()
            window.installEventFilter(self)
            self._watched.append(window)
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows when the widget or anything around it moves, shows or hides."""
        if event.type() in _MOVED:
            self.follow()
        return False

    def _where(self) -> QRect | None:
        widget = self._at
        if widget is None or not isValid(widget) or not widget.isVisible():
            return None
        window = self._window
        part = self._part()
        reach = self._theme.line("focus-gap") + self._theme.line("focus")
        where = QRect(widget.mapTo(window, part.topLeft()), part.size())
        where.adjust(-reach, -reach, reach, reach)
        seen = window.rect()
        above = widget.parentWidget()
        while above is not None and above is not window:
            around = above.parentWidget()
            if isinstance(around, QAbstractScrollArea) and above is around.viewport():
                seen = seen.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
            above = around
        self._whole = where
        return where.intersected(seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, in the radius of what it goes round plus its distance."""
        theme = self._theme
        line = theme.line("focus")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_urgent = self._at is not None and self._at.property("tone") == "on-urgent"
        colour = theme.colour("on-urgent" if on_urgent else "focus")
        painter.setPen(QPen(colour, line))
        answer = self._at is not None and self._at.property("role") == "answer"
        radius = theme.radius("answer" if answer else "field") + theme.radius("chip")
        whole = QRectF(self._whole.translated(-self.pos()))
        inset = line / 2
        painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), radius, radius)
