"""Times and durations as the ward writes them, whatever the machine's own settings say."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import local
from srh_assess.saying import counted

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_DAYS_FROM = timedelta(hours=48)  # over this, a duration is told in days and hours


def weekday_date(day: date) -> str:
    """``Sat 11-Jul-2026``."""
    return f"{_DAYS[day.weekday()]} {clinical_date(day)}"


def clock_time(moment: datetime) -> str:
    """``22:00`` on the ward's clock."""
    return local(moment).strftime("%H:%M")


def when_words(moment: datetime, now: datetime) -> str:
    """``today 22:00``, ``tomorrow 06:00``, ``Thu 16-Jul 22:00``; the year when it differs."""
    then, here = local(moment), local(now)
    days = (then.date() - here.date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return f"{near[days]} {then:%H:%M}"
    day = weekday_date(then.date())
    if then.year == here.year:
        day = day.rpartition("-")[0]
    return f"{day} {then:%H:%M}"


def duration(span: timedelta) -> str:
    """``58 min``, ``7 h 58 min``, ``3 days 2 h``: always with its units, rounded down."""
    minutes = max(int(span.total_seconds() // 60), 0)
    hours, minutes = divmod(minutes, 60)
    if span > _DAYS_FROM:
        days, hours = divmod(hours, 24)
        return f"{counted(days, 'day')} {hours} h" if hours else counted(days, "day")
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def hours(span: timedelta) -> str:
    """``64 h``, ``58 min``: time gone by beside limits that are told in hours."""
    whole = max(int(span.total_seconds() // 3600), 0)
    return f"{whole} h" if whole else duration(span)


def spoken_duration(span: timedelta) -> str:
    """The same for a screen reader: ``7 hours 58 minutes``."""
    parts = duration(span).split()
    words = {"h": "hour", "min": "minute", "days": "day"}
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return " ".join(f"{n} {words[unit]}{'' if n == '1' else 's'}" for n, unit in pairs)
