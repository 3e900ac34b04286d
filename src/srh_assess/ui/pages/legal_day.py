"""The day of a legal status, put right: which change, its true day, and why."""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.assessment.identity import clinical_date
from srh_assess.assessment.legal import SectionDayCorrected
from srh_assess.clock import local
from srh_assess.ui.pages.stay_forms import Fault, StayForm, exact, unread
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.date_entry import Asks
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.workflow.session import Session

_DAY = Asks(about=False, unknown=False)


class LegalDayForm(StayForm):
    """Another day for a change that was written down with a wrong one. Both days are kept."""

    words = "Keep the right day"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "legal_day", "The day of a legal status")
        self.changes = tuple(reversed(session.record.legal.changes))
        self.which = self.group(
            "Which one has a wrong day?",
            [
                Choice(str(place), f"{one.legal_status} since {clinical_date(one.on)}")
                for place, one in enumerate(self.changes)
            ],
        )
        if len(self.changes) == 1:
            self.which.choose(("0",))
        self.on = self.moment("Since which day, rightly", "The right day", _DAY)
        self.on.show_when(None)
        self.reason = TextEntry(theme, "Why it was wrong")
        self.reason.changed.connect(self.changed)
        self._add(self.on, self.reason, gap="l")

    def found(self) -> Iterator[Fault]:
        """Which change, its day, and why."""
        if not self.which.codes:
            yield "Choose the legal status that has a wrong day", self.which
        yield from unread(self.on, "Give the right day")
        if not self.reason.words.strip():
            yield "Write why it was wrong", self.reason.field

    def given(self) -> SectionDayCorrected:
        """The right day."""
        was = self.changes[int(self.which.codes[0])]
        return SectionDayCorrected(
            was=was.on,
            legal_status=was.legal_status,
            on=local(exact(self.on)).date(),
            reason=self.reason.words.strip(),
        )
