"""What the pages after the first one need, loaded while somebody reads and types.

One step a turn of the event loop, in the window's own thread: a key that was pressed meanwhile is
taken first, and no other thread takes a widget apart. What is not loaded by then, whoever needs it
loads himself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from srh_assess.workflow import late

Step = Callable[[], object]


def _board() -> object:
    from srh_assess.ui import board_words

    return board_words


def _ward() -> object:
    from srh_assess.ui import ward

    return ward


def _backups() -> object:
    from srh_assess.ui import backups

    return backups


def _pages() -> object:
    from srh_assess.ui import wizard_pages

    return wizard_pages


def _signed() -> object:
    from srh_assess.ui import signed

    return signed


STEPS: tuple[Step, ...] = (*late.STEPS, _board, _ward, _backups, _pages, _signed)


class Ahead(QObject):
    """Takes one step after the other, until all are taken or it is told to rest."""

    def __init__(self, parent: QObject, steps: Iterable[Step] = STEPS) -> None:
        super().__init__(parent)
        self._left = deque(steps)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    @property
    def left(self) -> int:
        """How many steps are still to be taken."""
        return len(self._left)

    def begin(self) -> None:
        """From the next idle moment on."""
        self._timer.start(0)

    def rest(self) -> None:
        """No more."""
        self._timer.stop()

    def _next(self) -> None:
        if self._left:
            self._left.popleft()()
        if not self._left:
            self.rest()
