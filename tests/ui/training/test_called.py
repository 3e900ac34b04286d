"""An interruption takes the page; a call away is met by pausing, by covering, or not at all."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.training.choice import ChoicePage
from srh_assess.ui.training.debrief_page import DebriefPage
from srh_assess.ui.training.outside import OutsidePage, PausedPage
from srh_assess.ui.training.practice import Practice
from srh_assess.ui.training.practised import Practised
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.taking import CallAway, TakingPage
from tests.ui.training.conftest import practice, rest, walk
from tests.ui.training.test_run import words_of

CHIOMA, FARAH = "chioma-valproate-untested", "farah-too-old-for-this"


def to_the_call(program: TrainingProgram, run: str = "alone") -> Practice:
    """To the page over which somebody is called away."""
    walk(program).choose(CHIOMA, run)
    hand = walk(program)
    hand.told()
    for _ in hand.run():
        if practice(program).called is not None:
            break
    assert isinstance(program.window.page, SittingPage)
    assert isinstance(program.window.hung, CallAway)
    return practice(program)


def how(run: Practice) -> str:
    return run.drill.played().met["alarm"].how


def test_somebody_comes_in_and_the_page_waits_until_it_is_dealt_with(
    training: TrainingProgram,
) -> None:
    walk(training).choose(FARAH, "alone")
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        if isinstance(training.window.page, TakingPage):
            break
    page = training.window.page
    assert isinstance(page, TakingPage)
    assert page.heading.text() == "The door opens"
    assert "Only fetching the keys" in words_of(page)  # not what else happened in that minute
    assert not training.window.actions_bar.back_button.isVisible()
    training.window.actions_bar.primary.click()
    assert isinstance(training.window.page, SittingPage)
    assert practice(training).drill.played().met["door"].how == "dealt_with"


def test_going_outside_leaves_an_interruption_standing(training: TrainingProgram) -> None:
    walk(training).choose(FARAH, "alone")
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        if isinstance(training.window.page, TakingPage):
            break
    practice(training).pause()
    assert isinstance(training.window.page, OutsidePage)
    training.window.actions_bar.primary.click()
    assert isinstance(training.window.page, TakingPage)


def test_the_screen_is_covered_and_comes_back_later(training: TrainingProgram) -> None:
    run = to_the_call(training)
    before = training.window.scene.view.when
    training.window.hide_now()
    training.window.hide_now()  # once is enough
    assert how(run) == "hidden"
    training.window.come_back()
    assert isinstance(training.window.page, SittingPage)
    assert training.window.hung is None
    assert training.window.scene.view.when != before
    assert training.window.scene.view.when.endswith("10:55")


def test_pausing_goes_outside(training: TrainingProgram) -> None:
    run = to_the_call(training)
    training.window.ask.answer_next("called_away")
    training.window.actions_bar.pause_button.click()
    assert isinstance(training.window.page, OutsidePage)
    assert how(run) == "paused"
    assert training.window.hung is None


def test_a_group_pauses_where_it_stands(training: TrainingProgram) -> None:
    run = to_the_call(training, "group")
    training.window.owner.pause()
    assert isinstance(training.window.page, PausedPage)
    assert how(run) == "paused"
    training.window.actions_bar.primary.click()
    assert isinstance(training.window.page, SittingPage)


def test_going_on_with_the_screen_open_is_seen(training: TrainingProgram) -> None:
    run = to_the_call(training)
    owner = training.window.owner
    assert isinstance(owner, Practised)
    owner.jump("gate")
    assert how(run) == "went_on"
    assert training.window.hung is None


def test_ending_it_takes_the_strip_away(training: TrainingProgram) -> None:
    to_the_call(training)
    training.window.scene.acted.emit("leave")
    assert training.window.hung is None


@pytest.mark.parametrize("run", ["alone", "group"])
def test_a_hand_plays_the_whole_of_it(training: TrainingProgram, run: str) -> None:
    walk(training).choose(CHIOMA, run)
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        pass
    assert how(practice(training)) == "hidden"


def test_skipping_ahead_brings_the_group_to_the_next_choice(training: TrainingProgram) -> None:
    walk(training).choose(FARAH, "group")
    window = training.window
    window.actions_bar.primary.click()
    window.scene_bar.quick["skip"].click()
    rest(training)
    assert isinstance(window.page, ChoicePage)
    assert window.page.asked.id == "at_the_tears"
    drill = practice(training).drill
    assert "F01" in drill.scene().record.answers
    window.scene.buttons["end"].click()
    page = window.page
    assert isinstance(page, DebriefPage)
    told = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "Skipped ahead, and not counted: " in told
    assert "Skipped ahead: filled in as the model answer has it, and done by nobody" in told
    assert "Essential: 0 of " in told  # ended by hand: what was not done by then stands open
