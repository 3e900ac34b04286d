"""Her stay as it stands: where she is, since when, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Signal

from srh_assess.assessment.identity import called, clinical_date, clinical_moment
from srh_assess.assessment.legal import Legal
from srh_assess.assessment.record import Record
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import flow
from srh_assess.workflow.categories import ethnic_name
from srh_assess.workflow.session import Session

StayAct = Literal["move", "leave", "back", "end", "legal", "legal_day", "correct"]

PAGE = flow.Page(id="stay", kind="check", title="The stay")
AWAY = {
    "leave": "on leave",
    "court": "at court",
    "hospital": "in another hospital",
    "absent": "absent, nobody knows where",
    "other": "off the ward",
}


class ActRow(Struct, frozen=True):
    """One thing that can be done about a stay: its code, its words and its icon."""

    code: StayAct
    words: str
    icon: str


def acts(record: Record, now: datetime, hours: float) -> tuple[ActRow, ...]:
    """What can be done about this stay now. A stay that ended can only be gone on with, and
    only for as many hours as still make it the same stay."""
    day = ActRow("legal_day", "Correct the day of a legal status", "calendar")
    correct = (
        ActRow("correct", "Correct a name, a date or the stay", "note"),
        *((day,) if record.legal.changes else ()),
    )
    back = ActRow("back", "Back on the ward", "curved-arrow")
    if record.ended is not None:
        within = (now - record.ended.at).total_seconds() <= hours * 3600
        return (back, *correct) if within else correct
    away = back if record.away is not None else ActRow("leave", "Off the ward for a while", "dash")
    return (
        ActRow("move", "Another room or ward", "chevron-right"),
        away,
        ActRow("legal", "Another legal status", "book"),
        ActRow("end", "Discharge or transfer", "square"),
        *correct,
    )


class StayPage(SittingPage):
    """``act`` names what was chosen. ``buttons`` holds each act by its code."""

    act = Signal(str)

    def __init__(self, theme: Theme, session: Session, rows: tuple[ActRow, ...]) -> None:
        record = session.record
        assert record.identity is not None
        who = called(record.identity)
        super().__init__(theme, session, PAGE, Heading(f"{who}: the stay on this ward"))
        now = session.clock.now()
        if record.last_at is not None and now < record.last_at:
            self._add(Notice(theme, clock_words(record.last_at), "attention"))
        if (said := standing_words(record, now)) is not None:
            self._add(Notice(theme, said[1], said_tone(record), strong=said[0]))
        self.facts = Facts(theme, tuple(facts_of(record)))
        self._add(self.facts)
        self.buttons: dict[str, Button] = {}
        for row in rows:
            button = Button(theme, row.words, icon=row.icon)
            button.clicked.connect(partial(self.act.emit, row.code))
            self.buttons[row.code] = button
        self._add(Flow(theme, *self.buttons.values(), down="m"), gap="xl")

    def offer(self, bar: ActionBar) -> None:
        """The way on leads to her overview."""
        bar.offer("To the overview")


def clock_words(last: datetime) -> str:
    """What is said where the computer's clock stands behind what it has written."""
    return (
        "This computer’s clock stands behind what it has already written "
        f"({clinical_moment(last)}). Give true times all the same; ask somebody to set the clock."
    )


def standing_words(record: Record, now: datetime) -> tuple[str, str] | None:
    """Whether she is away, or her stay has ended: a heading and a line below it."""
    if record.ended is not None:
        place = f"To {record.ended.to}. " if record.ended.to else ""
        taken = record.ended.receiver
        over = f"{taken} takes over what stands open." if taken else ""
        return f"The stay ended {when_words(record.ended.at, now)}", f"{place}{over}"
    if record.away is not None:
        back = record.away.back_by
        expected = f"Expected back {when_words(back, now)}" if back else "No time of return known"
        left = when_words(record.away.at, now)
        return f"Off the ward since {left}: {AWAY[record.away.why]}", expected
    return None


def said_tone(record: Record) -> Literal["", "attention"]:
    """An absence nobody can explain is said louder than a planned one."""
    away = record.away
    return "attention" if away is not None and away.why == "absent" else ""


def facts_of(record: Record) -> Iterator[Fact]:
    """Her stay row by row. What is not known says so."""
    stay = record.stay
    assert stay is not None
    rows = (
        ("room", "Room", stay.room),
        ("ward", "Ward", stay.ward),
        ("admitted", "Admitted", clinical_moment(stay.admitted)),
        ("from", "Came from", stay.referral_ward),
        ("legal", "Legal status", legal_words(record.legal)),
        ("nurse", "Named nurse", stay.named_nurse),
        ("doctor", "Responsible clinician", stay.responsible_clinician),
        ("language", "Language", stay.language),
        ("ethnic", "Ethnic category", ethnic_name(stay.ethnic)),
    )
    for id, label, value in rows:
        yield Fact(id=id, label=label, value=value or "Not known", muted=not value)


def legal_words(legal: Legal) -> str:
    """What she is under now and since when, and before that back to the admission."""
    said = [f"{one.legal_status} since {clinical_date(one.on)}" for one in reversed(legal.changes)]
    if not said:
        return legal.on_admission
    return "; ".join([*said, f"on admission {legal.on_admission or 'not known'}"])
