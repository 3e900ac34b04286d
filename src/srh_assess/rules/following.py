"""What stands against a fact about following a need (programme specification B1, B4 and D).

Codes of sentences, as in ``rules.consent``. Asked before it is written and by ``verify``. The
present is never earlier than the newest entry: a computer's clock that was set back is no reason
to refuse a true time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from srh_assess.assessment import following as kinds
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.followed import Followed, care_state, last
from srh_assess.assessment.record import Record
from srh_assess.protocol.model import Protocol
from srh_assess.rules.plain_refusals import coerces

SLACK = timedelta(minutes=2)
BATCHED = frozenset({"medicine", "vaccine"})
Faults = Iterator[str]


class Here(NamedTuple):
    """Where the fact is to be written."""

    protocol: Protocol
    record: Record
    present: datetime
    author: str


def following_faults(
    protocol: Protocol, record: Record, fact: Any, at: datetime, author: str
) -> Faults:
    """Everything that stands against this fact, as things stand."""
    present = at if record.last_at is None else max(at, record.last_at)
    here = Here(protocol, record, present, author)
    done: datetime | None = getattr(fact, "at", None)
    if done is not None and done > present + SLACK:
        yield "follow-future"
    need = getattr(fact, "need", "")
    if need and need not in protocol.needs:
        yield "follow-need"
        return
    if coerces(*(getattr(fact, name, "") for name in ("step", "in_the_way"))):
        yield "no-coercion"
    yield from _ASKED[type(fact)](here, fact)


def _held(here: Here, need: str) -> Followed | None:
    held = here.record.following.needs.get(need)
    return held if held is not None and held.confirmed else None


def _blank(*texts: str) -> bool:
    return not all(text.strip() for text in texts)


# -- needs ----------------------------------------------------------------------------------------


def _moved(here: Here, fact: kinds.NeedMoved) -> Faults:
    held = _held(here, fact.need)
    if held is None:
        yield "follow-not-confirmed"
        return
    settled = held.state in ("met", "no_longer_applies", "handed_over")
    if settled and fact.to not in ("confirmed", "met"):
        yield "follow-closed"
    if fact.to in ("met", "part_met") and _blank(fact.by, fact.words):
        yield "met-evidence"
    if fact.to == "handed_over" and _blank(fact.by, fact.receiver):
        yield "handover-receiver"
    if fact.to in ("no_longer_applies", "declined") and _blank(fact.words):
        yield "follow-words"
    if fact.to == "confirmed" and settled and _blank(fact.words):
        yield "follow-words"
    if fact.offer_again == "on_date" and fact.again_on is None:
        yield "again-day"


def _stepped(here: Here, fact: kinds.StepPlanned) -> Faults:
    held = _held(here, fact.need)
    if held is None:
        yield "follow-not-confirmed"
        return
    if not held.open:
        yield "follow-closed"
    if _blank(fact.owner) and _blank(held.owner):
        yield "step-owner"
    if fact.due is None and _blank(fact.step or held.step):
        yield "step-text"
    if fact.due is not None and fact.due < here.present - SLACK:
        yield "step-past"


def _contacted(here: Here, fact: kinds.Contacted) -> Faults:
    if fact.contact in here.record.following.contacts:
        yield "follow-twice"
    if _blank(fact.by):
        yield "follow-by"


# -- care and tests -------------------------------------------------------------------------------


def _offered(here: Here, fact: kinds.CareOffered) -> Faults:
    if fact.care in here.record.following.care:
        yield "follow-twice"
    if fact.what not in here.protocol.care and _blank(fact.name):
        yield "care-unknown"


def _went(here: Here, fact: kinds.CareWent) -> Faults:
    kept = here.record.following.care.get(fact.care)
    if kept is None:
        yield "follow-unknown"
        return
    if care_state(kept) in ("done", "abandoned"):
        yield "follow-over"
    if fact.at < _newest(kept, kinds.CareWent):
        yield "follow-order"
    if fact.to == "abandoned" and _blank(fact.words):
        yield "follow-words"
    if fact.to not in ("begun", "done"):
        return
    if _blank(fact.by):
        yield "follow-by"
    rule = here.protocol.care.get(kept.fact.what)
    batched = rule is not None and rule.kind in BATCHED and fact.to == "done"
    if batched and _blank(fact.batch) and _blank(fact.no_batch_because):
        yield "care-batch"
    yield from _act(here, rule.decision if rule else "", fact.act)


def _newest(kept: Kept, kind: type[Any]) -> datetime:
    """When the newest of this kind in a thread was, or the thread began."""
    found = last(kept, kind)
    at: datetime = (found or kept.fact).at
    return at


def _act(here: Here, decision: str, act: str) -> Faults:
    """What needs her decision names the act done on the strength of it (A8-10)."""
    done = here.record.decided.done.get(act)
    if decision and (done is None or done.fact.decision != decision):
        yield "care-act"


def _dropped(here: Here, fact: kinds.NextDropped) -> Faults:
    following = here.record.following
    if fact.thread not in following.care and fact.thread not in following.samples:
        yield "follow-unknown"
    if _blank(fact.words):
        yield "follow-words"


def _sample(here: Here, fact: kinds.SampleTaken) -> Faults:
    samples = here.record.following.samples
    rule = here.protocol.care.get(fact.what)
    if fact.sample in samples:
        yield "follow-twice"
    if rule is None and _blank(fact.name):
        yield "care-unknown"
    if fact.repeats and fact.repeats not in samples:
        yield "follow-unknown"
    if _blank(fact.by):
        yield "follow-by"
    yield from _act(here, rule.decision if rule else "", fact.act)


def _result(here: Here, fact: kinds.ResultBack) -> Faults:
    kept = here.record.following.samples.get(fact.sample)
    if kept is None:
        yield "result-no-test"
    elif fact.at < kept.fact.at:
        yield "follow-order"


def _told(here: Here, fact: kinds.ResultTold) -> Faults:
    kept = here.record.following.samples.get(fact.sample)
    back = last(kept, kinds.ResultBack) if kept else None
    if kept is None or back is None:
        yield "result-not-back"
    elif fact.at < back.at:
        yield "follow-order"
    if _blank(fact.by):
        yield "follow-by"


# -- referrals and appointments -------------------------------------------------------------------


def _referred(here: Here, fact: kinds.Referred) -> Faults:
    place = here.protocol.destinations.get(fact.destination)
    if place is None:
        yield "destination-unknown"
        return
    if fact.referral in here.record.following.referrals:
        yield "follow-twice"
    if _blank(fact.by):
        yield "follow-by"
    if place.internal or (place.emergency and not _blank(fact.because)):
        return
    decided = here.record.decided
    done = decided.done.get(fact.act)
    by_her = done is not None and done.fact.decision == f"D14.{fact.destination}"
    override = decided.overrides.get(fact.override)
    without = override is not None and bool(override.by_second)
    if not by_her and not (without and override and override.fact.recipient == fact.destination):
        yield "referral-basis"


def _answered(here: Here, fact: kinds.ReferralAnswered) -> Faults:
    kept = here.record.following.referrals.get(fact.referral)
    if kept is None:
        yield "follow-unknown"
    elif fact.at < kept.fact.at:
        yield "follow-order"
    if fact.answer != "accepted" and _blank(fact.words):
        yield "follow-words"


def _appointment(here: Here, fact: kinds.AppointmentOffered) -> Faults:
    following = here.record.following
    if fact.appointment in following.appointments:
        yield "follow-twice"
    if fact.starts < here.present - SLACK:
        yield "appointment-past"
    for thread, part in (
        (fact.referral, following.referrals),
        (fact.instead_of, following.appointments),
    ):
        if thread and thread not in part:
            yield "follow-unknown"


def _visit(here: Here, fact: kinds.AppointmentWent) -> Faults:
    kept = here.record.following.appointments.get(fact.appointment)
    if kept is None:
        yield "follow-unknown"
        return
    went = last(kept, kinds.AppointmentWent)
    if went is not None and went.to != "booked":
        yield "follow-over"
    starts: datetime = kept.fact.starts
    if fact.to == "attended" and max(fact.at, here.present) < starts - SLACK:
        yield "appointment-not-yet"
    if fact.to == "booked" and starts < here.present - SLACK:
        yield "appointment-past"
    if fact.to in ("could_not_come", "cancelled") and _blank(fact.reason):
        yield "appointment-reason"


# -- handover, checks, views ----------------------------------------------------------------------


def _handed(here: Here, fact: kinds.HandoverMade) -> Faults:
    needs = [_held(here, need) for need in fact.needs]
    if fact.handover in here.record.following.handovers:
        yield "follow-twice"
    if _blank(fact.receiver):
        yield "handover-receiver"
    if not needs or not all(need is not None and need.open for need in needs):
        yield "handover-needs"
    if fact.items:
        share = here.record.shares.get(fact.share)
        stands = share is not None and share.fact.decision == "yes" and share.withdrawn is None
        if not (stands and share and share.fact.document == fact.document):
            yield "handover-permits"


def _taken_over(here: Here, fact: kinds.HandoverAnswered) -> Faults:
    kept = here.record.following.handovers.get(fact.handover)
    if kept is None:
        yield "follow-unknown"
    elif kept.later:
        yield "follow-over"
    if _blank(fact.by):
        yield "follow-by"
    if fact.answer == "not_accepted" and _blank(fact.words):
        yield "follow-words"


def _check(here: Here, fact: kinds.CheckMade) -> Faults:
    ended = here.record.ended
    if ended is None or fact.at < ended.at:
        yield "check-early"
    if _blank(fact.by):
        yield "follow-by"
    if any(_held(here, need) is None for need in fact.met):
        yield "follow-not-confirmed"
    elif fact.met and _blank(fact.words):
        yield "met-evidence"


def _view(here: Here, fact: kinds.ViewGiven) -> Faults:
    record = here.record
    if fact.view in record.following.views:
        yield "follow-twice"
    if (fact.whose == "staff") != (record.identity is None):
        yield "view-place"
    if fact.whose == "staff" and _this_year(here, fact):
        yield "view-again"
    if fact.whose == "hers" and in_her_care(record, here.author):
        yield "view-own-team"
    if fact.whose == "carer" and fact.she_agreed is not True:
        yield "view-carer"
    asked = [said.question for said in fact.answers]
    known = {row.id for row in here.protocol.views.values() if row.whose == fact.whose}
    answered = fact.outcome == "answered"
    if len(set(asked)) != len(asked) or not set(asked) <= known or answered != bool(asked):
        yield "view-questions"


def _this_year(here: Here, fact: kinds.ViewGiven) -> bool:
    """Whether whoever this file belongs to was asked within the year."""
    days = timedelta(days=here.protocol.settings["staff_asked_days"].value)
    return any(fact.at < one.fact.at + days for one in here.record.following.views.values())


def in_her_care(record: Record, author: str) -> bool:
    """Whether this person led or signed a talk with her, or gave her care."""
    team = {sitting.author for sitting in record.sittings}
    team |= {sitting.signed_by for sitting in record.sittings}
    team |= {kept.author for kept in record.following.care.values()}
    return author in team


_ASKED: Mapping[type[Fact], Callable[[Here, Any], Faults]] = {
    kinds.NeedMoved: _moved,
    kinds.StepPlanned: _stepped,
    kinds.Contacted: _contacted,
    kinds.CareOffered: _offered,
    kinds.CareWent: _went,
    kinds.NextDropped: _dropped,
    kinds.SampleTaken: _sample,
    kinds.ResultBack: _result,
    kinds.ResultTold: _told,
    kinds.Referred: _referred,
    kinds.ReferralAnswered: _answered,
    kinds.AppointmentOffered: _appointment,
    kinds.AppointmentWent: _visit,
    kinds.HandoverMade: _handed,
    kinds.HandoverAnswered: _taken_over,
    kinds.CheckMade: _check,
    kinds.ViewGiven: _view,
}
KINDS = tuple(_ASKED)
"""Every kind of fact that is looked at here."""
