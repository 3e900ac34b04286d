"""Every moment at which somebody has to do something for her, out of the record alone.

Moments, not ages: they stand until a fact moves them. Each open need gives exactly one line; a
thread of its care that is due at another time gives its own. What a result owes her, a test that
is to be repeated and a next dose stay due whatever became of the need. A task about one decision
of hers stands beside them until it is closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import facts, following
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import TaskKind
from srh_assess.assessment.followed import (
    Followed,
    appointment_state,
    care_state,
    handover_state,
    last,
    referral_state,
    sample_state,
)
from srh_assess.assessment.record import Record
from srh_assess.clock import LONDON, as_utc

DueKind = Literal[
    "need", "offer_again", "care", "result", "tell", "repeat", "next_dose", "answer",
    "appointment", "rebook", "handover", "decision", "settle",
]  # fmt: skip
TASKS: Mapping[TaskKind, DueKind] = {
    "ask_again": "decision",
    "redo_with_interpreter": "decision",
    "review": "decision",
    "regained": "decision",
    "recall": "settle",
    "safeguarding": "settle",
    "legal_advice": "settle",
}
"""Tasks about one decision that the ward keeps in view; all others have rooms of their own."""


class DueAt(Struct, frozen=True, kw_only=True):
    """One thing to do: about which need (none: for everybody), what, when, whose. ``dated``: the
    day is meant, and it is over at its end."""

    need: str
    what: DueKind
    id: str = ""
    at: datetime
    owner: str = ""
    dated: bool = False


class CheckOwed(Struct, frozen=True, kw_only=True, array_like=True):
    """A look at how she is doing after her stay that nobody has made yet, or that is to be tried
    once more (``again_by``)."""

    check: Literal["first", "second"]
    again_by: datetime | None = None


def checks_owed(record: Record) -> tuple[CheckOwed, ...]:
    """The checks after a stay that led home, where a need of hers was confirmed. When a first
    try is due is the protocol's. After her no to being asked there is none."""
    confirmed = any(need.confirmed for need in record.following.needs.values())
    over = any(kept.fact.reached == "does_not_want" for kept in record.following.checks)
    if not isinstance(record.ended, facts.Discharged) or not confirmed or over:
        return ()
    names: tuple[Literal["first", "second"], ...] = ("first", "second")
    found = []
    for name in names:
        made = [kept.fact for kept in record.following.checks if kept.fact.check == name]
        if not made or made[-1].again_by is not None:
            found.append(CheckOwed(check=name, again_by=made[-1].again_by if made else None))
    return tuple(found)


def dues(record: Record) -> tuple[DueAt, ...]:
    """Everything with a time, the soonest first."""
    threads = tuple(_threads(record))
    decided = [need for need in record.following.needs.values() if need.state != "suspected"]
    found = [_of_need(need, threads) for need in decided if need.open]
    found += [again for need in decided for again in _again(record, need)]
    found += list(_raised(record))
    found += list(_tasks(record))
    said = {(line.what, line.id) for line in found if line.id}
    found += [line for line in threads if (line.what, line.id) not in said]
    owned = (replace(line, owner=line.owner or _owner(record, line.need)) for line in found)
    return tuple(sorted(owned, key=lambda line: (line.at, line.need, line.what, line.id)))


def end_of(day: date) -> datetime:
    """The last minute of a day on the ward's calendar, also of a night when the clocks change."""
    return as_utc(datetime.combine(day, time(23, 59), LONDON))


def _owner(record: Record, need: str) -> str:
    held = record.following.needs.get(need)
    nurse = record.stay.named_nurse if record.stay else ""
    return (held.owner if held else "") or nurse


def _of_need(need: Followed, threads: tuple[DueAt, ...]) -> DueAt:
    """An open need: named after the thread it waits for, where that one is still open."""
    awaited = next((t for t in threads if need.awaits and t.id == need.awaits), None)
    if awaited is not None:
        return replace(awaited, need=need.need, owner=need.owner)
    at = need.due or need.since
    assert at is not None  # each need was decided at some moment
    return DueAt(need=need.need, what="need", at=at, owner=need.owner)


def _again(record: Record, need: Followed) -> Iterator[DueAt]:
    """She said no, and named a day for being asked again; or said nothing of that, and is on the
    ward: then when the need itself was due, so that her word about it is asked for."""
    unsaid = need.offer_again == "" and record.ended is None
    asked = need.offer_again == "on_date" or unsaid
    if need.state == "declined" and asked and need.due is not None:
        yield DueAt(need=need.need, what="offer_again", at=need.due, owner=need.owner, dated=True)


