"""A running clock: the card of the So far panel and the chip of the narrow line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.edge import EdgedCard
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.moments import duration, spoken_duration, when_words
from srh_assess.ui.widgets.text import Line, Text

ClockState = Literal["running", "may_be_possible", "closed", "ring_anyway"]

LAST_HOUR = timedelta(hours=1)


class Limit(NamedTuple):
    """One end of a window: what it is called ("first limit") and when it is."""

    name: str
    at: datetime


class ClockFace(Struct, frozen=True, kw_only=True):
    """What a clock shows. Times are aware; ``time_known`` is false when nobody knows when.

    ``limits`` stand in order of time. ``done`` says what has been done, newest last.
    ``quiet`` is the name that may stand on her side of the screen.
    """

    id: str
    name: str
    started: datetime
    limits: tuple[Limit, ...] = ()
    state: ClockState = "running"
    time_known: bool = True
    done: tuple[str, ...] = ()
    quiet: str = ""

    def next(self, now: datetime) -> Limit | None:
        """The next limit that still lies ahead; none when the time is not known."""
        counts = self.state == "running" and self.time_known
        return next((one for one in self.limits if counts and one.at > now), None)

    def left(self, now: datetime) -> str:
        """The large words: the time left, or what stands in its place."""
        ahead = self.next(now)
        if ahead is not None:
            return duration(ahead.at - now)
        if self.state == "closed":
            return "The last limit has passed"
        return "May still be possible" if self.time_known else "Treat as today"

    def which(self, now: datetime) -> str:
        """Which limit that is, with its time on the ward's clock."""
        ahead = self.next(now)
        if ahead is not None:
            return f"to the {ahead.name}, {when_words(ahead.at, now)}"
        if self.state == "closed":
            return "Ring: there is still someone to ask"
        return "Ring now" if self.time_known else "Time not known"

    def other(self, now: datetime) -> str:
        """The last limit, when it is another one than the next."""
        ahead = self.next(now)
        if ahead is None or ahead == self.limits[-1]:
            return ""
        last = self.limits[-1]
        return (
            f"{last.name[:1].upper()}{last.name[1:]} {when_words(last.at, now)}. Sooner is better"
        )

    def spoken(self, now: datetime) -> str:
        """Everything in one sentence for a screen reader."""
        ahead = self.next(now)
        left = f"{spoken_duration(ahead.at - now)} left" if ahead else self.left(now)
        parts = (f"Clock: {self.name}", left, self.which(now), self.other(now), *self.done)
        return ", ".join(part for part in parts if part)

    def short(self, now: datetime) -> str:
        """Name and time left, for the chip of the narrow line."""
        left = self.left(now)
        return f"{self.quiet or self.name}, {left[:1].lower()}{left[1:]}"

    def milestone(self, now: datetime) -> int:
        """How far it has run: 0 running, 1 past half, 2 last hour, 3 past its limits. Each
        is announced once."""
        ahead = self.next(now)
        if ahead is None:
            return 3
        left = ahead.at - now
        if left <= LAST_HOUR:
            return 2
        return 1 if left * 2 <= ahead.at - self.started else 0


class ClockCard(EdgedCard):
    """A clock in the So far panel. The whole card is one focusable item."""

    def __init__(self, theme: Theme, face: ClockFace, now: datetime) -> None:
        super().__init__(theme, "urgent", framed=True)
        self.setObjectName("clockCard")
        self._face = face
        self._left = Text("", "clock", "urgent")
        self._which = Text("", "small")
        self._other = Text("", "caption")
        name = row(
            theme, Icon(theme, "clock", "urgent"), Text(face.name, "label", "urgent"), gap="s"
        )
        name.setStretch(1, 1)
        box = column(theme, name, self._left, self._which, self._other, gap="xs")
        if face.done:
            box.addWidget(Line())
        for words in face.done:
            phone = Icon(theme, "phone", "ok")
            line = row(theme, phone, Text(words, "small"), gap="s")
            line.setAlignment(phone, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            box.addLayout(line)
        self.hold(box)
        self.redraw(now)

    def redraw(self, now: datetime) -> None:
        """Shows the time left at this moment."""
        self._left.setText(self._face.left(now))
        self._which.setText(self._face.which(now))
        self._other.say(self._face.other(now))
        self.setAccessibleName(self._face.spoken(now))


class ClockChip(Chip):
    """A clock on one line, as on the ward board and in the narrow frame."""

    def __init__(self, theme: Theme, face: ClockFace, now: datetime) -> None:
        super().__init__(theme, "", "urgent")
        self._face = face
        self.redraw(now)

    def redraw(self, now: datetime) -> None:
        """Shows the time left at this moment."""
        self.say(self._face.short(now))
        self.setAccessibleName(self._face.spoken(now))


class UrgentBand(QFrame):
    """The solid band across the page that interrupts. Its words are the page's heading."""

    def __init__(self, theme: Theme, heading: Text) -> None:
        super().__init__()
        self.setProperty("role", "urgent-band")
        heading.tone("on-urgent")
        line = row(theme, Icon(theme, "clock", "on-urgent", "page"), heading, gap="l")
        line.setContentsMargins(*(2 * (theme.space("page"), theme.space("l"))))
        line.setStretch(1, 1)
        line.setAlignment(heading, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
