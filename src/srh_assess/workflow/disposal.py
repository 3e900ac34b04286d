"""Keeping and lawful end: how long, what holds a record back, and disposal by two people.

Two accounts with a role for it: one asks, with a reason; the other agrees, at the same computer
with a passphrase, or later at another sign-in. What is left is a certificate that names nobody.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.assessment.keeping import (
    ClassSet,
    DisposalProposed,
    Disposed,
    HoldLifted,
    HoldPlaced,
    RecordClass,
    ReviewedForKeeping,
)  # fmt: skip
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import Refused
from srh_assess.rules import keeping
from srh_assess.store import keys

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk

Fact = ClassSet | HoldPlaced | HoldLifted | ReviewedForKeeping | DisposalProposed


class Kept(Struct, frozen=True, kw_only=True):
    """One record in the list of what may be looked at."""

    admission: str
    name: str
    held_as: RecordClass
    until: date | None
    due: bool
    holds: tuple[HoldPlaced, ...] = ()
    proposed_by: str = ""


def kept(desk: Desk) -> tuple[Kept, ...]:
    """Records whose time has passed, or whose disposal somebody has asked for, the earliest
    first. No other record is opened for this."""
    desk.need("see_keeping")
    now = desk.clock.now()
    least = min(min(row.years, row.years_after_death) for row in keeping.classes().values())
    today = local(now).date()
    records = desk.may_be_old(now - timedelta(days=365 * least))
    found = [_kept(record, today) for record in records]
    wanted = [one for one in found if one.due or one.proposed_by]
    return tuple(sorted(wanted, key=lambda one: (one.until or date.max, one.name)))


def one(desk: Desk, admission: str) -> Kept:
    """How one record stands."""
    desk.need("see_keeping")
    return _kept(desk.record(admission, duty="see_keeping"), local(desk.clock.now()).date())


def _kept(record: Record, today: date) -> Kept:
    until = keeping.kept_until(record)
    who = record.identity
    return Kept(
        admission=record.admission,
        name=f"{who.family.upper()}, {who.given}" if who is not None else "",
        held_as=record.keeping.held_as,
        until=until,
        due=until is not None and until <= today,
        holds=record.keeping.holds,
        proposed_by=record.keeping.proposed_by,
    )


# --- what one person does ---------------------------------------------------------------------


def set_class(desk: Desk, admission: str, to: RecordClass, reason: str, died: date | None) -> None:
    """Sets the class of a record, and a death that is known."""
    _write(desk, admission, ClassSet(to=to, reason=reason.strip(), died=died))


def hold(desk: Desk, admission: str, reason: str) -> str:
    """Holds a record back from disposal; gives the hold's id."""
    fact = HoldPlaced(hold=keys.new_id(), reason=reason.strip())
    _write(desk, admission, fact)
    return fact.hold


def lift(desk: Desk, admission: str, hold_id: str, reason: str) -> None:
    """What held it no longer does."""
    _write(desk, admission, HoldLifted(hold=hold_id, reason=reason.strip()))


def keep_on(desk: Desk, admission: str, until: date, reason: str) -> None:
    """It was looked at, and is kept until then."""
    _write(desk, admission, ReviewedForKeeping(until=until, reason=reason.strip()))


def ask(desk: Desk, admission: str, reason: str) -> None:
    """Asks for disposal. Another person has to agree."""
    fact = DisposalProposed(disposal=keys.new_id(), reason=reason.strip())
    _write(desk, admission, fact)


def _write(desk: Desk, admission: str, fact: Fact) -> None:
    desk.need("keep_records")
    record = desk.record(admission, duty="keep_records")
    codes = tuple(keeping.faults(record, fact, local(desk.clock.now()).date()))
    if codes:
        raise Refused(codes[0])
    desk.keep_fact(record, fact, duty="keep_records")


# --- what two people do -----------------------------------------------------------------------


def agree(desk: Desk, admission: str) -> Disposed:
    """The second person agrees: the key is destroyed, for good. Refused to the one who asked,
    while something holds the record, and before its time."""
    desk.need("agree_disposal")
    record, now = desk.record(admission, duty="agree_disposal"), desk.clock.now()
    asked = record.keeping.proposed
    me = desk.me
    assert me is not None
    if asked is None:
        raise Refused("disposal-not-asked")
    if record.keeping.proposed_by == me.id:
        raise Refused("disposal-same-person")
    codes = tuple(keeping.against_disposal(record, local(now).date()))
    if codes:
        raise Refused(codes[0])
    entries = desk.entries(admission, duty="agree_disposal")
    certificate = Disposed(
        disposal=asked.disposal,
        admission=admission,
        entries=len(entries),
        first=local(entries[0].at).date(),
        last=local(entries[-1].at).date(),
        held_as=record.keeping.held_as,
        reason=asked.reason,
        proposed_by=record.keeping.proposed_by,
    )
    desk.dispose(certificate)
    return certificate
