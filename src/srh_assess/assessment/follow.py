"""How following goes on: one step for each fact about a need or a thread of its care.

A need is never lost: it changes its state, and each state is reached by a fact of somebody's. An
open need has one due time, moved on by whatever happened last; the protocol's own time stands
until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import facts, following
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.followed import CLOSED, Followed, Following, NeedState
from srh_assess.clock import LONDON, as_utc

_CAN_BEGIN: frozenset[NeedState] = frozenset({"confirmed", "wanted", "deferred", "declined"})


class Around(Struct, frozen=True, kw_only=True):
    """What the record says besides, as the fact is written."""

    at: datetime
    author: str
    named_nurse: str = ""
    proposed: Mapping[str, datetime] = {}


def step(before: Following, around: Around, fact: Any) -> Following:
    """The state after one more fact of ``KINDS``. One that follows nothing changes nothing."""
    kept = Kept(at=around.at, author=around.author, fact=fact)
    if type(fact) in _ON_NEEDS:
        after = replace(before, moves=(*before.moves, kept))
        return _ON_NEEDS[type(fact)](after, around, fact)
    if isinstance(fact, following.CheckMade):
        return _checked(before, around, kept)
    if type(fact) in _BEGINS:
        part, key = _BEGINS[type(fact)]
    else:
        parts, key = _GOES_ON[type(fact)]
        thread = getattr(fact, key)
        part = next((p for p in parts if thread in getattr(before, p)), "")
        if not part:
            return before
        old: Kept = getattr(before, part)[thread]
        kept = replace(old, later=(*old.later, fact))
    after = _put(before, part, getattr(fact, key), kept)
    return _effect(after, around, kept, fact, getattr(fact, key))


# -- needs ----------------------------------------------------------------------------------------


def _put(before: Following, part: str, key: str, value: Any) -> Following:
    changed = {**getattr(before, part), key: value}
    return replace(before, **{part: MappingProxyType(changed)})


def _need(before: Following, need: str, around: Around) -> Followed:
    held = before.needs.get(need)
    if held is not None:
        return held
    due = around.proposed.get(need, around.at)
    return Followed(need=need, owner=around.named_nurse, due=due, since=around.at)


def _set(before: Following, need: Followed) -> Following:
    return _put(before, "needs", need.need, need)


_BY_WANTS: Mapping[str | None, NeedState] = {
    "now": "wanted",
    "later": "deferred",
    "no": "declined",
    "unsure": "confirmed",
}


def _decided(before: Following, around: Around, fact: facts.NeedDecided) -> Following:
    need = _need(before, fact.need, around)
    if fact.state == "set_aside":
        state: NeedState = "set_aside"
    elif need.state == "suspected" or (need.state in CLOSED and need.state != "declined"):
        state = _BY_WANTS.get(need.wants if need.state == "suspected" else None, "confirmed")
    else:
        return _set(before, need)
    decided = replace(
        need,
        state=state,
        confirmed=state != "set_aside",
        since=around.at,
        by="",
        words=fact.reason,
    )
    return _set(before, decided)


def _planned(before: Following, around: Around, fact: facts.NeedPlanned) -> Following:
    need = _need(before, fact.need, around)
    state = need.state
    if need.confirmed and fact.wants in _BY_WANTS:
        going_on = fact.wants in ("now", "unsure") and state in ("begun", "part_met")
        state = state if going_on else _BY_WANTS[fact.wants]
    return _set(
        before,
        replace(
            need,
            state=state,
            since=around.at if state != need.state else need.since,
            wants=fact.wants or need.wants,
            words=fact.words or need.words,
            owner=fact.owner or need.owner or around.named_nurse,
            due=fact.due or need.due,
            step=fact.step or need.step,
            offer_again=fact.offer_again,
            awaits="",
        ),
    )


def _moved(before: Following, around: Around, fact: following.NeedMoved) -> Following:
    need = _need(before, fact.need, around)
    again = None
    if fact.again_on is not None:
        again = as_utc(datetime.combine(fact.again_on, time(12), LONDON))
    return _set(
        before,
        replace(
            need,
            state=fact.to,
            since=fact.at,
            by=fact.by,
            words=fact.words,
            receiver=fact.receiver,
            offer_again=fact.offer_again,
            due=again or need.due,
            awaits="" if again else need.awaits,
        ),
    )


def _stepped(before: Following, around: Around, fact: following.StepPlanned) -> Following:
    need = _need(before, fact.need, around)
    changed = replace(
        need,
        step=fact.step or need.step,
        in_the_way=fact.in_the_way,
        owner=fact.owner or need.owner,
        due=fact.due or need.due,
        awaits="" if fact.due else need.awaits,
    )
    return _set(before, changed)


def _ended(
    before: Following, around: Around, fact: facts.Discharged | facts.Transferred
) -> Following:
    """What stood open as the stay ended goes on with the person who accepted it."""
    if fact.acceptance != "accepted":
        return before
    named = {one.removeprefix("need ") for one in fact.open if one.startswith("need ")}
    return _hand_over(before, around, named, fact.receiver, of_stay=True)


def _returned(before: Following, around: Around, _: facts.Returned) -> Following:
    """She is back: what the end of the stay handed over is the ward's again."""
    for need in tuple(before.needs.values()):
        if need.before is not None:
            again = replace(need, state=need.before, receiver="", before=None, since=around.at)
            before = _set(before, again)
    return before


