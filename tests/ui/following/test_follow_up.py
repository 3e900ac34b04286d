"""Follow-up in the window: lanes by the keyboard, what happened in a few presses, then the disk."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.dues import dues
from srh_assess.assessment.followed import leave_for
from srh_assess.assessment.following import Said, SampleTaken
from srh_assess.clock import SetClock, local
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.follow_acts import ACTS
from srh_assess.ui.pages.follow_form import FollowForm
from srh_assess.ui.pages.follow_up import FollowUpPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry, TextEntry
from srh_assess.ui.widgets.lanes import MarkItem
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.table import Table
from srh_assess.workflow import needs
from srh_assess.workflow.following import Follower
from tests.ui.shell.test_typing import lock_and_back

P = TypeVar("P", bound=Page)
DAY = timedelta(days=1)


@pytest.fixture
def followed(ward: Program, maya: str) -> str:
    """Three needs: one confirmed, one wanted with a visit booked, one met."""
    assert ward.desk is not None
    session = ward.desk.session(maya)
    needs.confirm(session, "N11", "N22", "N34", named_by_her=True)
    needs.plan(session, "N11", wants="now", words="soon", step="In-reach clinic, with the doctor"
               " she chose", owner="Ruth Adeyemi", due=session.clock.now() + DAY)  # fmt: skip
    hers = Follower(session)
    hers.appointment("N11", session.clock.now() + 3 * DAY, booked=True, mode="in_reach")
    hers.step("N11", in_the_way="Leave form not yet signed: Dr S Marsh, today")
    hers.sample("prolactin_blood", need="N22")
    hers.give("N34", "period_products", willing=False)
    hers.move("N34", "met", words="Supplied the same shift")
    return maya


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind)
    return page


def opened(program: Program, admission: str) -> FollowUpPage:
    program.ward.open_woman_room("follow_up", admission)
    return shown(program, FollowUpPage)


def press(program: Program) -> None:
    program.window.actions_bar.primary.click()


def fill(form: FollowForm, **values: str) -> None:
    for id, words in values.items():
        part = form.parts[id]
        if isinstance(part, AnswerGroup):
            part.choose((words,))
        elif isinstance(part, ChoiceEntry):
            part.show_name(form.specs[id].choices[words])
        elif isinstance(part, DateEntry):
            day, month, year, *time = words.split()
            boxes = {"day": day, "month": month, "year": year, "time": "".join(time)}
            for key, typed in boxes.items():
                part._boxes[key].setText(typed)
                part._boxes[key].textEdited.emit(typed)
        else:
            assert isinstance(part, LineEntry | TextEntry)
            part.show_words(words)


def act(program: Program, id: str, **values: str) -> None:
    shown(program, FollowUpPage).buttons[id].click()
    fill(shown(program, FollowForm), **values)
    press(program)


def test_without_a_need_nothing_is_open(ward: Program, maya: str) -> None:
    page = opened(ward, maya)
    assert page.chart is None
    page.keyPressEvent(_key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier))
    ward.window.actions_bar.back_button.click()
    shown(ward, StandPage)


def _key(key: Qt.Key, held: Qt.KeyboardModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


def test_the_lanes_are_walked_by_the_keyboard(ward: Program, followed: str, qtbot: QtBot) -> None:
    page = opened(ward, followed)
    assert page.chart is not None
    names = [face.name for face in page.chart.faces]
    assert len(names) == 3
    first = page.chart.items[0][0]
    assert "found" in first.accessibleName()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert isinstance(second, MarkItem)
    assert second is page.chart.items[0][1]
    before = page.need
    qtbot.keyClick(second, Qt.Key.Key_Down)
    assert page.need != before
    below = QApplication.focusWidget()
    assert isinstance(below, MarkItem)
    qtbot.keyClick(below, Qt.Key.Key_Return)
    assert page.need == page.chart.now_chosen
    qtbot.keyClick(below, Qt.Key.Key_Up)
    assert page.need == before


def test_tab_comes_into_the_lanes_and_goes_on_to_what_happened(
    ward: Program, followed: str, qtbot: QtBot
) -> None:
    """Without a mouse every need can be chosen, not the first alone."""
    page = opened(ward, followed)
    assert page.chart is not None
    page.heading.setFocus()
    qtbot.waitUntil(page.heading.hasFocus)
    qtbot.keyClick(page.heading, Qt.Key.Key_Tab)
    qtbot.waitUntil(page.chart.items[0][0].hasFocus)
    qtbot.keyClick(page.chart.items[0][0], Qt.Key.Key_Down)
    second = page.chart.items[1][0]
    qtbot.waitUntil(second.hasFocus)
    assert page.chart.now_chosen == page.chart.faces[1].id
    act = next(iter(page.buttons.values()))
    qtbot.waitUntil(act.isVisible)  # made anew for the second need
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    qtbot.waitUntil(act.hasFocus)
    qtbot.keyClick(act, Qt.Key.Key_Backtab)
    qtbot.waitUntil(second.hasFocus)


def test_a_table_holds_the_same_facts(ward: Program, followed: str, qtbot: QtBot) -> None:
    page = opened(ward, followed)
    assert page.chart is not None
    qtbot.keyClick(page.heading, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not page.chart.isVisibleTo(page)
    table = page.findChild(Table)
    assert table is not None
    marks = sum(len(row) for row in page.chart.items)
    assert table.model().rowCount() == marks
    qtbot.keyClick(page.heading, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.chart.isVisibleTo(page)


def test_what_happened_is_kept_in_a_few_presses(
    ward: Program, followed: str, clock: SetClock
) -> None:
    assert ward.desk is not None
    page = opened(ward, followed)
    page.choose("N11")
    act(ward, "contact", with_whom="The clinic", words="They have a time")
    act(ward, "step", owner="Dan Marsh", due="17 7 2026 10:30")
    act(ward, "care", what="leaflet", how="done")
    act(ward, "refer", destination="ward_doctor", mode="in_reach")
    record = ward.desk.record(followed)
    need = record.following.needs["N11"]
    assert (need.owner, need.state) == ("Dan Marsh", "begun")
    assert len(record.following.contacts) == 1
    shown(ward, FollowUpPage).choose("N22")
    (sample,) = record.following.samples
    act(ward, "result", sample=sample, result="other")
    act(ward, "told", sample=sample, how="alone")
    act(ward, "met", words="The cause is known and the plan stands")
    assert ward.desk.record(followed).following.needs["N22"].state == "met"
    act(ward, "again", words="It came back")
    assert ward.desk.record(followed).following.needs["N22"].state == "confirmed"
    press(ward)
    shown(ward, BoardPage)


def test_what_a_wall_stops_stands_in_words_and_nothing_is_lost(
    ward: Program, followed: str
) -> None:
    opened(ward, followed).choose("N11")
    shown(ward, FollowUpPage).buttons["care"].click()
    form = shown(ward, FollowForm)
    press(ward)
    assert form.heading.text().startswith("Error: ")
    fill(form, what="injection", how="done", batch="B12", willing="yes")
    press(ward)
    assert not form.kept
    assert form.fault.content is not None
    assert form.value("batch") == "B12"
    fill(form, next_on="99 7 2026")
    press(ward)
    assert form.heading.text().startswith("Error: ")
    ward.window.actions_bar.back_button.click()
    shown(ward, FollowUpPage).buttons["appointment"].click()
    fill(shown(ward, FollowForm), starts="16 7 2026 10:00", booked="yes", mode="escorted",
         leave="not_yet")  # fmt: skip
    press(ward)
    assert ward.desk is not None
    (*_, kept) = ward.desk.record(followed).following.appointments
    assert leave_for(ward.desk.record(followed).following, kept) == "not_yet"
    shown(ward, FollowUpPage).buttons["visit"].click()
    fill(shown(ward, FollowForm), appointment=kept, to="booked", leave="yes")
    press(ward)
    assert leave_for(ward.desk.record(followed).following, kept) == "agreed"
    shown(ward, FollowUpPage).buttons["appointment"].click()
    fill(shown(ward, FollowForm), starts="13 7 2026 10:00", booked="yes", mode="escorted")
    press(ward)
    assert not shown(ward, FollowForm).kept
    ward.window.actions_bar.back_button.click()


def test_a_test_said_no_to_on_the_ward_is_kept(ward: Program, followed: str) -> None:
    opened(ward, followed).choose("N22")
    shown(ward, FollowUpPage).buttons["test_no"].click()
    fill(shown(ward, FollowForm), what="pregnancy_test")
    press(ward)
    assert ward.desk is not None
    assert len(ward.desk.record(followed).test_refused) == 1


def test_every_act_opens_with_fields_that_fit(ward: Program, followed: str) -> None:
    opened(ward, followed).choose("N11")
    page = shown(ward, FollowUpPage)
    there = set(page.buttons)
    assert there == {one.id for one in ACTS} - {"check", "again"}
    for id in there:
        shown(ward, FollowUpPage).buttons[id].click()
        form = shown(ward, FollowForm)
        assert all("{" not in field.label for field in form.specs.values())
        said = [notice.accessibleName() for notice in form.findChildren(Notice)]
        asks = any("No safe way to reach Maya is written down" in words for words in said)
        assert asks == (id in {"contact", "hand_over", "told", "refer", "appointment"})
        ward.window.actions_bar.back_button.click()


def test_she_is_asked_how_it_was_by_somebody_else(ward: Program, followed: str) -> None:
    assert ward.desk is not None
    opened(ward, followed)
    ward.window.ask.answer_next("hers", "ok")
    ward.window.actions_bar.other_button.click()
    shown(ward, FollowUpPage)  # the nurse led the talk: said before anything is asked
    ward.window.ask.answer_next("not")
    ward.window.actions_bar.other_button.click()
    shown(ward, FollowUpPage)
    ward.window.ask.answer_next("carer")
    ward.window.actions_bar.other_button.click()
    fill(shown(ward, FollowForm), moment="before_leaving", C1="yes")
    press(ward)
    (kept,) = ward.desk.record(followed).following.views.values()
    assert kept.fact.she_agreed
    assert Said(question="C1", answer="yes") in kept.fact.answers


def test_what_she_said_of_it_is_kept_by_a_colleague(
    ward: Program, followed: str, qtbot: QtBot
) -> None:
    lock_and_back(ward, qtbot, "miriam")
    opened(ward, followed)
    ward.window.ask.answer_next("hers")
    ward.window.actions_bar.other_button.click()
    form = shown(ward, FollowForm)
    assert {"H1", "H5"} <= set(form.specs)
    fill(form, moment="after_talk", H1="yes", H2="skipped")
    press(ward)
    assert form.kept


def test_a_repeat_that_will_not_be_is_dropped_with_its_reason(ward: Program, followed: str) -> None:
    assert ward.desk is not None
    session = ward.desk.session(followed)
    today = local(session.clock.now()).date()
    session.add(
        SampleTaken(
            sample="s9", what="other", name="Thyroid blood", need="N11", at=session.clock.now(),
            by="Ruth Adeyemi", repeat_on=today + 3 * DAY,
        )
    )  # fmt: skip
    opened(ward, followed)
    shown(ward, FollowUpPage).buttons["drop"].click()
    form = shown(ward, FollowForm)
    assert list(form.specs["thread"].choices) == ["s9"]
    press(ward)
    assert shown(ward, FollowForm) is form
    fill(form, thread="s9", words="She had it at her own doctor")
    press(ward)
    shown(ward, FollowUpPage)
    assert "repeat" not in {line.what for line in dues(ward.desk.record(followed))}


def test_a_referral_says_by_when_it_is_made_until_it_is(ward: Program, followed: str) -> None:
    page = opened(ward, followed)
    page.choose("N11")
    for expected in ("To be made by Wed 15-Jul", ""):
        shown(ward, FollowUpPage).buttons["refer"].click()
        form = shown(ward, FollowForm)
        assert form.specs["destination"].hint.startswith(expected)
        assert bool(form.specs["destination"].hint) is bool(expected)
        fill(form, destination="ward_doctor", mode="in_reach")
        press(ward)
    shown(ward, FollowUpPage).buttons["hand_over"].click()
    hint = shown(ward, FollowForm).specs["receiver"].hint
    assert hint == "48 hours before a move that is known, else on the same day"
