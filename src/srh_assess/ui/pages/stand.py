"""Where her assessment stands when no sitting is open: what was signed, letters, a new sitting.

It is shown after signing, and when a signed assessment is opened from the board. Letters may be
shared now, later, or not at all; nothing here keeps anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from srh_assess.assessment.identity import called
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.told import counted
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing

_OUTCOMES = {
    "complete": "as complete",
    "brief": "as brief",
    "partial": "as the short version",
    "deferred": "as put off",
    "declined": "as declined",
}
_STATES = {
    "not_asked": ("ring", "Not asked yet"),
    "yes": ("tick", "She said yes; not sent yet"),
    "sent": ("tick", "Sent"),
    "no": ("ring-bar", "She said no"),
    "later": ("ring-hands", "Ask her later"),
    "withdrawn": ("ring-bar", "She changed her mind"),
    "again": ("triangle", "Ask her again: the letter or the time has changed"),
}
PAGE = flow.Page(id="stand", kind="check", title="Where the assessment stands")


class StandPage(SittingPage):
    """``share`` names a kind of letter; ``new_sitting`` and ``read`` tell what was asked."""

    share = Signal(str)
    new_sitting = Signal()
    read = Signal()

    def __init__(self, theme: Theme, session: Session, letters: Sequence[Sharing]) -> None:
        record = session.record
        assert record.identity is not None
        who = called(record.identity)
        super().__init__(theme, session, PAGE, Heading(f"{who}: where the assessment stands"))
        self._add(Notice(theme, self._open_words(), "ok", strong=self._signed_words()))
        self._add(Text("Letters", "heading"), gap="xl")
        self._add(Text(f"One reader, one letter, one decision of {who}’s", "hint"), gap="hair")
        closed = next((letter.closed for letter in letters if letter.closed), None)
        if closed is not None:
            self._add(Notice(theme, closed.next_step, "attention", strong=closed.sentence))
        self.letters = Facts(theme, [_fact(letter) for letter in letters])
        self.letters.pressed.connect(self.share)
        self._add(self.letters)
        self.again = Button(theme, "Begin a new sitting", icon="plus")
        self.again.clicked.connect(self.new_sitting)
        self.signed = Button(theme, "Read what was signed", icon="note")
        self.signed.clicked.connect(self.read)
        self._add(row(theme, self.again, self.signed, None), gap="xl")

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


def _fact(letter: Sharing) -> Fact:
    icon, words = _STATES[letter.state]
    name = "Her own copy" if letter.hers else letter.recipient.name
    return Fact(
        id=letter.recipient.id,
        label=name,
        value=words,
        icon=icon,
        link="Open",
        link_name=f"Open the letter, {name}",
    )
