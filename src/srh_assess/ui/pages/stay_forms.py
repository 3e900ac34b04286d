"""The short forms of a stay: another room, off the ward, back again.

Each emits ``written`` once nothing is wrong with what stands in it. What the workflow refuses is
said beside the form; nothing typed is lost by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.facts import Left
from srh_assess.assessment.legal import SectionChanged
from srh_assess.clock import SetClock, local
from srh_assess.errors import UserError
from srh_assess.ui.pages.admission import legal_entry
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.her_stay import AWAY
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow import stay as stays
from srh_assess.workflow.session import Session

_MOMENT = Asks(timed=True, about=False, unknown=False)
_AHEAD = Asks(timed=True, about=False, future=True)
_DAY = Asks(about=False, unknown=False)
WRONG = "For a change that took place. If the old one was never right, correct the stay instead."
Fault = tuple[str, QWidget]


class Moved(Struct, frozen=True, kw_only=True):
    """Another room, or ward, from a time on."""

    at: datetime
    room: str
    ward: str


class StayForm(SittingPage, HandFilled):
    """A form with one act. ``written`` gives what stands in it."""

    written = Signal(object)
    words = ""

    def __init__(self, theme: Theme, session: Session, id: str, heading: str) -> None:
        page = flow.Page(id=id, kind="check", title=heading)
        super().__init__(theme, session, page, Heading(heading))
        self._unmet: tuple[Problem, ...] = ()
        self._present = SetClock(stays.present(session.record, session.clock))

    def moment(self, question: str, name: str, asks: Asks = _MOMENT) -> DateEntry:
        """A day and a time; one that lies behind says now until it is changed."""
        entry = DateEntry(
            self._theme, self._present, question, name=name,
            hint="Day, month, year, time" if asks.timed else "Day, month, year", asks=asks,
        )  # fmt: skip
        if not asks.future:
            now = self._present.now().replace(second=0, microsecond=0)
            entry.show_when(When(now, now))
        entry.changed.connect(self.changed)
        return entry

    def line(self, label: str, hint: str = "", words: str = "") -> LineEntry:
        """One line of text."""
        entry = LineEntry(self._theme, label, hint=hint)
        entry.show_words(words)
        entry.changed.connect(self.changed)
        return entry

    def group(self, question: str, choices: list[Choice]) -> AnswerGroup:
        """One of a few answers, with its question above it."""
        group = AnswerGroup(self._theme, question, choices, density="grid", numbered=False)
        group.changed.connect(self.changed)
        self._add(column(self._theme, Text(question, "label"), group, gap="xs"), gap="xl")
        return group

    def found(self) -> Iterator[Fault]:
        """What is to be put right, and where."""
        raise NotImplementedError

    def given(self) -> object:
        """What stands in the form."""
        raise NotImplementedError

    @property
    def valid(self) -> bool:
        """It is never left by Continue: the act itself leads on."""
        return not self._unmet

    @property
    def error(self) -> str:
        """The first thing to put right."""
        return self._unmet[0].sentence if self._unmet else ""

    def apply(self) -> None:
        """Hands over what stands in the form, or says what is wrong with it."""
        self._unmet = tuple(Problem(said, field) for said, field in self.found())
        self._problems(self._unmet)
        if not self._unmet:
            self.written.emit(self.given())

    def refuse(self, fault: UserError) -> None:
        """What the workflow would not take."""
        self._unmet = (Problem(str(fault), self.heading),)
        self._problems(self._unmet)

    def offer(self, bar: ActionBar) -> None:
        """The act of this form."""
        bar.offer(self.words)


def exact(entry: DateEntry) -> datetime:
    """The moment of an entry that has been read."""
    assert entry.when is not None
    assert entry.when.earliest is not None
    return entry.when.earliest


def unread(entry: DateEntry, missing: str) -> Iterator[Fault]:
    """What is wrong with a moment: nothing in it, or nothing that can be read."""
    said = missing if entry.empty else entry.problem()
    if said:
        yield said, entry


class MoveForm(StayForm):
    """Another room, or another ward of the unit."""

    words = "Keep the new room"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "move", "Another room or ward")
        stay = session.record.stay
        assert stay is not None
        self.room_entry = self.line("Room", f"Until now {stay.room}" if stay.room else "")
        self.ward = self.line("Ward", words=stay.ward)
        self.at = self.moment("Since when", "The time of the move")
        self._add(self.room_entry, self.ward, self.at)

    def found(self) -> Iterator[Fault]:
        """A move needs a room or a ward, and a time."""
        if not self.room_entry.words.strip() and not self.ward.words.strip():
            yield "Write the new room, or the new ward", self.room_entry.field
        yield from unread(self.at, "Give the day and time of the move")

    def given(self) -> Moved:
        """The new bed."""
        room, ward = self.room_entry.words.strip(), self.ward.words.strip()
        return Moved(at=exact(self.at), room=room, ward=ward)


class LegalForm(StayForm):
    """Another legal status, from a day on. What was written wrongly is corrected instead."""

    words = "Keep the legal status"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "legal", "Another legal status")
        self._add(Notice(theme, WRONG))
        was = session.record.legal.now
        self._add(Text(f"Until now: {was or 'not known'}"), gap="l")
        self.legal = legal_entry(theme, "From then on")
        self.legal.changed.connect(self.changed)
        self.on = self.moment("Since which day", "The day of the change", _DAY)
        today = self._present.now()
        self.on.show_when(When(today, today))
        self._add(self.legal, self.on, gap="l")

    def found(self) -> Iterator[Fault]:
        """A legal status and its day."""
        if not self.legal.words.strip():
            yield "Choose the new legal status, or write it", self.legal.field
        yield from unread(self.on, "Give the day of the change")

    def given(self) -> SectionChanged:
        """The new legal status."""
        return SectionChanged(on=local(exact(self.on)).date(), legal_status=self.legal.words)


class LeaveForm(StayForm):
    """Off the ward, and expected back."""

    words = "Keep it"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "leave", "Off the ward for a while")
        self.why = self.group(
            f"Where is {self.woman.subject}?",
            [Choice(code, said.capitalize()) for code, said in AWAY.items()],
        )
        self.at = self.moment("Since when", "The time of leaving")
        self.back = self.moment("Expected back", "The time of return", _AHEAD)
        self._add(self.at, self.back, gap="xl")

    def found(self) -> Iterator[Fault]:
        """Where she is, since when, and when she is expected or that nobody knows."""
        if not self.why.codes:
            yield f"Choose where {self.woman.subject} is", self.why
        yield from unread(self.at, "Give the day and time of leaving")
        yield from unread(self.back, "Give the time of return, or choose Not known")

    def given(self) -> Left:
        """The leave."""
        back = self.back.when
        return Left(
            at=exact(self.at),
            why=self.why.codes[0],  # type: ignore[arg-type]  # one of the codes above
            back_by=back.earliest if back is not None else None,
        )


class BackForm(StayForm):
    """Back from leave, or soon after the end of the stay."""

    words = "Keep it"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, "back", "Back on the ward")
        if session.record.ended is not None:
            self._add(Text("The stay that ended goes on; nothing begins anew."))
        self.at = self.moment("Since when", "The time of return")
        self._add(self.at, gap="xl")

    def found(self) -> Iterator[Fault]:
        """A time."""
        yield from unread(self.at, "Give the day and time of return")

    def given(self) -> datetime:
        """The time of return."""
        return exact(self.at)
