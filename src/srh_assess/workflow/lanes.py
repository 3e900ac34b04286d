"""The lanes of the follow-up page: each need with what happened, what is due, and what is next.

Pure: out of the record and the findings. A screen paints it, a table and a print say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment import following as f
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.followed import Followed, LeaveState, leave_for, leave_state
from srh_assess.assessment.record import Record
from srh_assess.protocol.model import Protocol
from srh_assess.rules.due import Due, Found, due

MarkKind = Literal["found", "step", "call", "due", "met", "stopped"]


class Mark(Struct, frozen=True, kw_only=True):
    """One thing on a lane: when, what kind, in words; ``overdue`` of a time that has passed."""

    at: datetime
    kind: MarkKind
    words: str
    overdue: bool = False


class Lane(Struct, frozen=True, kw_only=True):
    """One need from the day it was found. ``due`` is its one line of what is due, if open,
    ``leave`` what was said of her leave for it."""

    need: str
    name: str
    state: str
    open: bool
    owner: str
    step: str
    in_the_way: str
    met_when: str
    marks: tuple[Mark, ...]
    due: Due | None = None
    words: str = ""
    leave: LeaveState = ""


STATES = {
    "suspected": "To look at",
    "confirmed": "Confirmed",
    "set_aside": "Not a need",
    "wanted": "Help wanted",
    "declined": "Said no",
    "deferred": "Wanted later",
    "begun": "Begun",
    "met": "Met",
    "part_met": "Met in part",
    "handed_over": "Handed over",
    "no_longer_applies": "No longer applies",
}
DUE_WORDS = {
    "need": "Next step",
    "offer_again": "Offer again",
    "care": "Care to be given",
    "result": "Result awaited",
    "tell": "Result to tell",
    "repeat": "Test to repeat",
    "next_dose": "Next dose",
    "answer": "Answer of a service",
    "appointment": "Visit",
    "rebook": "Book again",
    "handover": "Handover to be accepted",
    "decision": "Ask again, one decision",
    "settle": "To settle, one decision",
    "first_check": "First look after the stay",
    "second_check": "Second look after the stay",
}
CARE_WORDS = {
    "accepted": "accepted",
    "declined": "said no",
    "later": "later",
    "begun": "begun",
    "done": "given",
    "abandoned": "stopped",
}
VISIT_WORDS = {
    "booked": "booked",
    "attended": "visit held",
    "could_not_come": "could not come",
    "cancelled": "visit cancelled",
    "declined": "said no",
}
LEAVE_WORDS = {
    "needed": "leave needed",
    "agreed": "leave agreed",
    "not_yet": "leave not yet agreed",
    "not_needed": "no leave needed",
}
RESULT_WORDS = {
    "negative": "Negative",
    "positive": "Positive",
    "unclear": "Not clear",
    "not_processed": "Could not be processed",
    "other": "Other, see the report",
}


def lanes(
    record: Record, findings: Found | None, protocol: Protocol, now: datetime
) -> tuple[Lane, ...]:
    """Every need that somebody decided on, the open ones first, by what is due."""
    lines = due(record, findings, protocol, now)
    found = [
        _lane(record, protocol, need, lines)
        for need in record.following.needs.values()
        if need.state not in ("suspected", "set_aside")
    ]
    return tuple(sorted(found, key=_order))


def _order(lane: Lane) -> tuple[bool, float, str]:
    at = lane.due.at.timestamp() if lane.due else 0.0
    return (not lane.open, at, lane.need)


def _lane(record: Record, protocol: Protocol, need: Followed, lines: tuple[Due, ...]) -> Lane:
    rule = protocol.needs[need.need]
    mine = [line for line in lines if line.need == need.need]
    first = mine[0] if mine else None
    marks = sorted((*_marks(record, protocol, need), *_dues(mine)), key=lambda mark: mark.at)
    return Lane(
        need=need.need,
        name=rule.name,
        state=STATES[need.state],
        open=need.open,
        owner=need.receiver or (first.owner if first else need.owner),
        step=need.step,
        in_the_way=need.in_the_way,
        met_when=rule.met,
        marks=tuple(marks),
        due=first,
        words=need.words,
        leave=leave_for(record.following, first.id if first else ""),
    )


def _dues(lines: list[Due]) -> Iterator[Mark]:
    for line in lines:
        yield Mark(at=line.at, kind="due", words=DUE_WORDS[line.what], overdue=line.overdue)


def _marks(record: Record, protocol: Protocol, need: Followed) -> Iterator[Mark]:
    held = record.needs.get(need.need)
    if held is not None and held.first_raised is not None:
        yield Mark(at=held.first_raised, kind="found", words="found")
    for kept in record.following.moves:
        if getattr(kept.fact, "need", "") == need.need:
            yield from _move(kept)
    for part, told in (
        (record.following.care, _care),
        (record.following.samples, _sample),
        (record.following.referrals, _referral),
        (record.following.appointments, _appointment),
        (record.following.contacts, _contact),
    ):
        for kept in part.values():
            if kept.fact.need == need.need:
                yield from told(protocol, kept)
    for kept in record.following.handovers.values():
        if need.need in kept.fact.needs:
            yield Mark(at=kept.at, kind="call", words=f"handed to {kept.fact.receiver}")
    if need.state in ("declined", "no_longer_applies", "handed_over") and need.since is not None:
        yield Mark(at=need.since, kind="stopped", words=STATES[need.state].lower())


def _move(kept: Kept) -> Iterator[Mark]:
    fact = kept.fact
    if isinstance(fact, facts.NeedDecided) and fact.state == "confirmed":
        yield Mark(at=kept.at, kind="step", words="confirmed")
    elif isinstance(fact, facts.NeedPlanned) and fact.wants is not None:
        wants = {"now": "wanted", "later": "wanted later", "no": "said no", "unsure": "unsure"}
        yield Mark(at=kept.at, kind="step", words=wants[fact.wants])
    elif isinstance(fact, f.NeedMoved):
        kind: MarkKind = "met" if fact.to == "met" else "step"
        yield Mark(at=fact.at, kind=kind, words=STATES[fact.to].lower())
    elif isinstance(fact, f.StepPlanned):
        yield Mark(at=kept.at, kind="step", words=fact.step or "new date")


def care_name(protocol: Protocol, fact: f.CareOffered | f.SampleTaken) -> str:
    """What it is called: by the protocol's list, or by the name it was given."""
    rule = protocol.care.get(fact.what)
    return rule.name if rule else fact.name


