"""An invented ward in the window: built, sat down at as two people, put back, thrown away."""

from __future__ import annotations

import shutil
import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from srh_assess.clock import SetClock
from srh_assess.errors import StoreFault
from srh_assess.protocol.model import Protocol
from srh_assess.ui.ask import Reply
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.figures import SummaryPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.rooms import WARD_ROOMS
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.look_round import LookRound
from srh_assess.ui.training.looked import ROOMS, LookedRound
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.ward_pages import (
    BeforeWardPage,
    BuildingPage,
    DeskPage,
    PlantedPage,
)
from srh_assess.ui.wizard import Wizard
from srh_assess.workflow import simulate, training_ward
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.training_ward import InventedWard
from srh_assess.workflow.training_world import PASSPHRASE, WARD, WARD_AS_BUILT, Training
from tests.ui.training.conftest import AMARA, NOW, Start, rest, walk
from tests.ui.training.test_run import words_of
from tests.ui.training.test_worlds import marked

FEW = 13


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, protocol: Protocol) -> Path:
    """A ward as it is built, for many tests."""
    world = Training(tmp_path_factory.mktemp("ready"), protocol, SetClock(NOW))
    ward = InventedWard(world)
    ward.stays = FEW
    ward.build(7, Steps())
    return ward.folder


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training_ward, "STAYS", FEW)


def before(program: TrainingProgram) -> BeforeWardPage:
    hall = program.window.page
    assert isinstance(hall, HallPage)
    hall.acts["ward"].click()
    page = program.window.page
    assert isinstance(page, BeforeWardPage)
    return page


