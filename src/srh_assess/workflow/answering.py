"""Checks a value against its item before it goes to the journal.

Refuses, with a plain sentence: an unknown item, an option that the item does not have, a
state that it does not offer, two answers to a one-answer item, a number outside its bounds,
a time in the future, an end before its start. Nothing is changed on the way.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.assessment.answers import State, Value, When
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Item, Protocol

LONGEST_TEXT = 20_000
CLOCK_SLACK = timedelta(minutes=2)


def item_of(protocol: Protocol, item_id: str) -> Item:
    """The item, or a sentence that names the unknown id."""
    if item_id not in protocol.items:
        raise BadInput("unknown-item", item=item_id)
    return protocol.items[item_id]


def states_of(item: Item) -> tuple[State, ...]:
    """The states an item offers beside its options."""
    return tuple(State(code) for code in item.states or ())


def check(item: Item, value: Value | None, state: State | None, when: When, now: datetime) -> None:
    """Raises ``BadInput`` when this cannot be an answer to this item."""
    if (value is None) == (state is None):
        raise BadInput("answer-or-state", item=item.id)
    if state is not None and state not in states_of(item):
        raise BadInput("state-not-offered", item=item.id, state=state.value)
    if value is not None:
        _check_value(item, value)
    check_when(when, now)


def check_when(when: When, now: datetime) -> None:
    """Raises ``BadInput`` for a time that is not past, or an end before its start."""
    if when.earliest is not None and when.latest is not None and when.earliest > when.latest:
        raise BadInput("time-reversed")
    for bound in (when.earliest, when.latest):
        if bound is not None and bound > now + CLOCK_SLACK:
            raise BadInput("time-future")


def _check_value(item: Item, value: Value) -> None:
    if isinstance(value, tuple):
        _check_many(item, value)
    elif isinstance(value, str):
        _check_text(item, value)
    else:
        _check_number(item, value)


def _check_many(item: Item, value: tuple[str, ...]) -> None:
    codes = {option.code: option for option in item.options}
    if item.kind != "many" or not value or len(set(value)) != len(value):
        raise BadInput("not-many", item=item.id)
    for code in value:
        if code not in codes:
            raise BadInput("unknown-option", item=item.id, option=code[:40])
        if codes[code].exclusive and len(value) > 1:
            raise BadInput("exclusive-option", item=item.id, option=code)


def _check_text(item: Item, value: str) -> None:
    if item.kind == "text" and not item.options:
        if not value.strip():
            raise BadInput("text-empty", item=item.id)
        if len(value) > LONGEST_TEXT:
            raise BadInput("text-long", item=item.id, limit=f"{LONGEST_TEXT:,}")
        return
    if item.kind == "many" or value not in {option.code for option in item.options}:
        raise BadInput("unknown-option", item=item.id, option=value[:40])


def _check_number(item: Item, value: float) -> None:
    if item.kind not in {"number", "scale"}:
        raise BadInput("not-a-number-item", item=item.id)
    low, high = item.minimum, item.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadInput(
            "number-outside",
            item=item.id,
            low="" if low is None else f"{low:g}",
            high="" if high is None else f"{high:g}",
        )
