"""The nurse takes the gate's outcome, or another one with a word of reason.

A deferral is refused without its reason code, what would make the talk possible, an owner
and a next look within the hours the content allows (24).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from srh_assess.assessment import facts
from srh_assess.errors import BadInput, Refused
from srh_assess.rules.gate import GateFinding, gate
from srh_assess.workflow import admissions
from srh_assess.workflow.session import Change, Session

Outcome = Literal["go", "partial", "defer"]


def looked(session: Session) -> GateFinding:
    """What the gate proposes from what was seen in this sitting. What an earlier one saw is no
    look at her now: each sitting begins with twelve open areas."""
    sitting = session.record.sittings[-1].id if session.record.sittings else ""
    seen = {
        domain.item: answer
        for domain in session.protocol.gate.domains
        if (answer := session.findings.asking.visible.get(domain.item)) is not None
        and answer.sitting == sitting
    }
    return gate(session.protocol, seen)


def decide(
    session: Session,
    outcome: Outcome,
    *,
    override_reason: str = "",
    reason_code: str = "",
    would_make_possible: str = "",
    owner: str = "",
    next_look: datetime | None = None,
) -> Change:
    """Records the decision. Refused while a domain is missing, and, for anything but putting
    the talk off, while it is closed for her age."""
    finding = looked(session)
    if finding.outcome is None:
        raise Refused("gate-open", count=str(len(finding.missing)))
    if outcome != "defer" and admissions.talk_locked(
        session.protocol,
        session.record,
        session.clock.now(),
        young_people=session.young_people,
    ):
        raise Refused("talk-locked")
    if outcome != finding.outcome and not override_reason.strip():
        raise BadInput("override-reason")
    if outcome == "defer":
        _check_deferral(session, reason_code, would_make_possible, owner, next_look)
    return session.add(
        facts.GateDecided(
            sitting=session.sitting,
            outcome=outcome,
            proposed=finding.outcome,
            because=finding.because,
            override_reason=override_reason.strip(),
            reason_code=reason_code,
            would_make_possible=would_make_possible.strip(),
            owner=owner.strip(),
            next_look=next_look,
        )
    )


def _check_deferral(
    session: Session, reason_code: str, possible: str, owner: str, next_look: datetime | None
) -> None:
    gate = session.protocol.gate
    if reason_code not in {reason.code for reason in gate.reasons}:
        raise BadInput("deferral-reason")
    if not possible.strip():
        raise BadInput("deferral-possible")
    if not owner.strip():
        raise BadInput("deferral-owner")
    now = session.clock.now()
    limit = now + timedelta(hours=gate.next_look_hours)
    if next_look is None or not now < next_look <= limit:
        raise BadInput("deferral-next-look", hours=f"{gate.next_look_hours:g}")
