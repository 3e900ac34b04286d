"""Conditions and other content in the words a clinician reads.

A condition becomes lines with a depth: what is made of parts says first how many of them it
takes, and the parts stand below it. Nothing of its meaning is lost or rounded: the handbook
that a clinician signs says what the program does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from srh_assess.protocol.model import Condition, Item, Protocol

HOUR_WORDS_TO = 168
_YEAR = 8766.0
_WEEK = 168.0
_DAY = 24.0
_ORDER = {"<": "under", ">": "over", "<=": "at most", ">=": "at least"}
_FACTS = {"age": ("Her age", "years"), "admitted_hours": ("The time since admission", "hours")}
STATES = {
    "declined": "would rather not say",
    "unsure": "not sure",
    "ask_later": "ask me later",
    "not_known": "not known",
    "not_asked": "not asked",
    "not_applicable": "does not apply",
}


class Line(Struct, frozen=True):
    """One line of text; ``depth`` says below how many others it stands."""

    text: str
    depth: int = 0


def in_words(condition: Condition, protocol: Protocol) -> tuple[Line, ...]:
    """The condition, one line for each test."""
    return tuple(_lines(condition, protocol, 0))


def _lines(condition: Condition, protocol: Protocol, depth: int) -> Iterator[Line]:
    if condition.all or condition.any:
        found = list(_parts(condition, protocol, depth + 1))
        if sum(line.depth == depth + 1 for line in found) == 1:
            yield from (Line(line.text, line.depth - 1) for line in found)
            return
        yield Line("All of these:" if condition.all else "At least one of these:", depth)
        yield from found
        return
    yield Line(_test(condition, protocol), depth)


def _parts(condition: Condition, protocol: Protocol, depth: int) -> Iterator[Line]:
    """The parts; neighbours that ask one item for other answers become one line."""
    for item, group in groupby(condition.all or condition.any, key=_one_answer):
        parts = list(group)
        if item and condition.any and len(parts) > 1:
            found = protocol.items[item]
            answers = " or ".join(answer_words(found, part.value) for part in parts)
            yield Line(f"{named(found)}: {answers}", depth)
            continue
        for part in parts:
            yield from _lines(part, protocol, depth)


def _one_answer(condition: Condition) -> str:
    return condition.item if condition.op == "=" else ""


def _test(condition: Condition, protocol: Protocol) -> str:
    if condition.named:
        return f"The condition “{condition_name(condition.named)}” holds"
    if condition.fact:
        return _fact_test(condition)
    item = protocol.items[condition.item]
    return f"{named(item)}: {_item_test(condition, item)}"


def _fact_test(condition: Condition) -> str:
    what, unit = _FACTS[condition.fact]
    if condition.op == "exists":
        return f"{what} is {'known' if condition.value else 'not known'}"
    words = _ORDER.get(str(condition.op), "exactly" if condition.op == "=" else "not")
    return f"{what} is {words} {_number(condition.value)} {unit}"


def _item_test(condition: Condition, item: Item) -> str:
    match condition.op:
        case "exists":
            return "has an answer" if condition.value else "has no answer"
        case "=":
            return answer_words(item, condition.value)
        case "!=":
            return f"not {answer_words(item, condition.value)} (also when there is no answer)"
        case "within":
            span = hours_words(float(str(condition.value)))
            return f"not surely longer ago than {span} (also when the time is not known)"
        case "longer_ago":
            span = hours_words(float(str(condition.value)))
            return f"may be longer ago than {span} (not when the time is not known)"
    return f"{_ORDER[str(condition.op)]} {_number(condition.value)}{_unit(item)}"


def named(item: Item) -> str:
    """An item as other rows speak of it: its id and its short form."""
    return f"{item.id} {item.label}"


def condition_name(name: str) -> str:
    """The name of a condition, read aloud."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def answer_words(item: Item, value: object) -> str:
    """An answer as its item words it: the option's label, the state, the number or the date."""
    if isinstance(value, int | float):
        return f"{_number(value)}{_unit(item)}"
    for option in item.options:
        if option.code == value:
            return f"“{option.label}”"
    return STATES.get(str(value), str(value))


def hours_words(hours: float) -> str:
    """A span as a clinician says it: hours up to a week, then weeks, years or days."""
    if hours <= HOUR_WORDS_TO:
        return _counted(hours, "hour")
    for unit, size in (("year", _YEAR), ("week", _WEEK), ("day", _DAY)):
        if hours % size == 0:
            return _counted(hours / size, unit)
    return _counted(hours, "hour")


def moment_words(text: str) -> str:
    """A moment of a case as it reads best: ``2026-03-10 12:00``, its zone when it has one."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.utcoffset():
        return text.replace("T", " ")
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _counted(number: float, unit: str) -> str:
    return f"{_number(number)} {unit}{'' if number == 1 else 's'}"


def _number(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _unit(item: Item) -> str:
    return f" {item.unit}" if item.unit else ""
