"""The date entry that goes with an item: what it is the time of, and whether hours matter."""

from __future__ import annotations

from datetime import timedelta

from srh_assess.clock import Clock
from srh_assess.protocol.model import Item
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.date_entry import Asks, DateEntry

_HOURS_MATTER = 14 * 24.0
"""Within two weeks the time of day is asked too: the clocks that count from it run in hours."""


def date_entry(theme: Theme, clock: Clock, item: Item, *, unknown: bool = True) -> DateEntry:
    """The date entry of an item, asking for the time of day where hours matter."""
    back = item.lookback_hours
    return DateEntry(
        theme,
        clock,
        question(item),
        name="The date",
        hint="For example 27 3 2026",
        asks=Asks(
            timed=back is not None and back <= _HOURS_MATTER,
            unknown=unknown,
            lookback=timedelta(hours=back) if back is not None else None,
        ),
    )


def question(item: Item) -> str:
    """``When was the sex?``; the item's own words where it has no event."""
    if item.event:
        return f"When was {item.event}?"
    return item.label if item.kind == "date" else "When was it?"
