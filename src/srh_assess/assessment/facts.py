"""What a journal entry can say. One class a kind; the tag is the kind's name on disk.

A fact is never changed. A correction is a new fact that names what it corrects.
Times inside a fact are those a person gave; the entry's own time is the journal's.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.along import AlongFact
from srh_assess.assessment.answers import UNKNOWN as UNKNOWN_TIME
from srh_assess.assessment.answers import Answer, Source, State, Value, When
from srh_assess.assessment.calling import CallingFact
from srh_assess.assessment.capacity import CapacityFact, CapacityFound
from srh_assess.assessment.deciding import Consented, DecisionFact
from srh_assess.assessment.disclosing import DisclosureFact
from srh_assess.assessment.drafting import FormDrafted
from srh_assess.assessment.drilling import DrillFact
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.following import FollowingFact
from srh_assess.assessment.from_paper import PaperFact
from srh_assess.assessment.her_record import HerRecordFact
from srh_assess.assessment.informed import InformationGiven
from srh_assess.assessment.keeping import KeepingFact
from srh_assess.assessment.legal import SectionChanged, SectionDayCorrected
from srh_assess.assessment.looking import LookingFact
from srh_assess.assessment.offering import ExtendedOffered
from srh_assess.assessment.onward import ReceiverNamed

__all__ = ["CapacityFound", "Consented", "Fact"]
"""Kinds of fact that stand in another module, and can be had from here."""


class Identity(Struct, frozen=True, kw_only=True, gc=False):
    """Who she is, as the ward knows her. Unknown is an empty string, never a guess."""

    family: str
    given: str = ""
    preferred: str = ""
    born: date | None = None
    nhs_number: str = ""
    nhs_number_reason: str = ""
    local_id: str = ""
    gender: str = ""
    pronouns: str = ""


class Stay(Struct, frozen=True, kw_only=True, gc=False):
    """The admission's own facts: one stay on the ward, the unit of every measure."""

    admitted: datetime
    ward: str = ""
    room: str = ""
    legal_status: str = ""
    referral_ward: str = ""
    named_nurse: str = ""
    responsible_clinician: str = ""
    language: str = ""
    ethnic: str = ""
    interpreter: bool | None = None
    communication: str = ""
    staff_gender: str = ""
    chaperone: str = ""
    infection_control: str = ""


class Admitted(Fact, frozen=True, kw_only=True, tag="admitted"):
    """A stay begins."""

    identity: Identity
    stay: Stay


class Moved(Fact, frozen=True, kw_only=True, tag="moved"):
    """Another room, or another ward of the same unit, from this time on: the stay goes on."""

    at: datetime
    ward: str = ""
    room: str = ""


class AdmissionCorrected(Fact, frozen=True, kw_only=True, tag="admission_corrected"):
    """Identity or stay as they should have read, with the reason. ``came_under`` is the legal
    status on admission, where it has changed since."""

    identity: Identity
    stay: Stay
    reason: str
    came_under: str | None = None


class Left(Fact, frozen=True, kw_only=True, tag="left"):
    """She is off the ward and comes back: leave, court, a hospital; or nobody knows where."""

    at: datetime
    why: Literal["leave", "court", "hospital", "absent", "other"] = "leave"
    back_by: datetime | None = None


Acceptance = Literal["accepted", "asked", "no_one_yet"]


class Discharged(Fact, frozen=True, kw_only=True, tag="discharged"):
    """The stay ends. ``open`` names what stood open (a clock, a need, a result, a sitting, a
    letter); ``receiver`` is the person who takes it over, ``acceptance`` whether that person
    said yes. *No one yet* is an answer, never a blank."""

    at: datetime
    to: str = ""
    receiver: str = ""
    acceptance: Acceptance | None = None
    open: tuple[str, ...] = ()


class Transferred(Fact, frozen=True, kw_only=True, tag="transferred"):
    """The stay on this ward ends on another ward. As for a discharge."""

    at: datetime
    to: str = ""
    receiver: str = ""
    acceptance: Acceptance | None = None
    open: tuple[str, ...] = ()


class Returned(Fact, frozen=True, kw_only=True, tag="returned"):
    """She is back: from leave, or within 24 hours of the end of the stay, which then goes on."""

    at: datetime


class SittingBegun(Fact, frozen=True, kw_only=True, tag="sitting_begun"):
    """One go at the assessment begins."""

    sitting: str
    protocol: str


class Answered(Fact, frozen=True, kw_only=True, tag="answered"):
    """An item got a value or a state."""

    sitting: str
    item: str
    taken: datetime
    value: Value | None = None
    state: State | None = None
    source: Source = Source.ASKED
    when: When = UNKNOWN_TIME
    words: str = ""


class Cleared(Fact, frozen=True, kw_only=True, tag="cleared"):
    """An answer was taken back: the item stands as not yet asked."""

    sitting: str
    item: str


class Undone(Fact, frozen=True, kw_only=True, tag="undone"):
    """The last step of this sitting was undone: the item stands as it stood before."""

    sitting: str
    item: str
    undoes: str
    before: Answer | None = None


class Found(Struct, frozen=True, kw_only=True):
    """One need or clock as the rules gave it at one moment."""

    id: str
    because: tuple[str, ...] = ()
    state: str = ""
    urgency: str = ""
    due: datetime | None = None
    act_by: datetime | None = None
    closes: datetime | None = None


class FindingsRecorded(Fact, frozen=True, kw_only=True, tag="findings"):
    """What the rules said, kept so that lists need not ask them again."""

    rules: str
    gate: str = ""
    needs: tuple[Found, ...] = ()
    clocks: tuple[Found, ...] = ()
    core_open: int = 0
    asked: int = 0
    answered: int = 0
    sections: int = 0
    sections_done: int = 0


