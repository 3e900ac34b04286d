"""Two at one computer: the answers belong to whoever plays her, and places change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.training.hall import BeforePage, HallPage
from srh_assess.ui.training.outside import OutsidePage
from srh_assess.ui.training.pair import PairPage, SwapPage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.widgets.fold import FoldButton
from tests.ui.training.conftest import AMARA, practice, walk
from tests.ui.training.test_run import words_of


def who_is_who(program: TrainingProgram) -> PairPage:
    window = program.window
    hall = window.page
    assert isinstance(hall, HallPage)
    hall.buttons[AMARA].click()
    before = window.page
    assert isinstance(before, BeforePage)
    before.runs.choose(["pair"])
    window.actions_bar.primary.click()
    assert isinstance(window.page, PairPage)
    return window.page


def first_answers(program: TrainingProgram) -> None:
    """To a page to which something is said or seen."""
    hand = walk(program)
    hand.told()
    for _ in hand.run():
        view = program.window.scene.view
        if isinstance(program.window.page, SittingPage) and view.here:
            return


def test_who_does_what_is_said_first_and_every_way_back_leads_on(training: TrainingProgram) -> None:
    page, window = who_is_who(training), training.window
    told = words_of(page)
    assert "Amara" in told
    assert "May say stop at any time" in told
    page.paper.click()
    assert isinstance(window.page, PaperPage)
    assert window.actions_bar.primary.accessibleName() == "To who is who"
    window.actions_bar.primary.click()
    assert isinstance(window.page, PairPage)
    window.page.paper.click()
    window.actions_bar.back_button.click()
    assert isinstance(window.page, PairPage)
    window.actions_bar.back_button.click()
    assert isinstance(window.page, BeforePage)
    window.actions_bar.back_button.click()
    assert isinstance(window.page, HallPage)


def test_the_answers_are_covered_until_whoever_plays_her_uncovers_them(
    training: TrainingProgram,
) -> None:
    walk(training).choose(AMARA, "pair")
    first_answers(training)
    scene = training.window.scene
    said = next(card.text for card in scene.view.here if card.text)
    assert said not in words_of(scene)
    assert scene.view.covered in words_of(scene)
    scene.buttons["uncover"].click()
    assert said in words_of(scene)
    assert not scene.view.covered
    assert "uncover" not in scene.buttons


def test_the_next_page_is_covered_again(training: TrainingProgram) -> None:
    walk(training).choose(AMARA, "pair")
    hand = walk(training)
    hand.told()
    covered = 0
    for _ in hand.run():
        scene = training.window.scene
        if isinstance(training.window.page, SittingPage) and scene.view.here:
            covered += bool(scene.view.covered)
            if "uncover" in scene.buttons:
                scene.buttons["uncover"].click()
    assert covered >= 2


def test_places_change_with_nothing_of_hers_on_the_screen(training: TrainingProgram) -> None:
    walk(training).choose(AMARA, "pair")
    first_answers(training)
    window, run = training.window, practice(training)
    window.scene.buttons["uncover"].click()
    window.scene.buttons["swap"].click()
    assert isinstance(window.page, SwapPage)
    assert not window.scene.isVisible()
    assert not window.banner.isVisible()
    window.actions_bar.primary.click()
    assert isinstance(window.page, SittingPage)
    assert window.scene.view.covered  # nobody reads the cards of the one who now plays
    assert not run.over


def test_outside_places_can_be_changed_too(training: TrainingProgram) -> None:
    walk(training).choose(AMARA, "pair")
    first_answers(training)
    practice(training).pause()
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["swap"].click()
    assert isinstance(training.window.page, SwapPage)


def test_the_keyboard_stays_in_the_scenario_when_it_is_shown_anew(
    training: TrainingProgram,
) -> None:
    walk(training).choose(AMARA, "pair")
    first_answers(training)
    window, scene = training.window, training.window.scene
    window.to_scene()
    scene.buttons["uncover"].setFocus()
    QTest.keyClick(scene.buttons["uncover"], Qt.Key.Key_Space)
    assert window.focusWidget() is scene.buttons["swap"]  # it stands where the other stood
    for _ in range(2):
        scene.buttons["10"].setFocus()
        QTest.keyClick(scene.buttons["10"], Qt.Key.Key_Space)
        assert window.focusWidget() is scene.buttons["10"]
    other = next(one for one in scene.findChildren(FoldButton) if one.isVisible())
    other.setFocus()
    scene.moved.emit("10")
    assert window.focusWidget() is scene.buttons["10"]
    assert window.page is not None
    window.page.heading.setFocus()
    scene.moved.emit("10")
    assert window.focusWidget() is window.page.heading
