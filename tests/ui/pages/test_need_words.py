"""When a need is due, in words, at the boundaries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from srh_assess.ui.pages.need_words import due_words, tone
from srh_assess.workflow.needs import NeedLine
from tests.ui.pages.made import NOW

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def line(after: timedelta | None, *, state: str = "confirmed", urgency: str = "S") -> NeedLine:
    due = None if after is None else NOW + after
    return NeedLine(
        id="N06", name="Pregnancy not known", state=state, urgency=urgency, due=due, owner="",
        finding=None, need=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("after", "words", "shown"),
    [
        (-23 * HOUR, "Overdue", "attention"),
        (-SECOND, "Overdue", "attention"),
        (timedelta(), "Today", "attention"),
        (9 * HOUR, "Today", "attention"),
        (12 * HOUR, "By 00:00", "attention"),
        (13 * HOUR, "Tomorrow 01:00", ""),
        (48 * HOUR, "Thu 12-Mar", ""),
        (None, "", ""),
    ],
)
def test_what_is_late_is_not_said_to_be_due_today(after, words, shown) -> None:
    assert due_words(line(after), NOW) == words
    assert tone(line(after), NOW) == shown


def test_what_is_settled_is_late_no_more() -> None:
    assert due_words(line(-HOUR, state="met"), NOW) == ""
    assert tone(line(-HOUR, state="met"), NOW) == ""
    assert (due_words(line(-HOUR, urgency="E"), NOW), tone(line(None, urgency="E"), NOW)) == (
        "Now", "urgent",
    )  # fmt: skip