def _raised(record: Record) -> Iterator[DueAt]:
    """Needs that the answers raise and that nobody has decided on yet."""
    found = record.findings.needs if record.findings else ()
    for one in found:
        held = record.following.needs.get(one.id)
        due = (held.due if held else None) or one.due
        if (held is None or held.state == "suspected") and due is not None:
            yield DueAt(need=one.id, what="need", at=due)


def _tasks(record: Record) -> Iterator[DueAt]:
    for id, kept in record.decided.tasks.items():
        kind = TASKS.get(kept.fact.what)
        if kind is not None and kept.ended is None and kept.fact.due is not None:
            yield DueAt(need="", what=kind, id=id, at=kept.fact.due)


def _threads(record: Record) -> Iterator[DueAt]:
    for kept in record.following.care.values():
        yield from _care(record, kept)
    for kept in record.following.samples.values():
        yield from _sample(record, kept)
    for kept in record.following.referrals.values():
        sent: following.Referred = kept.fact
        if referral_state(kept) == "sent" and sent.answer_by is not None:
            yield DueAt(need=sent.need, what="answer", id=sent.referral, at=sent.answer_by)
    for kept in record.following.appointments.values():
        yield from _appointment(record, kept)
    for kept in record.following.handovers.values():
        made: following.HandoverMade = kept.fact
        if handover_state(kept) == "asked" and made.answer_by is not None:
            yield DueAt(need="", what="handover", id=made.handover, at=made.answer_by)


def _care(record: Record, kept: Kept) -> Iterator[DueAt]:
    offered: following.CareOffered = kept.fact
    went = last(kept, following.CareWent)
    due = (went.due if went else None) or offered.due
    if care_state(kept) in ("offered", "accepted", "later", "begun") and due is not None:
        yield DueAt(need=offered.need, what="care", id=offered.care, at=due)
    if went is not None and went.next_on is not None and not _dose_followed(record, kept, went):
        at = end_of(went.next_on)
        yield DueAt(need=offered.need, what="next_dose", id=offered.care, at=at, dated=True)


def _dose_followed(record: Record, kept: Kept, went: following.CareWent) -> bool:
    if last(kept, following.NextDropped) is not None:
        return True
    doses = (
        last(other, following.CareWent)
        for other in record.following.care.values()
        if other.fact.what == kept.fact.what and other is not kept
    )
    return any(one is not None and one.to == "done" and one.at > went.at for one in doses)


def _sample(record: Record, kept: Kept) -> Iterator[DueAt]:
    taken: following.SampleTaken = kept.fact
    state, back = sample_state(kept), last(kept, following.ResultBack)
    if state == "awaited":
        at = taken.expected_by or taken.at
        yield DueAt(need=taken.need, what="result", id=taken.sample, at=at)
    elif state == "to_tell":
        at = (back.tell_by or back.at) if back else taken.at
        yield DueAt(need=taken.need, what="tell", id=taken.sample, at=at)
    positive = back is not None and back.result == "positive"
    if taken.repeat_on is not None and not positive and not _repeated(record, kept):
        at = end_of(taken.repeat_on)
        yield DueAt(need=taken.need, what="repeat", id=taken.sample, at=at, dated=True)


def _repeated(record: Record, kept: Kept) -> bool:
    """A later test of the same kind names this one, or was taken on its day or after."""
    taken: following.SampleTaken = kept.fact
    if last(kept, following.NextDropped) is not None or taken.repeat_on is None:
        return True
    others = [o.fact for o in record.following.samples.values() if o is not kept]
    return any(
        other.repeats == taken.sample
        or (other.what == taken.what and other.at.astimezone(LONDON).date() >= taken.repeat_on)
        for other in others
    )


def _appointment(record: Record, kept: Kept) -> Iterator[DueAt]:
    offered: following.AppointmentOffered = kept.fact
    state, went = appointment_state(kept), last(kept, following.AppointmentWent)
    if state in ("offered", "booked"):
        yield DueAt(
            need=offered.need, what="appointment", id=offered.appointment, at=offered.starts
        )
    elif state in ("could_not_come", "cancelled") and not _rebooked(record, kept):
        at = (went.rebook_by or went.at) if went else offered.starts
        yield DueAt(need=offered.need, what="rebook", id=offered.appointment, at=at)


def _rebooked(record: Record, kept: Kept) -> bool:
    """Another time takes its place, or what it was for is over."""
    missed: following.AppointmentOffered = kept.fact
    if any(o.fact.instead_of == missed.appointment for o in record.following.appointments.values()):
        return True
    referral = record.following.referrals.get(missed.referral)
    if referral is not None and referral_state(referral) == "closed":
        return True
    need = record.following.needs.get(missed.need)
    return need is not None and not need.open
