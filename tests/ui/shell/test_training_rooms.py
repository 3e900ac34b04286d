"""Training as the ward's window knows it: a door to another program, and that a course was held."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.courses_held import HeldPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.workflow import courses
from tests.ui.shell.conftest import sign_in
from tests.ui.training.test_authoring import write
from tests.ui.training.test_run import words_of


def more(program: Program) -> MorePage:
    page = program.window.page
    assert isinstance(page, MorePage)
    return page


def test_a_nurse_learns_and_a_trainer_leads(program: Program, qtbot: QtBot) -> None:
    asked: list[bool] = []
    program.window.training_wanted.connect(asked.append)
    sign_in(program, qtbot)
    program.window.more_button.click()
    assert "courses" not in more(program).buttons
    more(program).buttons["training"].click()
    more(program)  # this window stays as it is
    program.doorway.sign_out()
    sign_in(program, qtbot, "teodora")
    more(program).buttons["training"].click()
    assert asked == [False, True]


def test_a_course_is_written_down_with_its_day_and_no_person(
    program: Program, qtbot: QtBot
) -> None:
    sign_in(program, qtbot, "teodora")
    more(program).buttons["courses"].click()
    page = program.window.page
    assert isinstance(page, HeldPage)
    program.window.ask.answer_next("ok")
    program.window.actions_bar.primary.click()  # without a title
    assert program.window.ask.asked
    write(page, title="Asking well")
    program.window.actions_bar.primary.click()
    assert program.desk is not None
    (held,) = courses.held_here(program.desk)
    assert held.title == "Asking well"
    assert "Tue 14-Jul-2026: Asking well" in words_of(program.window.page)
    program.window.actions_bar.back_button.click()
    more(program)
