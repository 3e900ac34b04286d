"""Where her assessment stands when no sitting is open: what was signed, letters, a new sitting.

It is shown when a signed assessment is opened from the board. Nothing on it keeps anybody.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from srh_assess.assessment.identity import called
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.told import counted
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session

_OUTCOMES = {
    "complete": "as complete",
    "brief": "as brief",
    "partial": "as the short version",
    "deferred": "as put off",
    "declined": "as declined",
}
PAGE = flow.Page(id="stand", kind="check", title="Where the assessment stands")


class StandPage(SittingPage):
    """``go`` asks for ``letters``; ``new_sitting`` and ``read`` tell what else was asked."""

    new_sitting = Signal()
    read = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        record = session.record
        assert record.identity is not None
        who = called(record.identity)
        super().__init__(theme, session, PAGE, Heading(f"{who}: where the assessment stands"))
        self._add(Notice(theme, self._open_words(), "ok", strong=self._signed_words()))
        self.letters = Button(theme, "Letters and sharing", icon="printer")
        self.letters.clicked.connect(self._letters)
        self.again = Button(theme, "Begin a new sitting", icon="plus")
        self.again.clicked.connect(self.new_sitting)
        self.signed = Button(theme, "Read what was signed, or add to it", icon="note")
        self.signed.clicked.connect(self.read)
        self._add(Flow(theme, self.letters, self.again, self.signed, down="m"), gap="xl")

    def _letters(self) -> None:
        self.go.emit("letters")

    def _signed_words(self) -> str:
        newest = self.session.record.sittings[-1]
        assert newest.signed is not None
        assert newest.signed_at is not None
        when = when_words(newest.signed_at, self.session.clock.now())
        return f"Signed {when}, {_OUTCOMES[newest.signed.outcome]}"

    def _open_words(self) -> str:
        count = len(self.session.findings.core_open)
        if not count:
            return "Every core question has an answer. The assessment stays open until she leaves."
        left = counted(count, "core question is", "core questions are")
        return f"{left} still open for another sitting. Nothing is lost by that."

    def offer(self, bar: ActionBar) -> None:
        """Back to the board."""
        bar.offer("To the ward board", back=False)

    def apply(self) -> None:
        """Leaves for the board."""
        self.leave.emit()
