"""What the rules look at: the answers that count, at one moment, and two facts about her."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from srh_assess.assessment.answers import Answer
from srh_assess.assessment.identity import age_on
from srh_assess.clock import local

_HOUR = timedelta(hours=1)


class View(Struct, frozen=True, kw_only=True):
    """One moment. ``answers`` holds the visible ones only; ``facts`` those that are known:
    ``age`` (years on the ward's day) and ``admitted_hours`` (hours since admission)."""

    answers: Mapping[str, Answer]
    now: datetime
    born: date | None = None
    admitted: datetime | None = None
    facts: Mapping[str, float] = {}

    def fact(self, name: str) -> float | None:
        """The fact, or nothing when it is not known."""
        return self.facts.get(name)


def look(
    answers: Mapping[str, Answer], now: datetime, born: date | None, admitted: datetime | None
) -> View:
    """The view of these answers at ``now``."""
    facts: dict[str, float] = {}
    if born is not None:
        facts["age"] = age_on(born, local(now).date())
    if admitted is not None:
        facts["admitted_hours"] = (now - admitted) / _HOUR
    return View(answers=answers, now=now, born=born, admitted=admitted, facts=facts)
