"""What stands against naming a person who is to take over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from srh_assess.assessment.onward import ReceiverNamed
from srh_assess.assessment.record import Record
from srh_assess.rules.following import SLACK

_POLICE = re.compile(r"\b(police|constable|constabulary)\b", re.IGNORECASE)


def named_faults(record: Record, fact: ReceiverNamed, at: datetime) -> Iterator[str]:
    """Codes of everything that stands against it."""
    present = at if record.last_at is None else max(at, record.last_at)
    if not fact.receiver.strip():
        yield "handover-receiver"
    if _POLICE.search(f"{fact.receiver} {fact.team}"):
        yield "handover-police"
    if fact.at > present + SLACK:
        yield "follow-future"
