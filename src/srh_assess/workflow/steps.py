"""Long work that says how far it is and can be stopped between two steps.

Whoever waits gives ``told``; whoever wants it to end calls ``stop``, from any thread. Nothing is
half done: what is stopped was not written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from srh_assess.errors import Refused


def _nobody(_: str) -> None:
    """Nobody waits."""


class Steps:
    """One piece of long work."""

    def __init__(self, told: Callable[[str], None] = _nobody) -> None:
        self._told = told
        self._stopped = threading.Event()

    def at(self, words: str) -> None:
        """A step begins. Refused once somebody has stopped the work."""
        if self._stopped.is_set():
            raise Refused("summary-stopped")
        self._told(words)

    def stop(self) -> None:
        """Ends the work before its next step."""
        self._stopped.set()
