"""A group before a wall: large words, hidden answers, hands without names, pause, going back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from srh_assess.clock import SetClock
from srh_assess.training.played import Chosen
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.training.choice import AS_GOOD, MODEL, UNSAFE, ChoicePage, named
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.hands import MOST, Count, Hands
from srh_assess.ui.training.moments import MomentsPage
from srh_assess.ui.training.outside import OutsidePage, PausedPage
from srh_assess.ui.training.program import TrainingProgram
from tests.ui.training.conftest import AMARA, EWA, practice, rest, walk


@pytest.fixture
def group(training: TrainingProgram) -> TrainingProgram:
    walk(training).choose(EWA, "group")
    return training


def at_the_choice(group: TrainingProgram) -> ChoicePage:
    group.window.actions_bar.primary.click()
    page = group.window.page
    assert isinstance(page, ChoicePage)
    return page


def test_everything_is_half_as_large_again_and_small_again_in_the_hall(
    group: TrainingProgram,
) -> None:
    assert group.window.theme.scale == pytest.approx(1.5)
    page = group.window.page
    assert isinstance(page, OutsidePage)
    page.buttons["leave"].click()
    group.window.actions_bar.primary.click()
    assert isinstance(group.window.page, HallPage)
    assert group.window.theme.scale == pytest.approx(1.0)


def test_the_model_answer_is_hidden_until_it_is_shown(group: TrainingProgram) -> None:
    page = at_the_choice(group)
    expect = next(e for e in practice(group).drill.scenario.expects if e.field == "choice.sister")
    assert page.model.isHidden()
    assert not any(UNSAFE in one.accessibleDescription() for one in page.group.answers.values())
    group.window.scene_bar.quick["model"].click()
    assert page.model.isVisible()
    told = {code: one.accessibleDescription() for code, one in page.group.answers.items()}
    assert told["stop_kindly"] == MODEL
    assert told["go_on"] == UNSAFE
    assert not told["in_english"]
    assert named(expect, "stop_kindly") == MODEL
    assert AS_GOOD not in told.values()
    page.show_model()  # a second time changes nothing


def test_alone_there_is_nothing_to_show_before_the_end(training: TrainingProgram) -> None:
    walk(training).choose(EWA, "alone")
    page = at_the_choice(training)
    assert not training.window.scene_bar.quick
    assert page.hands is None
    assert "model" not in training.window.scene.buttons


def test_hands_are_counted_by_key_and_kept_with_the_choice(
    group: TrainingProgram, qtbot: QtBot
) -> None:
    page = at_the_choice(group)
    assert page.hands is not None
    first, second, _ = page.hands.counts.values()
    qtbot.keyClicks(first, "12")
    qtbot.keyClick(second, Qt.Key.Key_Up)
    qtbot.keyClick(second, Qt.Key.Key_Up)
    qtbot.keyClick(second, Qt.Key.Key_Down)
    assert first.accessibleName().endswith("12 hands")
    assert second.accessibleName().endswith("1 hand")
    page.group.answers["stop_kindly"].click()
    group.window.actions_bar.primary.click()
    chosen: Chosen = practice(group).drill.played().chosen["sister"]
    assert {one.code: one.count for one in chosen.hands} == {
        "go_on": 12, "stop_kindly": 1, "in_english": 0,
    }  # fmt: skip


def test_a_count_stays_in_its_bounds(theme, qtbot: QtBot) -> None:
    hands = Hands(theme, [("a", "One"), ("b", "Two")], {"b": 3})
    qtbot.addWidget(hands)
    count: Count = hands.counts["a"]
    count.less.click()
    assert count.number == 0
    count.write(999)
    assert count.number == MOST
    qtbot.keyClick(count, Qt.Key.Key_Backspace)
    assert count.number == MOST // 10
    qtbot.keyClick(count, Qt.Key.Key_A)
    assert hands.numbers == {"a": MOST // 10, "b": 3}


def test_f8_pauses_and_goes_on_where_it_stood(group: TrainingProgram, qtbot: QtBot) -> None:
    hand = walk(group)
    hand.told()
    for _ in hand.run():
        if isinstance(group.window.page, GatePage):
            break
    qtbot.keyClick(group.window.page, Qt.Key.Key_F8)
    page = group.window.page
    assert isinstance(page, PausedPage)
    assert not group.window.scene.isVisible()
    assert not group.window.banner.isVisible()  # nothing of her stays on the wall
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert isinstance(group.window.page, GatePage)


def test_beside_the_pages_the_model_is_shown_and_hidden_by_one_press(
    training: TrainingProgram,
) -> None:
    walk(training).choose(AMARA, "group")
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        if isinstance(training.window.page, GatePage):
            break
    scene = training.window.scene
    assert not any(card.kind == "model" for card in scene.view.news)
    scene.acted.emit("model")
    models = [card for card in scene.view.news if card.kind == "model"]
    assert any("Best:" in card.text for card in models)
    scene.acted.emit("model")
    assert not any(card.kind == "model" for card in scene.view.news)


def test_going_back_tries_the_other_answer(group: TrainingProgram) -> None:
    page = at_the_choice(group)
    page.group.answers["go_on"].click()
    group.window.actions_bar.primary.click()
    assert practice(group).drill.played().came
    group.window.scene.acted.emit("moments")
    group.window.page.buttons["sister"].click()  # type: ignore[union-attr]
    rest(group)
    again = at_the_choice(group)
    again.group.answers["stop_kindly"].click()
    group.window.actions_bar.primary.click()
    assert not practice(group).drill.played().came


def test_going_back_is_one_press_on_the_overview_of_her_stay_too(group: TrainingProgram) -> None:
    """Skipped ahead to the signature: the overview has the keyboard, and the way back."""
    window, run = group.window, practice(group)
    for _ in range(3):
        run.act("skip")
        rest(group)
    stand: object = window.page
    assert isinstance(stand, StandPage)
    assert list(window.scene_bar.quick) == ["moments"]
    assert window.actions_bar.primary.accessibleName() == "Out of the room"  # no ward is here
    window.scene_bar.quick["moments"].click()
    moments: object = window.page
    assert isinstance(moments, MomentsPage)


def unplug(program: TrainingProgram) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(program.window.screen())
    rest(program)


def test_a_projector_that_is_unplugged_stops_the_group_where_it_stood(
    group: TrainingProgram,
) -> None:
    at_the_choice(group)
    room = group.window.screen().availableGeometry()
    group.window.move(room.right() + 200, room.top())
    unplug(group)
    assert isinstance(group.window.page, PausedPage)
    assert room.contains(group.window.geometry().topLeft())
    unplug(group)
    assert isinstance(group.window.page, PausedPage)
    group.window.actions_bar.primary.click()
    assert isinstance(group.window.page, ChoicePage)


def test_alone_an_unplugged_screen_changes_nothing(training: TrainingProgram) -> None:
    walk(training).choose(EWA, "alone")
    training.window.actions_bar.primary.click()
    page = training.window.page
    unplug(training)
    assert training.window.page is page


def test_the_line_above_the_page_is_never_cut_off(group: TrainingProgram) -> None:
    """On a narrow projector its newest words give way, then the words of its acts."""
    at_the_choice(group)
    bar = group.window.scene_bar
    assert bar.quick
    for width in (1366, 900, 620):
        group.window.resize(width, 700)
        rest(group)
        for button in bar.quick.values():
            assert button.width() >= button.sizeHint().width()
            assert button.accessibleName()
        assert bar.width() <= group.window.width()
    assert not any(button.text() for button in bar.quick.values())
    assert all(button.toolTip() for button in bar.quick.values())


def test_before_a_group_it_stands_longer_and_as_long_as_ever_after_it(
    group: TrainingProgram, clock: SetClock
) -> None:
    window = group.window
    for minutes, covered in ((44, False), (1, True)):
        clock.move(timedelta(minutes=minutes))
        window.idle.look()
        assert window.hidden is covered
    window.come_back()
    assert isinstance(window.page, OutsidePage)
    group.room.hall()
    clock.move(timedelta(minutes=5))
    window.idle.look()
    assert window.hidden
