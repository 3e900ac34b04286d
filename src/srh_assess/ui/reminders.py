"""What became due since somebody last looked at the board: rooms and a few words, never a name.

Kept in the window only. Nothing leaves the program, and no notice of the system is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from srh_assess.saying import counted
from srh_assess.ui.board_words import Line
from srh_assess.ui.widgets.moments import clock_time

MOST = 4
"""How many are named; the rest is counted."""


def became_due(lines: Iterable[Line], since: datetime, now: datetime) -> tuple[str, ...]:
    """``Room 7: Look again``, in the order in which they became due."""
    found = [
        (at, f"Room {line.room}: {words}" if line.room else words)
        for line in lines
        for at, words in line.dues
        if since < at <= now
    ]
    return tuple(words for _, words in sorted(found))


def words(due: tuple[str, ...], since: datetime) -> str:
    """The whole in one sentence; empty when nothing became due."""
    if not due:
        return ""
    named = "; ".join(due[:MOST])
    more = f"; and {len(due) - MOST} more" if len(due) > MOST else ""
    return f"Since {clock_time(since)} became due: {named}{more}."


def short(due: tuple[str, ...]) -> str:
    """What another page may say of it: a count, and no detail at all."""
    if not due:
        return ""
    return f"{counted(len(due), 'thing', 'things')} became due on the board"
