"""What following her needs comes to: the state of each, and every thread with what came of it.

Part of the record, made only by ``fold`` (``follow.step``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal, TypeVar

from msgspec import Struct

from srh_assess.assessment import following
from srh_assess.assessment.decided import NONE, Kept

NeedState = Literal[
    "suspected", "confirmed", "set_aside", "wanted", "declined", "deferred", "begun", "met",
    "part_met", "handed_over", "no_longer_applies",
]  # fmt: skip
"""The words of the design for a need."""
CLOSED: frozenset[NeedState] = frozenset(
    {"set_aside", "declined", "met", "handed_over", "no_longer_applies"}
)
"""States in which nobody here has anything to do; *declined* keeps her day for asking again."""
LeaveState = Literal["", "needed", "agreed", "not_yet", "not_needed"]
F = TypeVar("F", bound=Struct)


class Followed(Struct, frozen=True, kw_only=True):
    """One need that somebody decided on, as it stands. ``confirmed``: by a nurse, and not set
    aside since. ``awaits`` is the thread that set the due time last; ``before`` the state that
    the end of the stay closed, for a return."""

    need: str
    state: NeedState = "suspected"
    confirmed: bool = False
    wants: Literal["now", "later", "no", "unsure"] | None = None
    owner: str = ""
    due: datetime | None = None
    step: str = ""
    in_the_way: str = ""
    awaits: str = ""
    offer_again: Literal["", "on_date", "if_she_asks"] = ""
    since: datetime | None = None
    by: str = ""
    words: str = ""
    receiver: str = ""
    before: NeedState | None = None

    @property
    def open(self) -> bool:
        """Whether somebody here still has something to do about it."""
        return self.state not in CLOSED


NO_NEEDS: Mapping[str, Followed] = MappingProxyType({})


class Following(Struct, frozen=True, kw_only=True):
    """All of it: needs by id, threads by theirs, oldest first; in ``moves`` every word about a
    need."""

    needs: Mapping[str, Followed] = NO_NEEDS
    contacts: Mapping[str, Kept] = NONE
    care: Mapping[str, Kept] = NONE
    samples: Mapping[str, Kept] = NONE
    referrals: Mapping[str, Kept] = NONE
    appointments: Mapping[str, Kept] = NONE
    handovers: Mapping[str, Kept] = NONE
    views: Mapping[str, Kept] = NONE
    checks: tuple[Kept, ...] = ()
    moves: tuple[Kept, ...] = ()


# -- reading a thread -----------------------------------------------------------------------------


def last(kept: Kept, kind: type[F]) -> F | None:
    """The newest fact of a kind in a thread."""
    found = [fact for fact in kept.later if isinstance(fact, kind)]
    return found[-1] if found else None


def care_state(kept: Kept) -> str:
    """offered, accepted, declined, later, begun, done or abandoned."""
    went = last(kept, following.CareWent)
    return went.to if went else (kept.fact.answer or "offered")


def appointment_state(kept: Kept) -> str:
    """offered, booked, attended, could_not_come, cancelled or declined."""
    went = last(kept, following.AppointmentWent)
    return went.to if went else ("booked" if kept.fact.booked else "offered")


def referral_state(kept: Kept) -> str:
    """sent, accepted, not_accepted or closed."""
    answered = last(kept, following.ReferralAnswered)
    return answered.answer if answered else "sent"


def leave_for(following: Following, thread: str) -> LeaveState:
    """Of a visit that is to be, or a referral. Where nobody said it of the visit, what was said
    when she was referred."""
    visit = following.appointments.get(thread)
    if visit is None:
        return leave_state(following.referrals.get(thread))
    if appointment_state(visit) not in ("offered", "booked"):
        return ""
    return leave_state(visit) or leave_state(following.referrals.get(visit.fact.referral))


def leave_state(kept: Kept | None) -> LeaveState:
    """What was said last of her leave for a referral or a visit; nothing where nobody did."""
    facts = (kept.fact, *kept.later) if kept is not None else ()
    for fact in reversed(facts):
        if getattr(fact, "leave_needed", None) is False:
            return "not_needed"
        agreed = getattr(fact, "leave_agreed", None)
        if agreed is not None:
            return "agreed" if agreed else "not_yet"
        if getattr(fact, "leave_needed", None):
            return "needed"
    return ""


def sample_state(kept: Kept) -> str:
    """awaited, to_tell or told. A second result after she was told is to be told again."""
    for fact in reversed(kept.later):
        if isinstance(fact, following.ResultTold):
            return "told"
        if isinstance(fact, following.ResultBack):
            return "to_tell"
    return "awaited"


def handover_state(kept: Kept) -> str:
    """asked, accepted or not_accepted."""
    answered = last(kept, following.HandoverAnswered)
    return answered.answer if answered else "asked"
