"""Entries of the journal in words: one line each, and everything an entry said. No widgets.

Every kind of entry can be read here, also one that was added after this was written: what has no
words of its own is shown field by field. Ids and marks of the program are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct

from srh_assess.assessment.answers import Answer, Source, State, When
from srh_assess.assessment.facts import Answered, Found, GateDecided, Moved, Undone
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.looking import (
    AdviceKept,
    Exported,
    GlassBroken,
    NameSaid,
    RecordOpened,
)
from srh_assess.letters import wording
from srh_assess.letters.template import Field
from srh_assess.protocol.model import Item, Protocol
from srh_assess.protocol.spoken import inside, turned
from srh_assess.workflow import log

OUTCOMES = {"go": "The whole talk", "partial": "The short version", "defer": "Not now"}
SOURCES = {
    Source.ASKED: "The person was asked",
    Source.NOTES: "From notes",
    Source.PAPER: "From paper",
    Source.CARER: "From a carer",
    Source.HANDOVER: "From handover",
}
_PLAIN = Field(part="findings", form="plain")
_MARK = re.compile(r"[0-9a-f]{32,}")
_HIDDEN = frozenset({"sitting", "entry", "because", "rules", "program", "page", "file"})
_LABELS = {
    "at": "When it was",
    "taken": "Written down",
    "born": "Date of birth",
    "nhs_number": "NHS number",
    "back_by": "Expected back",
    "to": "Place",
    "of": "About",
    "on": "Day",
    "was": "Until now",
    "by": "By whom",
}


_LOOKS = (RecordOpened, GlassBroken, NameSaid, Exported, AdviceKept)
"""What the log has a sentence for: she reads the same one as the reviewer."""
_TELLING = ("decision", "to", "legal_status", "recipient", "outcome")
"""Fields whose words say what an entry is about, the first that has any."""


def subject(entry_fact: Any, protocol: Protocol) -> str:
    """What an entry is about, in one line; empty where its title says it all."""
    fact = entry_fact
    if isinstance(fact, Answered):
        item = protocol.items.get(fact.item)
        if item is None:
            return fact.item
        said = value_words(item, _as_answer(fact))
        return f"{item.label}: {said}" if said else item.label
    if isinstance(fact, Undone):
        return _item(protocol, fact.item)
    if isinstance(fact, GateDecided):
        return OUTCOMES[fact.outcome]
    if isinstance(fact, Moved):
        return f"Room {fact.room}" if fact.room else fact.ward
    for field, named in (("item", _item), ("need", _need), ("clock", _clock)):
        code = getattr(fact, field, "")
        if isinstance(code, str) and code:
            return named(protocol, code)
    plain = (getattr(fact, field, "") for field in _TELLING)
    return next((_code(said, protocol) for said in plain if isinstance(said, str) and said), "")


def details(fact: Any, protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Everything an entry said: a label and its words, in the order it was written."""
    if isinstance(fact, _LOOKS):
        yield "What was done", log.words(fact)
        return
    yield from _fields(fact, fact, protocol)


def _fields(part: Struct, fact: Any, protocol: Protocol) -> Iterator[tuple[str, str]]:
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if field.name in _HIDDEN or value is None or value in ("", (), {}):
            continue
        if isinstance(value, Struct) and not isinstance(value, When | Answer | Answered):
            yield from _fields(value, fact, protocol)
            continue
        words = _value(field.name, value, fact, protocol)
        if words:
            yield _label(field.name, protocol), words


def _value(name: str, value: Any, fact: Any, protocol: Protocol) -> str:
    if isinstance(value, When):
        return wording.time(value) if value.known else ""
    if isinstance(value, Answer | Answered):
        return _answer(value, protocol)
    if isinstance(value, tuple):
        parts = (_value(name, one, fact, protocol) for one in value)
        return ", ".join(part for part in parts if part)
    if isinstance(value, Found):
        return _found(value, protocol)
    if isinstance(value, Struct):
        return "; ".join(
            f"{inside(label, protocol.said_of)} {words}"
            for label, words in _fields(value, fact, protocol)
        )
    if name == "value" and isinstance(fact, Answered) and fact.item in protocol.items:
        return value_words(protocol.items[fact.item], _as_answer(fact))
    return _plain(name, value, protocol)


def _found(found: Found, protocol: Protocol) -> str:
    """A need or a clock as the rules gave it: its name, how it stands, and until when."""
    name = protocol.needs[found.id].name if found.id in protocol.needs else ""
    times = (("due", found.due), ("act by", found.act_by), ("closes", found.closes))
    told = [f"{words} {clinical_moment(at)}" for words, at in times if at is not None]
    return ", ".join([name or _clock(protocol, found.id), found.state, *told])


def _plain(name: str, value: Any, protocol: Protocol) -> str:
    if isinstance(value, datetime):
        return clinical_moment(value)
    if isinstance(value, date):
        return clinical_date(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, State):
        return wording.STATES[value]
    if isinstance(value, Source):
        return SOURCES[value]
    if isinstance(value, int | float):
        return f"{value:g}"
    if not isinstance(value, str) or _MARK.fullmatch(value):
        return ""
    named = {"item": _item, "need": _need, "needs": _need, "clock": _clock}.get(name)
    return named(protocol, value) if named else _code(value, protocol)


def _answer(answer: Answer | Answered, protocol: Protocol) -> str:
    item = protocol.items.get(answer.item)
    as_answer = _as_answer(answer) if isinstance(answer, Answered) else answer
    return f"{item.label}: {value_words(item, as_answer)}" if item is not None else answer.item


def _as_answer(fact: Answered) -> Answer:
    return Answer(item=fact.item, taken=fact.taken, value=fact.value, state=fact.state)


def value_words(item: Item, answer: Answer) -> str:
    """What was answered, without when; a state stands for itself and never for a no."""
    if answer.state is not None:
        return wording.STATES[answer.state]
    return wording.value(_PLAIN, item, answer) or ""


def _item(protocol: Protocol, id: str) -> str:
    return protocol.items[id].label if id in protocol.items else id


def _need(protocol: Protocol, id: str) -> str:
    return protocol.needs[id].name if id in protocol.needs else id


def _clock(protocol: Protocol, id: str) -> str:
    return protocol.clocks[id].name if id in protocol.clocks else id


def _label(name: str, protocol: Protocol) -> str:
    return _LABELS.get(name) or _shown(name, protocol)


def _code(value: str, protocol: Protocol) -> str:
    """A word of the program as words; what a person wrote stays as it is."""
    coded = re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", value)
    return _shown(value, protocol) if coded else value


def _shown(code: str, protocol: Protocol) -> str:
    """A code in words, with her name where the protocol is shown with it; *herself* as *her*."""
    words, name = code.replace("_", " ").capitalize(), protocol.said_of
    return turned(words.replace("erself", "er"), name) if name else words
