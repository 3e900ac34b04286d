"""The separate world of training, for tests: small, on a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.workflow import gating
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.session import Session
from srh_assess.workflow.training_world import Training

PROTOCOL = load()
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def training(folder: Path) -> Training:
    """An open world."""
    made = Training(folder, PROTOCOL, SetClock(NOON))
    made.open()
    return made


def sitting(drill: Drill) -> Session:
    """A sitting with her."""
    return drill.desk.session(drill.admission)


def hear(drill: Drill, session: Session, item: str) -> None:
    """Answers an item as the scenario has it."""
    heard = drill.heard(item)
    session.answer(item, heard.value, state=heard.state, when=heard.when, words="")


def gate(drill: Drill, session: Session) -> None:
    """Answers what the gate asks, as the scenario has it."""
    for item in PROTOCOL.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            hear(drill, session, item.id)


def defer(session: Session, reason: str = "acuity") -> None:
    """Puts the talk off, whole."""
    gating.decide(
        session,
        "defer",
        override_reason="" if session.findings.gate.outcome == "defer" else "Not now",
        reason_code=reason,
        would_make_possible="Rest",
        owner="Ruth Adeyemi",
        next_look=session.clock.now() + timedelta(hours=4),
    )
