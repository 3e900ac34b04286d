"""What is due for one woman, whose it is, and whether its time has passed.

Needs that were decided, threads of their care, needs raised and not yet decided, tasks about one
decision of hers, and after her stay the two checks. Clocks, the gate's next look and a return
from leave stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from msgspec import Struct

from srh_assess.assessment import dues
from srh_assess.assessment.record import Record
from srh_assess.protocol import model

DueWhat = Literal[
    "need", "offer_again", "care", "result", "tell", "repeat", "next_dose", "answer",
    "appointment", "rebook", "handover", "decision", "settle", "first_check", "second_check",
]  # fmt: skip
NOBODY_NAMED = "Nurse in charge"
CHECKS: Mapping[Literal["first", "second"], Literal["first_check", "second_check"]] = {
    "first": "first_check",
    "second": "second_check",
}


class Raised(Protocol):
    """A need as findings have it, fresh or as recorded."""

    @property
    def id(self) -> str:
        """The need."""
        ...

    @property
    def due(self) -> datetime | None:
        """When the protocol wants it looked at."""
        ...


class Found(Protocol):
    """Findings, fresh or as recorded."""

    @property
    def needs(self) -> Sequence[Raised]:
        """What the answers raise."""
        ...


class Due(Struct, frozen=True, kw_only=True):
    """One line. ``id`` names the thread (a sample, an appointment, ...), empty for a need itself.
    ``owner`` is never empty: where nobody is named, the role that the protocol names.
    ``named`` says which of the two it is."""

    need: str
    what: DueWhat
    id: str = ""
    owner: str
    named: bool
    at: datetime
    dated: bool = False
    overdue: bool = False


def due(
    record: Record, findings: Found | None, protocol: model.Protocol, now: datetime
) -> tuple[Due, ...]:
    """Everything that is due, the soonest first. Each open need has exactly one line whose
    ``id`` is empty or the thread it waits for. Without findings, those of the record."""
    lines = [_line(record, protocol, one, now) for one in dues.dues(record)]
    known = {line.need for line in lines} | set(record.following.needs)
    for raised in findings.needs if findings else ():
        if raised.id not in known and raised.due is not None:
            one = dues.DueAt(need=raised.id, what="need", at=raised.due)
            lines.append(_line(record, protocol, one, now))
    lines += _checks(record, protocol, now)
    return tuple(sorted(lines, key=lambda line: (line.at, line.need, line.what, line.id)))


def _line(record: Record, protocol: model.Protocol, one: dues.DueAt, now: datetime) -> Due:
    nurse = record.stay.named_nurse if record.stay else ""
    owner = one.owner or nurse
    rule = protocol.needs.get(one.need)
    return Due(
        need=one.need,
        what=one.what,
        id=one.id,
        owner=owner or (rule.owner_role if rule else "") or NOBODY_NAMED,
        named=bool(owner),
        at=one.at,
        dated=one.dated,
        overdue=one.at < now,
    )


def check_times(protocol: model.Protocol, ended: datetime) -> dict[str, datetime]:
    """When the two checks after a stay are due."""
    return {
        name: ended + timedelta(days=protocol.settings[f"{name}_after_days"].value)
        for name in ("first_check", "second_check")
    }


def said_result(protocol: model.Protocol, said: datetime) -> datetime:
    """When somebody asks after a result that is known by word only: at the weekly look at every
    open need, counted from the word (programme specification B1 step 13). Which test it is, and
    so how long its laboratory takes, nobody wrote down."""
    return said + timedelta(days=protocol.settings["follow_again_days"].value)


def _checks(record: Record, protocol: model.Protocol, now: datetime) -> Iterator[Due]:
    """The checks after her stay, where a need of hers was confirmed: each until it was made, and
    once more on the day that was named when she could not be reached."""
    ended = record.ended
    if ended is None:
        return
    times = check_times(protocol, ended.at)
    for owed in dues.checks_owed(record):
        name = CHECKS[owed.check]
        at = owed.again_by or times[name]
        owner = ended.receiver or (record.stay.named_nurse if record.stay else "")
        yield Due(
            need="",
            what=name,
            id=name,
            owner=owner or NOBODY_NAMED,
            named=bool(owner),
            at=at,
            overdue=at < now,
        )
