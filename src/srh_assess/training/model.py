"""A scenario: who she is, what she says and does, what is expected and why.

A scenario is data that anybody may have written. Nothing in it is run, looked up or opened: its
conditions are a closed list, its texts are shown as they are.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

FORMAT = 1
"""The newest format that this program reads."""

Weight = Literal["essential", "important", "optional", "unsafe"]
Ending = Literal["not_now", "partial", "go"]
Level = Literal["core", "more"]
Takes = Literal["beside", "page", "away"]
Reviewed = Literal["reviewed", "not yet"]
Domain = Literal[
    "moment", "privacy", "consent", "trauma", "wording", "content", "coercion", "plan",
    "handover", "stopping",
]  # fmt: skip
FIELDS = ("gate", "item", "asked", "need", "due", "clock", "decision", "choice", "event")
"""What a field can begin with. After the dot stands what of it."""
ANSWER = str | float | tuple[str, ...] | None


class Patient(Struct, frozen=True, kw_only=True):
    """The invented patient. What is left out follows from ``seed``."""

    family: str
    given: str
    age: int
    admitted_hours_ago: float
    pronouns: str = ""
    gender: str = ""
    preferred: str = ""
    language: str = "English"
    ward: str = "Willow Ward"
    room: str = ""
    named_nurse: str = ""
    legal_status: str = ""
    seed: int = 1


class Vignette(Struct, frozen=True, kw_only=True):
    """What is known before anybody speaks with her: the notes, and a letter that came along."""

    notes: str
    letter: str = ""


class Start(Struct, frozen=True, kw_only=True):
    """When it begins: ``day 3 14:10``, day 1 being the day she came, or ``2026-03-10 14:10``."""

    start: str


class Said(Struct, frozen=True, kw_only=True):
    """What an item gets from her, or from the notes: an answer, a state, or words alone. ``by``
    is who speaks where it is somebody else: a relative who answers for her."""

    item: str
    answer: ANSWER = None
    state: str = ""
    hours_ago: float | None = None
    days_ago: float | None = None
    words: str = ""
    by: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """Something that happens while the learner works. ``moves_to`` is the time it then is;
    ``changes`` is what she says from then on, ``by`` who it is that speaks.

    ``takes`` says what it takes: nothing (it stands beside the page), the page until it is dealt
    with, or the learner, who is called away from an open screen and comes back at ``moves_to``."""

    id: str
    at: str
    title: str = ""
    text: str
    moves_to: str = ""
    changes: tuple[Said, ...] = ()
    by: str = ""
    takes: Takes = "beside"


class Option(Struct, frozen=True, kw_only=True):
    """One thing that can be said or done."""

    code: str
    words: str


class Choice(Struct, frozen=True, kw_only=True):
    """A moment at which the learner says what to do."""

    id: str
    at: str
    question: str
    options: tuple[Option, ...]


class Expect(Struct, frozen=True, kw_only=True):
    """One line of the model answer: what of the record is looked at, what is best there, what
    is as good, what is unsafe, and why."""

    field: str
    best: str = ""
    accept: tuple[str, ...] = ()
    unsafe: tuple[str, ...] = ()
    weight: Weight = "important"
    domain: Domain = "content"
    why: str = ""
    source: str = ""


class When(Struct, frozen=True, kw_only=True, rename={"one_of": "is"}):
    """A condition, exactly one: the field is one of these, nothing was said there, or what was
    said there is older than so many hours."""

    field: str
    one_of: tuple[str, ...] = ()
    blank: bool = False
    older_than_hours: float | None = None


class Branch(Struct, frozen=True, kw_only=True):
    """What comes of it."""

    when: When
    then: str


class Debrief(Struct, frozen=True, kw_only=True):
    """What the talk afterwards begins with."""

    went_well: str = ""
    prompts: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()


class Scenario(Struct, frozen=True, kw_only=True, rename={"events": "event", "choices": "choice",
               "expects": "expect", "branches": "branch"}):  # fmt: skip
    """One scenario, checked: only ``scenarios.read`` makes it."""

    format: int
    id: str
    title: str
    author: str
    reviewed: date
    review_due: date
    patient: Patient
    vignette: Vignette
    clock: Start
    expects: tuple[Expect, ...]
    says: tuple[Said, ...] = ()
    events: tuple[Event, ...] = ()
    choices: tuple[Choice, ...] = ()
    branches: tuple[Branch, ...] = ()
    version: int = 1
    level: Level = "core"
    minutes: int = 20
    content_notice: str = ""
    aims: tuple[str, ...] = ()
    expert_by_experience: Reviewed = "not yet"
    ending: Ending = "go"
    debrief: Debrief = Debrief()

    @property
    def name(self) -> str:
        """The name she goes by."""
        return self.patient.preferred or self.patient.given

    @property
    def happenings(self) -> tuple[Event | Choice, ...]:
        """Events and choices, in the order of the file, events first."""
        return (*self.events, *self.choices)

    def said(self, item: str) -> Said | None:
        """What an item gets, before anything has changed."""
        return next((one for one in self.says if one.item == item), None)

    def event(self, id: str) -> Event:
        """The event of this id."""
        return next(one for one in self.events if one.id == id)

    def choice(self, id: str) -> Choice:
        """The choice of this id."""
        return next(one for one in self.choices if one.id == id)
