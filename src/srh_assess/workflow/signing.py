"""Signing closes a sitting, never the assessment.

Refused: over a need that nobody decided, over something that cannot wait and has no answer,
*complete* while a core question is open, *brief* without its reason, *deferred* without a
deferral. A signed sitting is corrected only by an amendment with a reason.
"""

from __future__ import annotations

from typing import Literal

from srh_assess import __version__
from srh_assess.assessment import facts
from srh_assess.assessment.answers import State, Value
from srh_assess.errors import BadInput, Refused
from srh_assess.workflow import answering, flow, needs, urgent
from srh_assess.workflow.session import Change, Session

SittingOutcome = Literal["complete", "brief", "partial", "deferred", "declined"]


def proposed(session: Session) -> SittingOutcome:
    """How this sitting would be closed as it stands."""
    gate = session.record.gate
    if gate is not None and gate.outcome == "defer":
        return "deferred"
    if flow.talk_declined(session.record):
        return "declined"
    if gate is not None and gate.outcome == "partial":
        return "partial"
    return "brief" if session.findings.missing else "complete"


def hindrances(session: Session, outcome: SittingOutcome) -> tuple[Refused | BadInput, ...]:
    """What stands against signing now, each with its sentence and next step."""
    found: list[Refused | BadInput] = []
    if session.record.gate is None:
        found.append(Refused("sign-gate"))
    open_needs = needs.undecided(session)
    if open_needs:
        names = ", ".join(session.protocol.needs[n].name for n in open_needs)
        found.append(Refused("sign-needs", count=str(len(open_needs)), names=names))
    waiting = urgent.waiting(session.protocol, session.record, session.findings)
    if waiting:
        found.append(Refused("sign-urgent", names=", ".join(one.title for one in waiting)))
    if outcome == "complete" and session.findings.missing:
        found.append(Refused("sign-incomplete", count=str(len(session.findings.missing))))
    return tuple(found)


def sign(session: Session, outcome: SittingOutcome, reason: str = "") -> Change:
    """Signs the open sitting. The caller has checked who signs (``sign_in.confirm``)."""
    if outcome != proposed(session) and outcome != "brief":
        raise Refused("sign-outcome", outcome=outcome, proposed=proposed(session))
    if outcome == "brief" and not reason.strip():
        raise BadInput("brief-reason")
    for hindrance in hindrances(session, outcome):
        raise hindrance
    return session.add(
        facts.SittingSigned(
            sitting=session.sitting,
            outcome=outcome,
            program=__version__,
            protocol=f"{session.protocol.version} {session.protocol.content_hash}",
            reason=reason.strip(),
        )
    )


def amend(
    session: Session,
    item: str,
    reason: str,
    *,
    value: Value | None = None,
    state: State | None = None,
    note: str = "",
) -> Change:
    """Adds words, or another answer, beside a signed one. The first stays readable."""
    old = session.record.answers.get(item)
    if old is None or session.record.open_sitting is not None:
        raise Refused("amend-unsigned")
    if not reason.strip():
        raise BadInput("reason-missing")
    return session.add(
        facts.Amended(
            amends=old.entry,
            reason=reason.strip(),
            note=note.strip(),
            answer=_amendment(session, item, value, state),
        )
    )


def _amendment(
    session: Session, item: str, value: Value | None, state: State | None
) -> facts.Answered | None:
    if value is None and state is None:
        return None
    old, now = session.record.answers[item], session.clock.now()
    answering.check(answering.item_of(session.protocol, item), value, state, old.when, now)
    return facts.Answered(
        sitting=old.sitting, item=item, taken=now, value=value, state=state, when=old.when
    )
