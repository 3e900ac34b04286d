"""Before a paper form is entered: when the talk was, and who asked."""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.assessment.answers import When
from srh_assess.clock import Clock
from srh_assess.errors import UserError
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading

_ABOUT = timedelta(hours=2)
"""How far apart the bounds of "about that time" are."""


class PaperEntryPage(ShellPage, HandFilled):
    """``taken`` and ``by`` once ``complete`` finds nothing wrong."""

    def __init__(self, theme: Theme, clock: Clock, name: str) -> None:
        super().__init__(theme, Heading(f"Enter {name}’s paper form"))
        words = (
            "Each answer is kept with the time at which it was given on paper, and marked as"
            " coming from paper. Clocks run from that time. Every page says so until you end it"
        )
        self._add(Notice(theme, words, "accent"))
        self.when = DateEntry(
            theme, clock, "When was the talk?", name="The time of the talk",
            hint="Day and time as they stand on the form",
            asks=Asks(about=False, unknown=False, timed=True),
        )  # fmt: skip
        self.who = LineEntry(theme, "Who asked?", hint="The name on the form")
        self._add(self.when, self.who)
        self.taken: datetime | None = None

    @property
    def by(self) -> str:
        """Who asked."""
        return self.who.words

    def complete(self) -> bool:
        """Reads the time; says what is missing."""
        when = self.when.when
        self.taken = _middle(when) if when is not None else None
        problem = self.when.problem()
        if not problem and self.taken is None:
            problem = "The time of the talk must have a day and a time; about is enough"
        self.when.complain(problem)
        self._problems([Problem(problem, self.when)] if problem else [])
        return not problem

    def refuse(self, fault: UserError) -> None:
        """Says what stands against it, at its field."""
        field = self.who if fault.code == "paper-no-name" else self.when
        field.complain(fault.sentence)
        self._problems([Problem(fault.sentence, field)])


def _middle(when: When) -> datetime | None:
    """The time itself, or the middle of "about that time"; a whole day is no time."""
    if when.earliest is None or when.latest is None or when.latest - when.earliest > _ABOUT:
        return None
    return when.earliest + (when.latest - when.earliest) / 2
