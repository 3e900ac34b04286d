"""The whole program on a home of its own, with cheap keys and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess import app as programs
from srh_assess.app import Program
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.store.keys import Cost
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.theme import Theme
from srh_assess.workflow import synthetic
from srh_assess.workflow.desk import Desk
from tests.ui.undressed import undress

NOW = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)  # 14:02 on the ward's clock
WORDS = "four plain words here"
CHEAP = Cost(memory=128, passes=1, lanes=1)
MAYA = Identity(
    family="Wren", given="Marianne", preferred="Maya", born=date(1997, 3, 22),
    nhs_number="9990000018", gender="Female", pronouns="she, her",
)  # fmt: skip


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.dress(qapp)
    yield made
    undress(qapp)


Start = Callable[[], Program]


@pytest.fixture
def start(
    qtbot: QtBot, theme: Theme, protocol: Protocol, clock: SetClock, tmp_path: Path
) -> Iterator[Start]:
    """Starts the program on ``tmp_path / "home"``; a second start is a second copy."""
    running: list[Program] = []

    def begin() -> Program:
        program = programs.make(
            theme,
            tmp_path / "home",
            clock=clock,
            protocol=protocol,
            make_desk=lambda folder: Desk(folder, protocol, clock, cost=CHEAP),
        )
        qtbot.addWidget(program.window)
        program.window.resize(1366, 768)
        program.window.show()
        program.open()
        running.append(program)
        return program

    yield begin
    for program in running:
        program.close()


@pytest.fixture
def home(protocol: Protocol, clock: SetClock, tmp_path: Path) -> Path:
    """A synthetic home with an account for every role."""
    folder = tmp_path / "home"
    list(synthetic.make(Desk(folder, protocol, clock, cost=CHEAP), WORDS))
    return folder


@pytest.fixture
def program(home: Path, start: Start) -> Program:
    """Started, and asking for a passphrase."""
    return start()


@pytest.fixture
def ward(program: Program, qtbot: QtBot) -> Program:
    """Ruth has signed in; nobody is on the ward yet."""
    sign_in(program, qtbot)
    return program


@pytest.fixture
def maya(ward: Program, clock: SetClock) -> str:
    """Marianne Wren has come to room 12, yesterday. Gives her admission."""
    return admit(ward, clock)


def sign_in(
    program: Program, qtbot: QtBot, name: str = synthetic.NURSE, words: str = WORDS
) -> None:
    """Through the real form."""
    page = program.window.page
    assert isinstance(page, SignInPage)
    page.name.show_words(name)
    page.passphrase.show_words(words)
    page.button.click()
    finished(program, qtbot)


def finished(program: Program, qtbot: QtBot) -> None:
    """What runs beside the window has ended."""
    qtbot.waitUntil(lambda: not program.window.work.busy, timeout=10_000)


def admit(program: Program, clock: SetClock, who: Identity = MAYA, room: str = "12") -> str:
    """A stay begins; the board shows it."""
    desk = program.desk
    assert desk is not None
    stay = Stay(
        admitted=clock.now() - timedelta(days=1), ward="Willow Ward", room=room,
        named_nurse="Ruth Adeyemi",
    )  # fmt: skip
    admission = desk.admit(who, stay)
    program.ward.show_board(admission)
    return admission
