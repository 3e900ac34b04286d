"""The record: what the journal of one admission comes to. Frozen; made only by ``fold``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from srh_assess.assessment import facts, offering
from srh_assess.assessment.along import Along
from srh_assess.assessment.answers import Answer
from srh_assess.assessment.decided import NONE, Decided, Kept
from srh_assess.assessment.drilling import DrillBegun
from srh_assess.assessment.followed import Following
from srh_assess.assessment.from_paper import PaperBegun
from srh_assess.assessment.her_record import ForHer
from srh_assess.assessment.keeping import Keeping
from srh_assess.assessment.legal import Legal
from srh_assess.assessment.onward import ReceiverNamed


class Sitting(Struct, frozen=True, kw_only=True):
    """One go at the assessment. ``paper`` while a paper form is entered."""

    id: str
    begun: datetime
    author: str
    protocol: str = ""
    page: str = ""
    gate: facts.GateDecided | None = None
    signed: facts.SittingSigned | None = None
    signed_at: datetime | None = None
    signed_by: str = ""
    paused: facts.Paused | None = None
    paper: PaperBegun | None = None


class Need(Struct, frozen=True, kw_only=True):
    """One need, merged over sittings, never deleted."""

    id: str
    first_raised: datetime | None = None
    decided: facts.NeedDecided | None = None
    decided_at: datetime | None = None
    decided_by: str = ""
    plan: facts.NeedPlanned | None = None


class Act(Struct, frozen=True, kw_only=True):
    """Something done about a clock, with its time and author."""

    at: datetime
    author: str
    fact: facts.ClockActed


class Share(Struct, frozen=True, kw_only=True):
    """Her decision about one recipient and document, whether she took it back, and when the stay
    ended in which she said it: coming back does not bring it to life."""

    at: datetime
    author: str
    fact: facts.ShareDecided
    withdrawn: datetime | None = None
    stay_ended: datetime | None = None


class Letter(Struct, frozen=True, kw_only=True):
    """A rendered letter and where it went."""

    at: datetime
    author: str
    fact: facts.LetterMade
    sent: tuple[tuple[datetime, facts.LetterSent], ...] = ()


NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})
NO_NEEDS: Mapping[str, Need] = MappingProxyType({})


class Record(Struct, frozen=True, kw_only=True):
    """Everything held about one stay. ``answers`` holds the newest answer to each item,
    also of items that a rule hides now: ``rules`` decides what is visible."""

    admission: str
    identity: facts.Identity | None = None
    stay: facts.Stay | None = None
    legal: Legal = Legal()
    answers: Mapping[str, Answer] = NO_ANSWERS
    sittings: tuple[Sitting, ...] = ()
    needs: Mapping[str, Need] = NO_NEEDS
    priorities: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    findings: facts.FindingsRecorded | None = None
    capacity: tuple[facts.CapacityFound, ...] = ()
    consents: tuple[facts.Consented, ...] = ()
    decided: Decided = Decided()
    following: Following = Following()
    keeping: Keeping = Keeping()
    for_her: ForHer = ForHer()
    shares: Mapping[str, Share] = MappingProxyType({})
    letters: Mapping[str, Letter] = MappingProxyType({})
    onward: ReceiverNamed | None = None
    informed: Mapping[str, Kept] = NONE
    amendments: tuple[facts.Amended, ...] = ()
    along: Along = Along()
    drill: DrillBegun | None = None
    offers: tuple[offering.Offered, ...] = ()
    away: facts.Left | None = None
    ended: facts.Discharged | facts.Transferred | None = None
    test_refused: tuple[datetime, ...] = ()
    last_entry: int = 0
    last_id: str = ""
    last_at: datetime | None = None
    contact_at: datetime | None = None  # the newest entry that is not about keeping the record

    @property
    def open_sitting(self) -> Sitting | None:
        """The sitting that is not signed yet, if there is one."""
        if self.sittings and self.sittings[-1].signed is None:
            return self.sittings[-1]
        return None

    @property
    def opened(self) -> frozenset[str]:
        """The sections whose further questions she said yes to in the newest sitting."""
        said = offering.newest(self.offers, self.sittings[-1].id) if self.sittings else {}
        return frozenset(section for section, fact in said.items() if fact.answer == "now")

    @property
    def gate(self) -> facts.GateDecided | None:
        """The newest gate decision of the newest sitting."""
        return self.sittings[-1].gate if self.sittings else None
