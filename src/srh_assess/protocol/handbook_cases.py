"""The tables of cases as the handbook prints them: what is given, and what must follow.

The very rows that the tests run; nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from srh_assess.protocol.handbook_tree import Cell, Table
from srh_assess.protocol.model import Case, Item, Protocol
from srh_assess.protocol.plain import answer_words, condition_name, moment_words, named

NOW = "2026-03-10T12:00:00+00:00"
"""The moment of a case that names none."""

_GATES = {
    "go": "begin",
    "partial": "a short version",
    "defer": "put it off",
    "undecided": "not decided yet",
}
_RUNS = {
    "running": "running",
    "may_be_possible": "may still be possible: ring now",
    "closed": "closed",
    "ring_anyway": "past a soft limit: ring anyway",
}
_HEAD = ("Case", "Given", "Must follow")


def tables(protocol: Protocol, rule: str) -> tuple[Table, ...]:
    """The cases that pin one rule; nothing where there are none."""
    rows = tuple(_row(case, protocol) for case in protocol.cases if case.rule == rule)
    return (Table(title=f"Cases of {rule}", head=_HEAD, rows=rows),) if rows else ()


def _row(case: Case, protocol: Protocol) -> tuple[Cell, ...]:
    return (
        tuple(line for line in (case.why, case.id) if line),
        tuple(_given(case, protocol)),
        tuple(_follows(case, protocol)),
    )


# --- what is given ----------------------------------------------------------------------------


def _given(case: Case, protocol: Protocol) -> Iterator[str]:
    born = f"born {case.born}" if case.born else "birth date not known"
    yield f"At {moment_words(case.now or NOW)}, {born}"
    green = [id for id, raw in case.answers.items() if _green(id, raw, protocol)]
    alone = len(green) > 1
    if alone:
        every = len(green) == len(protocol.gate.domains)
        yield "Fine now in every domain of the gate" if every else f"Fine now: {', '.join(green)}"
    for id, raw in case.answers.items():
        if not (alone and id in green):
            item = protocol.items[id]
            yield f"{named(item)}: {_answer(item, raw)}"
    if not case.answers:
        yield "No answers"


def _green(id: str, raw: object, protocol: Protocol) -> bool:
    """Whether this is a plain *fine now* in a domain of the gate."""
    if id not in {domain.item for domain in protocol.gate.domains}:
        return False
    return any(o.code == raw and o.colour == "green" for o in protocol.items[id].options)


def _answer(item: Item, raw: object) -> str:
    if not isinstance(raw, dict):
        return _value(item, raw)
    fields: Mapping[str, Any] = raw
    parts = [_value(item, fields.get("state") or fields.get("value"))]
    if "at" in fields:
        parts.append(moment_words(fields["at"]))
    if "earliest" in fields:
        parts.append(f"not before {moment_words(fields['earliest'])}")
    if "latest" in fields:
        parts.append(f"not after {moment_words(fields['latest'])}")
    if "source" in fields:
        parts.append(f"from {fields['source']}")
    return ", ".join(part for part in parts if part)


def _value(item: Item, raw: object) -> str:
    if isinstance(raw, list):
        return ", ".join(answer_words(item, code) for code in raw)
    return "" if raw is None else answer_words(item, raw)


# --- what must follow -------------------------------------------------------------------------


def _follows(case: Case, protocol: Protocol) -> Iterator[str]:
    if case.gate:
        yield f"Gate: {_GATES[case.gate]}"
    yield from (f"{_rule(id, protocol)}" for id in case.raises)
    yield from (f"Not: {_rule(id, protocol)}" for id in case.raises_not)
    yield from _listed("Because of", case.because, protocol)
    if case.urgency:
        yield f"Urgency {case.urgency}"
    if case.reask is not None:
        yield "To be asked again" if case.reask else "Nothing to ask again"
    if case.act_by:
        yield f"Act by {moment_words(case.act_by)}"
    if case.closes:
        never = case.closes == "never"
        yield "Does not close by itself" if never else f"Closes {moment_words(case.closes)}"
    if case.state:
        yield f"State: {_RUNS[case.state]}"
    yield from _tabled(case)
    yield from _listed("Asked", case.asked, protocol)
    yield from _listed("Not asked", case.not_asked, protocol)
    if case.not_asked and case.rule in protocol.conditions:
        yield f"Reason: {condition_name(case.rule)}"


def _tabled(case: Case) -> Iterator[str]:
    """What the tables must say."""
    if case.rows:
        yield f"Told: {', '.join(case.rows)}"
    if case.rows_not:
        yield f"Not told: {', '.join(case.rows_not)}"
    if case.stands:
        yield f"Stands: {case.stands.replace('_', ' ')}"
    days = (
        ("May be due from", case.first),
        ("Due on", case.due),
        ("Late after", case.late),
        ("Counts up to", case.until),
    )
    yield from (f"{word} {day}" for word, day in days if day)


def _rule(id: str, protocol: Protocol) -> str:
    if id in protocol.needs:
        return f"{id} {protocol.needs[id].name}"
    return f"Clock: {protocol.clocks[id].name}"


def _listed(word: str, items: Iterable[str], protocol: Protocol) -> Iterator[str]:
    said = "; ".join(named(protocol.items[id]) for id in items)
    if said:
        yield f"{word}: {said}"
