"""Who may be named to take over: a person, known by now, and never the police."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from srh_assess.assessment.onward import ReceiverNamed
from srh_assess.assessment.record import Record
from srh_assess.rules.onward import named_faults

NOW = datetime(2026, 7, 14, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("receiver", "team", "minutes", "codes"),
    [
        ("Sam Okoro", "Quay team", 0, ()),
        ("Sam Okoro", "", 2, ()),
        (" ", "Quay team", 0, ("handover-receiver",)),
        ("The duty Constable", "", 0, ("handover-police",)),
        ("Sam Okoro", "Northmoor Police", 0, ("handover-police",)),
        ("Policena Marsh", "", 0, ()),
        ("Sam Okoro", "", 3, ("follow-future",)),
        ("", "police", 5, ("handover-receiver", "handover-police", "follow-future")),
    ],
)
def test_who_may_be_named(receiver: str, team: str, minutes: int, codes: tuple[str, ...]) -> None:
    fact = ReceiverNamed(receiver=receiver, team=team, at=NOW + timedelta(minutes=minutes))
    assert tuple(named_faults(Record(admission="a"), fact, NOW)) == codes


def test_the_newest_entry_counts_where_the_clock_was_set_back() -> None:
    later = Record(admission="a", last_at=NOW + timedelta(hours=3))
    fact = ReceiverNamed(receiver="Sam Okoro", at=NOW + timedelta(hours=3))
    assert not tuple(named_faults(later, fact, NOW))