class GateDecided(Fact, frozen=True, kw_only=True, tag="gate"):
    """The nurse took the gate's outcome, or another one with a reason."""

    sitting: str
    outcome: Literal["go", "partial", "defer"]
    proposed: Literal["go", "partial", "defer"]
    because: tuple[str, ...] = ()
    override_reason: str = ""
    reason_code: str = ""
    would_make_possible: str = ""
    owner: str = ""
    next_look: datetime | None = None


ClockActKind = Literal["rung", "ringing", "said_no", "carry_on", "started", "passed"]


class ClockActed(Fact, frozen=True, kw_only=True, tag="clock_act"):
    """What was done about a clock: rung, ringing, her informed no, carrying on, ended."""

    clock: str
    act: ClockActKind
    by: str = ""
    back_by: datetime | None = None
    words: str = ""
    when: When = UNKNOWN_TIME


class NeedDecided(Fact, frozen=True, kw_only=True, tag="need"):
    """The nurse confirmed a need or set it aside, with her reason."""

    sitting: str
    need: str
    state: Literal["confirmed", "set_aside"]
    reason: str = ""
    named_by_her: bool = False


class NeedPlanned(Fact, frozen=True, kw_only=True, tag="plan"):
    """What she wants for a need, the next step, its one owner and its one due time."""

    sitting: str
    need: str
    wants: Literal["now", "later", "no", "unsure"] | None = None
    words: str = ""
    step: str = ""
    owner: str = ""
    due: datetime | None = None
    offer_again: Literal["", "on_date", "if_she_asks"] = ""


class PrioritiesSet(Fact, frozen=True, kw_only=True, tag="priorities"):
    """Her own order of the needs."""

    sitting: str
    needs: tuple[str, ...]


class ShareDecided(Fact, frozen=True, kw_only=True, tag="share"):
    """Her answer about one recipient and one version of one document.

    ``document`` is the SHA-256 of the exact content she saw or heard. ``template`` is the kind of
    letter (empty in facts of the time when a reader had one kind only); ``counted_to`` the
    moment that a letter which counts hours counts them to. ``ask_again`` and ``again_on`` say
    when she may be asked again after a *later* or a *no*.
    """

    share: str
    recipient: str
    decision: Literal["yes", "no", "later"]
    template: str = ""
    counted_to: datetime | None = None
    document: str = ""
    letter: str = ""
    dated: date | None = None
    items: tuple[str, ...] = ()
    shown: Literal["", "read_by_her", "read_to_her"] = ""
    finding: str = ""
    words: str = ""
    ask_again: Literal["", "on_date", "if_she_asks"] = ""
    again_on: date | None = None


class ShareWithdrawn(Fact, frozen=True, kw_only=True, tag="share_withdrawn"):
    """She changed her mind. No reason is asked."""

    share: str


class LetterMade(Fact, frozen=True, kw_only=True, tag="letter"):
    """A letter was rendered: which document, for whom, from which agreed content."""

    letter: str
    recipient: str
    document: str
    file: str
    pages: int
    share: str = ""


class LetterSent(Fact, frozen=True, kw_only=True, tag="letter_sent"):
    """A letter went to paper or to a file, or her copy was read with her. ``reason`` says why
    it was printed once more."""

    letter: str
    how: Literal["printed", "saved", "handed_over", "held_for_her", "read_with_her"]
    where: str = ""
    copy: bool = False
    reason: str = ""


PauseReason = Literal["she_asked", "tired_or_upset", "called_away", "other"]


class Paused(Fact, frozen=True, kw_only=True, tag="paused"):
    """The sitting stopped at once and kept everything."""

    sitting: str
    why: PauseReason
    page: str = ""


class PageReached(Fact, frozen=True, kw_only=True, tag="page"):
    """Where the nurse was: the next start resumes here."""

    sitting: str
    page: str


class SittingSigned(Fact, frozen=True, kw_only=True, tag="signed"):
    """A sitting is closed. Its entries can only be amended."""

    sitting: str
    outcome: Literal["complete", "brief", "partial", "deferred", "declined"]
    program: str
    protocol: str
    reason: str = ""
    statement: str = ""


class Amended(Fact, frozen=True, kw_only=True, tag="amended"):
    """An addendum to a signed entry: the old words stay, these stand beside them."""

    amends: str
    reason: str
    answer: Answered | None = None
    note: str = ""


AnyFact = (
    Admitted
    | Moved
    | AdmissionCorrected
    | SectionChanged
    | SectionDayCorrected
    | Left
    | Discharged
    | Transferred
    | Returned
    | AlongFact
    | SittingBegun
    | Answered
    | Cleared
    | Undone
    | FindingsRecorded
    | GateDecided
    | ClockActed
    | NeedDecided
    | NeedPlanned
    | PrioritiesSet
    | CapacityFact
    | DecisionFact
    | FormDrafted
    | DrillFact
    | DisclosureFact
    | FollowingFact
    | ReceiverNamed
    | InformationGiven
    | KeepingFact
    | HerRecordFact
    | CallingFact
    | LookingFact
    | ShareDecided
    | ShareWithdrawn
    | LetterMade
    | LetterSent
    | ExtendedOffered
    | Paused
    | PageReached
    | SittingSigned
    | Amended
    | PaperFact
)


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the journal: a fact with its place, its time and who signed it in."""

    id: str
    number: int
    admission: str
    at: datetime
    author: str
    fact: AnyFact
