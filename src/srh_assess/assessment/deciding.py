"""Her decisions, and what was done on the strength of each: consent, acts, authority, tasks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.fact import Fact


class Consented(Fact, frozen=True, kw_only=True, tag="consent"):
    """Her answer to one decision. A *no* needs no reason.

    ``she_asked`` and ``new_reason`` say why she was asked once more after two answers that
    were no yes; ``again_on`` is her day for being asked again.
    """

    consent: str
    decision: str
    answer: Literal["yes", "no", "wants_time", "in_part"]
    finding: str = ""
    words: str = ""
    alone: bool | None = None
    ask_again: Literal["", "yes", "if_she_asks", "no"] = ""
    again_on: date | None = None
    method: Literal["", "spoken", "signed", "other"] = ""
    pressed: bool | None = None
    information: str = ""
    copy_offered: bool | None = None
    part: str = ""
    she_asked: bool = False
    new_reason: str = ""


class ConsentWithdrawn(Fact, frozen=True, kw_only=True, tag="consent_withdrawn"):
    """She took her yes back. No reason is asked."""

    consent: str


class AskingAgain(Fact, frozen=True, kw_only=True, tag="asking_again"):
    """What she said, after an answer that was no yes, about being asked again this stay."""

    consent: str
    ask_again: Literal["yes", "if_she_asks", "no"]
    again_on: date | None = None


class ActPlanned(Fact, frozen=True, kw_only=True, tag="act_planned"):
    """A test, treatment or referral that is to happen on the strength of her yes."""

    act: str
    decision: str
    consent: str
    what: str = ""
    due: datetime | None = None


class ActCancelled(Fact, frozen=True, kw_only=True, tag="act_cancelled"):
    """It will not happen."""

    act: str


class Chaperone(Struct, frozen=True, kw_only=True):
    """Offered for whatever is intimate. Staff only: no relative and no patient."""

    offered: bool = False
    answer: Literal["", "accepted", "declined"] = ""
    who: Literal["", "staff", "relative", "patient"] = ""
    name: str = ""
    role: str = ""
    her_preference: str = ""
    present: bool | None = None


class ActDone(Fact, frozen=True, kw_only=True, tag="act_done"):
    """It was done at this time, on exactly one basis: her yes and that she was still willing, a
    complete best-interests form, or an authority settled outside the program."""

    act: str
    decision: str
    at: datetime
    performer: str
    consent: str = ""
    best_interests: str = ""
    authority: str = ""
    willing_at: datetime | None = None
    intimate: bool = False
    chaperone: Chaperone = Chaperone()
    words: str = ""


class Consulted(Struct, frozen=True, kw_only=True):
    """Who was asked, what about her was told in doing so, and why that much."""

    who: str
    told: str
    why: str


class BestInterests(Fact, frozen=True, kw_only=True, tag="best_interests"):
    """The form for a woman found not able to decide one thing, where it may be opened at all.
    It counts once a second clinician, one of the two competent in this field, has agreed."""

    form: str
    decision: str
    finding: str
    why_not_wait: str = ""
    reason: Literal["", "treatment_safety", "emergency", "symptoms", "sharing"] = ""
    competent_clinician: str = ""
    sexual_relations: bool = False
    not_by_appearance: bool = False
    wishes: str = ""
    took_part: str = ""
    consulted: tuple[Consulted, ...] = ()
    must_not_be_told: str = ""
    options: tuple[str, ...] = ()
    benefits: str = ""
    burdens: str = ""
    less_restrictive: str = ""
    objects: bool | None = None
    advocate_needed: bool | None = None
    advocate_reference: str = ""
    legal_advice: bool | None = None
    conclusion: str = ""
    review_on: date | None = None
    plan_to_tell: str = ""


class BestInterestsAgreed(Fact, frozen=True, kw_only=True, tag="best_interests_agreed"):
    """The second clinician agreed, signed in as somebody else."""

    form: str


class AuthorityRecorded(Fact, frozen=True, kw_only=True, tag="authority"):
    """A lawful authority settled outside the program, written down by two people."""

    authority: str
    decision: str
    basis: Literal["trust_best_interests", "court_of_protection"]
    reference: str
    decision_maker: str
    dated: date


class AuthorityConfirmed(Fact, frozen=True, kw_only=True, tag="authority_confirmed"):
    """The second person read the same."""

    authority: str


TaskKind = Literal[
    "ask_again", "review", "safeguarding", "legal_advice", "senior_route", "regained",
    "redo_with_interpreter", "stop_method", "look_back", "harm_check", "police_request",
    "fgm_report", "release", "recall",
]  # fmt: skip


class TaskOpened(Fact, frozen=True, kw_only=True, tag="task"):
    """Something somebody has to do. ``about`` is the decision, override or request."""

    task: str
    what: TaskKind
    about: str = ""
    due: datetime | None = None
    items: tuple[str, ...] = ()


class TaskClosed(Fact, frozen=True, kw_only=True, tag="task_closed"):
    """It was done. For acts without her consent: she was told, her view, what she wants
    undone; none of the three can be blank."""

    task: str
    words: str
    told_her: str = ""
    her_view: str = ""
    wants_undone: str = ""


class Blocked(Fact, frozen=True, kw_only=True, tag="blocked"):
    """Something that a wall stopped was tried: which wall, about what. Never what was typed."""

    code: str
    about: str = ""


DecisionFact = (
    Consented
    | ConsentWithdrawn
    | AskingAgain
    | ActPlanned
    | ActCancelled
    | ActDone
    | BestInterests
    | BestInterestsAgreed
    | AuthorityRecorded
    | AuthorityConfirmed
    | TaskOpened
    | TaskClosed
    | Blocked
)
