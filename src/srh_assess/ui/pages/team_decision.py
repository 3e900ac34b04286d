"""What the team decided about a talk that was put off for days on end: written down once."""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.assessment.along import TeamDecided
from srh_assess.assessment.answers import When
from srh_assess.clock import local
from srh_assess.ui.pages.stay_forms import Fault, StayForm, exact, unread
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.date_entry import Asks
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.workflow.session import Session

_DAY = Asks(about=False, unknown=False)


class TeamForm(StayForm):
    """The decision, who took it, and on which day."""

    words = "Keep the decision"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "team", "What did the team decide?")
        self.decision = TextEntry(
            theme, "Decision", hint="What is done now so that the talk becomes possible"
        )
        self.decision.changed.connect(self.changed)
        self.by = self.line("Who decided", "The meeting, or the people and their roles")
        self.on = self.moment("On which day", "The day of the decision", _DAY)
        self._add(self.decision, self.by, self.on)
        today = self._present.now()
        self.on.show_when(When(today, today))

    def found(self) -> Iterator[Fault]:
        """A decision has words, a name and a day."""
        if not self.decision.words.strip():
            yield "Write what was decided", self.decision.field
        if not self.by.words.strip():
            yield "Write who decided it", self.by.field
        yield from unread(self.on, "Give the day of the decision")

    def given(self) -> TeamDecided:
        """The decision as it was filled in."""
        return TeamDecided(
            decision=self.decision.words, by=self.by.words, on=local(exact(self.on)).date()
        )
