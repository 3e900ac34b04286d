"""What is wrong with a scenario, in sentences for whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from srh_assess.assessment.answers import State
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Item, Protocol
from srh_assess.training import when, words
from srh_assess.training.content import content
from srh_assess.training.model import FIELDS, Choice, Expect, Said, Scenario

LONGEST_TEXT = 4_000
LONGEST_NAME = 120
MOST_OF_A_KIND = 200
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LETTER = re.compile(r"[^\W\d_]")
GATE = {
    "gate.outcome": ("go", "partial", "defer", "none"),
    "gate.look_again": ("within_24_hours", "none"),
    "gate.reason": (),
    "gate.overridden": ("yes", "no"),
}
CODES = {
    "asked": ("asked", "not_asked"),
    "need": ("confirmed", "set_aside", "raised", "none"),
    "due": ("today", "this_week", "later", "none"),
    "clock": ("rung", "ringing", "said_no", "carry_on", "none"),
    "event": ("paused", "hidden", "went_on", "none"),
    "decision": (
        "not_yet", "able", "lacks", "yes", "no", "wants_time", "in_part", "best_interests",
    ),
}  # fmt: skip
STATES = tuple(state.value for state in State)


def problems(scenario: Scenario, protocol: Protocol) -> tuple[BadInput, ...]:
    """Everything that is wrong with it, in the order of the file."""
    looks = (_names, _texts, _dates, _patient, _ids, _says, _happenings, _expects, _branches)
    return tuple(fault for look in looks for fault in look(scenario, protocol))


def _names(scenario: Scenario, _: Protocol) -> Iterator[BadInput]:
    patient = scenario.patient
    if not _ID.fullmatch(scenario.id) or len(scenario.id) > LONGEST_NAME:
        yield BadInput("scenario-id", given=_short(scenario.id))
    named = {
        "title": scenario.title, "author": scenario.author, "family name": patient.family,
        "given name": patient.given, "preferred name": patient.preferred,
        "ward": patient.ward, "room": patient.room, "named nurse": patient.named_nurse,
        "language": patient.language, "gender": patient.gender, "pronouns": patient.pronouns,
        "legal status": patient.legal_status,
    }  # fmt: skip
    speak = {one.by for one in _told(scenario)} | {one.by for one in scenario.events}
    for what, text in (*named.items(), *(("speaker", one) for one in sorted(speak - {""}))):
        if len(text) > LONGEST_NAME or "\n" in text:
            yield BadInput("scenario-name-long", what=what, most=str(LONGEST_NAME))
        if text.startswith(_FORMULA):
            yield BadInput("scenario-formula", what=what)
    for what in ("title", "author", "given name"):
        if not _LETTER.search(named[what]):
            yield BadInput("scenario-missing", what=what)


def _told(scenario: Scenario) -> tuple[Said, ...]:
    """All that is said, at first and after something has changed."""
    return (*scenario.says, *(said for event in scenario.events for said in event.changes))


def _texts(scenario: Scenario, _: Protocol) -> Iterator[BadInput]:
    for where, text in texts(msgspec.to_builtins(scenario)):
        if len(text) > LONGEST_TEXT:
            yield BadInput("scenario-text-long", where=where, most=f"{LONGEST_TEXT:,}")
        if _CONTROL.search(text):
            yield BadInput("scenario-signs", where=where)
        if _MARKUP.search(text):
            yield BadInput("scenario-markup", where=where)


def texts(raw: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text in it, with the words for where it stands."""
    if isinstance(raw, str):
        yield where, raw
    elif isinstance(raw, dict):
        for name, value in raw.items():
            yield from texts(value, f"{where}, {name}" if where else name)
    elif isinstance(raw, list | tuple):
        for place, value in enumerate(raw, 1):
            yield from texts(value, f"{where} {place}")


