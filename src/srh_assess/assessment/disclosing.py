"""Sharing without her agreement, the police, her own report, harms, and her voice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.fact import Fact

Basis = Literal[
    "statute", "court", "best_interests", "serious_harm", "adult_safeguarding", "child_harm",
    "danger_to_life",
]  # fmt: skip
"""Law and ethics B5 (a) to (g). A section of the Mental Health Act is none of them."""


class ItemReason(Struct, frozen=True, kw_only=True):
    """One thing shared, and why just that."""

    item: str
    why: str


class GroundAnswered(Struct, frozen=True, kw_only=True):
    """One question that a ground asks, by its id, and what was written to it."""

    asks: str
    answer: str


class AdviceTaken(Struct, frozen=True, kw_only=True):
    """Who advised: guardian, safeguarding lead, information governance, legal."""

    name: str
    role: str
    at: datetime
    said: str
    outside_team: bool = False


class PoliceDetails(Struct, frozen=True, kw_only=True):
    """What is asked besides when the reader is the police (B6). ``request`` is their logged
    request, which information governance let a proposal be written for."""

    request: str = ""
    officer: str = ""
    force: str = ""
    reference: str = ""
    line_of_enquiry: str = ""
    less_intrusive: str = ""
    she_was_told: Literal["", "yes", "no"] = ""
    released_by: str = ""
    not_released: str = ""


class CourtOrder(Struct, frozen=True, kw_only=True):
    """The order of a court or a coroner that a sharing rests on. The order itself is kept with
    the trust's papers: ``kept_at`` is the number under which it was filed there."""

    court: str = ""
    reference: str = ""
    dated: date | None = None
    kept_at: str = ""
    read_by: str = ""


class OverrideProposed(Fact, frozen=True, kw_only=True, tag="override"):
    """To share one document with one reader, once, without her agreement (B5). ``letter_kind``,
    ``letter`` and ``dated`` let the very document be made again; ``tests`` answers each question
    of the ground, where older entries have one ``test``."""

    override: str
    recipient: str
    document: str
    opened_from: Literal["no", "lacks", "cannot_ask"]
    basis: Basis
    test: str = ""
    at_risk: Literal["", "herself", "others", "child", "both"] = ""
    found: str = ""
    law: str = ""
    asked: Literal["", "asked", "not_asked"] = ""
    her_words: str = ""
    why_not_asked: str = ""
    told: Literal["", "before", "after", "not"] = ""
    told_reason: str = ""
    told_reviewer: str = ""
    told_on: date | None = None
    alternatives: str = ""
    necessity: str = ""
    items: tuple[ItemReason, ...] = ()
    harm_to_her: str = ""
    harm_to_trust: str = ""
    harm_to_others: str = ""
    advice: tuple[AdviceTaken, ...] = ()
    senior: str = ""
    objection: str = ""
    complaint_offered: bool = False
    review_on: date | None = None
    police: PoliceDetails | None = None
    letter_kind: str = ""
    letter: str = ""
    dated: date | None = None
    tests: tuple[GroundAnswered, ...] = ()
    order: CourtOrder | None = None


class OverrideDecided(Fact, frozen=True, kw_only=True, tag="override_decided"):
    """A second person, with the role for it, said yes or no."""

    override: str
    decision: Literal["yes", "no"]
    role: Literal["consultant", "caldicott", "safeguarding_lead", "senior"]
    words: str = ""


class OverrideUsed(Fact, frozen=True, kw_only=True, tag="override_used"):
    """The one document went to the one reader: this override is spent."""

    override: str
    document: str
    recipient: str


class OverrideReviewed(Fact, frozen=True, kw_only=True, tag="override_reviewed"):
    """Looked back at: after an emergency by two others, later what became of her by it."""

    override: str
    what: Literal["emergency", "first_check", "second_check", "review"]
    words: str
    with_whom: str = ""


class PoliceRequested(Fact, frozen=True, kw_only=True, tag="police_request"):
    """The police asked for something. No clinical word: it goes to information governance."""

    request: str
    officer: str
    force: str
    reference: str = ""
    in_writing: Literal["", "yes", "no"] = ""
    line_of_enquiry: str = ""
    she_was_told: Literal["", "yes", "no"] = ""


class PoliceAnswered(Fact, frozen=True, kw_only=True, tag="police_answer"):
    """What information governance decided; also what was not given."""

    request: str
    by: str
    answer: Literal["nothing", "in_part", "as_asked"]
    not_given: str = ""
    override: str = ""


class OwnReport(Fact, frozen=True, kw_only=True, tag="own_report"):
    """She reports herself: her choice, her content, once. Not a sharing of ours."""

    report: str
    way: Literal["centre_without_police", "adviser", "police_now", "police_later", "third_party"]
    words: str = ""
    advocate: Literal["", "accepted", "declined"] = ""
    finding: str = ""


HarmKind = Literal[
    "distress", "felt_pressed", "privacy", "act_not_wanted", "share_not_wanted",
    "assault_on_ward", "wrong_result", "missed_result", "trust_lost", "force", "police_present",
]  # fmt: skip


class HarmReported(Fact, frozen=True, kw_only=True, tag="harm"):
    """Something harmed her, or may have. Severity is blank until somebody gives one."""

    harm: str
    what: HarmKind
    words: str = ""
    at: datetime | None = None
    severity: Literal["", "none_seen", "low", "moderate", "severe"] = ""


class HarmHandled(Fact, frozen=True, kw_only=True, tag="harm_handled"):
    """Candour: she was told, an apology, what followed in writing."""

    harm: str
    severity: Literal["", "none_seen", "low", "moderate", "severe"] = ""
    told_on: date | None = None
    apology: str = ""
    written_on: date | None = None
    words: str = ""


VoiceKind = Literal["feedback", "complaint", "felt_pressed", "privacy", "tool_concern"]


class VoiceGiven(Fact, frozen=True, kw_only=True, tag="voice"):
    """What she, or somebody she picked, or a member of staff says, word for word. It stands in
    a file of its own, outside her record; nobody can change it."""

    voice: str
    what: VoiceKind
    words: str
    by: Literal["herself", "someone_she_picked", "staff"] = "herself"
    anonymous: bool = False
    about: str = ""


class VoiceHandled(Fact, frozen=True, kw_only=True, tag="voice_handled"):
    """What the role that handles it did."""

    voice: str
    words: str
    done: bool = False


DisclosureFact = (
    OverrideProposed
    | OverrideDecided
    | OverrideUsed
    | OverrideReviewed
    | PoliceRequested
    | PoliceAnswered
    | OwnReport
    | HarmReported
    | HarmHandled
    | VoiceGiven
    | VoiceHandled
)
