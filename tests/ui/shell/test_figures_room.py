"""The summary in the window: a year on one page, each figure by month, files at their level."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.figures import FiguresRoom
from srh_assess.ui.pages.figures import FigurePage, GroupsPage, SummaryPage
from srh_assess.ui.pages.more import MorePage
from tests.ui.shell.conftest import finished, sign_in

MANAGER = "harriet"


@pytest.fixture
def room(ward: Program, maya: str, qtbot: QtBot) -> Program:
    """The manager signs in after one woman was admitted and the nurse signed out."""
    ward.doorway.sign_out()
    sign_in(ward, qtbot, MANAGER)
    ward.ward.open_room("summary")
    finished(ward, qtbot)
    return ward


def page_of(program: Program) -> SummaryPage:
    page = program.window.page
    assert isinstance(page, SummaryPage)
    return page


def test_benefit_and_cost_stand_on_one_page(room: Program) -> None:
    first, second, *_ = page_of(room).facts
    assert {"M1", "M2", "M8a", "M8b"} <= set(first.links)
    assert {"B1", "B2", "B3", "B4", "V1", "V2"} <= set(second.links)
    words = page_of(room).hint_words
    assert "July 2026" in words
    assert "Internal, not for publication" in words


def test_a_figure_by_month_and_back(room: Program) -> None:
    page_of(room).facts[0].links["M2"].click()
    page = room.window.page
    assert isinstance(page, FigurePage)
    room.window.owner.go_back()
    page_of(room)
    room.window.owner.go_on()
    assert isinstance(room.window.page, MorePage)


def test_a_year_earlier_and_back(room: Program, qtbot: QtBot) -> None:
    assert "later" not in page_of(room).buttons
    page_of(room).buttons["earlier"].click()
    finished(room, qtbot)
    assert "July 2025" in page_of(room).hint_words
    page_of(room).buttons["later"].click()
    finished(room, qtbot)
    assert "July 2026" in page_of(room).hint_words


def test_a_workbook_in_two_clicks(room: Program, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "month.xlsx"
    room.window.ask.answer_next(None, file)
    page_of(room).buttons["internal"].click()
    assert not file.exists()
    page_of(room).buttons["internal"].click()
    finished(room, qtbot)
    finished(room, qtbot)
    assert openpyxl.load_workbook(file).sheetnames[0] == "Cover"


def test_too_few_women_stay_on_the_ward(room: Program, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    room.window.ask.answer_next(file, "ok")
    page_of(room).buttons["publish"].click()
    finished(room, qtbot)
    assert not file.exists()
    page_of(room)


def test_nothing_counted_yet_is_said(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, MANAGER)
    program.window.ask.answer_next("ok")
    program.ward.open_room("summary")
    finished(program, qtbot)
    assert isinstance(program.window.page, MorePage)


def test_the_groups_have_a_page_of_their_own(room: Program) -> None:
    page_of(room).buttons["groups"].click()
    assert isinstance(room.window.page, GroupsPage)
    assert isinstance(room.window.owner, FiguresRoom)
    room.window.owner.go_on()
    page_of(room)
