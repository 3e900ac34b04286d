"""The stop rule at its two boundaries, read from the content."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from srh_assess.assessment.answers import Answer, State
from srh_assess.protocol.load import load
from srh_assess.rules.stopping import STRESS, stop

PROTOCOL = load()
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "found"),
    [(0, ""), (2, ""), (3, "rise"), (7, "rise"), (8, "high"), (10, "high")],
)
def test_the_talk_stops_from_the_numbers_of_the_content(told: int, found: str) -> None:
    assert stop(PROTOCOL, {STRESS: Answer(item=STRESS, taken=NOW, value=told)}) == found


def test_what_she_did_not_say_stops_nothing() -> None:
    assert stop(PROTOCOL, {}) == ""
    declined = Answer(item=STRESS, taken=NOW, state=State.DECLINED)
    assert stop(PROTOCOL, {STRESS: declined}) == ""