def _care(protocol: Protocol, kept: Kept) -> Iterator[Mark]:
    name = care_name(protocol, kept.fact)
    said = {"declined": "offered, said no", "later": "offered, later"}
    words = said.get(kept.fact.answer, "offered")
    yield Mark(at=kept.fact.at, kind="step", words=f"{name}: {words}")
    for fact in kept.later:
        if isinstance(fact, f.CareWent):
            yield Mark(at=fact.at, kind="step", words=f"{name}: {CARE_WORDS[fact.to]}")


def _sample(protocol: Protocol, kept: Kept) -> Iterator[Mark]:
    name = care_name(protocol, kept.fact)
    yield Mark(at=kept.fact.at, kind="step", words=f"{name}: taken")
    for fact in kept.later:
        if isinstance(fact, f.ResultBack):
            yield Mark(at=fact.at, kind="step", words="result back")
        elif isinstance(fact, f.ResultTold):
            yield Mark(at=fact.at, kind="call", words="result told")


def with_leave(words: str, leave: LeaveState) -> str:
    """``booked, leave not yet agreed``."""
    return f"{words}, {LEAVE_WORDS[leave]}" if leave else words


def _referral(protocol: Protocol, kept: Kept) -> Iterator[Mark]:
    place = protocol.destinations[kept.fact.destination].label
    at = kept.fact.at
    yield Mark(at=at, kind="call", words=with_leave(f"referred: {place}", leave_state(kept)))
    words = {"accepted": "accepted", "not_accepted": "not accepted", "closed": "referral closed"}
    for fact in kept.later:
        yield Mark(at=fact.at, kind="call", words=words[fact.answer])


def _appointment(_: Protocol, kept: Kept) -> Iterator[Mark]:
    booked = "booked" if kept.fact.booked else "visit offered"
    first = leave_state(replace(kept, later=()))
    yield Mark(at=kept.at, kind="call", words=with_leave(booked, first))
    for fact in kept.later:
        leave = leave_state(Kept(at=kept.at, author=kept.author, fact=fact))
        yield Mark(at=fact.at, kind="call", words=with_leave(VISIT_WORDS[fact.to], leave))


def _contact(_: Protocol, kept: Kept) -> Iterator[Mark]:
    whom = kept.fact.with_whom
    yield Mark(at=kept.fact.at, kind="call", words=f"contact: {whom}" if whom else "contact")
