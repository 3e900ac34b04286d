"""Slow work, done beside the window: one thing at a time, its result handed back to the page.

Opening keys costs a fraction of a second on purpose, and more on an old computer. It runs in a
thread of its own, so that the window never stands still; whoever asked for it hears of it in
the window's own thread. What fails comes back as the exception itself.

While something runs, Python's collector of cycles rests (``ui.collector``).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from srh_assess.ui.collector import Collector

T = TypeVar("T")

SLOW_AFTER = 300  # milliseconds until the page says that it waits


class Work(QObject):
    """The one worker of a window. ``slow`` tells that what was asked takes a while."""

    slow = Signal()
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._forgotten: list[threading.Thread] = []
        self._done: Callable[[Any], None] = _nothing
        self._failed: Callable[[Exception], None] = _nothing
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.slow)
        self._ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is under way. A second thing is not begun meanwhile."""
        return self._thread is not None

    @property
    def forgotten(self) -> int:
        """How many things still end by themselves, for nobody."""
        return len(self._forgotten)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> bool:
        """Begins ``work`` and says so, or says that something else is under way. ``done`` gets
        its result, ``failed`` what it raised."""
        if self.busy:
            return False
        self._done, self._failed = done, failed
        self._patience.start(SLOW_AFTER)
        Collector.rest()
        self._thread = threading.Thread(target=self._work, args=(work,), name="work")
        self._thread.start()
        return True

    def forget(self) -> None:
        """Nobody is signed in any more: what is under way ends by itself, and its result is
        shown to nobody. The next person does not wait for it."""
        if self._thread is not None:
            self._forgotten.append(self._thread)
            self._let_go()

    def finish(self) -> None:
        """Waits for what is under way and drops its result: the window closes."""
        self.forget()
        while self._forgotten:
            self._rested(self._forgotten.pop())

    def _let_go(self) -> None:
        self._thread = None
        self._done = self._failed = _nothing
        self._patience.stop()

    def _rested(self, thread: threading.Thread) -> None:
        thread.join()
        Collector.go_on()

    def _work(self, work: Callable[[], Any]) -> None:
        me = threading.current_thread()
        try:
            found = work()
        except Exception as fault:  # noqa: BLE001 - handed over whole, to be told or reported
            self._ended.emit(me, None, fault)
        else:
            self._ended.emit(me, found, None)

    def _hand_over(self, thread: threading.Thread, found: object, fault: Exception | None) -> None:
        if thread in self._forgotten:
            self._forgotten.remove(thread)
            self._rested(thread)
        if thread is not self._thread:
            return
        done, failed = self._done, self._failed
        self._let_go()
        self._rested(thread)
        if fault is None:
            done(found)
        else:
            failed(fault)


def _nothing(_: object) -> None:
    """What happens with a result nobody waits for any more."""
