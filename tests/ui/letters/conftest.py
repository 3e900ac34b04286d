"""A talk that is signed, a window to show its letters in, and printers in name only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.facts import Identity
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.ui.frame import Frame, Parts
from srh_assess.ui.pages.letter_base import LetterPage
from srh_assess.ui.theme import Theme
from srh_assess.workflow.session import Session
from tests.ui.letters.made import NOW, FakePress, talked
from tests.ui.pages.made import MAYA
from tests.workflow.memory import MemoryJournal

Show = Callable[[LetterPage], LetterPage]


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
def talk(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> Callable[..., Session]:
    """A whole talk with somebody, signed."""
    return lambda who=MAYA: talked(protocol, clock, journal, who)


@pytest.fixture
def session(talk: Callable[[Identity], Session]) -> Session:
    return talk(MAYA)


@pytest.fixture
def theme(qtbot: object) -> Theme:
    return Theme("light")


@pytest.fixture
def press() -> FakePress:
    return FakePress("Willow office")


@pytest.fixture
def frame(qtbot, theme: Theme, clock: SetClock) -> Frame:
    """A window as large as a ward screen."""
    made = Frame(theme, clock)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def shown(frame: Frame) -> Show:
    """Shows a page in the window, with the focus on its heading."""

    def show(page: LetterPage) -> LetterPage:
        frame.show_page(page, Parts(rail=False, so_far=False))
        for _ in range(4):
            QApplication.processEvents()
        return page

    return show
