"""How long her record is kept, what holds it back from disposal, and its lawful end.

Nothing is ever disposed of by age alone: a date only says that two people may look at it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.fact import Fact
from srh_assess.assessment.looking import beside

RecordClass = Literal["mental_health", "general", "srh", "srh_device"]
"""The class that says how long; the trust's own longest one until somebody sets another."""


class ClassSet(Fact, frozen=True, kw_only=True, tag="record_class"):
    """The class of this record, with a reason. ``died`` is known to the trust, not asked here."""

    to: RecordClass
    reason: str
    died: date | None = None


class HoldPlaced(Fact, frozen=True, kw_only=True, tag="hold"):
    """A court, an inquiry, a complaint or her own wish holds the record: it is not disposed of."""

    hold: str
    reason: str


class HoldLifted(Fact, frozen=True, kw_only=True, tag="hold_lifted"):
    """What held it no longer does."""

    hold: str
    reason: str


class ReviewedForKeeping(Fact, frozen=True, kw_only=True, tag="keeping_reviewed"):
    """Somebody looked at whether it is still to be kept, and it is, until then."""

    until: date
    reason: str


class DisposalProposed(Fact, frozen=True, kw_only=True, tag="disposal_proposed"):
    """One person asks for its disposal; another has to agree."""

    disposal: str
    reason: str


class DisposalRefused(Fact, frozen=True, kw_only=True, tag="disposal_refused"):
    """The other person says no to it: what was asked for is closed, and it is kept until then."""

    disposal: str
    until: date
    reason: str


class Disposed(Fact, frozen=True, kw_only=True, tag="disposed"):
    """The certificate, in a file of its own: the key of that admission was destroyed, and what
    it sealed can be read by nobody any more. It names no woman. ``again`` says that a restored
    backup still held the key; ``with_it`` names the other files whose keys went too: who opened
    her record, and what was said about the stay."""

    disposal: str
    admission: str
    entries: int
    first: date
    last: date
    held_as: RecordClass
    reason: str
    proposed_by: str
    again: bool = False
    with_it: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that goes. Who opened her record goes with it, also where an earlier
        version has not said so: reasons were typed about her there."""
        return tuple(dict.fromkeys((self.admission, beside(self.admission), *self.with_it)))


KeepingFact = (
    ClassSet | HoldPlaced | HoldLifted | ReviewedForKeeping | DisposalProposed | DisposalRefused
    | Disposed
)  # fmt: skip


class No(Struct, frozen=True, kw_only=True):
    """A no to a disposal: who said it, when and why, and what it was an answer to."""

    by: str
    at: datetime
    entry: int
    fact: DisposalRefused
    asked_by: str
    asked: DisposalProposed


class Keeping(Struct, frozen=True, kw_only=True):
    """What stands about keeping one record."""

    held_as: RecordClass = "mental_health"
    died: date | None = None
    holds: tuple[HoldPlaced, ...] = ()
    kept_until: date | None = None
    proposed: DisposalProposed | None = None
    proposed_by: str = ""
    noes: tuple[No, ...] = ()


def step(keeping: Keeping, by: str, at: datetime, number: int, fact: Fact) -> Keeping:
    """What stands after one more fact: by whom, when, and as which entry it was written."""
    match fact:
        case ClassSet():
            return replace(keeping, held_as=fact.to, died=fact.died)
        case HoldPlaced():
            return replace(keeping, holds=(*keeping.holds, fact))
        case HoldLifted():
            left = tuple(one for one in keeping.holds if one.hold != fact.hold)
            return replace(keeping, holds=left)
        case ReviewedForKeeping():
            return replace(keeping, kept_until=fact.until, proposed=None, proposed_by="")
        case DisposalProposed():
            return replace(keeping, proposed=fact, proposed_by=by)
        case DisposalRefused():
            return _refused(keeping, by, at, number, fact)
        case _:
            return keeping


def _refused(
    keeping: Keeping, by: str, at: datetime, number: int, fact: DisposalRefused
) -> Keeping:
    """A no closes what was asked for; one to nothing that stands changes nothing."""
    asked = keeping.proposed
    if asked is None or asked.disposal != fact.disposal:
        return keeping
    no = No(by=by, at=at, entry=number, fact=fact, asked_by=keeping.proposed_by, asked=asked)
    return replace(keeping, kept_until=fact.until, proposed=None, proposed_by="",
                   noes=(*keeping.noes, no))  # fmt: skip


KINDS = (
    ClassSet, HoldPlaced, HoldLifted, ReviewedForKeeping, DisposalProposed, DisposalRefused,
)  # fmt: skip
