"""Whom to turn to stands before a scenario and in its debrief, in this place's own words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from srh_assess.training.debrief import NO_SUPPORT
from srh_assess.ui.training.debrief_page import DebriefPage
from srh_assess.ui.training.forms import FormPage
from srh_assess.ui.training.hall import BeforePage, HallPage
from srh_assess.ui.training.program import TrainingProgram
from tests.ui.training.conftest import AMARA, walk
from tests.ui.training.test_authoring import write

WORDS = "Staff support, extension 4410"


def words_of(program: TrainingProgram) -> str:
    page = program.window.page
    assert page is not None
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def hall(program: TrainingProgram) -> HallPage:
    page = program.window.page
    assert isinstance(page, HallPage)
    return page


def test_a_lead_writes_it_and_it_stands_before_and_after(training: TrainingProgram) -> None:
    hall(training).buttons[AMARA].click()
    assert isinstance(training.window.page, BeforePage)
    assert NO_SUPPORT in words_of(training)
    training.window.actions_bar.back_button.click()
    hall(training).acts["support"].click()
    page = training.window.page
    assert isinstance(page, FormPage)
    training.window.ask.answer_next("ok")
    write(page, words="x" * 300)
    training.window.actions_bar.primary.click()
    assert "too long" in training.window.ask.asked[-1].heading
    write(page, words=WORDS)
    training.window.actions_bar.primary.click()
    hall(training).acts["support"].click()
    training.window.actions_bar.back_button.click()
    hand = walk(training)
    hand.choose(AMARA, "alone")
    hand._beside("end").click()
    assert isinstance(training.window.page, DebriefPage)
    assert f"Somebody to talk to: {WORDS}" in words_of(training)


def test_a_learner_reads_it_and_does_not_write_it(training: TrainingProgram) -> None:
    training.world.leads = False
    training.room.hall()
    assert "support" not in hall(training).acts
