"""The questions to staff in the window: answered, skipped, and not again within the year."""

from __future__ import annotations

from datetime import timedelta

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.staff_views import StaffViewsPage
from srh_assess.workflow import staff_views
from tests.ui.following.test_follow_up import press, shown


def opened(program: Program) -> StaffViewsPage:
    program.ward.open_room("staff_views")
    return shown(program, StaffViewsPage)


def test_answered_once_and_then_the_day_of_the_next_asking(ward: Program, clock: SetClock) -> None:
    page = opened(ward)
    page.groups["S1"].choose(("partly",))
    page.words.show_words("A second room would help")
    press(ward)
    shown(ward, BoardPage)
    assert ward.desk is not None
    assert staff_views.answered(ward.desk) == clock.now()
    page = opened(ward)
    assert not page.open
    assert not page.groups
    press(ward)
    shown(ward, BoardPage)
    clock.move(timedelta(days=365))
    assert opened(ward).open


def test_back_keeps_nothing(ward: Program) -> None:
    opened(ward).groups["S1"].choose(("no",))
    ward.window.actions_bar.back_button.click()
    shown(ward, BoardPage)
    assert ward.desk is not None
    assert staff_views.answered(ward.desk) is None


def test_what_cannot_be_kept_is_said(ward: Program, clock: SetClock) -> None:
    page = opened(ward)
    assert ward.desk is not None
    staff_views.give(ward.desk, {"S1": "yes"})  # the same person, in another window
    ward.window.ask.answer_next("ok")
    press(ward)
    assert shown(ward, StaffViewsPage) is page
