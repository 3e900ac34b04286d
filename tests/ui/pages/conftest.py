"""A sitting of one woman on a journal in memory, and a window to show its pages in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment import identity
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.ui.frame import Frame
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session
from tests.ui.pages.made import LONG_NAME, NOW, sitting
from tests.ui.undressed import undress
from tests.workflow.memory import MemoryJournal


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
def long_name(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> Session:
    """The same for someone with a long name whose pronouns are they and them."""
    return sitting(protocol, clock, journal, LONG_NAME, "a2")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.dress(qapp)
    yield made
    undress(qapp)


@pytest.fixture
def page_of(session: Session) -> Callable[[str], flow.Page]:
    """A page of the map as it is now, by its id."""
    return lambda name: next(page for page in session.pages if page.id == name)


@pytest.fixture
def opened(qtbot, theme: Theme, clock: SetClock) -> Callable[..., Frame]:
    """Shows a page as the window of a ward PC does, and gives the window."""

    def show(page: SittingPage, width: int = 1366, height: int = 690) -> Frame:
        frame = Frame(theme, clock)
        qtbot.addWidget(frame)
        frame.resize(width, height)
        who = page.session.record.identity
        assert who is not None
        frame.show_woman(identity.banner(who, clock.now()))
        with qtbot.waitActive(frame):
            frame.show()
            frame.activateWindow()
        frame.show_page(page, page.around)
        offer(page, frame)
        page.changed.connect(lambda: offer(page, frame))
        QApplication.processEvents()
        return frame

    return show


def offer(page: SittingPage, frame: Frame) -> None:
    """Names the acts as the wizard does."""
    frame.actions_bar.open_primary(True)
    frame.actions_bar.offer()
    if hasattr(page, "offer"):
        page.offer(frame.actions_bar)
