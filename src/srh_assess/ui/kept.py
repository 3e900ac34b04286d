"""A session that remembers the step it could not save, so that Continue tries it again.

Pages write through it like through any session. It tells of every step that is on the disk
(``saved``), and of one that is not (``failed``); the failed step is kept until it succeeds or
another answer to the same thing takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from srh_assess.assessment import facts
from srh_assess.assessment.answers import UNKNOWN, Source, State, Value, When
from srh_assess.errors import StoreFault
from srh_assess.workflow.session import Change, Session

Told = Callable[[Change], None]
ToldFault = Callable[[StoreFault], None]


def _nobody(_: object) -> None:
    """Nobody listens."""


class Step(NamedTuple):
    """One step as it was asked for, so that another session can take it over."""

    name: str
    args: tuple[Any, ...] = ()
    told: Mapping[str, Any] = {}


class KeptSession(Session):
    """One person's hold on one assessment, with the step that waits to be saved."""

    def __init__(self, of: Session) -> None:
        super().__init__(
            of.journal,
            of.written,
            of.record,
            author=of.author,
            author_name=of.author_name,
            clock=of.clock,
            young_people=of.young_people,
            need=of.need,
        )
        self.saved: Told = _nobody
        self.failed: ToldFault = _nobody
        self.waiting: dict[str, Step] = {}
        self._deep = 0

    @property
    def waits(self) -> bool:
        """Whether a step is on the screen only."""
        return bool(self.waiting)

    def try_again(self) -> None:
        """Tries the steps that wait, in their order. Raises what still stands against one."""
        for key, step in tuple(self.waiting.items()):
            self._do(key, step)

    # -- the steps -----------------------------------------------------------------------

    def add(self, *new: facts.AnyFact) -> Change:
        """Appends facts, as every session does."""
        kinds = " ".join(type(fact).__name__ for fact in new)
        return self._do(kinds, Step("add", new))

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
        told = {"state": state, "source": source, "when": when, "words": words, "taken": taken}
        return self._do(item, Step("answer", (item, value), told))

    def clear(self, item: str) -> Change:
        """Takes an answer back."""
        return self._do(item, Step("clear", (item,)))

    def undo(self) -> Change:
        """Puts the item of the last step back as it stood before it."""
        return self._do("undo", Step("undo"))

    def _do(self, key: str, step: Step) -> Change:
        """Does it, remembers it whole when it fails, tells once how it went."""
        self._deep += 1
        try:
            change: Change = getattr(super(), step.name)(*step.args, **step.told)
        except StoreFault as fault:
            if self._deep == 1:
                self.waiting[key] = step
                self.failed(fault)
            raise
        finally:
            self._deep -= 1
        if self._deep == 0:
            self.waiting.pop(key, None)
            self.saved(change)
        return change
