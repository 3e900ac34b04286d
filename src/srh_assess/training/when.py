"""The times of a scenario: when it begins, and to which time an event moves it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from srh_assess.clock import LONDON, as_utc
from srh_assess.errors import BadInput
from srh_assess.training.model import Scenario

_DAY = re.compile(r"day (\d{1,3}) (\d\d):(\d\d)")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d):(\d\d)")


def read(text: str) -> tuple[int | date, time]:
    """A time as it stands in a scenario: its day and its time. Refuses one that does not exist."""
    for form in (_DAY, _DATE):
        if found := form.fullmatch(text):
            try:
                clock = time(int(found[2]), int(found[3]))
                return (int(found[1]) if form is _DAY else date.fromisoformat(found[1])), clock
            except ValueError:
                break
    raise BadInput("scenario-time", given=text[:40])


def moment(scenario: Scenario, text: str, begins_on: date) -> datetime:
    """The moment of a time of this scenario, where its beginning falls on ``begins_on``."""
    first, _ = read(scenario.clock.start)
    day, clock = read(text)
    if isinstance(day, int):
        begin = first if isinstance(first, int) else 1
        on = begins_on + timedelta(days=day - begin)
    else:
        on = day if isinstance(first, int) else begins_on + (day - first)
    return as_utc(datetime.combine(on, clock, LONDON))


def begins(scenario: Scenario, today: date) -> datetime:
    """The moment at which it begins: its own time of day, on its own date or today."""
    return moment(scenario, scenario.clock.start, today)
