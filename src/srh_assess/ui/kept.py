"""A session that remembers the step it could not save, so that Continue tries it again.

Pages write through it like through any session. It tells of every step that is on the disk
(``saved``), and of one that is not (``failed``); the failed step is kept until it succeeds or
another answer to the same thing takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from srh_assess.assessment import facts
from srh_assess.assessment.answers import UNKNOWN, Source, State, Value, When
from srh_assess.errors import StoreFault
from srh_assess.workflow.session import Change, Session

Told = Callable[[Change], None]
ToldFault = Callable[[StoreFault], None]


def _nobody(_: object) -> None:
    """Nobody listens."""


class KeptSession(Session):
    """One person's hold on one assessment, with the step that waits to be saved."""

    def __init__(self, of: Session) -> None:
        super().__init__(
            of.journal,
            of.protocol,
            of.record,
            author=of.author,
            author_name=of.author_name,
            clock=of.clock,
        )
        self.saved: Told = _nobody
        self.failed: ToldFault = _nobody
        self._waiting: dict[str, Callable[[], Change]] = {}
        self._deep = 0

    @property
    def waits(self) -> bool:
        """Whether a step is on the screen only."""
        return bool(self._waiting)

    def try_again(self) -> None:
        """Tries the steps that wait, in their order. Raises what still stands against one."""
        for step in tuple(self._waiting.values()):
            step()

    # -- the steps -----------------------------------------------------------------------

    def add(self, *new: facts.AnyFact) -> Change:
        """Appends facts, as every session does."""
        kinds = " ".join(type(fact).__name__ for fact in new)
        return self._step_of(kinds, lambda: super(KeptSession, self).add(*new))

    def answer(
        self,
        item: str,
        value: Value | None = None,
        *,
        state: State | None = None,
        source: Source = Source.ASKED,
        when: When = UNKNOWN,
        words: str = "",
        taken: datetime | None = None,
    ) -> Change:
        """Records one answer."""
        told: dict[str, Any] = {
            "state": state, "source": source, "when": when, "words": words, "taken": taken,
        }  # fmt: skip
        return self._step_of(item, lambda: super(KeptSession, self).answer(item, value, **told))

    def clear(self, item: str) -> Change:
        """Takes an answer back."""
        return self._step_of(item, lambda: super(KeptSession, self).clear(item))

    def undo(self) -> Change:
        """Puts the item of the last step back as it stood before it."""
        return self._step_of("undo", lambda: super(KeptSession, self).undo())

    def _step_of(self, key: str, step: Callable[[], Change]) -> Change:
        """Does it, remembers it whole when it fails, tells once how it went."""
        self._deep += 1
        try:
            change = step()
        except StoreFault as fault:
            if self._deep == 1:
                self._waiting[key] = lambda: self._step_of(key, step)
                self.failed(fault)
            raise
        finally:
            self._deep -= 1
        if self._deep == 0:
            self._waiting.pop(key, None)
            self.saved(change)
        return change
