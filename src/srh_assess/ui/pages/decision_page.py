"""The base of the pages about her decisions: what each writes, and how it says what is missing.

``finished`` tells that the page has written what it is for; ``go`` asks for another page of the
room. What is only typed so far is handed over by ``apply`` on Continue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import Signal

from srh_assess.assessment.answers import When
from srh_assess.clock import LONDON, local
from srh_assess.errors import BadInput
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.letter_base import LetterPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow.deciding import Decider

LATER = Asks(timed=True, future=True, about=False, unknown=False)
PLAIN = Parts(rail=False, so_far=False)
STEPPED = Parts(so_far=False)
A_DAY = Asks(future=True, about=False, unknown=False)
BEFORE = Asks(timed=True, about=False, unknown=False)


class DecisionPage(LetterPage):
    """A page about one woman's decisions."""

    finished = Signal()
    guide = "decisions"
    around = PLAIN

    def __init__(
        self,
        theme: Theme,
        hers: Decider,
        heading: str,
        *,
        kicker: str = "",
        hint: str = "",
        wide: bool = False,
    ) -> None:
        super().__init__(theme, hers.session, Heading(heading), kicker=kicker, hint=hint, wide=wide)
        self.hers = hers
        self._unmet: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether Continue may go on."""
        return not self._unmet

    @property
    def error(self) -> str:
        """What is missing first."""
        return self._unmet[0].sentence if self._unmet else ""

    def missing(self, problems: Sequence[Problem]) -> bool:
        """Shows what is missing, if anything is; whether it is."""
        self._unmet = tuple(problems)
        self._problems(self._unmet)
        if self._summary is not None:
            for link, problem in zip(self._summary.links, problems, strict=True):
                link.clicked.connect(partial(show_in_view, problem.field))
            show_in_view(self._summary)
        return bool(problems)


def sentence(code: str) -> str:
    """What stands against it, in words."""
    return BadInput(code).sentence.rstrip(".")


def shown(entry: DateEntry, at: datetime | None) -> None:
    """Shows a time that was given before."""
    if at is not None:
        entry.show_when(When(at, at))


def shown_day(entry: DateEntry, day: date | None) -> None:
    """Shows a day that was given before."""
    if day is not None:
        first = datetime.combine(day, time(0), LONDON)
        entry.show_when(When(first, datetime.combine(day, time(23, 59), LONDON)))


def moment(entry: DateEntry) -> When | None:
    """What was typed; nothing while it is empty or not readable."""
    when = entry.when
    return when if when is not None and when.earliest is not None else None


def day_of(entry: DateEntry) -> object:
    """The day that was typed, on the ward's calendar; nothing while there is none."""
    when = moment(entry)
    return local(when.earliest).date() if when is not None and when.earliest is not None else None


class DecisionForm(DecisionPage, HandFilled):
    """One that is filled in at one go; the longer one is kept in the journal step by step."""
