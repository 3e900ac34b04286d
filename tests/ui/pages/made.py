"""What the tests of pages are made of: a woman, a sitting, the gate answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import admissions, gating
from srh_assess.workflow.session import Session
from tests.workflow.memory import MemoryJournal

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
MAYA = Identity(
    family="Wren",
    given="Marianne",
    preferred="Maya",
    born=date(1997, 3, 22),
    nhs_number="9990000018",
    pronouns="she, her",
)
LONG_NAME = Identity(
    family="Wojciechowska-Fairweather",
    given="Anne-Marie Oluwaseun",
    born=date(1990, 2, 28),
    nhs_number="9990000042",
    pronouns="they, them",
)
GREEN = {
    "R01": "green", "R02": "none", "R03": "green", "R04": "green", "R05": "green",
    "R06": "no", "R07": "green", "R08": "yes", "R09": "yes", "R10": "green",
    "R15": "green", "R16": "green",
}  # fmt: skip


def sitting(
    protocol: Protocol,
    clock: SetClock,
    journal: MemoryJournal,
    who: Identity = MAYA,
    admission: str = "a1",
) -> Session:
    """Begins a sitting on a new admission, or goes on with one."""
    record = journal.record(admission)
    if record.identity is None:
        stay = Stay(admitted=clock.now() - timedelta(days=1), named_nurse="Ruth Adeyemi")
        record = admissions.admit(journal, admission, who, stay, author="nurse", clock=clock)
    session = Session(journal, protocol, record, author="nurse", author_name="R. Osei", clock=clock)
    session.begin()
    return session


def answer_gate(session: Session, **other: str) -> None:
    """Every row of the gate: fine, but for those given."""
    for item, code in {**GREEN, **other}.items():
        session.answer(item, code)


def begin(session: Session, outcome: gating.Outcome = "go", **rows: str) -> None:
    """Nothing in the notes, the gate answered and decided."""
    session.answer("R12", ("none",))
    answer_gate(session, **rows)
    proposed = session.findings.gate.outcome
    gating.decide(
        session,
        outcome,
        override_reason="" if proposed == outcome else "She asked for it",
        reason_code="acuity" if outcome == "defer" else "",
        would_make_possible="A quieter hour" if outcome == "defer" else "",
        owner="R. Osei" if outcome == "defer" else "",
        next_look=session.clock.now() + timedelta(hours=8) if outcome == "defer" else None,
    )
