"""Where her assessment stands: what was signed, letters, a sitting, and the rooms about her.

It is shown when a signed assessment is opened from the board, and as the overview from any page
about her. Nothing on it keeps anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from srh_assess.assessment.identity import called
from srh_assess.assessment.record import Sitting
from srh_assess.saying import counted
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice, NoticeTone
from srh_assess.ui.widgets.text import Heading
from srh_assess.ui.woman_rooms import WomanRoom
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
    """``go`` asks for ``letters``; ``new_sitting``, ``read`` and ``room`` tell what else was
    asked. ``rooms`` holds the button of each room by its id."""

    new_sitting = Signal()
    read = Signal()
    room = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        rooms: Sequence[WomanRoom] = (),
        *,
        locked: bool = False,
    ) -> None:
        record = session.record
        assert record.identity is not None
        who = called(record.identity)
        super().__init__(theme, session, PAGE, Heading(f"{who}: where the assessment stands"))
        tone: NoticeTone = "" if record.open_sitting is not None else "ok"
        self._add(Notice(theme, self._open_words(), tone, strong=self._signed_words()))
        for said in record.for_her.statements:
            words = f"\u201c{said.fact.words}\u201d"
            self._add(Notice(theme, words, "attention", strong=f"{who} says something is wrong"))
        self.again = Button(theme, self._sitting_words(), icon="plus")
        self.again.clicked.connect(self.new_sitting)
        self.letters = Button(theme, "Letters and sharing", icon="printer")
        self.letters.clicked.connect(self._letters)
        self.signed = Button(theme, "Read what was signed, or add to it", icon="note")
        self.signed.clicked.connect(self.read)
        self.rooms: dict[str, Button] = {}
        self._add(Flow(theme, self.again, self.letters, self.signed, down="m"), gap="xl")
        self.letters.setVisible(not locked)  # in its place first: without one it is a window
        self.signed.setVisible(self._newest_signed() is not None)
        if rooms:
            self._add(Flow(theme, *map(self._room_button, rooms), down="m"), gap="xl")

    def _room_button(self, room: WomanRoom) -> Button:
        button = Button(self._theme, room.words, icon=room.icon)
        button.clicked.connect(partial(self.room.emit, room.id))
        self.rooms[room.id] = button
        return button

    def _letters(self) -> None:
        self.go.emit("letters")

    def _newest_signed(self) -> Sitting | None:
        sittings = reversed(self.session.record.sittings)
        return next((one for one in sittings if one.signed is not None), None)

    def _sitting_words(self) -> str:
        record = self.session.record
        if record.open_sitting is not None:
            return "Go on with the sitting"
        return "Begin a new sitting" if record.sittings else "Begin"

    def _signed_words(self) -> str:
        if self.session.record.open_sitting is not None:
            return "A sitting is open"
        newest = self._newest_signed()
        if newest is None:
            return "Nothing has been asked yet"
        assert newest.signed is not None
        assert newest.signed_at is not None
        when = when_words(newest.signed_at, self.session.clock.now())
        return f"Signed {when}, {_OUTCOMES[newest.signed.outcome]}"

    def _open_words(self) -> str:
        count = len(self.session.findings.core_open)
        if not count:
            return "Every core question has an answer. The assessment is open until the stay ends."
        left = counted(count, "core question is", "core questions are")
        if self.session.record.open_sitting is not None:
            return f"{left} still open."
        return f"{left} still open for another sitting. Nothing is lost by that."

    def offer(self, bar: ActionBar) -> None:
        """Back to the board; in training, out of the room."""
        bar.offer(bar.home(), back=False)

    def apply(self) -> None:
        """Leaves for the board."""
        self.leave.emit()