@pytest.fixture
def desk(
    training: TrainingProgram, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> TrainingProgram:
    """A ward that stands, and nobody at its desk."""

    def fill(ward: InventedWard, _: int, __: datetime, steps: Steps) -> None:
        steps.at("13 of 13 stays")
        shutil.copytree(ready, ward.folder)

    monkeypatch.setattr(InventedWard, "_fill", fill)
    before(training).number.show_words("7")
    training.window.actions_bar.primary.click()
    rest(training)
    assert isinstance(training.window.page, DeskPage)
    return training


def sit(program: TrainingProgram, seat: str) -> LookedRound:
    page = program.window.page
    assert isinstance(page, DeskPage)
    page.seats[seat].click()
    rest(program)
    owner = program.window.owner
    assert isinstance(owner, LookedRound)
    return owner


def left(program: TrainingProgram) -> list[str]:
    """What stands in training's folder."""
    return sorted(one.name for one in program.world.folder.iterdir())


def test_it_says_what_it_is_and_takes_a_number_and_nothing_is_made_before(
    training: TrainingProgram,
) -> None:
    page = before(training)
    assert page.number.words == "1"
    told = words_of(page)
    assert "Before you begin" in told
    assert "two years of stays" in told
    page.number.show_words("one")
    training.window.actions_bar.primary.click()
    assert training.window.page is page
    assert "“one” is no number of a ward" in words_of(page)
    training.window.actions_bar.back_button.click()
    assert isinstance(training.window.page, HallPage)
    assert WARD not in left(training)


def test_building_says_how_far_it_is_and_can_be_stopped(
    training: TrainingProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, settle = threading.Event(), simulate.settle

    def waits(*given: object, **named: object) -> None:
        goes_on.wait(20)
        settle(*given, **named)  # type: ignore[arg-type]  # as settle takes them

    monkeypatch.setattr(simulate, "settle", waits)
    before(training)
    training.window.actions_bar.primary.click()
    page = training.window.page
    assert isinstance(page, BuildingPage)
    assert (page.bar.value(), page.bar.maximum()) == (0, FEW)
    page.say("1 of 13 stays")
    assert page.bar.value() == 1
    assert "1 of 13 stays" in words_of(page)
    training.window.actions_bar.back_button.click()  # there is none while it is built
    training.window.actions_bar.primary.click()
    goes_on.set()
    qtbot.waitUntil(lambda: isinstance(training.window.page, BeforeWardPage))
    assert left(training) == ["world"]


def test_what_goes_wrong_while_it_is_built_is_said(
    training: TrainingProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFault("disk-full")

    monkeypatch.setattr(simulate, "settle", full)
    page = before(training)
    training.window.ask.answer_next(Reply("ok"))
    training.window.actions_bar.primary.click()
    rest(training)
    assert isinstance(training.window.page, BeforeWardPage)
    assert training.window.page is not page
    assert left(training) == ["world"]


def test_a_nurse_practises_the_day_on_the_real_board_by_keyboard(
    desk: TrainingProgram, theme: Theme, qtbot: QtBot
) -> None:
    owner, window = sit(desk, "nurse"), desk.window
    board = window.page
    assert isinstance(board, BoardPage)
    assert board.board.rowCount() == 12
    assert not board.admit_button.isVisible()
    assert window.scene_bar.isVisible()
    marked(desk, theme)
    window.to_scene()
    qtbot.waitUntil(lambda: window.focusWidget() is window.scene_bar.quick["seat"])
    window.focus_on(board.table)
    QTest.keyClick(board.table, Qt.Key.Key_Down)
    row = board.current()
    QTest.keyClick(board.table, Qt.Key.Key_Return)
    rest(desk)
    assert isinstance(window.owner, Wizard)
    assert window.owner.speaks_of == row
    assert not window.scene.isVisible()  # the line is all of it: her page keeps its room
    assert window.scene_bar.isVisible()
    assert not window.scene_bar.button.isVisible()
    marked(desk, theme)
    for room in ("timeline", "follow_up"):
        owner.open_woman_room(room, row)
        rest(desk)
        marked(desk, theme)


def test_nobody_is_admitted_here(desk: TrainingProgram) -> None:
    owner, before = sit(desk, "nurse"), desk.window.page
    desk.window.ask.answer_next(Reply("ok"))
    owner.admit()
    assert desk.window.page is before


@pytest.mark.parametrize("seat", ["nurse", "manager"])
def test_every_room_that_is_offered_is_of_the_day_or_the_figures_and_marked(
    desk: TrainingProgram, theme: Theme, seat: str
) -> None:
    owner = sit(desk, seat)
    owner.more()
    page = desk.window.page
    assert isinstance(page, MorePage)
    offered = set(page.buttons)
    assert offered == {one.id for one in WARD_ROOMS if one.id in ROOMS
                       and owner.desk.may(one.action)}  # fmt: skip
    assert ("summary" in offered) is (seat == "manager")
    for room in offered:
        owner.open_room(room)
        rest(desk)
        assert desk.window.page is not page
        marked(desk, theme)
    with pytest.raises(StopIteration):
        owner.open_room("backups")


def test_the_manager_reads_the_figures_and_no_record(desk: TrainingProgram) -> None:
    owner = sit(desk, "manager")
    page = desk.window.page
    assert isinstance(page, MorePage)
    page.buttons["summary"].click()
    rest(desk)
    assert isinstance(desk.window.page, SummaryPage)
    desk.window.actions_bar.back_button.click()
    assert isinstance(desk.window.page, MorePage)
    assert not owner.desk.reads_records
    desk.window.actions_bar.primary.click()  # Sign out
    assert isinstance(desk.window.page, DeskPage)
    assert owner.desk.me is None


def test_a_signature_finds_its_passphrase(desk: TrainingProgram) -> None:
    owner = sit(desk, "nurse")
    row = next(one for one in owner.desk.board() if one.room == "10")
    owner.open(row.admission)
    rest(desk)
    wizard = desk.window.owner
    assert isinstance(wizard, Wizard)
    wizard._go_to("check")
    page = desk.window.page
    assert isinstance(page, CheckPage)
    assert page.panel.passphrase.words == PASSPHRASE
    wizard.redraw()
    assert page.panel.passphrase.words == PASSPHRASE


def test_what_was_planted_is_told_when_it_is_asked_for(desk: TrainingProgram) -> None:
    page = desk.window.page
    assert "put off three times" not in words_of(page)
    sit(desk, "nurse")
    desk.window.scene_bar.quick["planted"].click()
    told = desk.window.page
    assert isinstance(told, PlantedPage)
    assert "Room 12: was put off three times in a row" in words_of(told)
    assert not desk.window.scene_bar.isVisible()
    desk.window.actions_bar.primary.click()
    assert isinstance(desk.window.page, DeskPage)


def test_stories_of_the_figures_stand_on_cards(theme: Theme, qtbot: QtBot) -> None:
    from srh_assess.workflow.invented.planted import Told

    page = PlantedPage(theme, [Told(title="One", planted="In May.", look="Why?")], [])
    qtbot.addWidget(page)
    assert "In the figures\nOne\nIn May.\nWhy?" in words_of(page)


def test_one_press_in_the_middle_puts_everything_back(desk: TrainingProgram) -> None:
    owner = sit(desk, "nurse")
    first = owner.desk.board()
    owner.open(first[0].admission)
    rest(desk)
    desk.window.scene_bar.quick["again"].click()
    rest(desk)
    assert isinstance(desk.window.page, DeskPage)
    assert sit(desk, "nurse").desk.board() == first


def test_one_press_throws_it_away(desk: TrainingProgram) -> None:
    assert left(desk) == [WARD, WARD_AS_BUILT, "world"]
    sit(desk, "nurse")
    desk.window.scene_bar.quick["away"].click()
    rest(desk)
    assert isinstance(desk.window.page, HallPage)
    assert left(desk) == ["world"]


def test_leaving_throws_it_away_and_a_scenario_begins_as_ever(desk: TrainingProgram) -> None:
    desk.window.actions_bar.primary.click()
    rest(desk)
    assert left(desk) == ["world"]
    walk(desk).choose(AMARA, "alone")
    assert desk.window.owner.screen == "training_outside"


def test_a_disk_that_refuses_is_said_in_the_hall(
    desk: TrainingProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = desk.window.owner
    assert isinstance(look, LookRound)

    def full() -> None:
        raise StoreFault("disk-full")

    monkeypatch.setattr(look.ward, "again", full)
    desk.window.ask.answer_next(Reply("ok"))
    look.act("again")
    rest(desk)
    assert isinstance(desk.window.page, HallPage)


def test_closing_the_window_at_the_desk_leaves_nothing(desk: TrainingProgram) -> None:
    sit(desk, "nurse")
    desk.close()
    assert left(desk) == ["world"]


def test_closing_while_it_is_built_leaves_nothing(training: TrainingProgram) -> None:
    before(training)
    training.window.actions_bar.primary.click()
    training.close()
    assert left(training) == ["world"]


def test_what_a_computer_that_failed_left_is_gone_at_the_next_opening(
    desk: TrainingProgram, start: Start
) -> None:
    desk.window.hide()
    desk.room.ward = None
    desk.world.desk.lock()
    again = start()
    assert isinstance(again.window.page, HallPage)
    assert left(again) == ["world"]
