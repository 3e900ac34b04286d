"""How sure people feel, who was there, and that there was a course: no name, no score, no person."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.clock import SetClock
from srh_assess.training import confidence
from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.confidence import ConfidencePage
from srh_assess.ui.training.course_pages import CoursePage, CoursesPage, FiguresPage, ThanksPage
from srh_assess.ui.training.forms import FormPage
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.scale import Scale
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.workflow import courses
from tests.ui.training.test_authoring import write
from tests.ui.training.test_run import words_of

TODAY = date(2026, 7, 14)


@pytest.fixture
def course(training: TrainingProgram) -> courses.Course:
    return courses.open_course(training.world, "Asking well", TODAY)


def opened(program: TrainingProgram) -> CoursesPage:
    hall = program.window.page
    assert isinstance(hall, HallPage)
    hall.acts["confidence"].click()
    page = program.window.page
    assert isinstance(page, CoursesPage)
    return page


def on(program: TrainingProgram) -> None:
    program.window.actions_bar.primary.click()


def test_a_scale_is_one_stop_and_nothing_is_chosen_before(theme: Theme, qtbot: QtBot) -> None:
    scale = Scale(theme, "Contraception")
    qtbot.addWidget(scale)
    scale.resize(500, 40)
    scale.show()
    assert scale.value is None
    assert scale.accessibleName() == "Contraception: not answered"
    for key, value in (
        (Qt.Key.Key_Right, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_0, 10), (Qt.Key.Key_Right, 10),
        (Qt.Key.Key_Left, 9), (Qt.Key.Key_7, 7), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, 10), (Qt.Key.Key_0, 0), (Qt.Key.Key_Backspace, None), (Qt.Key.Key_A, None),
    ):  # fmt: skip
        qtbot.keyClick(scale, key)
        assert scale.value == value
    middle = scale._mark(4).center().toPoint()
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=middle)
    assert scale.accessibleName() == "Contraception: 4 of 10"
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=middle)
    assert scale.value is None
    scale.grab()


def test_before_and_after_stand_under_a_code_of_her_own(
    training: TrainingProgram, course: courses.Course, qtbot: QtBot
) -> None:
    opened(training).buttons[course.id].click()
    page = training.window.page
    assert isinstance(page, CoursePage)
    on(training)
    assert page.heading.text().startswith("Error")
    page.fresh.click()
    code = page.code.words
    page.waves.answers["after"].click()
    on(training)
    asked = training.window.page
    assert isinstance(asked, ConfidencePage)
    assert set(asked.now) == set(confidence.topics())
    on(training)  # nothing at all chosen
    assert asked.heading.text().startswith("Error")
    first = asked.now["contraception"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_7)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert asked.before["contraception"].hasFocus()
    qtbot.keyClick(asked.before["contraception"], Qt.Key.Key_3)
    on(training)
    thanks = training.window.page
    assert isinstance(thanks, ThanksPage)
    assert code in words_of(thanks)
    assert "08-Sep-2026" in words_of(thanks)
    on(training)
    back: object = training.window.page
    assert isinstance(back, CoursesPage)
    on(training)
    home: object = training.window.page
    assert isinstance(home, HallPage)


def test_eight_weeks_later_only_that_is_asked(
    training: TrainingProgram, course: courses.Course, clock: SetClock
) -> None:
    clock.move(timedelta(weeks=8))
    opened(training).buttons[course.id].click()
    page = training.window.page
    assert isinstance(page, CoursePage)
    assert page.waves.codes == ("eight_weeks",)
    training.window.actions_bar.back_button.click()
    assert isinstance(training.window.page, CoursesPage)


def test_a_group_has_figures_from_eight_people_and_not_before(
    training: TrainingProgram, course: courses.Course
) -> None:
    def tell(people: range) -> None:
        for n in people:
            courses.tell(training.world, course, f"teal-{n}", "before", {"capacity": 4})
            courses.tell(training.world, course, f"teal-{n}", "after", {"capacity": 7})

    tell(range(100, 107))
    opened(training).groups[course.id].click()
    page = training.window.page
    assert isinstance(page, FiguresPage)
    assert "4 (7)" not in words_of(page)
    on(training)
    tell(range(107, 108))
    listed = training.window.page
    assert isinstance(listed, CoursesPage)
    listed.groups[course.id].click()
    told = words_of(training.window.page)
    assert "4 (8)" in told
    assert "+3 (8)" in told
    assert "fewer than eight" in told


def test_a_trainer_opens_a_course_and_a_learner_does_not(training: TrainingProgram) -> None:
    opened(training).begin.click()
    page = training.window.page
    assert isinstance(page, FormPage)
    training.window.ask.answer_next("ok")
    on(training)
    assert training.window.ask.asked  # a course has a title
    write(page, title="Asking well")
    (more,) = page.widgets["more"].findChildren(AnswerGroup)
    more.choose(["menopause"])
    on(training)
    listed = training.window.page
    assert isinstance(listed, CoursesPage)
    assert len(listed.buttons) == 1
    (made,) = courses.courses(training.world)
    assert made.more == ("menopause",)
    training.world.leads = False
    training.room.hall()
    again = opened(training)
    assert not again.begin.isVisible()
    assert not again.groups


def test_a_certificate_and_a_register_are_papers_and_kept_nowhere(
    training: TrainingProgram, tmp_path: Path
) -> None:
    hall = training.window.page
    assert isinstance(hall, HallPage)
    hall.acts["certificate"].click()
    page = training.window.page
    assert isinstance(page, FormPage)
    training.window.ask.answer_next("ok")
    on(training)
    assert training.window.ask.asked  # no name yet
    write(page, name="Ruth Adeyemi", title="Asking well", hours=3, trainer="Teodora Marsh")
    on(training)
    paper = training.window.page
    assert isinstance(paper, PaperPage)
    training.window.ask.answer_next(tmp_path, tmp_path)
    paper.outlet.save_button.click()
    on(training)
    form = training.window.page
    assert isinstance(form, FormPage)
    assert form.table()["name"] == "Ruth Adeyemi"
    write(form, names="Ruth Adeyemi\nMarta Okoye")
    form.buttons["register"].click()
    paper = training.window.page
    assert isinstance(paper, PaperPage)
    paper.outlet.save_button.click()
    files = sorted(tmp_path.glob("TRAINING-*.pdf"))
    assert [file.stem for file in files] == ["TRAINING-certificate", "TRAINING-register"]
    for file, name in zip(files, ("Ruth Adeyemi", "Marta Okoye"), strict=True):
        told = "".join(sheet.extract_text() for sheet in PdfReader(file).pages)
        assert name in told
        assert "TRAINING" in told
        assert "score" in told.casefold() or "not kept" in told
    training.window.actions_bar.back_button.click()
    training.window.actions_bar.back_button.click()
    assert isinstance(training.window.page, HallPage)
    held = b"".join(one.read_bytes() for one in training.world.folder.rglob("*") if one.is_file())
    assert b"Ruth Adeyemi" not in held