def _dates(scenario: Scenario, _: Protocol) -> Iterator[BadInput]:
    if scenario.review_due <= scenario.reviewed:
        yield BadInput("scenario-review-order")
    for text in (scenario.clock.start, *(one.moves_to for one in scenario.events if one.moves_to)):
        try:
            when.read(text)
        except BadInput as fault:
            yield fault


def _patient(scenario: Scenario, _: Protocol) -> Iterator[BadInput]:
    patient = scenario.patient
    if patient.family not in content().colours:
        yield BadInput("scenario-not-invented", name=_short(patient.family))
    if not 12 <= patient.age <= 100:
        yield BadInput("scenario-age")
    if not 0 < patient.admitted_hours_ago <= 24 * 365:
        yield BadInput("scenario-admitted")
    if not 1 <= scenario.minutes <= 240:
        yield BadInput("scenario-minutes")
    if not scenario.vignette.notes.strip():
        yield BadInput("scenario-missing", what="text of the notes")


def _ids(scenario: Scenario, _: Protocol) -> Iterator[BadInput]:
    seen: set[str] = set()
    for one in scenario.happenings:
        if not _ID.fullmatch(one.id):
            yield BadInput("scenario-id", given=_short(one.id))
        if one.id in seen:
            yield BadInput("scenario-id-twice", id=_short(one.id))
        seen.add(one.id)
    for many in (_told(scenario), scenario.events, scenario.choices, scenario.expects,
                 scenario.branches):  # fmt: skip
        if len(many) > MOST_OF_A_KIND:
            yield BadInput("scenario-many", most=str(MOST_OF_A_KIND))


def _says(scenario: Scenario, protocol: Protocol) -> Iterator[BadInput]:
    for one in _told(scenario):
        item = protocol.items.get(one.item)
        if item is None:
            yield BadInput("scenario-item-unknown", id=_short(one.item))
        else:
            yield from _answer(one, item)
    for said in (scenario.says, *(event.changes for event in scenario.events)):
        told = [one.item for one in said]
        for twice in sorted({one for one in told if told.count(one) > 1}):
            yield BadInput("scenario-said-twice", id=_short(twice))


def _answer(one: Said, item: Item) -> Iterator[BadInput]:
    if one.state and (one.state not in (item.states or ()) or one.answer is not None):
        yield BadInput("scenario-answer", id=item.id, given=_short(one.state))
    given = one.answer if isinstance(one.answer, tuple) else (one.answer,)
    known = {option.code for option in item.options}
    for code in given:
        if isinstance(code, str):
            fits = code in known or item.kind == "text" or bool(item.table)
        else:
            fits = code is None or item.kind in ("number", "scale")
        if not fits:
            yield BadInput("scenario-answer", id=item.id, given=_short(str(code)))
    if one.answer is None and not (one.state or one.words or _ago(one)):
        yield BadInput("scenario-said-nothing", id=item.id)
    if any(ago is not None and ago < 0 for ago in (one.hours_ago, one.days_ago)):
        yield BadInput("scenario-ago", id=item.id)


def _ago(one: Said) -> bool:
    return one.hours_ago is not None or one.days_ago is not None


def _happenings(scenario: Scenario, protocol: Protocol) -> Iterator[BadInput]:
    after = {one.id: one.at for one in scenario.happenings}
    places = {"gate", "needs", "signed", *after, *(section.id for section in protocol.sections)}
    places.update(protocol.items)
    for one in scenario.happenings:
        begin, _, place = one.at.partition(":")
        if one.at != "start" and (begin != "after" or place not in places):
            yield BadInput("scenario-at", id=_short(one.id), at=_short(one.at))
        elif _turns(one.id, after):
            yield BadInput("scenario-at-turns", id=_short(one.id))
    for number, choice in enumerate(scenario.choices, 1):
        yield from _choice(choice, number, scenario)


def _turns(id: str, after: dict[str, str]) -> bool:
    """Whether it waits for itself."""
    seen = {id}
    while (id := after.get(id, "start").removeprefix("after:")) in after:
        if id in seen:
            return True
        seen.add(id)
    return False


