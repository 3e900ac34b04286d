"""The debrief in the window: to think, not to be marked; and the sheet of it."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.training.content import content
from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.training.choice import ChoicePage
from srh_assess.ui.training.debrief_page import FIRST_BOX, PICKED, DebriefPage
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.outside import OutsidePage
from srh_assess.ui.training.program import TrainingProgram
from tests.ui.training.conftest import AMARA, EWA, practice, rest, walk
from tests.ui.training.test_run import begun, scenario, words_of


def test_what_was_not_safe_comes_first_with_its_reason_and_nothing_is_summed_up(
    training: TrainingProgram,
) -> None:
    begun(training, EWA)
    training.window.actions_bar.primary.click()
    page = training.window.page
    assert isinstance(page, ChoicePage)
    page.group.answers["go_on"].click()
    assert page.words is not None
    page.words.show_words("Only the easy ones")
    training.window.actions_bar.primary.click()
    training.window.scene.buttons["end"].click()
    debrief = training.window.page
    assert isinstance(debrief, DebriefPage)
    told = words_of(debrief)
    assert scenario(training, EWA).debrief.went_well not in told  # it did not
    why = next(e.why for e in scenario(training, EWA).expects if e.field == "choice.sister")
    assert told.index("First, what was not safe") < told.index("What you did")
    assert why in told
    assert "The sister laughs" in told  # what came of it stands on the line of time
    assert "Only the easy ones" in told
    assert "%" not in told
    assert "Total" not in told
    training.window.actions_bar.primary.click()
    assert isinstance(training.window.page, HallPage)


def test_what_is_parked_is_not_among_what_is_written(training: TrainingProgram) -> None:
    begun(training, EWA)
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["end"].click()
    page = training.window.page
    assert isinstance(page, DebriefPage)
    page.parking.show_words("It was like my own sister")
    page.boxes[FIRST_BOX].show_words("Tense")
    assert page.texts == {FIRST_BOX: "Tense"}


def test_ctrl_enter_goes_from_box_to_box(training: TrainingProgram, qtbot: QtBot) -> None:
    begun(training, EWA)
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["end"].click()
    page = training.window.page
    assert isinstance(page, DebriefPage)
    first, second = page.boxes[FIRST_BOX].field, page.boxes["What happened"].field
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert second.hasFocus()


def test_another_try_begins_anew(training: TrainingProgram) -> None:
    begun(training, EWA)
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["end"].click()
    page = training.window.page
    assert isinstance(page, DebriefPage)
    page.again.click()
    rest(training)
    assert isinstance(training.window.page, OutsidePage)
    assert not practice(training).drill.played().ended


def test_the_sheet_holds_what_was_written_and_never_what_was_parked(
    training: TrainingProgram, tmp_path: Path
) -> None:
    begun(training, EWA)
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["end"].click()
    page = training.window.page
    assert isinstance(page, DebriefPage)
    page.boxes[FIRST_BOX].show_words("Tense at first")
    page.parking.show_words("My own sister")
    training.window.actions_bar.other_button.click()
    paper = training.window.page
    assert isinstance(paper, PaperPage)
    training.window.ask.answer_next(tmp_path)
    paper.outlet.save_button.click()
    (file,) = tmp_path.glob("*.pdf")
    assert file.name.startswith("TRAINING-")
    reader = PdfReader(file)
    told = "".join(sheet.extract_text() for sheet in reader.pages)
    assert "Tense at first" in told
    assert "My own sister" not in told
    assert all("TRAINING" in sheet.extract_text() for sheet in reader.pages)
    training.window.actions_bar.primary.click()
    again = training.window.page
    assert isinstance(again, DebriefPage)
    assert again.boxes[FIRST_BOX].words == "Tense at first"
    assert not again.parking.words


def test_leaving_early_is_called_fine(training: TrainingProgram) -> None:
    begun(training, AMARA)
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["leave"].click()
    assert "That is fine" in words_of(training.window.page)


def test_hands_are_shown_by_answer_from_eight(training: TrainingProgram) -> None:
    for counts, shown in (((4, 3, 0), False), ((4, 3, 1), True)):
        walk(training).choose(EWA, "group")
        training.window.actions_bar.primary.click()
        page = training.window.page
        assert isinstance(page, ChoicePage)
        assert page.hands is not None
        for count, number in zip(page.hands.counts.values(), counts, strict=True):
            count.write(number)
        page.group.answers["stop_kindly"].click()
        training.window.actions_bar.primary.click()
        training.window.scene.acted.emit("end")
        told = words_of(training.window.page)
        assert ("Hands: " in told) is shown
        assert "Nobody’s name stands here" in told
        training.window.actions_bar.primary.click()
        assert isinstance(training.window.page, HallPage)


def test_whoever_leads_a_group_picks_two_prompts_for_the_sheet(
    training: TrainingProgram, tmp_path: Path
) -> None:
    begun(training, EWA, "group")
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    outside.buttons["end"].click()
    page = training.window.page
    assert isinstance(page, DebriefPage)
    assert page.prompts is not None
    own, general = page.picked, content().prompts
    assert len(own) == PICKED
    page.prompts.answers[general[2]].click()
    assert list(page.picked) == [own[1], general[2]]  # one more takes the place of the first
    page.prompts.answers[own[1]].click()
    assert list(page.picked) == [general[2]]
    page.prompts.answers[general[0]].click()
    training.window.actions_bar.other_button.click()
    paper = training.window.page
    assert isinstance(paper, PaperPage)
    training.window.ask.answer_next(tmp_path)
    paper.outlet.save_button.click()
    (file,) = tmp_path.glob("*.pdf")
    told = " ".join(" ".join(one.extract_text() for one in PdfReader(file).pages).split())
    assert general[0] in told
    assert general[2] in told
    assert own[0] not in told
    training.window.actions_bar.primary.click()
    again = training.window.page
    assert isinstance(again, DebriefPage)
    assert set(again.picked) == {general[0], general[2]}
