"""The rows that lists read, as they are kept: moments, never ages or hours left."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.dues import CheckOwed, DueKind
from srh_assess.assessment.facts import ClockActKind, PauseReason
from srh_assess.assessment.followed import LeaveState

AssessmentState = Literal[
    "not_begun", "sitting", "paused", "complete", "brief", "partial", "deferred", "declined"
]
GateOutcome = Literal["go", "partial", "defer"]
AwayWhy = Literal["leave", "court", "hospital", "absent", "other"]


class OpenNeed(Struct, frozen=True, kw_only=True, array_like=True):
    """A need about which somebody here still has something to do."""

    id: str
    state: str
    urgency: str = ""
    due: datetime | None = None
    owner: str = ""
    step: str = ""
    in_the_way: str = ""


class FollowDue(Struct, frozen=True, kw_only=True, array_like=True):
    """What a need, or a thread of its care, waits for: a result, a visit, a next dose. ``about``
    is the test, the care or the service: a row of the protocol, or the name it was given;
    ``leave`` what was said last of her leave for it."""

    need: str
    what: DueKind
    id: str
    at: datetime
    owner: str = ""
    dated: bool = False
    about: str = ""
    leave: LeaveState = ""


class RunningClock(Struct, frozen=True, kw_only=True, array_like=True):
    """A clock as the newest findings have it, with the last thing done about it."""

    id: str
    state: str
    act_by: datetime | None = None
    closes: datetime | None = None
    act: ClockActKind | None = None
    act_by_whom: str = ""
    back_by: datetime | None = None


class PutOff(Struct, frozen=True, kw_only=True, array_like=True):
    """The talk was put off, ``times`` in a row and each time for a reason: since when, why at
    last, and what would make it possible. ``waits_since``: since then nobody has decided about
    it, the team neither."""

    times: int
    since: datetime
    waits_since: datetime
    reason: str = ""
    possible: str = ""


class TalkAgain(Struct, frozen=True, kw_only=True, array_like=True):
    """A talk that is to be gone on with, or offered again: it was cut short for now, or she said
    no, to what (the codes of X66). ``since`` is when its sitting was closed, ``times`` how often
    she has said no in this stay."""

    why: Literal["short", "no"]
    since: datetime
    to: str = ""
    times: int = 0


class TestAgain(Struct, frozen=True, kw_only=True, array_like=True):
    """She said no to a pregnancy test: when last, and how often."""

    __test__ = False  # not for the collector of tests

    last: datetime
    times: int
    owner: str = ""


class Due(Struct, frozen=True, kw_only=True):
    """Something with a time and, where one is named, an owner."""

    what: Literal["clock", "gate", "return"] | DueKind
    id: str
    at: datetime
    owner: str = ""


class BoardRow(Struct, frozen=True, kw_only=True, array_like=True):
    """One woman on the ward board; or, with ``ended``, one whose stay is over while something of
    it stands open: ``checks`` are the looks after it that are owed, ``receiver`` who took over.
    ``result_said`` is when it was said that a result is awaited of which no test stands here;
    ``talk_again`` stands where the newest talk was cut short or said no to,
    ``test_again`` where a pregnancy test was."""

    admission: str
    family: str
    given: str = ""
    preferred: str = ""
    born: date | None = None
    ward: str = ""
    room: str = ""
    admitted: datetime
    named_nurse: str = ""
    state: AssessmentState = "not_begun"
    sitting: str = ""
    sitting_author: str = ""
    sitting_begun: datetime | None = None
    page: str = ""
    paused: PauseReason | None = None
    gate: GateOutcome | None = None
    next_look: datetime | None = None
    gate_owner: str = ""
    core_open: int = 0
    asked: int = 0
    answered: int = 0
    needs: tuple[OpenNeed, ...] = ()
    clocks: tuple[RunningClock, ...] = ()
    letters_waiting: int = 0
    nhs_number: str = ""
    local_id: str = ""
    away: AwayWhy | None = None
    back_by: datetime | None = None
    results_owed: bool = False
    following: tuple[FollowDue, ...] = ()
    put_off: PutOff | None = None
    sections: int = 0
    sections_done: int = 0
    ended: datetime | None = None
    receiver: str = ""
    checks: tuple[CheckOwed, ...] = ()
    result_said: datetime | None = None
    talk_again: TalkAgain | None = None
    test_again: TestAgain | None = None

    @property
    def dues(self) -> tuple[Due, ...]:
        """Everything with a time: open needs and what they wait for, clocks that are not closed,
        the next look. The next first."""
        waits = {(line.need, line.at) for line in self.following}
        dues = [
            Due(what="need", id=n.id, at=n.due, owner=n.owner)
            for n in self.needs
            if n.due and (n.id, n.due) not in waits
        ]
        dues += [
            Due(what=f.what, id=f.id or f.need, at=f.at, owner=f.owner) for f in self.following
        ]
        dues += [
            Due(what="clock", id=c.id, at=c.act_by, owner=c.act_by_whom)
            for c in self.clocks
            if c.act_by and c.state != "closed"
        ]
        if self.next_look is not None:
            dues.append(Due(what="gate", id="next_look", at=self.next_look, owner=self.gate_owner))
        if self.back_by is not None:
            dues.append(Due(what="return", id="back_by", at=self.back_by))
        return tuple(sorted(dues, key=lambda due: (due.at, due.what, due.id)))

    @property
    def next_due(self) -> Due | None:
        """What is due first."""
        return next(iter(self.dues), None)

    @property
    def needs_by_urgency(self) -> dict[str, int]:
        """How many needs stand open, by urgency."""
        counts: dict[str, int] = {}
        for need in self.needs:
            counts[need.urgency] = counts.get(need.urgency, 0) + 1
        return counts


class AdmissionRow(Struct, frozen=True, kw_only=True):
    """What lists of admissions, also of past ones, show and search by."""

    admission: str
    family: str
    given: str
    preferred: str
    born: date | None
    nhs_number: str
    local_id: str
    ward: str
    room: str
    admitted: datetime
    ended: datetime | None = None
