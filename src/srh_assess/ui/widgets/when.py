"""What was typed into a date entry, read into the two bounds of a ``When``. No widgets here.

A day is known from its first to its last minute on the ward's clock; today only up to now.
"About" widens: a month or a year to all of it, N weeks ago to half a week either side, a time
to an hour either side. The rules then act by the earliest and close by the latest bound.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NoReturn

from msgspec import Struct

from srh_assess.assessment.answers import When
from srh_assess.assessment.identity import MONTHS, age_on, patient_date, typed_date
from srh_assess.clock import LONDON, as_utc, local
from srh_assess.errors import BadInput
from srh_assess.ui.widgets.moments import hours, weekday_date

ABOUT_A_TIME = timedelta(hours=1)
ABOUT_A_WEEK = timedelta(days=3)
MOST_WEEKS = 520
_MINUTE = timedelta(minutes=1)
_YEARS_FROM = 2  # from here on days say nothing to anybody
HOURS_TOLD = timedelta(hours=96)  # a known time is told in hours up to four days back

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)?", re.ASCII)
_LAST_MINUTE = time(23, 59)


class Typed(Struct, frozen=True, kw_only=True):
    """The boxes as they stand. ``about`` leaves the day out; ``about_time`` widens the time."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""
    weeks: str = ""
    about: bool = False
    about_time: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing has been typed at all."""
        boxes = (self.month, self.year, self.time, self.weeks, "" if self.about else self.day)
        return not any(box.strip() for box in boxes)


class Reading(Struct, frozen=True):
    """The bounds, and the same in words for the person who typed."""

    when: When
    echo: str
    doubt: str = ""


def read(
    typed: Typed, now: datetime, *, future: bool = False, lookback: timedelta | None = None
) -> Reading:
    """Reads the boxes, or raises ``BadInput`` with how to put them right.

    ``future`` takes dates from today on instead of up to now. ``lookback`` is how far back
    the question asks: a date before that which would fit with day and month swapped gets a
    doubt, which does not block.
    """
    if typed.about:
        return _about(typed, now)
    if typed.time.strip() and not (typed.day.strip() or typed.month.strip()):
        raise BadInput("when-time-alone")
    day = typed_date(typed.day, typed.month, typed.year)
    today = local(now).date()
    if future and day < today:
        raise BadInput("when-past")
    if not future and day > today:
        _refuse_future(day, today)
    doubt = "" if future or lookback is None else _doubt(day, today, lookback)
    if typed.time.strip():
        return _timed(typed, day, now, future=future, doubt=doubt)
    bounds = _days(day, day, None if future else now)
    return Reading(bounds, f"{weekday_date(day)}, {_ago(day, today)}", doubt)


def _refuse_future(day: date, today: date) -> NoReturn:
    swapped = _swapped(day)
    past = swapped is not None and swapped <= today
    raise BadInput("when-future-swapped" if past else "when-future")


def _swapped(day: date) -> date | None:
    """The date with day and month changed over, when that is another real date."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _doubt(day: date, today: date, lookback: timedelta) -> str:
    swapped = _swapped(day)
    if swapped is None or day >= today - lookback:
        return ""
    fits = today - lookback <= swapped <= today
    return f"Swapped, day and month would be {patient_date(swapped)}" if fits else ""


def _days(first: date, last: date, limit: datetime | None) -> When:
    """From the first minute of one day to the last of another, no further than ``limit``."""
    earliest = as_utc(datetime.combine(first, time(0), LONDON))
    latest = as_utc(datetime.combine(last, _LAST_MINUTE, LONDON))
    return When(earliest, latest if limit is None else min(latest, limit))


def _timed(typed: Typed, day: date, now: datetime, *, future: bool, doubt: str) -> Reading:
    found = _TIME.fullmatch(typed.time.strip())
    if found is None:
        raise BadInput("when-time")
    at = time(int(found[1]), int(found[2] or 0))
    moment = as_utc(datetime.combine(day, at, LONDON))
    if not future and moment > now:
        raise BadInput("when-future")
    if future and moment < now:  # in the night that has an hour twice, the second one is meant
        moment = as_utc(datetime.combine(day, at.replace(fold=1), LONDON))
    if future and moment < now:
        raise BadInput("when-past-time" if day == local(now).date() else "when-past")
    word = "about " if typed.about_time else ""
    span = abs(now - moment)
    near = span < HOURS_TOLD and not future
    gone = f"{hours(span)} ago" if span >= _MINUTE else "now"
    told = gone if near else _ago(day, local(now).date())
    echo = f"{weekday_date(day)}, {word}{at:%H:%M}, {told}"
    if not typed.about_time:
        return Reading(When.exactly(moment), echo, doubt)
    latest = moment + ABOUT_A_TIME
    bounds = When(moment - ABOUT_A_TIME, latest if future else min(latest, now))
    return Reading(bounds, echo, doubt)


def _about(typed: Typed, now: datetime) -> Reading:
    if typed.weeks.strip():
        return _weeks(typed.weeks.strip(), now)
    today = local(now).date()
    if typed.month.strip():
        first = typed_date("1", typed.month, typed.year)
        following = (first + timedelta(days=31)).replace(day=1)
        last = following - timedelta(days=1)
        echo = f"About {MONTHS[first.month - 1]} {first.year}"
    else:
        first = typed_date("1", "1", typed.year)
        last = first.replace(month=12, day=31)
        echo = f"About {first.year}"
    if first > today:
        raise BadInput("when-future")
    return Reading(_days(first, last, now), echo)


def _weeks(typed: str, now: datetime) -> Reading:
    if not (typed.isascii() and typed.isdigit()) or not 1 <= int(typed) <= MOST_WEEKS:
        raise BadInput("when-weeks")
    weeks = int(typed)
    middle = local(now).date() - timedelta(weeks=weeks)
    first, last = middle - ABOUT_A_WEEK, middle + ABOUT_A_WEEK
    word = "week" if weeks == 1 else "weeks"
    echo = f"About {weeks} {word} ago, {weekday_date(first)} to {weekday_date(last)}"
    return Reading(_days(first, last, now), echo)


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    near = {-1: "tomorrow", 0: "today", 1: "yesterday"}
    if days in near:
        return near[days]
    if (years := age_on(day, today)) >= _YEARS_FROM:
        return f"{years} years ago"
    return f"{days} days ago" if days > 0 else f"in {-days} days"
