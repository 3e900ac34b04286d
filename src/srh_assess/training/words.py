"""What a field of a scenario, and a code in it, are called by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from srh_assess.protocol.model import Protocol
from srh_assess.training.model import Scenario
from srh_assess.training.standing import STOPPING

_GATE = {
    "gate.outcome": "Is now a good time?",
    "gate.look_again": "When it is looked at again",
    "gate.reason": "Why it was put off",
    "gate.overridden": "Another outcome than the one proposed",
    STOPPING: "How it stopped",
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "gate.outcome": {"go": "Go ahead", "partial": "The short version", "defer": "Not now",
                     "none": "Not decided"},
    "gate.look_again": {"within_24_hours": "Within 24 hours", "none": "No time set"},
    "gate.overridden": {"yes": "Yes", "no": "No"},
    "asked": {"asked": "Asked", "not_asked": "Not asked"},
    "need": {"confirmed": "Confirmed", "set_aside": "Set aside", "raised": "Raised, not decided",
             "none": "Not raised"},
    "due": {"today": "Today", "this_week": "This week", "later": "Later", "none": "No time set"},
    "clock": {"rung": "Rung", "ringing": "Somebody is ringing", "said_no": "She said no",
              "carry_on": "Carried on", "none": "Nothing written down"},
    "decision": {"not_yet": "Not decided yet", "able": "Able to decide", "lacks": "Not able now",
                 "yes": "Yes", "no": "No", "wants_time": "Wants time", "in_part": "Yes to a part",
                 "best_interests": "Decided for her, or tried"},
    "event": {"paused": "Paused, with the reason", "hidden": "The screen covered",
              "went_on": "Went on, the screen open", "none": "Nothing done",
              "dealt_with": "Dealt with"},
    STOPPING: {"well": "Whole: signed, or paused with its reason", "none": "Left open"},
}  # fmt: skip
_STATES = {
    "declined": "Would rather not say", "unsure": "Not sure", "ask_later": "Ask later",
    "not_known": "Not known", "not_asked": "Not asked", "not_applicable": "Does not apply",
    "none": "Nothing written down", "said": "Written down in words",
}  # fmt: skip


_PLACES = {
    "start": "At the beginning",
    "after:gate": "After the timing",
    "after:cannot_wait": "After what cannot wait",
    "after:needs": "After the needs",
    "after:signed": "After the signature",
}
NOT_CHOSEN = "Nothing chosen"
AFTER_CHOICE = "After a choice of whoever asks"


def place(at: str, scenario: Scenario, protocol: Protocol, *, choices: bool = True) -> str:
    """When something happens: *After “She drifts”*, *After the questions about periods*. Without
    ``choices`` nothing is told of what the learner is asked."""
    name = at.removeprefix("after:")
    titles = {event.id: event.title or event.text[:60] for event in scenario.events}
    if at in _PLACES:
        return _PLACES[at]
    if name in titles:
        return f"After “{titles[name]}”"
    if name in {choice.id for choice in scenario.choices}:
        return f"After the choice: {scenario.choice(name).question}" if choices else AFTER_CHOICE
    if name in protocol.items:
        return f"After the answer: {protocol.items[name].label}"
    short = next(section.short for section in protocol.sections if section.id == name)
    return f"After the questions about {short if short.isupper() else short.lower()}"


def field(name: str, scenario: Scenario, protocol: Protocol) -> str:
    """A field by its name: *Pregnancy test today*, *Call: HIV medicine*."""
    kind, _, of = name.partition(".")
    if kind == "event":
        return f"Called away: {scenario.event(of).title or scenario.event(of).text[:60]}"
    return scenario.choice(of).question if kind == "choice" else of_record(name, protocol)


def of_record(name: str, protocol: Protocol) -> str:
    """A field that is no choice and no event of a scenario."""
    if name in _GATE:
        return _GATE[name]
    kind, _, of = name.partition(".")
    if kind == "asked":
        return f"Whether it was asked: {protocol.items[of].label}"
    if kind == "item":
        return protocol.items[of].label
    if kind == "clock":
        return f"Call: {protocol.clocks[of].name}"
    if kind == "decision":
        return f"Her decision: {protocol.decisions[of].name}"
    need = protocol.needs[of].name
    return f"Need: {need}" if kind == "need" else f"When it is due: {need}"


def codes(name: str, found: Iterable[str], scenario: Scenario, protocol: Protocol) -> str:
    """Codes of a field in words, in the order of the field's own list."""
    known = _table(name, scenario, protocol)
    ordered = sorted(
        found, key=lambda code: (list(known).index(code) if code in known else 99, code)
    )
    return ", ".join(known.get(code, code.replace("_", " ")) for code in ordered)


def _table(name: str, scenario: Scenario, protocol: Protocol) -> Mapping[str, str]:
    kind, _, of = name.partition(".")
    if kind == "choice":
        said = {option.code: option.words for option in scenario.choice(of).options}
        return {**said, "none": NOT_CHOSEN}
    return table(name, protocol)


def table(name: str, protocol: Protocol) -> Mapping[str, str]:
    """What a field that is no choice can come to, by code."""
    kind, _, of = name.partition(".")
    if kind == "item":
        return {**{option.code: option.label for option in protocol.items[of].options}, **_STATES}
    if name == "gate.reason":
        return {**{reason.code: reason.label for reason in protocol.gate.reasons},
                "none": "No reason"}  # fmt: skip
    return _CODES.get(name) or _CODES[kind]
