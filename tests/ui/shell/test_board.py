"""The board in the window: orders, filters, finding, opening, and nobody there yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.facts import Stay
from srh_assess.clock import SetClock
from srh_assess.ui.pages.admission import AdmissionPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.quick import QuickPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.woman import LIKE_NAME, WomanOwner
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
    assert page.filters["all"].text() == "All 3"
    qtbot.keyClick(three.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert page.board.filter == "mine"
    assert page.filters["mine"].isChecked()
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


def test_figures_find_a_room(three: Program, qtbot: QtBot) -> None:
    page = board(three)
    qtbot.keyClick(page.heading, Qt.Key.Key_Down)
    qtbot.keyClicks(page.table, "10")
    assert page.current() == page.board.shown[2].admission
    qtbot.keyClicks(page.table, "b")
    assert page.current() == page.board.shown[0].admission
    assert page.board.place_of_room("99") == -1
    page.table.keyboardSearch("9")
    assert page.current() == page.board.shown[0].admission


def test_the_line_below_follows_the_current_row(three: Program, qtbot: QtBot) -> None:
    page = board(three)
    page.table.selectRow(0)
    assert page.detail.text().startswith("Room 2.  Check the notes: ")
    page.table.selectRow(1)
    assert page.detail.text().startswith("Room 7.")
    assert page.detail.isVisible()
    three.window.resize(1366, 500)
    qtbot.waitUntil(lambda: not page.detail.isVisible())
    page.table.selectRow(0)
    assert not page.detail.isVisible()
    tip = page.board.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "Check the notes" in tip


def test_names_are_hidden_by_one_key_and_by_the_unit(three: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(three.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert [line.name for line in board(three).board.shown] == ["B B", "C C", "A A"]
    qtbot.keyClicks(board(three)._find, "cast")
    assert families(three) == ["Castellane"]
    assert three.desk is not None
    three.ward.show_board()
    assert board(three).private.isChecked()
    qtbot.keyClick(three.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert board(three).board.shown[0].name == "BIRCH, Bora"
    three.ward._private = None
    unit = three.desk.unit
    assert unit is not None
    three.desk._standing = replace(three.desk._standing, unit=replace(unit, initials=True))
    three.ward.show_board()
    assert board(three).board.shown[0].name == "B B"


def test_what_became_due_meanwhile_is_said_calmly_and_seen_once(
    three: Program, clock: SetClock, qtbot: QtBot
) -> None:
    """Her notes are to be checked within hours of the admission: that time comes."""
    desk = three.desk
    assert desk is not None
    who = replace(MAYA, family="Drummond", given="Dora", preferred="")
    desk.admit(who, Stay(admitted=clock.now(), room="5"))
    three.ward.show_board()
    page = board(three)
    assert not page.meanwhile.isVisible()
    three.ward.open(page.board.shown[0].admission)
    clock.move(timedelta(hours=5))
    owner = three.window.owner
    assert isinstance(owner, WomanOwner)
    owner.look_again()
    assert three.window.footer.reminder.text() == "1 thing became due on the board"
    three.ward.show_board()
    page = board(three)
    assert page.meanwhile.isVisible()
    assert "Room 5: Check the notes" in page.meanwhile._said.text()
    assert "Drummond" not in page.meanwhile._said.text()
    assert three.window.footer.reminder.text() == ""
    page.meanwhile.seen.click()
    assert not page.meanwhile.isVisible()


def test_in_a_low_window_the_footer_says_how_much_became_due(
    three: Program, clock: SetClock
) -> None:
    three.window.resize(1366, 500)
    desk = three.desk
    assert desk is not None
    desk.admit(replace(MAYA, family="Elm"), Stay(admitted=clock.now(), room="5"))
    three.ward.show_board()
    clock.move(timedelta(hours=5))
    three.ward.show_board()
    assert not board(three).meanwhile.isVisible()
    assert three.window.footer.reminder.text() == "1 thing became due on the board"


def test_a_like_name_is_said_wherever_she_is_identified(three: Program, clock: SetClock) -> None:
    other = replace(MAYA, family="Birch", given="Bora", preferred="", nhs_number="9990000026")
    admission = admit(three, clock, other, "9")
    three.ward.open_overview(admission)
    assert three.window.banner.findChildren(Chip)[0].accessibleName() == LIKE_NAME