def _hand_over(
    before: Following, around: Around, needs: Iterable[str], receiver: str, *, of_stay: bool = False
) -> Following:
    for id in sorted(needs):
        need = _need(before, id, around)
        if need.open:
            given = replace(
                need,
                state="handed_over",
                since=around.at,
                receiver=receiver,
                before=need.state if of_stay else None,
            )
            before = _set(before, given)
    return before


def _checked(before: Following, around: Around, kept: Kept) -> Following:
    """After she left: what was found met is met, whoever did it."""
    after = replace(before, checks=(*before.checks, kept))
    for id in kept.fact.met:
        need = _need(after, id, around)
        met = replace(need, state="met", since=kept.fact.at, by=kept.fact.by, words=kept.fact.words)
        after = _set(after, met)
    return after


# -- what a thread does to its need ---------------------------------------------------------------


def _effect(after: Following, around: Around, thread: Kept, fact: Any, id: str) -> Following:
    """A thread that goes on moves its need's due time; care that began makes it *begun*."""
    if isinstance(fact, following.HandoverAnswered) and fact.answer == "accepted":
        return _hand_over(after, around, thread.fact.needs, thread.fact.receiver)
    need = after.needs.get(getattr(thread.fact, "need", ""))
    if need is None:
        return after
    if _begins(fact) and need.state in _CAN_BEGIN:
        need = replace(need, state="begun", since=around.at)
    due = _next(thread, fact)
    if due is not None:
        need = replace(need, due=due, awaits=id)
    return _set(after, need)


def _begins(fact: Any) -> bool:
    if isinstance(fact, following.CareWent):
        return fact.to in ("begun", "done")
    if isinstance(fact, following.AppointmentWent):
        return fact.to == "attended"
    return isinstance(fact, following.SampleTaken)


def _next(thread: Kept, fact: Any) -> datetime | None:
    """When this is to be looked at again; none where it says nothing of that."""
    if isinstance(fact, following.AppointmentOffered):
        return fact.starts
    if isinstance(fact, following.AppointmentWent):
        starts: datetime = thread.fact.starts
        return starts if fact.to == "booked" else fact.rebook_by
    name = _DUE_IN.get(type(fact))
    due: datetime | None = getattr(fact, name) if name else None
    return due


_DUE_IN: Mapping[type[Fact], str] = {
    following.CareOffered: "due",
    following.CareWent: "due",
    following.SampleTaken: "expected_by",
    following.ResultBack: "tell_by",
    following.Referred: "answer_by",
}
_BEGINS: Mapping[type[Fact], tuple[str, str]] = {
    following.Contacted: ("contacts", "contact"),
    following.CareOffered: ("care", "care"),
    following.SampleTaken: ("samples", "sample"),
    following.Referred: ("referrals", "referral"),
    following.AppointmentOffered: ("appointments", "appointment"),
    following.HandoverMade: ("handovers", "handover"),
    following.ViewGiven: ("views", "view"),
}
_GOES_ON: Mapping[type[Fact], tuple[tuple[str, ...], str]] = {
    following.CareWent: (("care",), "care"),
    following.NextDropped: (("care", "samples"), "thread"),
    following.ResultBack: (("samples",), "sample"),
    following.ResultTold: (("samples",), "sample"),
    following.ReferralAnswered: (("referrals",), "referral"),
    following.AppointmentWent: (("appointments",), "appointment"),
    following.HandoverAnswered: (("handovers",), "handover"),
}
_ON_NEEDS: Mapping[type[Fact], Callable[[Following, Around, Any], Following]] = {
    facts.NeedDecided: _decided,
    facts.NeedPlanned: _planned,
    facts.Discharged: _ended,
    facts.Transferred: _ended,
    facts.Returned: _returned,
    following.NeedMoved: _moved,
    following.StepPlanned: _stepped,
}
KINDS: frozenset[type[Fact]] = frozenset({*_BEGINS, *_GOES_ON, *_ON_NEEDS, following.CheckMade})
"""Every kind of fact that says something here."""
