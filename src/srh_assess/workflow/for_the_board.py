"""What is counted for the trust's board: how often something was shared or done without a woman's
agreement, how often with the police, how often she was told (law and ethics B6.7 and E8); and how
often advice on words was kept. Counts of a year, of nobody."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from msgspec import Struct

from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.rules.grounds import GROUNDS
from srh_assess.rules.override import POLICE
from srh_assess.workflow import advising
from srh_assess.workflow.desk import Desk

ACTION = "review_overrides"
_YEAR = timedelta(days=365)


class ForTheBoard(Struct, frozen=True, kw_only=True):
    """The last twelve months. ``grounds`` counts what was shared by its ground."""

    shared: int
    told: int
    police: int
    grounds: tuple[tuple[str, int], ...]
    without_consent: int
    kept: int
    changed: int


def counted(desk: Desk) -> ForTheBoard:
    """Over all stays. Refused to everybody but those who look back at what was shared."""
    desk.need(ACTION)
    now = desk.clock.now()
    since = now - _YEAR
    found: Counter[str] = Counter()
    for file in dict.fromkeys(desk.holding("override_used", "act_done", duty=ACTION)):
        found += of_record(desk.record(file, duty=ACTION), since)
    first, last = f"{local(since):%Y-%m}", f"{local(now):%Y-%m}"
    advice = desk.advice_totals(first, last)
    grounds = {name: number for name, number in found.items() if name in GROUNDS}
    return ForTheBoard(
        shared=sum(grounds.values()),
        told=found["told"],
        police=found["police"],
        grounds=tuple(sorted(grounds.items())),
        without_consent=found["done"],
        kept=advice[advising.KEPT],
        changed=advice[advising.CHANGED],
    )


def of_record(record: Record, since: datetime) -> Counter[str]:
    """What of this stands in one record: by ground, what she was told of, what went to the police,
    and what was done without her consent."""
    found: Counter[str] = Counter()
    for kept in record.decided.overrides.values():
        if kept.ended is None or kept.ended < since:
            continue
        found[kept.fact.basis] += 1
        found["told"] += kept.fact.told in {"before", "after"}
        found["police"] += kept.fact.recipient == POLICE
    done = record.decided.done.values()
    found["done"] = sum(not kept.fact.consent and kept.fact.at >= since for kept in done)
    return found
