"""What stands against sharing without her agreement (law and ethics B5, B6).

Complete or not at all; one document, one reader, once; two people, but for danger to life. A
woman who can decide and risks only herself is not overridden on any basis.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from srh_assess.assessment.disclosing import (
    CourtOrder,
    HarmReported,
    OverrideDecided,
    OverrideProposed,
    OverrideReviewed,
    OverrideUsed,
    OwnReport,
    PoliceAnswered,
    PoliceDetails,
    PoliceRequested,
    VoiceGiven,
    VoiceHandled,
)
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.rules.capacity import newest, superseded
from srh_assess.rules.decisions import SHARING, UNABLE
from srh_assess.rules.grounds import GROUNDS
from srh_assess.rules.plain_refusals import leans_on_detention

BASES = frozenset(GROUNDS)
SENIOR_BASES = frozenset({"serious_harm", "adult_safeguarding", "child_harm"})
POLICE_BASES = frozenset({"statute", "court", "serious_harm", "child_harm", "danger_to_life"})
POLICE = "police"
RELEASE: Literal["release"] = "release"


def proposed_faults(
    protocol: Protocol, record: Record, fact: OverrideProposed, at: datetime, author: str = ""
) -> Iterator[str]:
    """Every field, and a *no*, *lacks* or *cannot ask* that it starts from."""
    if fact.basis not in BASES or leans_on_detention(
        fact.law, fact.test, *(one.answer for one in fact.tests)
    ):
        yield "override-basis"
    if fact.opened_from not in starts(record, fact.recipient):
        yield "override-opened-from"
    if fact.at_risk == "herself" and not _unable(record, fact.recipient):
        yield "override-own-risk"
    if fact.basis == "best_interests" and not _unable(record, fact.recipient):
        yield "override-basis"
    elif fact.basis == "best_interests":
        yield from _best_interests_faults(record, fact.recipient, at)
    if any(missing(protocol, fact, at)):
        yield "override-incomplete"
    if (fact.recipient == POLICE) != (fact.police is not None):
        yield "override-police"
    elif fact.police is not None:
        yield from _police_faults(fact, fact.police)
        yield from _released_faults(record, fact.police, author)


def _best_interests_faults(record: Record, recipient: str, at: datetime) -> Iterator[str]:
    """A whole form for just this reader, on a finding that nothing has changed since."""
    if not best_interests(record, recipient):
        yield "override-best-interests"
    found = newest(record, f"{SHARING}.{recipient}")
    if found is not None and superseded(record, found, at):
        yield "finding-stale"


def missing(protocol: Protocol, fact: OverrideProposed, at: datetime) -> Iterator[str]:
    """The names of the fields that are still open. In danger to life the telephone comes
    first and only the least is asked here: the senior on call, what was shared, and why."""
    if fact.basis == "danger_to_life":
        needed = {"why now": fact.necessity, "the senior on call": fact.senior}
    else:
        needed = {
            "who is at risk": fact.at_risk,
            "alternatives": fact.alternatives,
            "why this reader, why now": fact.necessity,
            "harm to the woman": fact.harm_to_her,
            "harm to trust": fact.harm_to_trust,
            "harm to others": fact.harm_to_others,
            "the objection": fact.objection,
        }
        if not _tested(fact):
            yield "what the ground asks"
        yield from _asked_and_told(fact)
        yield from _advice_and_review(protocol, fact, at)
    yield from (name for name, text in needed.items() if not text.strip())
    if not fact.items or not all(one.item and one.why.strip() for one in fact.items):
        yield "each item with its reason"
    if fact.basis == "statute" and not fact.law.strip():
        yield "the law"
    if fact.basis == "court" and not whole_order(fact.order, local(at).date()):
        yield "the order"
    if not fact.document or not fact.recipient:
        yield "the document and its reader"


def whole_order(order: CourtOrder | None, today: date) -> bool:
    """Which court, which order, of which day, where it is kept and who read it."""
    if order is None or order.dated is None or order.dated > today:
        return False
    written = (order.court, order.reference, order.kept_at, order.read_by)
    return all(one.strip() for one in written)


def _tested(fact: OverrideProposed) -> bool:
    """Every question of the ground has its answer; an older entry has one for all."""
    if fact.test.strip():
        return True
    answers = {one.asks: one.answer.strip() for one in fact.tests}
    return all(answers.get(asks) for asks in GROUNDS[fact.basis].asks)


def _asked_and_told(fact: OverrideProposed) -> Iterator[str]:
    words = fact.her_words if fact.asked == "asked" else fact.why_not_asked
    if not fact.asked or not words.strip():
        yield "whether the woman was asked"
    not_told = (fact.told_reason.strip(), fact.told_reviewer.strip(), fact.told_on)
    if not fact.told or (fact.told == "not" and not all(not_told)):
        yield "whether the woman is told"


def _advice_and_review(protocol: Protocol, fact: OverrideProposed, at: datetime) -> Iterator[str]:
    outside = (a for a in fact.advice if a.outside_team)
    if not any(a.name.strip() and a.role.strip() and a.said.strip() for a in outside):
        yield "advice from outside the team"
    if not fact.complaint_offered:
        yield "a complaint offered"
    last = local(at).date() + timedelta(days=protocol.settings["override_review_days"].value)
    if fact.review_on is None or not local(at).date() <= fact.review_on <= last:
        yield "the day of review"


def starts(record: Record, recipient: str) -> frozenset[str]:
    """The *no* and the *lacks* that the record holds for this reader; *cannot ask* is always
    said with its reason."""
    shared = [s.fact.decision for s in record.shares.values() if s.fact.recipient == recipient]
    asked = [
        kept.fact.answer for kept in record.decided.consents.values()
        if kept.fact.decision == f"D16.{recipient}"
    ]  # fmt: skip
    no = shared[-1:] == ["no"] or asked[-1:] == ["no"]
    found = {"no": no, "lacks": _unable(record, recipient), "cannot_ask": True}
    return frozenset(name for name, there in found.items() if there)


def _unable(record: Record, recipient: str) -> bool:
    found = newest(record, f"D16.{recipient}")
    return found is not None and found.fact.outcome in UNABLE


def best_interests(record: Record, recipient: str) -> bool:
    """Whether a whole form stands for just this: agreed by a second person, and about the newest
    finding that she cannot decide this share."""
    found = newest(record, f"D16.{recipient}")
    return found is not None and any(
        kept.by_second and kept.fact.finding == found.fact.finding
        for kept in record.decided.best_interests.values()
        if kept.fact.decision == f"D16.{recipient}"
    )


def _police_faults(fact: OverrideProposed, police: PoliceDetails) -> Iterator[str]:
    if fact.basis not in POLICE_BASES:
        yield "override-police-basis"
    needed = (
        police.officer, police.force, police.reference, police.line_of_enquiry,
        police.less_intrusive, police.she_was_told, police.released_by, police.not_released,
    )  # fmt: skip
    if not all(text.strip() for text in needed):
        yield "override-police"


def _released_faults(record: Record, police: PoliceDetails, author: str) -> Iterator[str]:
    """Only beside a logged request that information governance let through; they neither
    propose nor decide."""
    by = let_through(record, police.request)
    if not by:
        yield "override-police-request"
    elif by == author:
        yield "two-people"


def let_through(record: Record, request: str) -> str:
    """Who of information governance let a proposal be written for this request; empty while
    nobody did, and once it is answered."""
    kept = record.decided.requests.get(request)
    if kept is None or kept.ended is not None:
        return ""
    return released_by(record, request)


def released_by(record: Record, request: str) -> str:
    """Who let a proposal be written for this request, whenever that was."""
    tasks = record.decided.tasks.values()
    return next(
        (one.author for one in tasks if one.fact.what == RELEASE and one.fact.about == request), ""
    )


def release_faults(record: Record, request: str, author: str) -> Iterator[str]:
    """A proposal is let through once, for an open request, and not by who took it."""
    kept = record.decided.requests.get(request)
    if kept is None or kept.ended is not None or released_by(record, request):
        yield "police-request"
    elif kept.author == author:
        yield "two-people"


def decided_faults(record: Record, fact: OverrideDecided, author: str) -> Iterator[str]:
    """Somebody else decides, with the role that this basis asks for."""
    kept = record.decided.overrides.get(fact.override)
    if kept is None or kept.ended is not None:
        yield "override-unknown"
        return
    if kept.author == author:
        yield "two-people"
    police = kept.fact.police
    if police is not None and released_by(record, police.request) == author:
        yield "two-people"
    if kept.fact.basis in SENIOR_BASES and fact.role == "senior":
        yield "override-role"


def why_not_use(record: Record, override: str, recipient: str, document: str) -> str:
    """Why this override lets this document not go to this reader; empty while it does."""
    kept = record.decided.overrides.get(override)
    if kept is None:
        return "override-unknown"
    if kept.ended is not None:
        return "override-spent"
    if kept.fact.recipient != recipient or kept.fact.document != document:
        return "override-other"
    said = [one.decision for one in kept.later if isinstance(one, OverrideDecided)]
    agreed = kept.fact.basis == "danger_to_life" if not said else said[-1] == "yes"
    return "" if agreed else "override-undecided"


def used_faults(record: Record, fact: OverrideUsed) -> Iterator[str]:
    """An override is used once, for just its document and its reader."""
    if code := why_not_use(record, fact.override, fact.recipient, fact.document):
        yield code


def reviewed_faults(record: Record, fact: OverrideReviewed, author: str) -> Iterator[str]:
    """An emergency is looked back at by two, neither of them the one who shared."""
    kept = record.decided.overrides.get(fact.override)
    if kept is None:
        yield "override-unknown"
        return
    if not fact.words.strip():
        yield "task-words"
    if fact.what == "emergency":
        people = {author, fact.with_whom.strip()}
        if len(people - {""}) < 2 or kept.author in people:
            yield "two-people"


def request_faults(fact: PoliceRequested) -> Iterator[str]:
    """Who asks must be named; there is no field for anything clinical."""
    if not fact.officer.strip() or not fact.force.strip():
        yield "police-who"


def answer_faults(record: Record, fact: PoliceAnswered, author: str) -> Iterator[str]:
    """Information governance answers, not who took the request; what was given rests on a
    complete override."""
    kept = record.decided.requests.get(fact.request)
    if kept is None or kept.ended is not None:
        yield "police-request"
        return
    if kept.author == author or not fact.by.strip():
        yield "two-people"
    if fact.answer != "nothing" and not went(record, fact.override, fact.request):
        yield "override-police"
    if fact.answer != "as_asked" and not fact.not_given.strip():
        yield "police-not-given"


def went(record: Record, override: str, request: str) -> bool:
    """Whether this decision of two people was for this request, and its letter went out."""
    over = record.decided.overrides.get(override)
    if over is None or over.fact.police is None:
        return False
    return over.fact.police.request == request and over.ended is not None


def report_faults(record: Record, fact: OwnReport) -> Iterator[str]:
    """Her own report is hers: her words, an advocate offered, once for each."""
    if not fact.words.strip() or not fact.advocate or fact.report in record.decided.reports:
        yield "own-report"


def harm_faults(record: Record, fact: HarmReported, at: datetime) -> Iterator[str]:
    """A harm did not happen tomorrow, and is not written over."""
    if fact.harm in record.decided.harms or (fact.at is not None and fact.at > at):
        yield "harm-time"


def voice_faults(record: Record, fact: VoiceGiven) -> Iterator[str]:
    """Her words, once: nothing is put in their place."""
    if not fact.words.strip():
        yield "voice-words"
    if record.decided.voices or record.identity is not None:
        yield "voice-again"


def handled_faults(record: Record, fact: VoiceHandled) -> Iterator[str]:
    """Somebody handled something that was said, in words."""
    if fact.voice not in record.decided.voices:
        yield "voice-unknown"
    if not fact.words.strip():
        yield "task-words"
