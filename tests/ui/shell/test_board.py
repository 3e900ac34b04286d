"""The board in the window: orders, filters, finding, opening, and nobody there yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.pages.admission import AdmissionPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.quick import QuickPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.pages.sign_in import SignInPage
from tests.ui.shell.conftest import MAYA, admit


def board(program: Program) -> BoardPage:
    page = program.window.page
    assert isinstance(page, BoardPage)
    return page


def families(program: Program) -> list[str]:
    return [line.family for line in board(program).board.shown]


@pytest.fixture
def three(ward: Program, clock: SetClock) -> Program:
    """Rooms 10, 2 and 7."""
    for family, room in (("Ashdown", "10"), ("Birch", "2"), ("Castellane", "7")):
        who = replace(MAYA, family=family, given=f"{family[0]}ora", preferred="")
        clock.move(timedelta(hours=1))
        admit(ward, clock, who, room)
    return ward


def test_nobody_is_told_with_the_way_to_admit(ward: Program) -> None:
    page = board(ward)
    assert page._empty.text() == "No one is on the ward list yet"
    assert not page.table.isVisible()
    ward.window.actions_bar.primary.click()
    assert isinstance(ward.window.page, AdmissionPage)


def test_by_room_and_by_what_is_due(three: Program, qtbot: QtBot) -> None:
    assert families(three) == ["Birch", "Castellane", "Ashdown"]
    qtbot.keyClick(three.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert families(three) == ["Ashdown", "Birch", "Castellane"]
    qtbot.keyClick(three.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert families(three) == ["Birch", "Castellane", "Ashdown"]


def test_the_filters_have_keys_and_counts(three: Program, qtbot: QtBot) -> None:
    page = board(three)
    assert page._filters["all"].text() == "All 3"
    qtbot.keyClick(three.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert page.board.filter == "mine"
    assert page._filters["mine"].isChecked()
    assert len(page.board.shown) == 3


def test_an_empty_filter_says_which_and_offers_all(three: Program) -> None:
    page = board(three)
    page.board.show_lines(
        structs.replace(line, filters=frozenset({"all"})) for line in page.board.shown
    )
    page.show_only("offer")
    assert page._empty.text() == "No one is in “Offer this shift” now"
    page._empty_act.click()
    assert len(families(three)) == 3


def test_find_by_name_and_out_again(three: Program, qtbot: QtBot) -> None:
    page = board(three)
    qtbot.keyClick(three.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page._find, "cast")
    assert families(three) == ["Castellane"]
    qtbot.keyClicks(page._find, "x")
    assert page._empty.text() == "No woman of this name is in this list"
    page._empty_act.click()
    assert len(families(three)) == 3


def test_typing_a_family_name_goes_to_her_and_enter_opens(three: Program, qtbot: QtBot) -> None:
    page = board(three)
    assert page.heading.hasFocus()
    qtbot.keyClicks(page.heading, "c")
    assert page.current() == page.board.shown[1].admission
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(three.window.page, RedFlagsPage)
    assert three.window.banner.isVisible()


def test_arrows_from_the_heading_go_to_the_rows(three: Program, qtbot: QtBot) -> None:
    page = board(three)
    qtbot.keyClick(page.heading, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.current() == page.board.shown[1].admission  # the one admitted last
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.current() == page.board.shown[2].admission


def test_the_quick_question_alone(three: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(three.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    page = three.window.page
    assert isinstance(page, QuickPage)
    page.blocks["X31"].control.group.press(3)  # type: ignore[attr-defined]  # a choice
    three.window.actions_bar.primary.click()
    assert isinstance(three.window.page, BoardPage)


def test_the_board_is_looked_at_again(three: Program, clock: SetClock) -> None:
    before = [line.when.words for line in board(three).board.shown]
    clock.move(timedelta(days=1))
    three.ward._look_again()
    assert [line.when.words for line in board(three).board.shown] != before


def test_no_name_stands_in_the_title_and_no_banner_on_the_board(three: Program) -> None:
    assert "Birch" not in three.window.windowTitle()
    assert not three.window.banner.isVisible()


def test_sign_out_lets_the_next_person_begin_at_the_board(three: Program) -> None:
    three.window.sign_out_button.click()
    assert isinstance(three.window.page, SignInPage)
    assert three.desk is not None
    assert three.desk.me is None


@pytest.mark.parametrize("width", [1366, 1000, 700])
def test_every_width_shows_everyone(three: Program, qtbot: QtBot, width: int) -> None:
    three.window.resize(width, 690)
    page = board(three)
    qtbot.waitUntil(lambda: page.width() <= width)
    headings = {1366: 7, 1000: 5, 700: 3}
    assert page.board.columnCount() == headings[width]
    assert page.board.rowCount() == 3
    index = page.board.index(0, 0)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole))
