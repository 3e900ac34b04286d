"""How it was looked at whether she can decide one thing at one time.

The parts stand in the order in which they are asked: the decision and what she needs to know,
the doubt, the help tried, what she can do, only then an illness, and last whether the one is
because of the other (law and ethics A3). Nothing here says anything about her as a whole.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.fact import Fact

Outcome = Literal[
    "presumed", "able", "not_completed", "lacks_now", "lacks", "other_cause", "not_competent"
]
"""As in law and ethics A5; *superseded* is not found but follows from what comes later."""

Doubt = Literal[
    "observed", "detention", "diagnosis", "age", "appearance", "disagreeing", "earlier_finding",
    "self_harm", "number_of_partners",
]  # fmt: skip
SupportKind = Literal[
    "time_of_day", "place", "trusted_person", "shorter_steps", "pictures", "interpreter",
    "medicine_timing", "teach_back", "second_visit", "advocate",
]  # fmt: skip


class Interpreting(Struct, frozen=True, kw_only=True):
    """Who interpreted. A relative, a partner or another patient never counts; without the
    professional she needs only an urgent entry stands, with its reason and a time to redo it."""

    by: Literal["not_needed", "professional", "other", "none"] = "not_needed"
    name: str = ""
    mode: str = ""
    urgent_reason: str = ""
    redo_by: datetime | None = None


class Support(Struct, frozen=True, kw_only=True):
    """One kind of help, and what became of it."""

    what: SupportKind
    result: Literal["offered", "used", "not_wanted", "not_possible"]
    why: str = ""


class Limb(Struct, frozen=True, kw_only=True):
    """One of the four things to be able to do, with the evidence: the question, her answer as
    she gave it, what was tried."""

    able: Literal["able", "not_able", "not_reached"] = "not_reached"
    asked: str = ""
    answer: str = ""
    tried: str = ""


class Impairment(Struct, frozen=True, kw_only=True):
    """The illness or disturbance; asked only after something she was not able to do."""

    what: str = ""
    source: str = ""
    lasting: Literal["", "temporary", "longer"] = ""
    lifts_on: date | None = None


class Link(Struct, frozen=True, kw_only=True):
    """Because of the impairment she cannot ..., as shown by ...; and what else was thought of:
    pressure, poor information, language, fear, sedation, shut down after trauma."""

    holds: Literal["", "yes", "no", "unsure"] = ""
    cannot: str = ""
    shown_by: str = ""
    others_considered: tuple[str, ...] = ()


class Competence(Struct, frozen=True, kw_only=True):
    """Under 16: understanding, maturity, weighing, free choice; and that her safety was looked
    at. For contraception and infections also the five points of Fraser."""

    understands: bool | None = None
    mature: bool | None = None
    weighs: bool | None = None
    free: bool | None = None
    safeguarding: str = ""
    fraser: tuple[bool, ...] = ()


class FullForm(Struct, frozen=True, kw_only=True):
    """The long way, opened by a reason to doubt."""

    wording: str = ""
    options: tuple[str, ...] = ()
    deadline: datetime | None = None
    deadline_source: str = ""
    told: tuple[str, ...] = ()
    told_how: str = ""
    her_view: str = ""
    doubts: tuple[Doubt, ...] = ()
    observation: str = ""
    support: tuple[Support, ...] = ()
    waiting_helps: Literal["", "yes", "no"] = ""
    understand: Limb = Limb()
    retain: Limb = Limb()
    weigh: Limb = Limb()
    communicate: Limb = Limb()
    impairment: Impairment = Impairment()
    link: Link = Link()
    expected: Literal["", "in_time", "not_in_time"] = ""
    told_her: str = ""
    her_response: str = ""
    challenge_explained: bool = False
    ask_again_at: datetime | None = None
    ask_again_reason: str = ""
    review_on: date | None = None
    not_wanted: bool = False

    @property
    def limbs(self) -> tuple[Limb, Limb, Limb, Limb]:
        """Understand, retain, weigh, communicate."""
        return (self.understand, self.retain, self.weigh, self.communicate)


class CapacityFound(Fact, frozen=True, kw_only=True, tag="capacity"):
    """One finding, for one decision, at one time. Without a form it is the short one."""

    finding: str
    decision: str
    outcome: Outcome
    note: str = ""
    form: FullForm | None = None
    interpreting: Interpreting = Interpreting()
    competence: Competence | None = None
    second_opinion_of: str = ""


StateEvent = Literal[
    "section_or_seclusion", "rapid_tranquillisation", "better", "worse", "delirium",
    "new_interpreter",
]  # fmt: skip


class StateChanged(Fact, frozen=True, kw_only=True, tag="state_changed"):
    """Something after which earlier findings no longer serve."""

    event: StateEvent
    at: datetime
    words: str = ""


class AdvanceRecorded(Fact, frozen=True, kw_only=True, tag="advance"):
    """What she, or someone with authority for her, laid down before: a statement of wishes, a
    refusal made in advance, an attorney's or a deputy's decision. ``decisions`` are those it
    speaks of; ``stands`` says that it is valid and fits."""

    advance: str
    form: Literal["statement", "advance_decision", "attorney", "deputy"]
    decisions: tuple[str, ...] = ()
    says_no: bool = False
    stands: bool = False
    seen: Literal["seen", "reported"] = "reported"
    seen_by: str = ""
    dated: date | None = None
    words: str = ""
    may_know: str = ""
    must_not_know: str = ""


class AdvanceWithdrawn(Fact, frozen=True, kw_only=True, tag="advance_withdrawn"):
    """She took it back, able to decide that."""

    advance: str
    finding: str


CapacityFact = CapacityFound | StateChanged | AdvanceRecorded | AdvanceWithdrawn
