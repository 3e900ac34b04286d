"""How long her record is kept, what holds it back from disposal, and its lawful end.

Nothing is ever disposed of by age alone: a date only says that two people may look at it.
"""

from __future__ import annotations

from datetime import date
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


KeepingFact = ClassSet | HoldPlaced | HoldLifted | ReviewedForKeeping | DisposalProposed | Disposed


class Keeping(Struct, frozen=True, kw_only=True):
    """What stands about keeping one record."""

    held_as: RecordClass = "mental_health"
    died: date | None = None
    holds: tuple[HoldPlaced, ...] = ()
    kept_until: date | None = None
    proposed: DisposalProposed | None = None
    proposed_by: str = ""


def step(keeping: Keeping, author: str, fact: Fact) -> Keeping:
    """What stands after one more fact."""
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
            return replace(keeping, proposed=fact, proposed_by=author)
        case _:
            return keeping


KINDS = (ClassSet, HoldPlaced, HoldLifted, ReviewedForKeeping, DisposalProposed)
