"""What a scenario is made of, as its author sees it: the parts, their fields, their words.

Everything that can be chosen is chosen from a list of names; nobody types a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import Item, Protocol
from srh_assess.training import words
from srh_assess.training.content import content
from srh_assess.ui.training.forms import Field, Kind, Table

NO_ANSWER = "none"
_STATES = {
    State.DECLINED: "Prefers not to say", State.UNSURE: "Unsure", State.ASK_LATER: "Ask later",
    State.NOT_KNOWN: "Not known",
}  # fmt: skip
TAKES = {"beside": "Nothing: it stands beside the page",
         "page": "The page, until it is dealt with",
         "away": "The learner: called away from an open screen"}  # fmt: skip
_GATE = ("gate.outcome", "gate.look_again", "gate.reason", "gate.overridden")


class Part(Struct, frozen=True, kw_only=True):
    """One part of a scenario. ``key`` names its list in the file; a part without one is a single
    form over ``tables`` (several tables of the file, each field prefixed with its table)."""

    id: str
    words: str
    hint: str
    key: str = ""
    one: str = ""


PARTS = (
    Part(id="about", words="About it", hint="Title, length, what it touches, what is practised"),
    Part(id="who", words="Who it is about", hint="An invented person, the notes, when it begins"),
    Part(id="says", words="What is said and seen", hint="What each question gets",
         key="says", one="an answer"),
    Part(id="event", words="What happens", hint="An alarm, a visitor, a change, time going on",
         key="event", one="something that happens"),
    Part(id="choice", words="Moments of choice", hint="What somebody could say or do",
         key="choice", one="a choice"),
    Part(id="expect", words="The model answer", hint="What is best, what is unsafe, and why",
         key="expect", one="a line of the model answer"),
    Part(id="branch", words="What comes of it", hint="What follows from one answer",
         key="branch", one="what comes of something"),
    Part(id="debrief", words="The talk afterwards", hint="What went well, prompts, key points"),
)  # fmt: skip
CHANGES = Part(
    id="changes", words="From then on", key="changes", one="what changes",
    hint="How the person is and what is said from then on: more settled, can follow a talk or no "
    "longer, somebody else in the room, another answer. It takes the place of what was said before",
)  # fmt: skip
"""What changes from one event on: a list inside that event."""


class Words:
    """The names of everything an author can choose, for one scenario."""

    def __init__(self, protocol: Protocol, draft: Table) -> None:
        self._protocol, self._draft = protocol, draft

    # ---- places and fields

    def places(self, but: str = "") -> dict[str, str]:
        """When something can happen, in the order in which a talk goes."""
        found = {"start": "At the start", "after:gate": "After the timing"}
        if any(section.id == "cannot_wait" for section in self._protocol.sections):
            found["after:cannot_wait"] = "After what cannot wait"
        for section in self._protocol.sections:
            found.setdefault(f"after:{section.id}", f"After the questions about {section.short}")
        found |= {"after:needs": "After the needs", "after:signed": "After the signature"}
        for said in self._draft.get("says", ()):
            if item := self._protocol.items.get(said.get("item", "")):
                found[f"after:{item.id}"] = f"After the answer: {item.label}"
        for kind, after in (("event", "After"), ("choice", "After the choice")):
            for one in self._draft.get(kind, ()):
                if one.get("id") and one["id"] != but:
                    found[f"after:{one['id']}"] = f"{after}: {_named(one)}"
        return found

    def items(self) -> dict[str, str]:
        """Every question, by its label and its place."""
        return {id: f"{item.label} ({id})" for id, item in self._protocol.items.items()}

    def fields(self) -> dict[str, str]:
        """Everything a model answer or a branch can look at, by the words of the debrief."""
        protocol = self._protocol
        choices = (one for one in self._draft.get("choice", ()) if one.get("id"))
        found = {f"choice.{one['id']}": f"Choice: {_named(one)}" for one in choices}
        away = (one for one in self._draft.get("event", ()) if one.get("takes") == "away")
        found |= {f"event.{one['id']}": f"Called away: {_named(one)}" for one in away}
        names = [*_GATE, *(f"item.{id}" for id in protocol.items)]
        names += [f"asked.{id}" for id in protocol.items]
        names += [f"{kind}.{id}" for id in protocol.needs for kind in ("need", "due")]
        names += [f"clock.{id}" for id in protocol.clocks]
        names += [f"decision.{id}" for id in protocol.decisions]
        for name in names:
            kind, _, id = name.partition(".")
            code = f" ({id})" if kind in ("item", "asked", "need", "due") else ""
            found[name] = f"{words.of_record(name, protocol)}{code}"
        return found

    def codes(self, field: str) -> dict[str, str]:
        """What a field can come to, in words."""
        kind, _, name = field.partition(".")
        if kind == "choice":
            return self._options(name) | {NO_ANSWER: words.NOT_CHOSEN}
        if kind == "item" and name not in self._protocol.items:
            return {}
        return dict(words.table(field, self._protocol)) if field else {}

    def _options(self, choice: str) -> dict[str, str]:
        for one in self._draft.get("choice", ()):
            if one.get("id") == choice:
                return {o["code"]: o["words"] for o in one.get("options", ())}
        return {}

    def item(self, id: str) -> Item | None:
        """The question of this id."""
        return self._protocol.items.get(id)


def _named(one: Mapping[str, Any]) -> str:
    words = str(one.get("title") or one.get("question") or one.get("text") or one.get("id"))
    return words if len(words) <= 60 else words[:58] + "…"


def answers(item: Item) -> dict[str, str]:
    """The answers of a question by their words."""
    return {option.code: option.label for option in item.options}


def states(item: Item) -> dict[str, str]:
    """The states it may be given."""
    return {state.value: words for state, words in _STATES.items()
            if state.value in (item.states or ())}  # fmt: skip


# ---- the fields of each part

Fields = Callable[[Words, Table], tuple[Field, ...]]


def about(_: Words, __: Table) -> tuple[Field, ...]:
    """What stands on its cover."""
    return (
        Field(key="title", label="Title"),
        Field(key="author", label="Author"),
        Field(key="content_notice", label="What it touches", kind="text",
              hint="Said before anything else, without detail"),
        Field(key="aims", label="What is practised", kind="lines", hint="One a line"),
        Field(key="version", label="Version", kind="number", most=9999,
              hint="One more whenever it is handed on changed"),
        Field(key="minutes", label="About how many minutes", kind="number", most=240),
        Field(key="level", label="Level", kind="one", names={"core": "Core", "more": "Further"}),
        Field(key="ending", label="The best ending", kind="one", names={
            "not_now": "Not now", "partial": "Only what cannot wait", "go": "The talk"}),
        Field(key="expert_by_experience", label="Read by people who have been in-patients",
              kind="one", names={"reviewed": "Yes", "not yet": "Not yet"}),
        Field(key="reviewed", label="Last looked at", kind="past"),
        Field(key="review_due", label="To be looked at again by", kind="future"),
    )  # fmt: skip


def who(_: Words, __: Table) -> tuple[Field, ...]:
    """Who it is about, and what is known before anybody speaks."""
    colours = {one: one for one in content().colours}
    return (
        Field(key="patient.given", label="Given name"),
        Field(key="patient.family", label="Family name", kind="one", names=colours,
              hint="A colour, so that nobody takes it for a patient’s"),
        Field(key="patient.preferred", label="Preferred name"),
        Field(key="patient.pronouns", label="Pronouns", hint="For example: she, her"),
        Field(key="patient.gender", label="Gender", hint="As the person says it"),
        Field(key="patient.age", label="Age", kind="number", most=100),
        Field(key="patient.language", label="Language"),
        Field(key="patient.admitted_hours_ago", label="Came so many hours before it begins",
              kind="number", whole=False, most=8760),
        Field(key="patient.legal_status", label="Legal status", hint="For example: Section 3"),
        Field(key="patient.ward", label="Ward"),
        Field(key="patient.room", label="Room"),
        Field(key="patient.named_nurse", label="Named nurse"),
        Field(key="patient.seed", label="Number the birthday and NHS number come from",
              kind="number", most=999999, hint="Any; the same number makes the same person"),
        Field(key="vignette.notes", label="The notes", kind="text",
              hint="What is known before anybody speaks"),
        Field(key="vignette.letter", label="A letter that came along", kind="text"),
        Field(key="clock.start", label="It begins",
              hint="Day and time, for example day 1 21:40. Day 1 is the day of admission"),
    )  # fmt: skip


def says(lists: Words, table: Table) -> tuple[Field, ...]:
    """What one question gets."""
    found = [Field(key="item", label="The question", kind="pick", names=lists.items(),
                   hint="Type a part of it, for example: settled, follow, room")]  # fmt: skip
    item = lists.item(str(table.get("item", "")))
    if item is None:
        return tuple(found)
    if item.options:
        kind: Kind = "many" if item.kind == "many" else "one"
        found.append(Field(key="answer", label="The answer", kind=kind, names=answers(item)))
    elif item.kind in ("number", "scale"):
        found.append(Field(key="answer", label="The number", kind="number", whole=False))
    elif item.kind == "text":
        found.append(Field(key="answer", label="What is written down", kind="text"))
    if states(item):
        found.append(Field(key="state", label="Or instead of an answer", kind="one",
                           names=states(item)))  # fmt: skip
    if item.kind == "date" or item.event or not {"hours_ago", "days_ago"}.isdisjoint(table):
        found.append(Field(key="hours_ago", label="So many hours ago", kind="number",
                           whole=False, most=9999))  # fmt: skip
        found.append(Field(key="days_ago", label="Or so many days ago", kind="number",
                           whole=False, most=9999))  # fmt: skip
    found.append(Field(key="words", label="In words", kind="text",
                       hint="What is said in quotation marks, or what is seen"))  # fmt: skip
    found.append(Field(key="by", label="Who answers", hint="Only where somebody else does"))
    return tuple(found)


def event(lists: Words, table: Table) -> tuple[Field, ...]:
    """Something that happens."""
    return (
        Field(key="at", label="When", kind="one", names=lists.places(str(table.get("id", "")))),
        Field(key="title", label="In a few words", hint="For example: an alarm in the corridor"),
        Field(key="text", label="What happens", kind="text"),
        Field(key="moves_to", label="The time it then is",
              hint="Only where time goes on, for example day 1 13:30"),
        Field(key="by", label="Who speaks", hint="Only where somebody else does"),
        Field(key="takes", label="What it takes", kind="one", names=TAKES,
              hint="Left empty, nothing"),
    )  # fmt: skip


def choice(lists: Words, table: Table) -> tuple[Field, ...]:
    """A moment of choice."""
    return (
        Field(key="at", label="When", kind="one", names=lists.places(str(table.get("id", "")))),
        Field(key="question", label="What is asked", hint="For example: what do you say?"),
        Field(key="options", label="What can be done", kind="lines",
              hint="One a line, two at least. Which is best is said in the model answer"),
    )  # fmt: skip


def expect(lists: Words, table: Table) -> tuple[Field, ...]:
    """One line of the model answer."""
    field = str(table.get("field", ""))
    found = [Field(key="field", label="What is looked at", kind="pick", names=lists.fields(),
                   hint="Type a part of it: gate, a question, a need, a choice")]  # fmt: skip
    codes = lists.codes(field)
    if not field:
        return tuple(found)
    if codes:
        found += [
            Field(key="best", label="Best", kind="one", names=codes),
            Field(key="accept", label="As good", kind="many", names=codes),
            Field(key="unsafe", label="Not safe", kind="many", names=codes),
        ]
    else:
        found.append(Field(key="best", label="Best"))
    shown = {code: said for code, said in content().weights.items() if code != "unsafe"}
    return (
        *found,
        Field(key="weight", label="How much it matters", kind="one", names=shown),
        Field(key="domain", label="What it belongs to", kind="one", names=content().domains),
        Field(key="why", label="Why", kind="text", hint="One or two sentences for the debrief"),
        Field(key="source", label="Where it stands", hint="The step of the protocol, or a source"),
    )


def branch(lists: Words, table: Table) -> tuple[Field, ...]:
    """What comes of one answer."""
    field = str(table.get("when.field", ""))
    found = [Field(key="when.field", label="Where", kind="pick", names=lists.fields(),
                   hint="Type a part of it")]  # fmt: skip
    if field:
        found += [
            Field(key="when.is", label="When it comes to one of these", kind="many",
                  names=lists.codes(field)),
            Field(key="when.blank", label="Or when nothing was said there", kind="flag"),
            Field(key="when.older_than_hours", label="Or when it is older than so many hours",
                  kind="number", whole=False),
        ]  # fmt: skip
    return (*found, Field(key="then", label="What follows", kind="text"))


def debrief(_: Words, __: Table) -> tuple[Field, ...]:
    """What the talk afterwards begins with."""
    return (
        Field(key="debrief.went_well", label="What went well", kind="text",
              hint="The first sentence of the debrief"),
        Field(key="debrief.prompts", label="Prompts", kind="lines", hint="One a line"),
        Field(key="debrief.key_points", label="What to take home", kind="lines",
              hint="One a line"),
    )  # fmt: skip


FIELDS: Mapping[str, Fields] = {
    "about": about, "who": who, "says": says, "changes": says, "event": event, "choice": choice,
    "expect": expect, "branch": branch, "debrief": debrief,
}  # fmt: skip


def told(lists: Words, part: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    """How one entry stands in its list: a title and a line below it."""
    if part in ("says", "changes"):
        item = lists.item(str(entry.get("item", "")))
        label = item.label if item is not None else str(entry.get("item", "New"))
        return label, str(entry.get("words") or _answer(lists, entry))
    if part in ("expect", "branch"):
        where = str(entry.get("field") or entry.get("when", {}).get("field", ""))
        title = lists.fields().get(where, where or "New")
        best = lists.codes(where).get(str(entry.get("best", "")), str(entry.get("best", "")))
        return title, str(entry.get("then") or (f"Best: {best}" if best else entry.get("why", "")))
    at = lists.places().get(str(entry.get("at", "")), str(entry.get("at", "")))
    count = len(entry.get("changes", ()))
    more = (
        f"{count} answers change from then on" if count > 1 else "One answer changes from then on"
    )
    return _named(entry), f"{at}\n{more}" if count else at


def of_event(entry: Mapping[str, Any]) -> str:
    """What leads from an event to what changes then."""
    return f"What changes from then on ({len(entry.get('changes', ()))})"


def _answer(lists: Words, entry: Mapping[str, Any]) -> str:
    item = lists.item(str(entry.get("item", "")))
    known = answers(item) | states(item) if item is not None else {}
    given = entry.get("state") or entry.get("answer") or ""
    many = given if isinstance(given, list) else [given]
    return ", ".join(known.get(str(one), str(one)) for one in many)
