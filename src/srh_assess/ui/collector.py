"""When Python's collector of cycles must rest, so that it takes no widget apart at a wrong moment.

It would run in whichever thread asks for memory, and a widget that is taken apart outside the
window's thread ends the process. So does one that goes while Qt walks through all widgets to
give them another style.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


class Collector:
    """Rests while anything needs it to, however many things do."""

    _running = 0

    @classmethod
    def rest(cls) -> None:
        """One more thing begins."""
        cls._running += 1
        gc.disable()

    @classmethod
    def go_on(cls) -> None:
        """One of them has ended; the last lets the collector work again."""
        cls._running -= 1
        if not cls._running:
            gc.enable()


@contextmanager
def resting() -> Iterator[None]:
    """The collector rests meanwhile."""
    Collector.rest()
    try:
        yield
    finally:
        Collector.go_on()
