"""What became of her needs, in the words of the measures (programme specification D and E1,
measures and training A3). Facts only: nothing here is a score.

*All needs met* is at least one confirmed need, and every confirmed need met or no longer
applying. Declined and handed over are not met; they are shown apart.
"""

from __future__ import annotations

from srh_assess.assessment import facts
from srh_assess.assessment.followed import (
    Followed,
    appointment_state,
    handover_state,
    referral_state,
)
from srh_assess.assessment.following import CareWent
from srh_assess.assessment.record import Record
from srh_assess.rules.decisions import NAMED

_MET = frozenset({"met", "no_longer_applies"})
_BEGUN = frozenset({"begun", "done"})


def confirmed(record: Record) -> tuple[Followed, ...]:
    """Every need that a nurse confirmed and that was not set aside since."""
    return tuple(need for need in record.following.needs.values() if need.confirmed)


def all_needs_met(record: Record) -> bool:
    """The rule of D for one woman."""
    found = confirmed(record)
    return bool(found) and all(need.state in _MET for need in found)


def met(record: Record) -> tuple[Followed, ...]:
    """The confirmed needs that were met; *no longer applies* is none of them."""
    return tuple(need for need in confirmed(record) if need.state == "met")


def begun_here(record: Record) -> bool:
    """Whether something was begun or done for her on the ward: care, also where it was given up
    later, a test, or an act on her yes. A referral or a letter is none."""
    following = record.following
    care = (fact for kept in following.care.values() for fact in kept.later)
    begun = any(isinstance(fact, CareWent) and fact.to in _BEGUN for fact in care)
    acts = any(
        kept.fact.decision.partition(".")[0] not in NAMED for kept in record.decided.done.values()
    )
    return begun or acts or bool(following.samples)


def appointment_attended(record: Record) -> bool:
    """Whether she saw somebody by appointment."""
    kept = record.following.appointments.values()
    return any(appointment_state(one) == "attended" for one in kept)


def appointment_accepted(record: Record) -> bool:
    """Whether a service took her on, or a time stands: the line beside *attended*."""
    following = record.following
    return any(referral_state(one) == "accepted" for one in following.referrals.values()) or any(
        appointment_state(one) == "booked" for one in following.appointments.values()
    )


def left_with_open_need(record: Record) -> bool:
    """Whether her stay ended while a need of hers stood open."""
    ended = record.ended
    return ended is not None and any(one.startswith("need ") for one in ended.open)


def handover_accepted(record: Record) -> bool:
    """Whether a named person has taken over what stood open: at the end of the stay, or before
    or after it."""
    ended: facts.Discharged | facts.Transferred | None = record.ended
    if ended is not None and ended.acceptance == "accepted" and ended.receiver.strip():
        return True
    return any(handover_state(one) == "accepted" for one in record.following.handovers.values())