def _choice(choice: Choice, place: int, scenario: Scenario) -> Iterator[BadInput]:
    codes = [option.code for option in choice.options]
    if len(codes) < 2 or len(set(codes)) < len(codes):
        yield BadInput("scenario-options", id=_short(choice.id))
    if not any(e.field == f"choice.{choice.id}" and e.best for e in scenario.expects):
        yield BadInput("scenario-no-right", what=f"Choice {place} ({_short(choice.question)})")


def _expects(scenario: Scenario, protocol: Protocol) -> Iterator[BadInput]:
    if not scenario.expects:
        yield BadInput("scenario-nothing-expected")
    fields = [one.field for one in scenario.expects]
    for twice in sorted({one for one in fields if fields.count(one) > 1}):
        yield BadInput("scenario-expected-twice", field=_short(_called(twice, scenario, protocol)))
    for place, one in enumerate(scenario.expects, 1):
        what = f"Step {place} ({_short(_called(one.field, scenario, protocol))})"
        if not one.best and not one.unsafe:
            yield BadInput("scenario-no-right", what=what)
        if not one.why.strip():
            yield BadInput("scenario-no-why", what=what)
        if {one.best, *one.accept} & set(one.unsafe):
            yield BadInput("scenario-right-unsafe", what=what)
        yield from _field(one, what, scenario, protocol)


def _called(field: str, scenario: Scenario, protocol: Protocol) -> str:
    """A field by the words of the forms; as it is written where there is no such field."""
    if codes_of(field, scenario, protocol) is None:
        return field
    return words.field(field, scenario, protocol)


def _field(
    one: Expect, what: str, scenario: Scenario, protocol: Protocol
) -> Iterator[BadInput]:  # fmt: skip
    codes = codes_of(one.field, scenario, protocol)
    if codes is None:
        yield BadInput("scenario-field", what=what)
        return
    for code in (one.best, *one.accept, *one.unsafe):
        if code and codes and code not in codes:
            yield BadInput("scenario-code", what=what, given=_short(code))


def codes_of(field: str, scenario: Scenario, protocol: Protocol) -> tuple[str, ...] | None:
    """Every code that a field can come to; empty where any can; none where there is no such
    field."""
    kind, _, name = field.partition(".")
    known: dict[str, Iterable[str]] = {
        "item": protocol.items, "asked": protocol.items, "need": protocol.needs,
        "due": protocol.needs, "clock": protocol.clocks, "decision": protocol.decisions,
        "choice": {choice.id for choice in scenario.choices},
        "event": {event.id for event in scenario.events if event.takes == "away"},
    }  # fmt: skip
    if field == "gate.reason":
        return (*(reason.code for reason in protocol.gate.reasons), "none")
    if field in GATE:
        return GATE[field]
    if kind not in FIELDS or name not in known.get(kind, ()):
        return None
    if kind == "choice":
        return (*(option.code for option in scenario.choice(name).options), "none")
    if kind != "item":
        return CODES[kind]
    options = protocol.items[name].options
    return (*(o.code for o in options), *STATES, "none", "said") if options else ()


def _branches(scenario: Scenario, protocol: Protocol) -> Iterator[BadInput]:
    for place, branch in enumerate(scenario.branches, 1):
        asked = branch.when
        conditions = bool(asked.one_of) + asked.blank + (asked.older_than_hours is not None)
        codes = codes_of(asked.field, scenario, protocol)
        if codes is None:
            yield BadInput("scenario-branch-nowhere", place=str(place), field=_short(asked.field))
        elif conditions != 1:
            yield BadInput("scenario-branch-when", place=str(place))
        elif codes and not set(asked.one_of) <= set(codes):
            yield BadInput("scenario-branch-nowhere", place=str(place), field=_short(asked.field))
        if not branch.then.strip():
            yield BadInput("scenario-branch-empty", place=str(place))


def _short(text: str) -> str:
    return _CONTROL.sub("", text)[:60]
