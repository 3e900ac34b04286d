"""Notices that nobody is at the window any more.

What is typed, pressed or touched is counted at the system's windows themselves (``QWindow``), one
by one as each gets the focus; nothing stands in the way of other events. A key that something lies
on repeats, and does not count.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from srh_assess.clock import Clock

LOOK_EVERY = 1000  # milliseconds between two looks
WARN = timedelta(seconds=30)
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress, QEvent.Type.TabletMove,
    }
)  # fmt: skip


class Idle(QObject):
    """``soon`` tells that it is about to be too long, or is not any more; ``over`` that it was
    too long."""

    soon = Signal(bool)
    over = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._longest = timedelta(0)
        self._warned = False
        self._at = self._now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        QGuiApplication.instance().focusWindowChanged.connect(self.watch)  # type: ignore[union-attr]  # a window has an application

    # ---- when it counts

    def begin(self, longest: timedelta) -> None:
        """Somebody has signed in; untouched for so long is too long."""
        self._longest = longest
        self.touched()
        self.watch(QGuiApplication.focusWindow())
        self._timer.start(LOOK_EVERY)

    def rest(self) -> None:
        """Nobody is signed in."""
        self._timer.stop()
        self._warn(False)

    def touched(self) -> None:
        """Somebody is there."""
        self._at = self._now()
        self._warn(False)

    def look(self) -> None:
        """Whether it was too long by now. A clock that was set, and a computer that slept, do
        not make it shorter."""
        then, steady = self._at
        wall, hand = self._now()
        passed = max(wall - then, timedelta(seconds=hand - steady))
        if passed >= self._longest:
            self.rest()
            self.over.emit()
        else:
            self._warn(self._longest - passed <= min(WARN, self._longest / 2))

    def _warn(self, warned: bool) -> None:
        if warned is not self._warned:
            self._warned = warned
            self.soon.emit(warned)

    def _now(self) -> tuple[datetime, float]:
        return self._clock.now(), self._clock.steady()

    # ---- what counts

    def watch(self, window: QWindow | None) -> None:
        """Counts what comes to this window of the system, too."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Looks at what comes in, and lets it through."""
        if event.type() in _INPUT and not (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
            self.touched()
        return False
