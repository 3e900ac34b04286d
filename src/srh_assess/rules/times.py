"""The two bounds of a time that may be uncertain (decision 8 of the specification)."""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.assessment.answers import When


def bounds(when: When, taken: datetime, lookback_hours: float | None) -> tuple[datetime, datetime]:
    """The earliest and the latest moment at which it can have been.

    It is told after it was: no bound lies after ``taken``. A time without an earliest bound
    goes back as far as the question asked (``lookback_hours``).
    """
    latest = taken if when.latest is None else min(when.latest, taken)
    if when.earliest is not None:
        return min(when.earliest, latest), latest
    return min(taken - timedelta(hours=lookback_hours or 0), latest), latest
