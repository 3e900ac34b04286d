"""What should not be typed, typed all the same: each page says it in words, and nothing is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.facts import AnyFact
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput
from srh_assess.ui.pages.bed_list import BedListPage
from srh_assess.ui.pages.follow_form import FollowForm
from srh_assess.ui.pages.follow_threads import NO_TEST
from srh_assess.ui.pages.follow_up import FollowUpPage
from srh_assess.ui.pages.gate_words import next_time
from srh_assess.ui.pages.stay_forms import LeaveForm
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import needs
from srh_assess.workflow.following import Follower
from tests.ui.following.test_follow_up import fill, opened, press, shown
from tests.ui.shell.test_stay import at, end_form, go_on, record, sentences, stay
from tests.ui.shell.test_ward_rooms import WREN, look
from tests.ui.shell.test_ward_rooms import opened as room


@pytest.fixture
def wanting(ward: Program, maya: str) -> str:
    """One need is confirmed; nothing was taken, given or booked."""
    assert ward.desk is not None
    needs.confirm(ward.desk.session(maya), "N11", named_by_her=True)
    return maya


def texts(program: Program) -> str:
    assert program.window.page is not None
    return "\n".join(text.text() for text in program.window.page.findChildren(Text))


def facts(program: Program, admission: str) -> list[AnyFact]:
    assert program.desk is not None
    return [entry.fact for entry in program.desk.session(admission).journal.entries(admission)]


def form_of(program: Program, admission: str, act: str) -> FollowForm:
    opened(program, admission).choose("N11")
    shown(program, FollowUpPage).buttons[act].click()
    return shown(program, FollowForm)


def test_a_stay_that_ends_with_an_owed_result_is_asked_about_and_ends(
    ward: Program, wanting: str
) -> None:
    assert ward.desk is not None
    Follower(ward.desk.session(wanting)).sample("prolactin_blood", need="N11")
    form = end_form(ward, wanting)
    assert {one.kind for one in form.pressing} == {"result"}
    form.kind.choose(["home"])
    form.receiver.show_words("Dr Lowe, Rowan Ward")
    form.acceptance.choose(["accepted"])
    ward.window.ask.answer_next("stay")
    go_on(ward)
    assert record(ward, wanting).ended is None
    ward.window.ask.answer_next("end")
    go_on(ward)
    ended = record(ward, wanting).ended
    assert ended is not None
    assert any(one.startswith("result ") for one in ended.open)


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ("13 7 2026 10:00", "Day and time must be today or later."),
        ("14 7 2026 09:00", "Day and time must be later than now."),
    ],
)
@pytest.mark.parametrize("booked", ["yes", "no"])
def test_a_visit_in_the_past_is_refused_in_words_and_put_right(
    ward: Program, wanting: str, booked: str, starts: str, said: str
) -> None:
    form = form_of(ward, wanting, "appointment")
    before = facts(ward, wanting)
    fill(form, starts=starts, booked=booked, mode="in_reach")
    press(ward)
    assert sentences(ward) == [said]
    assert shown(ward, FollowForm) is form
    assert facts(ward, wanting) == before
    fill(form, starts="15 7 2026 10:00")
    press(ward)
    shown(ward, FollowUpPage)
    assert len(record(ward, wanting).following.appointments) == 1


def test_a_result_of_a_test_never_sent_has_nothing_to_stand_at(ward: Program, wanting: str) -> None:
    form = form_of(ward, wanting, "result")
    before = facts(ward, wanting)
    chosen = form.parts["sample"]
    assert isinstance(chosen, ChoiceEntry)
    assert NO_TEST in texts(ward)
    fill(form, result="negative")
    press(ward)
    assert form.heading.text().startswith("Error: ")
    assert not form.kept
    assert facts(ward, wanting) == before
    ward.window.actions_bar.back_button.click()
    shown(ward, FollowUpPage).buttons["sample"].click()
    fill(shown(ward, FollowForm), what="prolactin_blood")
    press(ward)
    assert NO_TEST not in "".join(
        field.hint for field in form_of(ward, wanting, "result").specs.values()
    )


def test_the_same_woman_twice_in_a_bed_list_is_said_at_the_second_line(
    ward: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    page = room(ward, "bed_list")
    assert isinstance(page, BedListPage)
    look(ward, qtbot, tmp_path, WREN, WREN.replace(",12", ",14"))
    assert page.report is not None
    assert (page.report.count("taken"), page.report.count("left_out")) == (1, 1)
    assert page.lines.index(0, 0).data() == "3"
    said = page.lines.index(0, 1).data()
    assert BadInput("import-twice", line="2").sentence in said
    go_on(ward)
    qtbot.waitUntil(lambda: not ward.window.work.busy and not page.busy, timeout=20_000)
    assert ward.desk is not None
    assert len(ward.desk.board()) == 1


FORWARD = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # at 01:00 the clocks go to 02:00
BACK = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 01:30, and 01:30 once more an hour later


@pytest.mark.parametrize(
    ("now", "typed", "after"),
    [
        (BACK, "01:45", 15),
        (BACK + timedelta(hours=1), "01:45", 15),  # the second 01:45 of that night
        (BACK, "03:30", 180),
        (FORWARD, "03:30", 120),
        (FORWARD, "00:15", 23 * 60 - 15),
    ],
)
def test_the_next_look_is_true_in_the_nights_when_the_clocks_change(
    now: datetime, typed: str, after: int
) -> None:
    assert next_time(typed, now) == now + timedelta(minutes=after)


@pytest.mark.parametrize(("night", "hours"), [(FORWARD, 4), (BACK, 6)])
def test_leave_over_a_night_when_the_clocks_change_keeps_true_hours(
    ward: Program, maya: str, clock: SetClock, night: datetime, hours: int
) -> None:
    clock.set(night)
    stay(ward, maya).buttons["leave"].click()
    form = ward.window.page
    assert isinstance(form, LeaveForm)
    form.why.choose(["absent"])
    at(form.back, night + timedelta(hours=hours))
    go_on(ward)
    assert sentences(ward) == []
    away = record(ward, maya).away
    assert away is not None
    assert away.back_by == night + timedelta(hours=hours)


def test_a_time_to_come_in_the_hour_that_is_there_twice_is_the_second_one(
    ward: Program, maya: str, clock: SetClock
) -> None:
    clock.set(BACK + timedelta(hours=1))
    stay(ward, maya).buttons["leave"].click()
    form = ward.window.page
    assert isinstance(form, LeaveForm)
    form.why.choose(["absent"])
    for key, typed in {"day": "25", "month": "10", "year": "2026", "time": "01:45"}.items():
        form.back._boxes[key].setText(typed)
        form.back._boxes[key].textEdited.emit(typed)
    go_on(ward)
    assert sentences(ward) == []
    away = record(ward, maya).away
    assert away is not None
    assert away.back_by == clock.now() + timedelta(minutes=15)
