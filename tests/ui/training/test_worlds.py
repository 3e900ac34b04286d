"""Two worlds: every page, picture and dialog of training is marked, and none shows the other."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from srh_assess import app as programs
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.protocol.model import Protocol
from srh_assess.store.keys import Cost
from srh_assess.ui.crash import CrashPage
from srh_assess.ui.pages.set_up import SetUpPage
from srh_assess.ui.pages.sign_in import ClosedPage, SignInPage
from srh_assess.ui.theme import Choice, Theme
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.widgets.clipboard import private
from srh_assess.ui.widgets.edges import TrainingStrip
from srh_assess.workflow import synthetic
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.training_world import folder_of
from tests.ui.training.conftest import AMARA, EWA, walk

CHEAP = Cost(memory=128, passes=1, lanes=1)


def marked(program: TrainingProgram, theme: Theme) -> None:
    """The word in the title, the strip over the whole width, its stripes in the picture."""
    window = program.window
    assert window.windowTitle().startswith("TRAINING - ")
    strip = window.strip
    assert isinstance(strip, TrainingStrip)
    assert strip.isVisible()
    assert strip.accessibleName().startswith("TRAINING")
    assert strip.width() == window.width()
    striped(window.grab().toImage(), theme, strip.height())


def striped(picture: QImage, theme: Theme, tall: int) -> None:
    """Both tones of the stripe stand in the strip: a pattern, not a colour alone."""
    ratio = picture.devicePixelRatio()
    y = round(tall * ratio / 2)
    found = {picture.pixelColor(x, y).name() for x in range(picture.width())}
    assert {theme.colour("training").name(), theme.colour("training-stripe").name()} <= found


@pytest.mark.parametrize(("scenario", "run"), [(AMARA, "alone"), (EWA, "group")])
def test_every_page_of_a_run_is_marked(
    training: TrainingProgram, theme: Theme, scenario: str, run: str
) -> None:
    seen: list[str] = []

    def grab(name: str) -> None:
        seen.append(name)
        marked(training, theme)

    hand = walk(training, grab)
    hand.choose(scenario, run)
    if run == "group":
        hand.pause_and_go_back()
    list(hand.run())
    hand.end()
    assert {"training-debrief", "training-sheet"} <= set(seen)


@pytest.mark.parametrize("choice", ["dark", "high-contrast"])
def test_in_every_theme(training: TrainingProgram, theme: Theme, choice: Choice) -> None:
    theme.choose(choice)
    marked(training, theme)
    theme.choose("light")


def test_a_hidden_screen_the_guide_and_a_bug_are_marked_too(
    training: TrainingProgram, theme: Theme
) -> None:
    training.window.hide_now()
    marked(training, theme)
    training.window.come_back()
    training.window.open_help()
    guide = training.window._help
    assert guide is not None
    assert guide.windowTitle().startswith("TRAINING - ")
    assert guide.findChild(TrainingStrip) is not None
    training.caught(ValueError("x"))
    assert isinstance(training.window.page, CrashPage)
    marked(training, theme)


def test_what_can_be_put_right_is_said(training: TrainingProgram) -> None:
    training.window.ask.answer_next("ok")
    training.caught(BadInput("scenario-no-format"))
    assert "no format" in training.window.ask.asked[0].heading


def test_a_second_window_is_told_of_the_first_which_goes_on(
    training: TrainingProgram, theme: Theme, protocol: Protocol, clock: SetClock, qtbot: QtBot
) -> None:
    folder = training.world.folder.parent
    second = programs.make_training(theme, folder, clock=clock, protocol=protocol)
    qtbot.addWidget(second.window)
    second.window.ask.answer_next("ok")
    second.window.show()
    second.open()
    qtbot.waitUntil(lambda: not second.window.isVisible(), timeout=10_000)
    assert "open on this computer already" in second.window.ask.asked[-1].heading
    walk(training).choose(AMARA, "alone")
    assert training.room.practice is not None


def test_a_folder_that_is_gone_at_the_end_ends_it_without_a_word(
    training: TrainingProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StoreFault("home-gone")

    monkeypatch.setattr(training.world, "close", gone)
    training.close()
    assert training.world.desk.me is None
    assert not training.window.ask.asked


# ---- nothing crosses over


@pytest.fixture
def ward(tmp_path: Path, protocol: Protocol, clock: SetClock) -> Path:
    """A ward's record, beside which training lies."""
    folder = tmp_path / "ward"
    list(synthetic.make(Desk(folder, protocol, clock, cost=CHEAP), "four plain words here"))
    return folder


