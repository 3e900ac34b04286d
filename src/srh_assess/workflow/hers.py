"""Her decisions as they stand, one row each, and the ones a page offers: without widgets.

A row is what was found newest, what she answered newest, and what hangs on that answer. No row
says anything about her but for one decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import Consented
from srh_assess.assessment.record import Record
from srh_assess.errors import Refused
from srh_assess.rules import capacity as rules
from srh_assess.rules import consent as asked
from srh_assess.rules.decisions import ABLE, BEST_INTERESTS, NAMED, REFERRAL, SHARING, decision_of
from srh_assess.rules.offers import TAKING_PART
from srh_assess.workflow import capacity, consent
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import name_of
from srh_assess.workflow.session import Session

_NO_ACT = frozenset({TAKING_PART, "D12", "D15", "D16"})
"""Decisions whose yes plans nothing: the talk itself, and what has a path of its own."""

Hangs = Literal["letter", "sent", "planned", "done", "cancelled", "without_her"]


class Hanging(Struct, frozen=True, kw_only=True):
    """One thing that hangs on a decision: its id, what became of it, and when."""

    id: str
    what: Hangs
    at: datetime
    words: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """One decision as it stands. ``serves`` is empty while the finding serves an act now, else
    the code of why not; ``back`` says whether there is something to take back."""

    decision: str
    name: str
    finding: Kept | None = None
    serves: str = ""
    answer: Kept | None = None
    hangs: tuple[Hanging, ...] = ()
    back: bool = False


def rows(hers: Decider) -> tuple[Row, ...]:
    """Every decision with something on record, in the order of the catalogue."""
    found = dict.fromkeys(_named(hers.record))
    order = list(hers.session.protocol.decisions)
    placed = sorted(found, key=lambda one: (order.index(_base(hers, one)), one))
    return tuple(row(hers, one) for one in placed)


def row(hers: Decider, decision: str) -> Row:
    """One decision as it stands now."""
    record = hers.record
    finding = rules.newest(record, decision)
    answers = [k for k in record.decided.consents.values() if k.fact.decision == decision]
    hangs = tuple(_hanging(record, decision))
    serves = rules.stale(hers.session.protocol, record, finding, hers.now) if finding else ""
    standing = bool(answers) and answers[-1].ended is None and answers[-1].fact.answer in asked.YES
    return Row(
        decision=decision,
        name=name_of(hers, decision),
        finding=finding,
        serves=serves,
        answer=answers[-1] if answers else None,
        hangs=hangs,
        back=standing or any(one.what in {"letter", "planned"} for one in hangs),
    )


def _named(record: Record) -> Iterator[str]:
    decided = record.decided
    for part in (decided.findings, decided.consents, decided.planned, decided.done,
                 decided.best_interests, decided.authorities):  # fmt: skip
        yield from (kept.fact.decision for kept in part.values())
    yield from (f"D16.{share.fact.recipient}" for share in record.shares.values()
                if share.fact.recipient != "herself")  # fmt: skip


def _base(hers: Decider, decision: str) -> str:
    rule = decision_of(hers.session.protocol, decision)
    return rule.id if rule is not None else TAKING_PART


def _hanging(record: Record, decision: str) -> Iterator[Hanging]:
    done = record.decided.done
    for act, kept in record.decided.planned.items():
        if kept.fact.decision == decision and act not in done:
            what: Hangs = "planned" if kept.ended is None else "cancelled"
            yield Hanging(id=act, what=what, at=kept.ended or kept.at, words=kept.fact.what)
    for act, kept in done.items():
        if kept.fact.decision == decision:
            what = "done" if kept.fact.consent else "without_her"
            yield Hanging(id=act, what=what, at=kept.fact.at, words=kept.fact.performer)
    yield from _letters(record, decision)


def _letters(record: Record, decision: str) -> Iterator[Hanging]:
    sent = {one.fact.share: one for one in record.letters.values() if one.sent}
    for share, kept in record.shares.items():
        if decision != f"D16.{kept.fact.recipient}" or kept.fact.decision != "yes":
            continue
        if share in sent:
            yield Hanging(id=share, what="sent", at=sent[share].sent[-1][0])
        elif kept.withdrawn is None:
            yield Hanging(id=share, what="letter", at=kept.at)


# -- what is offered ------------------------------------------------------------------------------


def choices(session: Session) -> tuple[str, ...]:
    """Every decision that is one act by itself."""
    return tuple(one for one in session.protocol.decisions if one not in NAMED)


def to_ask(session: Session) -> tuple[str, ...]:
    """Those, and the referral to each service outside the ward: for asking about another one. To
    whom a letter goes is asked where it is made."""
    places = session.protocol.destinations.items()
    referrals = (f"{REFERRAL}.{id}" for id, place in places if not place.internal)
    return (*choices(session), *referrals)


# -- two taps -------------------------------------------------------------------------------------


def say(
    hers: Decider,
    decision: str,
    said: Literal["yes", "no", "wants_time"],
    *,
    alone: bool | None = None,
    she_asked: bool = False,
) -> str:
    """The short way in one: there is no reason to doubt that she can decide this, and she
    answered. Not after a finding that she cannot, which asks for the form. A yes to something
    that is done later plans it; any other answer takes an earlier yes back. Gives the answer's
    id."""
    told: dict[str, object] = {"alone": alone, "she_asked": she_asked}
    if said == "yes":
        if refusal := consent.may_offer(hers, decision, she_asked=she_asked):
            raise refusal
        if capacity.closed_to_her(hers, decision):
            raise Refused("consent-not-able")
        if alone is None:
            raise Refused("consent-alone")
        found = capacity.standing(hers, decision)
        able_now = found is not None and found.outcome in ABLE
        told["finding"] = found.finding if found and able_now else capacity.presume(hers, decision)
    return answered(hers, decision, said, **told)


def answered(hers: Decider, decision: str, said: str, **told: object) -> str:
    """Keeps her answer, and plans what hangs on a yes; any other takes an earlier yes back."""
    if said not in asked.YES:
        consent.withdraw(hers, decision)
    kept = consent.answer(hers, decision, said, **told)
    if said in asked.YES and decision.partition(".")[0] not in _NO_ACT:
        consent.plan_act(hers, decision, kept, name_of(hers, decision))
    return kept


def newest_answer(record: Record, decision: str) -> Consented | None:
    """What she answered newest, unless she took it back."""
    kept = [one for one in record.decided.consents.values() if one.fact.decision == decision]
    if not kept or kept[-1].ended is not None:
        return None
    fact: Consented = kept[-1].fact
    return fact


def serves_yes(row: Row) -> bool:
    """Whether the newest finding lets her be asked for a yes: able, whenever it was made."""
    return row.finding is not None and row.finding.fact.outcome in ABLE


# -- what an act can stand on ---------------------------------------------------------------------


def basis(hers: Decider, decision: str) -> dict[str, str]:
    """What an act on this decision can stand on now: her standing yes; else what two people
    settled in her place. Empty when there is nothing."""
    answer = newest_answer(hers.record, decision)
    if answer is not None and answer.answer in asked.YES:
        return {"consent": answer.consent}
    return in_her_place(hers, decision)


def in_her_place(hers: Decider, decision: str) -> dict[str, str]:
    """A form or an authority about this decision that a second person has signed, that still
    serves, and that no act was done on yet. A form about sharing leads to no act: a letter without
    her agreement rests on it."""
    decided = hers.record.decided
    used = {k.fact.best_interests or k.fact.authority for k in decided.done.values()}
    forms = {} if decision.startswith(SHARING) else decided.best_interests
    for name, part in (("best_interests", forms), ("authority", decided.authorities)):
        for id, kept in part.items():
            agreed = kept.fact.decision == decision and kept.by_second and id not in used
            if agreed and _serves(hers, kept):
                return {name: id}
    return {}


def planned_act(hers: Decider, decision: str) -> str:
    """The act that waits to be done on this decision; empty when none was planned."""
    hangs = row(hers, decision).hangs
    return next((one.id for one in hangs if one.what == "planned"), "")


def best_interests_open(hers: Decider, decision: str) -> bool:
    """Whether the form may be opened for this decision at all (A8-4)."""
    rule = decision_of(hers.session.protocol, decision)
    return rule is not None and bool(rule.best_interests) and rule.id in BEST_INTERESTS


def for_a_second(hers: Decider) -> tuple[tuple[str, Kept], ...]:
    """Every form and authority that still serves and that a second person has not agreed with."""
    decided = hers.record.decided
    both = (*decided.best_interests.items(), *decided.authorities.items())
    return tuple((id, kept) for id, kept in both if not kept.by_second and _serves(hers, kept))


def _serves(hers: Decider, settled: Kept) -> bool:
    """Whether nothing was found since that makes her own answer count."""
    return not any(asked.settled_faults(hers.record, settled, hers.now))
