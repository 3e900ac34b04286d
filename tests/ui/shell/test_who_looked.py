"""The door of a record, the list for her, and the reviewer's log, through the real windows."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.looking import AdviceKept
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.ui.at_the_door import AtTheDoor
from srh_assess.ui.log_room import LogPage
from srh_assess.ui.looks_room import LooksPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.who_looked import WhoLookedPage
from srh_assess.ui.widgets.advice import tell_kept
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.rows import Facts
from srh_assess.workflow import log, voice
from tests.ui.shell.conftest import admit, sign_in

P = TypeVar("P", bound=Page)


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind)
    return page


RUTH = Identity(family="Adeyemi", given="Ruth")


@pytest.fixture
def elsewhere(ward: Program, clock: SetClock) -> str:
    """A woman on another ward."""
    assert ward.desk is not None
    stay = Stay(admitted=clock.now() - timedelta(days=1), ward="Rowan Ward", room="3")
    who = Identity(family="Castellane-Featherstonehaugh", given="Wilhelmina Konstantina")
    return ward.desk.admit(who, stay)


def test_another_ward_s_woman_opens_with_a_reason(ward: Program, elsewhere: str) -> None:
    ward.ward.open_overview(elsewhere)
    page = shown(ward, HandlePage)
    assert "WREN" not in page.heading.text()
    ward.window.actions_bar.primary.click()
    shown(ward, HandlePage)
    page.entry.show_words("The sexual health clinic rang about a result")
    ward.window.actions_bar.primary.click()
    shown(ward, StandPage)
    ward.ward.open_overview(elsewhere)
    shown(ward, StandPage)


def test_going_back_opens_nothing(ward: Program, elsewhere: str) -> None:
    ward.ward.open(elsewhere)
    ward.window.actions_bar.back_button.click()
    shown(ward, BoardPage)
    assert ward.desk is not None
    assert ward.desk.who_looked(elsewhere) == ()


def test_what_stands_against_a_reason_is_said_on_the_page(
    ward: Program, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise Refused("stay-ended")

    ward.ward.open(elsewhere)
    page = shown(ward, HandlePage)
    monkeypatch.setattr(ward.desk, "break_glass", never)
    page.entry.show_words("a reason")
    ward.window.actions_bar.primary.click()
    assert ward.window.page is page
    assert page.heading.text().startswith("Error: ")


def test_a_name_like_one_s_own_is_asked_about(ward: Program, clock: SetClock) -> None:
    admission = admit(ward, clock, RUTH, "4")
    ward.window.ask.answer_next("back")
    ward.ward.open_overview(admission)
    shown(ward, BoardPage)
    ward.window.ask.answer_next("somebody_else")
    ward.ward.open_overview(admission)
    shown(ward, StandPage)
    other = admit(ward, clock, Identity(family="Osei", given="Miriam"), "5")
    ward.window.ask.answer_next("same_person")
    ward.ward.open_overview(other)
    shown(ward, StandPage)
    door = AtTheDoor(ward.window, ward.ward, other, lambda: None)
    door.go_on()  # before it has begun there is nothing to go on with


def test_who_opened_her_record_is_a_list_for_her(ward: Program, maya: str, qtbot: QtBot) -> None:
    ward.ward.open_woman_room("who_looked", maya)
    page = shown(ward, WhoLookedPage)
    assert "Ruth Adeyemi, nurse" in _words(page)
    ward.window.actions_bar.primary.click()
    shown(ward, StandPage)


def _words(page: WhoLookedPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_the_reviewer_reads_narrows_and_pages_the_log(
    ward: Program, maya: str, elsewhere: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ward.desk is not None
    ward.desk.break_glass(elsewhere, "The clinic rang")
    ward.desk.record(elsewhere)
    ward.desk.record(maya)
    ward.doorway.sign_out()
    monkeypatch.setattr(log, "PAGE", 3)
    sign_in(ward, qtbot, "rosa")
    ward.ward.open_room("log")
    page = shown(ward, LogPage)
    assert page.pressing is not None
    assert len(page.pressing.links) == 1
    assert page.lines is not None
    first = list(page.lines.links)
    assert page.more.isVisible()
    page.more.click()
    assert list(page.lines.links) != first
    next(iter(page.pressing.links.values())).click()
    assert "CASTELLANE" in page.said.text()
    assert page.every.isVisible()
    page.every.click()
    assert not page.every.isVisible()
    page.kind.show_name("Clock set")
    page.narrowed.emit()
    assert page.said.text() == "No such line"
    assert [one for one in page.findChildren(Facts) if one.isVisible()] == [page.pressing]
    page.kind.show_name("Everything")
    page.person.show_name("Ruth Adeyemi")
    page.narrowed.emit()
    assert page.lines is not None
    page.day.setFocus()
    ward.window.actions_bar.back_button.click()
    ward.ward.open_room("log")
    ward.window.actions_bar.primary.click()


def test_keeping_a_word_against_advice_is_written_down_beside_her_record(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.ward.open_woman_room("harm_report", maya)
    page = ward.window.page
    assert page is not None
    entry = next(one for one in page.findChildren(TextEntry) if one.adviser is not None)
    qtbot.keyClicks(entry.field, "She was manipulative")
    adviser = entry.adviser
    assert adviser is not None
    assert adviser.list_all()
    adviser.card.buttons[0].click()
    assert ward.desk is not None
    kept = [one.fact for one in ward.desk.who_looked(maya) if isinstance(one.fact, AdviceKept)]
    assert [one.word for one in kept] == ["manipulative"]


def test_a_field_that_stands_in_no_window_of_the_program_tells_nobody(qtbot: QtBot) -> None:
    alone = QLineEdit()
    qtbot.addWidget(alone)
    tell_kept(alone, "manipulative")
    assert alone.window() is alone


@pytest.mark.parametrize("who", ["dilys", "rosa"])
def test_who_opened_one_record_is_found_by_name_without_opening_it(
    ward: Program, clock: SetClock, qtbot: QtBot, who: str
) -> None:
    maya = admit(ward, clock)
    ward.ward.open_overview(maya)
    ward.ward.sign_out()
    sign_in(ward, qtbot, who)
    ward.ward.open_room("looks")
    find = shown(ward, FindPage)
    find.words.show_words("wre")
    find.words.changed.emit()
    assert find.links is not None
    find.links.pressed.emit(maya)
    page = shown(ward, LooksPage)
    assert page.heading.text() == "WREN, Marianne: who opened the record"
    words = " ".join(one.text() for one in page.rows.findChildren(QLabel))
    assert "Opened where the assessment stands" in words
    assert "Opened the list of who opened it" in words
    ward.window.actions_bar.primary.click()
    shown(ward, FindPage)
    ward.window.owner.go_back()
    assert not isinstance(ward.window.page, FindPage)
    ward.ward.open_room("looks")
    ward.window.actions_bar.primary.click()
    assert not isinstance(ward.window.page, FindPage)


def test_a_record_that_is_gone_by_now_is_said(
    ward: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ward.window, "tell", lambda fault: told.append(fault.code))
    ward.ward.sign_out()
    sign_in(ward, qtbot, "dilys")
    ward.ward.open_room("looks")
    shown(ward, FindPage).opened.emit("none")
    assert told == ["stay-unknown"]


def test_the_reviewer_s_first_page_says_what_was_opened_with_a_reason(
    ward: Program, elsewhere: str, qtbot: QtBot
) -> None:
    assert ward.desk is not None
    ward.desk.break_glass(elsewhere, "The clinic rang")
    voice.on_desk(ward.desk, "").say("feedback", "The food was good")
    ward.ward.sign_out()
    sign_in(ward, qtbot, "rosa")
    buttons = shown(ward, MorePage).buttons
    opened = "Opened with a reason since you last looked: 1"
    assert buttons["log"].accessibleDescription().startswith(opened)
    assert buttons["heard"].accessibleDescription().startswith("Not read yet: 1")
    assert list(buttons)[:2] == ["heard", "log"]
    buttons["log"].click()
    shown(ward, LogPage)
    ward.window.actions_bar.primary.click()
    assert opened not in shown(ward, MorePage).buttons["log"].accessibleDescription()