def test_the_window_of_training_opens_no_ward(
    ward: Path, theme: Theme, protocol: Protocol, clock: SetClock, qtbot: QtBot
) -> None:
    before = {file: file.read_bytes() for file in ward.rglob("*") if file.is_file()}
    program = programs.make_training(theme, ward, clock=clock, protocol=protocol)
    qtbot.addWidget(program.window)
    program.open()
    qtbot.waitUntil(lambda: isinstance(program.window.page, HallPage), timeout=10_000)
    assert program.world.desk.kind == "training"
    assert program.world.desk.board() == ()
    program.close()
    after = {file: file.read_bytes() for file in before}
    assert after == before  # not a byte of the ward's own files was touched


def test_the_ward_s_window_opens_no_training(
    ward: Path, theme: Theme, protocol: Protocol, clock: SetClock, made: Path, qtbot: QtBot
) -> None:
    program = programs.make(
        theme, made / "world", clock=clock, protocol=protocol,
        make_desk=lambda folder: Desk(folder, protocol, clock, cost=CHEAP),
    )  # fmt: skip
    qtbot.addWidget(program.window)
    program.open()
    page = program.window.page
    assert isinstance(page, SignInPage | ClosedPage)
    with pytest.raises(Refused) as fault:
        Desk(made / "world", protocol, clock).sign_in("learner", "nothing in here is real")
    assert fault.value.code == "training-door"
    program.close()


def test_the_door_starts_another_program_and_opens_nothing_here(
    ward: Path, theme: Theme, protocol: Protocol, clock: SetClock, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    started: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", staticmethod(start))
    program = programs.make(theme, ward, clock=clock, protocol=protocol)
    program.window.training_wanted.connect(partial(programs.start_training, ward))
    qtbot.addWidget(program.window)
    program.open()
    page = program.window.page
    assert isinstance(page, SignInPage)
    page.door.button.click()
    assert started == [(sys.executable, ["-m", "srh_assess", "--home", str(ward), "training"])]
    assert program.window.page is page
    assert not folder_of(ward).exists()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert programs.start_training(None, leads=True)
    assert started[1] == (sys.executable, ["training", "--lead"])
    program.close()


def test_there_is_a_door_before_a_computer_is_set_up(
    tmp_path: Path, theme: Theme, protocol: Protocol, clock: SetClock, qtbot: QtBot
) -> None:
    program = programs.make(theme, tmp_path / "none", clock=clock, protocol=protocol)
    qtbot.addWidget(program.window)
    program.open()
    page = program.window.page
    assert isinstance(page, SetUpPage)
    with qtbot.waitSignal(program.window.training_wanted):
        page.door.button.click()
    program.close()


def test_beside_a_ward_one_learns_and_without_one_one_leads(
    ward: Path, tmp_path: Path, theme: Theme, protocol: Protocol, clock: SetClock, qtbot: QtBot
) -> None:
    for folder, leads, expected in (
        (ward, False, False), (ward, True, True), (tmp_path / "stick", False, True),
    ):  # fmt: skip
        program = programs.make_training(theme, folder, clock=clock, protocol=protocol, leads=leads)
        qtbot.addWidget(program.window)
        assert program.world.leads is expected


# ---- what is copied


ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


def test_what_is_copied_in_training_does_not_leave_it(training: TrainingProgram) -> None:
    training.listen()
    application, board = QGuiApplication.instance(), QGuiApplication.clipboard()
    assert isinstance(application, QGuiApplication)
    board.setMimeData(private("Amara Teal"))
    application.applicationStateChanged.emit(INACTIVE)
    assert not board.text()
    board.setMimeData(private("Amara Teal"))
    training.close()
    assert not board.text()


def test_what_was_copied_from_the_ward_does_not_come_in(training: TrainingProgram) -> None:
    application, board = QGuiApplication.instance(), QGuiApplication.clipboard()
    assert isinstance(application, QGuiApplication)
    board.setMimeData(private("Marianne Wren"))
    training.listen()  # as it opens
    assert not board.text()
    board.setMimeData(private("Marianne Wren"))
    application.applicationStateChanged.emit(ACTIVE)
    assert not board.text()
    board.setText("a list from a spreadsheet")  # no value of a record: it stays
    application.applicationStateChanged.emit(ACTIVE)
    assert board.text() == "a list from a spreadsheet"
