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
    """One piece of long work. ``stopped`` is the code of what is said when it was stopped."""

    def __init__(
        self, told: Callable[[str], None] = _nobody, *, stopped: str = "summary-stopped"
    ) -> None:
        self._told, self._code = told, stopped
        self._stopped = threading.Event()

    def at(self, words: str) -> None:
        """A step begins; without words nobody is told. Refused once the work was stopped."""
        if self._stopped.is_set():
            raise Refused(self._code)
        if words:
            self._told(words)

    def stop(self) -> None:
        """Ends the work before its next step."""
        self._stopped.set()
