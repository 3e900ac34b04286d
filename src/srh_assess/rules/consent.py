"""What stands against keeping her answer, an act, or an authority (law and ethics A4, A8, A9).

Codes of sentences as in ``rules.capacity``. A *no* is never stopped but by the rule about
asking too often, which is about us and not about her.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import (
    ActDone,
    ActPlanned,
    AskingAgain,
    AuthorityConfirmed,
    AuthorityRecorded,
    BestInterests,
    BestInterestsAgreed,
    Chaperone,
    Consented,
    TaskClosed,
    TaskOpened,
)
from srh_assess.assessment.record import Record, Share
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.rules.capacity import blocking, newest, stale, superseded
from srh_assess.rules.decisions import (
    ABLE,
    BEST_INTERESTS,
    INTIMATE,
    SHARING,
    decision_of,
    fault_of,
    route,
)
from srh_assess.rules.plain_refusals import coerces, leans_on_detention

YES = frozenset({"yes", "in_part"})
MOST_OFFERS = 2
"""After so many answers that were no yes the rule holds, whatever a file says (A8-14)."""
MOST_DAYS = 7
"""No yes to a letter waits longer, whatever a file says (B2)."""
SECOND = "second"
"""In place of an account: whoever agrees as the second clinician is the competent one."""


# -- her answer -----------------------------------------------------------------------------------


def consent_faults(
    protocol: Protocol, record: Record, fact: Consented, at: datetime
) -> Iterator[str]:
    """A yes needs a finding for just this decision, the newest, able, and made now (A8-1, 2)."""
    if code := fault_of(protocol, fact.decision):
        yield code
        return
    if route(protocol, record, at) == "too_young":
        yield "too-young"
    if fact.answer in YES:
        yield from _yes_faults(protocol, record, fact, at)
    if code := offer_fault(protocol, record, fact, at):
        yield code


def _yes_faults(protocol: Protocol, record: Record, fact: Consented, at: datetime) -> Iterator[str]:
    found = record.decided.findings.get(fact.finding)
    if found is None:
        yield "consent-finding"
        return
    if found.fact.decision != fact.decision:
        yield "consent-other-decision"
    elif found is not newest(record, fact.decision):
        yield "consent-not-newest"
    if found.fact.outcome not in ABLE:
        yield "consent-not-able"
    if code := stale(protocol, record, found, at):
        yield code
    if fact.pressed:
        yield "consent-pressed"
    if fact.alone is None:
        yield "consent-alone"
    if blocking(record, fact.decision):
        yield "advance-blocks"


def answers_before(record: Record, decision: str) -> tuple[Consented, ...]:
    """What she answered to this decision before. Asking again after *lacks* or *not completed*
    is no answer, and so not counted."""
    every = record.decided.consents.values()
    return tuple(_as_told(kept) for kept in every if kept.fact.decision == decision)


def _as_told(kept: Kept) -> Consented:
    """Her answer with what she said later about being asked again."""
    fact: Consented = kept.fact
    said = [one for one in kept.later if isinstance(one, AskingAgain)]
    if not said:
        return fact
    return replace(fact, ask_again=said[-1].ask_again, again_on=said[-1].again_on)


def most_offers(protocol: Protocol) -> int:
    """How often one decision may be said no to before one more offer takes a new reason, or her
    wish (A4)."""
    return min(int(protocol.settings["offers_without_new_reason"].value), MOST_OFFERS)


def offer_fault(protocol: Protocol, record: Record, fact: Consented, at: datetime) -> str:
    """Whether this decision may be offered now (A4): she said when, or that only she brings it
    up; after two answers that were no yes it takes a new reason, or her wish."""
    before = answers_before(record, fact.decision)
    if not before or fact.she_asked:
        return ""
    last = before[-1]
    if last.ask_again in {"no", "if_she_asks"}:
        return "not-again"
    if last.again_on is not None and local(at).date() < last.again_on:
        return "again-early"
    said_no = sum(one.answer not in YES for one in before)
    enough = said_no >= most_offers(protocol)
    return "third-offer" if enough and not fact.new_reason.strip() else ""


def share_lapsed(share: Share, at: datetime, days: float) -> str:
    """Whether her yes to a letter is over before it went: after so many days, or when the stay
    ended in which she said it, whichever comes first (B2)."""
    if share.stay_ended is not None:
        return "share-lapsed-stay"
    return "share-lapsed" if at > share.at + timedelta(days=min(days, MOST_DAYS)) else ""


# -- acts -----------------------------------------------------------------------------------------


def planned_faults(record: Record, fact: ActPlanned) -> Iterator[str]:
    """An act is planned on a standing yes, and never with force, in secret or for leave."""
    if _yes_to(record, fact.consent, fact.decision) is None:
        yield "act-consent"
    if coerces(fact.what):
        yield "no-coercion"


def done_faults(protocol: Protocol, record: Record, fact: ActDone, at: datetime) -> Iterator[str]:
    """A8-10, A8-8 and the chaperone: one basis, stored before, times in their order."""
    if code := fault_of(protocol, fact.decision):
        yield code
        return
    if fact.at > at:
        yield "act-future"
    if fact.act in record.decided.done:
        yield "act-twice"
    plan = record.decided.planned.get(fact.act)
    if plan is not None and plan.ended is not None:
        yield "act-cancelled"
    if blocking(record, fact.decision):
        yield "advance-blocks"
    if not fact.performer.strip():
        yield "act-performer"
    if coerces(fact.words):
        yield "no-coercion"
    rule = decision_of(protocol, fact.decision)
    if fact.intimate or (rule is not None and (rule.intimate or rule.id in INTIMATE)):
        yield from _chaperone_faults(fact.chaperone)
    yield from _basis_faults(protocol, record, fact)


def _basis_faults(protocol: Protocol, record: Record, fact: ActDone) -> Iterator[str]:
    """A form about sharing grounds no act: it is what an override rests on."""
    if [bool(fact.consent), bool(fact.best_interests), bool(fact.authority)].count(True) != 1:
        yield "act-basis"
    elif fact.consent:
        yield from _willing_faults(protocol, record, fact)
    else:
        sharing = fact.decision.partition(".")[0] == SHARING
        forms = {} if sharing else record.decided.best_interests
        part = forms if fact.best_interests else record.decided.authorities
        ground = part.get(fact.best_interests or fact.authority)
        if ground is None or ground.fact.decision != fact.decision or not ground.by_second:
            yield "act-authority"
        elif fact.at < ground.at:
            yield "act-order"
        else:
            yield from settled_faults(record, ground, fact.at)


def _willing_faults(protocol: Protocol, record: Record, fact: ActDone) -> Iterator[str]:
    yes = _yes_to(record, fact.consent, fact.decision)
    if yes is None:
        yield "act-consent"
        return
    if fact.willing_at is None:
        yield "act-willing"
        return
    if not yes.at <= fact.willing_at <= fact.at:
        yield "act-order"
    elif fact.at - fact.willing_at > timedelta(hours=protocol.settings["contact_hours"].value):
        yield "act-willing"
    found = newest(record, fact.decision)
    if found is None or found.fact.outcome not in ABLE or stale(protocol, record, found, fact.at):
        yield "act-still-able"


def _chaperone_faults(chaperone: Chaperone) -> Iterator[str]:
    if not chaperone.offered or not chaperone.answer:
        yield "chaperone-offer"
    elif chaperone.answer == "accepted":
        if chaperone.who in {"relative", "patient"}:
            yield "chaperone-who"
        elif not (chaperone.present and chaperone.name.strip() and chaperone.role.strip()):
            yield "chaperone-absent"


def _yes_to(record: Record, consent: str, decision: str) -> Kept | None:
    """Her standing yes to just this decision; none once she took it back."""
    kept = record.decided.consents.get(consent)
    if kept is None or kept.ended is not None:
        return None
    fits = kept.fact.decision == decision and kept.fact.answer in YES
    return kept if fits else None


# -- for a woman found not able to decide one thing -----------------------------------------------


def best_interests_faults(
    protocol: Protocol, record: Record, fact: BestInterests, at: datetime
) -> Iterator[str]:
    """A8-4, 5, 6, 7, 8, 9: closed but for the few decisions that name a reason, and whole."""
    rule = decision_of(protocol, fact.decision)
    if fact.sexual_relations or fact.decision.partition(".")[0] == "D17":
        yield "decision-never"
        return
    if rule is None or not rule.best_interests or rule.id not in BEST_INTERESTS:
        yield "best-interests-closed"
        return
    if fact.reason not in rule.best_interests:
        yield "best-interests-reason"
    if route(protocol, record, at) in {"too_young", "competence", "not_known"}:
        yield "best-interests-closed"
    found = newest(record, fact.decision)
    if found is None or found.fact.finding != fact.finding or found.fact.outcome != "lacks":
        yield "best-interests-finding"
    elif superseded(record, found, at):
        yield "finding-stale"
    elif fact.reason == "emergency" and found.fact.form.deadline is None:
        yield "best-interests-clock"
    if fact.objects:
        yield "best-interests-objection"
    if blocking(record, fact.decision):
        yield "advance-blocks"
    texts = (fact.why_not_wait, fact.conclusion, fact.plan_to_tell, *fact.options)
    if leans_on_detention(*texts):
        yield "no-detention"
    if coerces(*texts):
        yield "no-coercion"
    if not _whole(fact):
        yield "best-interests-open"


def _whole(fact: BestInterests) -> bool:
    """Every part of A9 is filled in."""
    written = (
        fact.why_not_wait, fact.competent_clinician, fact.wishes, fact.took_part, fact.benefits,
        fact.burdens, fact.less_restrictive, fact.conclusion, fact.plan_to_tell,
    )  # fmt: skip
    consulted = all(c.who.strip() and c.told.strip() and c.why.strip() for c in fact.consulted)
    advocate = fact.advocate_needed is False or fact.advocate_reference.strip()
    answered = None not in (fact.objects, fact.legal_advice, fact.review_on)
    return bool(
        all(text.strip() for text in written)
        and consulted
        and advocate
        and answered
        and fact.not_by_appearance
        and len(fact.options) >= 2
    )


def settled_faults(record: Record, settled: Kept, at: datetime) -> Iterator[str]:
    """A5: a form serves while the finding it rests on is the newest and her state has not changed
    since; what was settled outside, until she is found able. Then her own answer counts."""
    found = newest(record, settled.fact.decision, at)
    if isinstance(settled.fact, AuthorityRecorded):
        if found is not None and found.fact.outcome in ABLE:
            yield "settled-able"
    elif found is None or found.fact.finding != settled.fact.finding:
        yield "settled-before"
    elif superseded(record, found, at):
        yield "finding-stale"


def agreed_faults(
    record: Record, fact: BestInterestsAgreed, author: str, at: datetime
) -> Iterator[str]:
    """Two clinicians, signed in as two, one of them the one competent in this field, about a
    finding that still stands."""
    form = record.decided.best_interests.get(fact.form)
    if form is None:
        yield "second-unknown"
    elif form.author == author:
        yield "two-people"
    elif form.fact.competent_clinician not in {form.author, author, SECOND}:
        yield "best-interests-competent"
    else:
        yield from settled_faults(record, form, at)


def authority_faults(protocol: Protocol, record: Record, fact: AuthorityRecorded) -> Iterator[str]:
    """What was settled outside: whole, never for D17, never resting on detention."""
    if code := fault_of(protocol, fact.decision):
        yield code
    if not fact.reference.strip() or not fact.decision_maker.strip():
        yield "authority-open"
    if leans_on_detention(fact.reference, fact.decision_maker) or fact.basis not in _AUTHORITIES:
        yield "no-detention"
    if blocking(record, fact.decision):
        yield "advance-blocks"


_AUTHORITIES = frozenset({"trust_best_interests", "court_of_protection"})


def confirmed_faults(record: Record, fact: AuthorityConfirmed, author: str) -> Iterator[str]:
    """The second person is another."""
    kept = record.decided.authorities.get(fact.authority)
    if kept is None:
        yield "second-unknown"
    elif kept.author == author:
        yield "two-people"


# -- tasks ----------------------------------------------------------------------------------------


def task_faults(
    protocol: Protocol, record: Record, fact: TaskOpened, at: datetime
) -> Iterator[str]:
    """A8-15: the duty to report to the police is about those under 18; for a grown
    woman it would be a wrong way to them."""
    if fact.what == "fgm_report" and route(protocol, record, at) == "adult":
        yield "fgm-adult"


def closed_faults(record: Record, fact: TaskClosed) -> Iterator[str]:
    """A task is closed once, in words; one about acts without her consent with all three."""
    task = record.decided.tasks.get(fact.task)
    if task is None or task.ended is not None:
        yield "task-unknown"
        return
    if not fact.words.strip():
        yield "task-words"
    told = (fact.told_her, fact.her_view, fact.wants_undone)
    if task.fact.what == "regained" and not all(text.strip() for text in told):
        yield "regained-blank"
