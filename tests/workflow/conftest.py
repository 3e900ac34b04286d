"""An admitted woman and a sitting on a journal in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import admissions
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


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def journal(clock: SetClock) -> MemoryJournal:
    return MemoryJournal(clock)


@pytest.fixture
def sit(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> Callable[..., Session]:
    """Begins a sitting on a new admission, or goes on with one."""

    def make(who: Identity = MAYA, admission: str = "a1") -> Session:
        record = journal.record(admission)
        if record.identity is None:
            stay = Stay(admitted=clock.now() - timedelta(days=1), named_nurse="Ruth Adeyemi")
            record = admissions.admit(journal, admission, who, stay, author="nurse", clock=clock)
        session = Session(
            journal, protocol, record, author="nurse", author_name="R. Osei", clock=clock
        )
        session.begin()
        return session

    return make
