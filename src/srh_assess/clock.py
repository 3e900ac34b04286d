"""Time, passed in. ``app`` hands a ``Clock`` to whoever needs the present; rules take ``now``.

Inside the program every moment is an aware ``datetime`` in UTC, so that hours are true hours
also on the two nights a year when the ward's clocks change. ``local`` is for people.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells the present moment, aware, in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...

    def steady(self) -> float:
        """Seconds on a hand that nobody can set, to tell a clock that was set from time that
        passed."""
        ...


class SystemClock:
    """The computer's own clock."""

    def steady(self) -> float:
        """Seconds since the computer was started, asleep or not, whatever it is set to."""
        boot = getattr(time, "CLOCK_BOOTTIME", None)  # Linux stops the other hand while asleep
        return time.clock_gettime(boot) if boot is not None else time.monotonic()

    def now(self) -> datetime:
        """The present, to the microsecond, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until it is moved: for tests, rehearsal and training."""

    def __init__(self, moment: datetime) -> None:
        self._moment = as_utc(moment)
        self._passed = 0.0

    def steady(self) -> float:
        """Seconds that it was moved, without those that it was set."""
        return self._passed

    def now(self) -> datetime:
        """The moment it was last set to."""
        return self._moment

    def move(self, by: timedelta) -> None:
        """Moves the hands forward, or back: so much time has passed."""
        self._moment += by
        self._passed += by.total_seconds()

    def set(self, moment: datetime) -> None:
        """Sets the hands, as somebody who sets the computer's clock."""
        self._moment = as_utc(moment)


def seconds() -> float:
    """Seconds on a hand that only ever goes forward: for how long something took."""
    return time.perf_counter()


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC; a time without zone is read as the ward's local time."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    return moment.astimezone(UTC)


def local(moment: datetime) -> datetime:
    """The same moment as the clock on the ward's wall shows it."""
    return moment.astimezone(LONDON)
