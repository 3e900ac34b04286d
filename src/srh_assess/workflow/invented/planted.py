"""What is planted in an invented ward, in words: for the talk afterwards, never before.

The past of a drill's ward has the stories of one ward's figures, each in a month that follows
from its first day; on the ward itself stands one woman in each state that a board knows.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

from srh_assess.clock import local
from srh_assess.workflow.invented import stories
from srh_assess.workflow.invented.anchors import anchors


class Told(Struct, frozen=True, kw_only=True):
    """One story: what it is, what was planted, and what it is good to look at for."""

    title: str
    planted: str
    look: str


ON_THE_WARD: dict[stories.Story, str] = {
    stories.new: "has just come: nothing is written yet",
    stories.notes_only: "has something in her notes that cannot wait, and nobody has rung yet",
    stories.not_now: "could not talk yet: a next look has an hour and an owner",
    stories.in_part: "had no private place: a part of the talk only",
    stories.with_needs: "has needs, and said what she wants of each",
    stories.clock_running: "has a clock that runs, and a colleague is ringing",
    stories.said_no: "said no to the talk",
    stories.results_owed: "is owed a result",
    stories.letter_waiting: "agreed to a letter that has not gone out",
    stories.paused: "was tired in the middle: the talk waits to be gone on with",
    stories.on_leave: "is on leave until tomorrow",
    stories.thrice_not_now: "was put off three times in a row: for the ward round",
}


def on_the_ward(count: int) -> tuple[str, ...]:
    """Who is on the ward, room by room, where so many stays were played."""
    here = stories.DRILL[: min(count, len(stories.DRILL))]
    return tuple(
        f"Room {room}: {ON_THE_WARD[story]}" + (
            ", and bears the name of another woman here" if room - 1 in stories.NAMESAKES else ""
        )
        for room, (story, _) in enumerate(here, 1)
    )  # fmt: skip


def in_the_figures(first: datetime, at: datetime) -> tuple[Told, ...]:
    """The stories of the figures, oldest first, as far as the past goes. ``first``: its first
    day."""
    share, planted = anchors().assessed, anchors().planted
    shut = first + timedelta(days=planted.closed_from_day)
    nobody = _whole_month(shut)
    found = (
        (_month(first, planted.odd_month), Told(
            title="One woman who could be told apart",
            planted="In {month} every woman but one came under one legal status, and her ethnic "
            "category was nobody else’s.",
            look="A table of that month must hide more than the one small cell: else the rest "
            "gives her away.",
        )),
        (_month(first, share.start_month), Told(
            title="The talks begin",
            planted=f"Until {{month}} about {_of(share.before)} women admitted were assessed; "
            f"within {share.ramp_months} months it rose to about {_of(share.after)}.",
            look="When is a step more than chance, and from when on are new limits fair?",
        )),
        (nobody, Told(
            title="A month with nobody",
            planted="In {month} nobody was admitted.",
            look="No admission is no zero: the chart has nothing to divide by.",
        )),
        (_month(first, planted.alarm_month), Told(
            title="One month that was different",
            planted=f"In {{month}} about {_of(planted.alarm)} women admitted were assessed.",
            look="One point: what would you ask, and whom, before anything is changed?",
        )),
    )  # fmt: skip
    return tuple(
        Told(title=one.title, planted=one.planted.format(month=f"{month:%B %Y}"), look=one.look)
        for month, one in sorted(found, key=lambda pair: pair[0])
        if month <= local(at).date()
    )


def _of(share: float) -> str:
    return f"{round(share * 100)} in 100"


def _month(first: datetime, number: int) -> date:
    """The first of the month of this number; the month of the first day is 0."""
    day = local(first)
    months = day.year * 12 + day.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def _whole_month(begins: datetime) -> date:
    """The first whole month of the calendar from here on."""
    day = local(begins).date()
    return day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)
