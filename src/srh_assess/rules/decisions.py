"""Which decision an id names, and which way her age leads (law and ethics A2, A7).

A decision is one act. Those of a service or a reader carry its name (``D14.GUM``, ``D16.GP``).
Sterilisation, fertility consents, sexual relations and marriage (D17) are never decided here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from srh_assess.assessment.identity import age_on
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.protocol.model import Decision, Protocol

Route = Literal["adult", "sixteen", "competence", "too_young", "not_known"]

REFERRAL = "D14"
NAMED = (REFERRAL, "D16")
NEVER = "D17"
SHARING = "D16"
BEST_INTERESTS = frozenset({"D03", "D08", "D11", SHARING})
"""The only decisions for which the best-interests form may open, whatever a file says (A8-4); for
sharing it opens no letter by itself: it is what the ground of B5(c) rests on."""
INTIMATE = frozenset({"D02", "D07"})
"""Intimate whatever a file says: a chaperone is offered."""
_LAW = {"competence_age": 13, "capacity_act_age": 16, "adult_age": 18}
"""The ages of the law. The content may set them later, never earlier."""
ABLE = frozenset({"presumed", "able"})
UNABLE = frozenset({"lacks_now", "lacks"})
NOT_FREE = UNABLE | {"other_cause", "not_competent"}


def decision_of(protocol: Protocol, decision: str) -> Decision | None:
    """The row of the catalogue; none for an id that is not one act."""
    base, _, name = decision.partition(".")
    if base in NAMED:
        return protocol.decisions.get(base) if name.strip() else None
    return protocol.decisions.get(decision)


def fault_of(protocol: Protocol, decision: str) -> str:
    """Why this cannot be decided in the program at all; empty when it can."""
    if decision.partition(".")[0] == NEVER:
        return "decision-never"
    return "" if decision_of(protocol, decision) else "decision-unknown"


def route(protocol: Protocol, record: Record, at: datetime) -> Route:
    """Which form her age opens, on that day by the ward's calendar."""
    born = record.identity.born if record.identity else None
    if born is None:
        return "not_known"
    age = age_on(born, local(at).date())
    ways: tuple[tuple[str, Route], ...] = (
        ("competence_age", "too_young"),
        ("capacity_act_age", "competence"),
        ("adult_age", "sixteen"),
    )
    younger = (way for limit, way in ways if age < max(protocol.settings[limit].value, _LAW[limit]))
    return next(younger, "adult")
