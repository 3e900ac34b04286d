"""What is done about a need until it is met: steps, care given, tests, referrals, appointments,
handover, checks after she has left, and what was said about the whole.

Each fact belongs to a need, or to none (a test that everybody is offered). What begins has an id
of its own; what comes of it later names that id. Every time in here is one a person gave, and a
moment at which something is to be looked at again stands in the fact that began it: proposed
from the protocol when it was written, so that a list needs no rule to know what is due.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.fact import Fact

NeedStep = Literal[
    "confirmed", "wanted", "deferred", "declined", "begun", "part_met", "met", "handed_over",
    "no_longer_applies",
]  # fmt: skip
"""The states a need can be moved to after the talk. *Confirmed* opens it again."""


class NeedMoved(Fact, frozen=True, kw_only=True, tag="need_moved"):
    """A need changed its state. *Met* and *part met* say when, who found it so and on what
    evidence; *handed over* names who accepted it; *declined* keeps her words."""

    need: str
    to: NeedStep
    at: datetime
    by: str = ""
    words: str = ""
    receiver: str = ""
    offer_again: Literal["", "on_date", "if_she_asks"] = ""
    again_on: date | None = None


class StepPlanned(Fact, frozen=True, kw_only=True, tag="step_planned"):
    """The next step for a need: what, what is in the way, its one owner and its one due time."""

    need: str
    step: str = ""
    in_the_way: str = ""
    owner: str = ""
    due: datetime | None = None


class Contacted(Fact, frozen=True, kw_only=True, tag="contacted"):
    """Somebody was rung, written to or talked with about a need."""

    contact: str
    need: str
    at: datetime
    by: str
    with_whom: str = ""
    how: Literal["talk", "phone", "message", "letter", "other"] = "phone"
    words: str = ""


class CareOffered(Fact, frozen=True, kw_only=True, tag="care_offered"):
    """Something the ward can do for a need was offered: a row of the protocol's list, or named
    in ``name`` where it is none of them."""

    care: str
    what: str
    need: str = ""
    name: str = ""
    at: datetime
    by: str = ""
    answer: Literal["", "accepted", "declined", "later"] = ""
    words: str = ""
    due: datetime | None = None


class CareWent(Fact, frozen=True, kw_only=True, tag="care_went"):
    """How it went on. *Done* of a medicine names its batch; ``act`` is the act done on the
    strength of her yes, where it needs one; ``next_on`` the day of the next dose."""

    care: str
    to: Literal["accepted", "declined", "later", "begun", "done", "abandoned"]
    at: datetime
    by: str = ""
    words: str = ""
    act: str = ""
    batch: str = ""
    expires: date | None = None
    no_batch_because: str = ""
    dose: int | None = None
    next_on: date | None = None
    due: datetime | None = None


class NextDropped(Fact, frozen=True, kw_only=True, tag="next_dropped"):
    """A next dose, or a test that was to be repeated, will not happen here, and why."""

    thread: str
    words: str


class SampleTaken(Fact, frozen=True, kw_only=True, tag="sample_taken"):
    """A sample was taken. ``repeat_on`` is the day of the test that counts, where this one was
    too early; ``expected_by`` when its result should be back."""

    sample: str
    what: str
    need: str = ""
    name: str = ""
    at: datetime
    by: str = ""
    act: str = ""
    expected_by: datetime | None = None
    last_sex: date | None = None
    repeat_on: date | None = None
    repeats: str = ""


Result = Literal["negative", "positive", "unclear", "not_processed", "other"]


class ResultBack(Fact, frozen=True, kw_only=True, tag="result_back"):
    """A result came back. The program does not interpret it."""

    sample: str
    result: Result
    at: datetime
    by: str = ""
    words: str = ""
    tell_by: datetime | None = None


class ResultTold(Fact, frozen=True, kw_only=True, tag="result_told"):
    """She heard the result: how, when, from whom. *Not wanted*: she said that she does not want
    to hear it."""

    sample: str
    at: datetime
    by: str
    how: Literal["alone", "with_someone", "phone", "letter", "not_wanted"] = "alone"
    words: str = ""


Mode = Literal["in_reach", "remote", "escorted", "unescorted"]


class Referred(Fact, frozen=True, kw_only=True, tag="referred"):
    """She was referred. It rests on an act done on her yes (``act``), on a complete decision to
    share without it (``override``), or is for the ward's own people; in an emergency ``because``
    says why nobody waited."""

    referral: str
    destination: str
    need: str = ""
    at: datetime
    by: str
    by_nurse: bool = True
    mode: Mode = "in_reach"
    leave_needed: bool | None = None
    leave_agreed: bool | None = None
    escort: str = ""
    shared: str = ""
    act: str = ""
    override: str = ""
    because: str = ""
    answer_by: datetime | None = None


class ReferralAnswered(Fact, frozen=True, kw_only=True, tag="referral_answered"):
    """What the service said. *Closed*: it ended, and why."""

    referral: str
    answer: Literal["accepted", "not_accepted", "closed"]
    at: datetime
    by: str = ""
    words: str = ""


class AppointmentOffered(Fact, frozen=True, kw_only=True, tag="appointment_offered"):
    """A time was offered, or booked at once. ``instead_of`` is the one it takes the place of."""

    appointment: str
    referral: str = ""
    need: str = ""
    starts: datetime
    mode: Mode = "in_reach"
    where: str = ""
    with_whom: str = ""
    leave_needed: bool | None = None
    leave_agreed: bool | None = None
    escort: str = ""
    booked: bool = False
    instead_of: str = ""


class AppointmentWent(Fact, frozen=True, kw_only=True, tag="appointment_went"):
    """What became of it. *Could not come* and *cancelled* name what was in the way, never her
    fault; ``rebook_by`` keeps her on the list until another time stands. Booked again, it says
    what became of her leave."""

    appointment: str
    to: Literal["booked", "attended", "could_not_come", "cancelled", "declined"]
    at: datetime
    by: str = ""
    reason: str = ""
    words: str = ""
    rebook_by: datetime | None = None
    leave_needed: bool | None = None
    leave_agreed: bool | None = None


class HandoverMade(Fact, frozen=True, kw_only=True, tag="handover_made"):
    """What goes on elsewhere, given to a named person. ``items`` are the boxes she permitted,
    ``document`` the SHA-256 of the exact words; ``sealed`` says that a closed part goes with it."""

    handover: str
    receiver: str
    team: str = ""
    contact: str = ""
    needs: tuple[str, ...] = ()
    share: str = ""
    document: str = ""
    items: tuple[str, ...] = ()
    sealed: bool = False
    answer_by: datetime | None = None


class HandoverAnswered(Fact, frozen=True, kw_only=True, tag="handover_answered"):
    """The named person took it over, or did not."""

    handover: str
    answer: Literal["accepted", "not_accepted"]
    at: datetime
    by: str
    words: str = ""


class CheckMade(Fact, frozen=True, kw_only=True, tag="check_made"):
    """The look at how she is doing after she left. Not reached is an answer."""

    check: Literal["first", "second"]
    at: datetime
    by: str
    reached: Literal["herself", "team", "not_reached", "does_not_want"]
    words: str = ""
    met: tuple[str, ...] = ()
    again_by: datetime | None = None


class Said(Struct, frozen=True, kw_only=True):
    """One question about how it was, and the answer; skipping is an answer."""

    question: str
    answer: Literal["yes", "partly", "no", "unsure", "skipped"]
    words: str = ""


class ViewGiven(Fact, frozen=True, kw_only=True, tag="view_given"):
    """What she, her carer or a member of staff thought of it. She is asked by somebody who is
    not in her care; a carer only when she agrees; staff in no woman's record."""

    view: str
    whose: Literal["hers", "carer", "staff"]
    moment: Literal["after_talk", "before_leaving", "yearly"]
    at: datetime
    by: str = ""
    she_agreed: bool | None = None
    outcome: Literal["answered", "skipped", "not_now"] = "answered"
    answers: tuple[Said, ...] = ()
    words: str = ""


FollowingFact = (
    NeedMoved
    | StepPlanned
    | Contacted
    | CareOffered
    | CareWent
    | NextDropped
    | SampleTaken
    | ResultBack
    | ResultTold
    | Referred
    | ReferralAnswered
    | AppointmentOffered
    | AppointmentWent
    | HandoverMade
    | HandoverAnswered
    | CheckMade
    | ViewGiven
)
