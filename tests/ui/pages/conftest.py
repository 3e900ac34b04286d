"""A sitting of one woman on a journal in memory, and a theme to show its pages in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.ui.theme import Theme
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session
from tests.ui.pages.made import NOW, sitting
from tests.workflow.memory import MemoryJournal

Sit = Callable[..., Session]


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
def session(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> Session:
    """A sitting that has just begun."""
    return sitting(protocol, clock, journal)


@pytest.fixture
def theme(qtbot: object) -> Theme:
    return Theme("light")


@pytest.fixture
def page_of(session: Session) -> Callable[[str], flow.Page]:
    """A page of the map as it is now, by its id."""
    return lambda name: next(page for page in session.pages if page.id == name)
