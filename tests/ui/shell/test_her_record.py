"""Her record for her and the room for keeping records, in the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.facts import Discharged
from srh_assess.clock import SetClock
from srh_assess.ui import woman_rooms
from srh_assess.ui.ask import Reply
from srh_assess.ui.her_record import FindForHer, ForHer
from srh_assess.ui.keeping import KeepingRoom
from srh_assess.ui.pages.acts import ActsPage
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.pages.listing import ListPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.said_strip import SaidStrip
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import her_record
from srh_assess.workflow.desk import Desk
from tests.ui.shell.conftest import sign_in

P = TypeVar("P", bound=Page)


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind)
    return page


def desk_of(program: Program) -> Desk:
    assert program.desk is not None
    return program.desk


def press(program: Program) -> None:
    program.window.actions_bar.primary.click()


def texts(page: Page) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel))


def opened(program: Program, admission: str) -> ActsPage:
    program.ward.open_overview(admission)
    shown(program, StandPage).rooms["her_record"].click()
    return shown(program, ActsPage)


def test_from_the_asking_to_a_copy_by_keyboard(
    ward: Program, maya: str, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(ward, maya)
    assert set(page.buttons) == {"asked", "look", "pdf", "json", "disagrees"}
    ask = ward.window.ask
    ask.answer_next("stay", "herself", "kept_for_her", tmp_path / "copy.json")
    for _ in range(2):
        button = shown(ward, ActsPage).buttons["asked"]
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert her_record.standing(desk_of(ward), maya).owed_by is not None
    shown(ward, ActsPage).buttons["look"].click()
    shown(ward, ListPage)
    press(ward)
    assert her_record.standing(desk_of(ward), maya).looked_through
    shown(ward, ActsPage).buttons["json"].click()
    assert json.loads((tmp_path / "copy.json").read_bytes())["warning"] == ""
    (given,) = her_record.standing(desk_of(ward), maya).hers.given
    assert given.fact.safe == "kept_for_her"
    press(ward)
    shown(ward, StandPage)


def test_one_entry_is_left_out_on_a_ground_and_given_back(ward: Program, maya: str) -> None:
    opened(ward, maya).buttons["look"].click()
    listed = shown(ward, ListPage)
    entry = next(iter(listed.buttons))
    listed.buttons[entry].click()
    page = shown(ward, HandlePage)
    press(ward)
    page.entry.show_words("It names her sister")
    press(ward)
    assert page.heading.text().startswith("Error: ")
    page.findChildren(AnswerGroup)[0].choose(("third_party",))
    press(ward)
    shown(ward, ListPage).buttons[entry].click()
    page = shown(ward, HandlePage)
    page.entry.show_words("Once more")
    page.findChildren(AnswerGroup)[0].choose(("serious_harm",))
    press(ward)
    assert page.heading.text().startswith("Error: ")
    ward.window.actions_bar.back_button.click()
    ward.window.actions_bar.back_button.click()
    (one,) = her_record.standing(desk_of(ward), maya).hers.withheld
    ward.window.ask.answer_next("no", Reply("yes", "Her sister agreed"), Reply("yes", "x"), "ok")
    for _ in range(2):
        shown(ward, ActsPage).pressed.emit(f"out:{one.fact.withheld}")
    assert her_record.standing(desk_of(ward), maya).hers.withheld == ()
    shown(ward, ActsPage).pressed.emit(f"out:{one.fact.withheld}")


def test_what_she_says_is_wrong_stands_on_her_overview(ward: Program, maya: str) -> None:
    page = opened(ward, maya)
    ward.window.ask.answer_next("no", Reply("keep", "I never said that"))
    page.buttons["disagrees"].click()
    page.buttons["disagrees"].click()
    ward.window.actions_bar.back_button.click()
    told = [notice.accessibleName() for notice in shown(ward, StandPage).findChildren(Notice)]
    words = "\n".join([*told, *_texts(ward)])
    assert "I never said that" in words
    assert not isinstance(ward.window.hung, SaidStrip)
    ward.ward.open_woman_room("stay", maya)
    strip = ward.window.hung
    assert isinstance(strip, SaidStrip)
    assert "Maya says that something in the record is wrong" in strip.accessibleName()
    owner = ward.window.owner
    assert isinstance(owner, WomanOwner)
    owner.redraw()
    assert ward.window.hung is strip
    ward.window.ask.answer_next("ok")
    strip.button.click()
    assert ward.window.ask.asked[-1].explanation == "“I never said that”"
    page = opened(ward, maya)
    (said,) = her_record.standing(desk_of(ward), maya).hers.statements
    ward.window.ask.answer_next("yes")
    page.pressed.emit(said.fact.statement)
    assert her_record.standing(desk_of(ward), maya).hers.statements == ()


ROOMS = [one.id for one in woman_rooms.WOMAN_ROOMS]


@pytest.mark.parametrize("way", ["sitting", "overview", "correct", *ROOMS])
def test_what_she_says_is_wrong_stands_wherever_her_record_is_read(
    ward: Program, maya: str, way: str
) -> None:
    """From every way in; where her record is only written to, the strip need not stand."""
    her_record.disagrees(desk_of(ward), maya, "I never said that")
    ward.ward.open_overview(maya)
    ways: dict[str, Callable[[], None]] = {
        "sitting": lambda: ward.ward.open(maya),
        "overview": lambda: ward.ward.open_overview(maya),
        "correct": ward.window.owner.correct,
    }
    ways.get(way, lambda: ward.ward.open_woman_room(way, maya))()
    assert ward.window.page is not None
    notices = [one.accessibleName() for one in ward.window.page.findChildren(Notice)]
    words = "\n".join([*notices, *_texts(ward)])
    strip = ward.window.hung
    reads = way not in ("police_log", "from_paper")  # a form, and no word of hers
    hung = isinstance(strip, SaidStrip) and strip.isVisible()
    assert (hung or "I never said that" in words) or not reads
    ward.ward.show_board()
    ward.window.owner.more()
    assert not isinstance(ward.window.hung, SaidStrip)


def _texts(program: Program) -> list[str]:
    from srh_assess.ui.widgets.text import Text

    assert program.window.page is not None
    return [text.text() for text in program.window.page.findChildren(Text)]


def test_a_copy_that_cannot_be_written_or_is_given_up_is_no_giving(
    ward: Program, maya: str, tmp_path: Path
) -> None:
    page = opened(ward, maya)
    ward.window.ask.answer_next("taken", None, "taken", tmp_path / "nowhere" / "a.pdf", "ok")
    page.buttons["pdf"].click()
    page.buttons["pdf"].click()
    assert her_record.standing(desk_of(ward), maya).hers.given == ()


def test_the_role_for_records_finds_a_stay_and_cannot_look_it_through(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.doorway.sign_out()
    sign_in(ward, qtbot, "dilys")
    FindForHer(ward.window, ward.ward).begin()
    page = shown(ward, FindPage)
    page.words.show_words("wren")
    page.words.changed.emit()
    page.opened.emit(maya)
    assert set(shown(ward, ActsPage).buttons) == {"asked", "pdf", "json", "disagrees"}
    press(ward)
    shown(ward, FindPage)
    ward.window.actions_bar.back_button.click()
    shown(ward, MorePage)
    FindForHer(ward.window, ward.ward).begin()
    press(ward)
    shown(ward, MorePage)


# --- keeping ----------------------------------------------------------------------------------


def keeping(program: Program, qtbot: QtBot, who: str) -> ListPage:
    program.doorway.sign_out()
    sign_in(program, qtbot, who)
    program.ward.open_room("keeping")
    return shown(program, ListPage)


def test_two_people_end_a_record_and_a_certificate_is_left(
    ward: Program, maya: str, clock: SetClock, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = desk_of(ward)
    with desk._clinical().transaction(desk.record(maya), "ruth") as transaction:
        transaction.add(Discharged(at=clock.now()))
    clock.move(timedelta(days=21 * 366))
    keeping(ward, qtbot, "dilys").buttons[maya].click()
    page = shown(ward, ActsPage)
    assert set(page.buttons) == {"class", "hold", "on", "ask"}
    ask = ward.window.ask
    ask.answer_next("stay", Reply("hold", "A court"), Reply("ask", "Time"), "ok", "stay",
                    Reply("lift", "It is over"), Reply("general", "As decided"),
                    Reply("stay"), Reply("stay"), Reply("ask", "Its time has passed"))  # fmt: skip
    page.buttons["hold"].click()
    page.buttons["hold"].click()
    page = shown(ward, ActsPage)
    page.buttons["ask"].click()  # held: refused in words
    (hold,) = desk_of(ward).record(maya, duty="see_keeping").keeping.holds
    page.pressed.emit(hold.hold)
    page.pressed.emit(hold.hold)
    page = shown(ward, ActsPage)
    page.buttons["class"].click()
    page = shown(ward, ActsPage)
    page.buttons["class"].click()
    page.buttons["on"].click()
    page.buttons["ask"].click()
    assert "agree" not in shown(ward, ActsPage).buttons
    assert "takes your request back" in texts(shown(ward, ActsPage))
    press(ward)
    keeping(ward, qtbot, "rosa").buttons[maya].click()
    page = shown(ward, ActsPage)
    assert set(page.buttons) == {"no", "agree"}
    told = texts(page)  # the second looks at the reason, and learns what a no does
    assert "Its time has passed" in told
    assert "told of your no" in told
    ask.answer_next(
        Reply("stay"), "stay", "end", None, tmp_path / "nowhere" / "c.pdf", "ok", tmp_path / "c.pdf"
    )
    page.buttons["no"].click()
    page.buttons["agree"].click()
    page.buttons["agree"].click()
    ward.window.owner.go_to(maya)  # destroyed since: the list stays
    (certificate,) = shown(ward, ListPage).buttons
    shown(ward, ListPage).buttons[certificate].click()
    for _ in range(3):
        shown(ward, ActsPage).buttons["save"].click()
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    ward.window.actions_bar.back_button.click()
    ward.window.actions_bar.back_button.click()
    shown(ward, MorePage)


def test_a_second_person_says_no_in_the_program(
    ward: Program, maya: str, clock: SetClock, qtbot: QtBot
) -> None:
    desk = desk_of(ward)
    with desk._clinical().transaction(desk.record(maya), "ruth") as transaction:
        transaction.add(Discharged(at=clock.now()))
    clock.move(timedelta(days=21 * 366))
    keeping(ward, qtbot, "dilys").buttons[maya].click()
    ward.window.ask.answer_next(Reply("ask", "Its time has passed"))
    shown(ward, ActsPage).buttons["ask"].click()
    press(ward)
    keeping(ward, qtbot, "rosa").buttons[maya].click()
    ward.window.ask.answer_next(Reply("5", "A claim may come"))
    shown(ward, ActsPage).buttons["no"].click()
    page = shown(ward, ActsPage)
    assert set(page.buttons) == set()
    assert "A colleague said no, and it is kept" in texts(page)
    press(ward)
    assert maya not in shown(ward, ListPage).buttons
    listed = keeping(ward, qtbot, "dilys")
    listed.buttons[maya].click()
    told = texts(shown(ward, ActsPage))
    for words in ("Rosa Iyer, ", "A claim may come", "Dilys Hartley: Its time has passed"):
        assert words in told
    assert set(shown(ward, ActsPage).buttons) == {"class", "hold", "on", "ask"}
    press(ward)
    assert maya not in shown(ward, ListPage).buttons


def test_another_record_is_found_and_kept_on(ward: Program, maya: str, qtbot: QtBot) -> None:
    page = keeping(ward, qtbot, "dilys")
    page.begin.click()
    found = shown(ward, FindPage)
    found.words.show_words("wren")
    found.words.changed.emit()
    found.opened.emit(maya)
    ward.window.ask.answer_next(Reply("5", "A study"), Reply("lift", "x"), "ok")
    shown(ward, ActsPage).buttons["on"].click()
    assert desk_of(ward).record(maya, duty="see_keeping").keeping.kept_until is not None
    shown(ward, ActsPage).pressed.emit("no such hold")
    press(ward)
    press(ward)
    shown(ward, MorePage)


def test_a_reason_half_typed_about_one_record_is_no_other_ones(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    keeping(ward, qtbot, "dilys")
    window = ward.window
    assert window.ask.about() == window.owner.here == ""
    window.owner.go_to(maya)
    shown(ward, ActsPage)
    assert window.ask.about() == window.owner.here == maya
    press(ward)
    shown(ward, ListPage)
    assert window.ask.about() == ""


def test_the_rooms_are_owners(ward: Program, maya: str) -> None:
    assert ForHer.screen == "her_record"
    assert KeepingRoom.screen == "keeping"
