"""The window of training on a world of its own, with a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess import app as programs
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.ui.ask import Reply
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.author_pages import WrittenPage
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.practice import Practice
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.walk import TrainingWalk
from srh_assess.ui.walkthrough import Hand
from srh_assess.workflow.training_world import Training, folder_of
from tests.ui.undressed import undress

NOW = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)
EWA, AMARA, BRYONY = "ewa-her-sister-translates", "amara-half-an-hour-after", "bryony-her-good-hour"


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


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, protocol: Protocol) -> Path:
    """A world as it is at the first opening."""
    folder = folder_of(tmp_path_factory.mktemp("made"))
    world = Training(folder, protocol, SetClock(NOW))
    world.open()
    world.close()
    return folder


Start = Callable[[], TrainingProgram]


@pytest.fixture
def start(
    qtbot: QtBot, theme: Theme, protocol: Protocol, clock: SetClock, tmp_path: Path, made: Path
) -> Iterator[Start]:
    """Opens training on this computer; a second start is the next person's."""
    running: list[TrainingProgram] = []
    shutil.copytree(made, folder_of(tmp_path / "home"))

    def begin() -> TrainingProgram:
        program = programs.make_training(theme, tmp_path / "home", clock=clock, protocol=protocol)
        qtbot.addWidget(program.window)
        program.window.resize(1366, 768)
        program.window.show()
        program.open()
        rest(program)
        running.append(program)
        return program

    yield begin
    for program in running:
        if program.world.desk.me is not None:
            program.close()


@pytest.fixture
def training(start: Start) -> TrainingProgram:
    """Opened, with the hall in front."""
    return start()


def rest(program: TrainingProgram) -> None:
    """What runs beside the window has ended, and the window has caught up."""
    for _ in range(3):
        QApplication.processEvents()
    while program.window.work.busy:
        QApplication.processEvents()
    for _ in range(3):
        QApplication.processEvents()


Grab = Callable[[str], None]


def walk(program: TrainingProgram, grab: Grab = lambda _: None, **wanted: str) -> TrainingWalk:
    """A hand that answers as the scenario says; ``choice__sister="go_on"`` chooses otherwise."""
    chosen = {field.replace("__", "."): code for field, code in wanted.items()} or None
    return TrainingWalk(program.window, program.room, hand=Hand(), grab=grab, wanted=chosen)


def practice(program: TrainingProgram) -> Practice:
    found = program.room.practice
    assert found is not None
    return found


@pytest.fixture
def author(training: TrainingProgram) -> TrainingProgram:
    """At the list of what was written here: nothing yet."""
    hall = training.window.page
    assert isinstance(hall, HallPage)
    hall.acts["write"].click()
    assert isinstance(training.window.page, WrittenPage)
    return training


@pytest.fixture
def begun(author: TrainingProgram) -> TrainingProgram:
    """A new one with a title and nothing else."""
    page = author.window.page
    assert isinstance(page, WrittenPage)
    author.window.ask.answer_next(Reply("begin", "Night shift, the door"))
    page.new.click()
    return author
