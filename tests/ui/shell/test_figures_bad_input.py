"""The room of figures and what goes wrong: each is said in a sentence, nothing is lost or half
written, and the figures that stood stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.pages.figure_forms import BaselinePage, FilesPage, LimitsPage
from srh_assess.ui.pages.figure_page import FigurePage
from srh_assess.ui.pages.figures import SummaryPage
from srh_assess.workflow import summary_words
from tests.ui.shell.conftest import finished
from tests.ui.shell.test_figures_room import owner, page_of, room

__all__ = ["room"]


def told(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of what the window says from now on."""
    codes: list[str] = []
    monkeypatch.setattr(program.window, "tell", lambda fault: codes.append(fault.code))
    return codes


def files(program: Program) -> FilesPage:
    page = program.window.page
    assert isinstance(page, FilesPage)
    return page


def test_a_folder_that_vanished_while_a_file_was_named(
    room: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = told(room, monkeypatch)
    page_of(room).buttons["files"].click()
    gone = tmp_path / "gone"
    room.window.ask.answer_next(gone / "year.csv")
    files(room).buttons["csv"].click()
    finished(room, qtbot)
    assert codes == ["summary-folder-gone"]
    assert isinstance(room.window.page, SummaryPage)
    assert not gone.exists()


def test_a_name_that_is_a_folder_and_a_workbook_that_is_open_elsewhere(
    room: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = told(room, monkeypatch)
    where = tmp_path / "reports"
    where.mkdir()
    open_ = where / "open.xlsx"
    open_.write_bytes(b"in use")

    opens = Path.open

    def held(file: Path, *words: Any, **more: Any) -> Any:
        if file == open_:
            raise PermissionError(13, "in use", str(file))
        return opens(file, *words, **more)

    monkeypatch.setattr(Path, "open", held)
    for file in (where, open_):
        page_of(room).buttons["files"].click()
        room.window.ask.answer_next(file)
        files(room).buttons["xlsx"].click()
        finished(room, qtbot)
    monkeypatch.undo()
    assert codes == ["summary-exists-folder", "summary-open"]
    assert open_.read_bytes() == b"in use"
    assert [one.name for one in where.iterdir()] == ["open.xlsx"]


def test_years_without_an_admission_are_said_in_words(room: Program, qtbot: QtBot) -> None:
    choice = page_of(room).period.field
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.count() - 1)
    finished(room, qtbot)
    summary = owner(room).summary
    assert summary is not None
    assert summary.admissions == "0"
    values = {row.value for row in summary_words.rows(summary, summary_words.HOPED_FOR)}
    assert values == {"none to count"}
    assert not page_of(room).charts
    owner(room).open("M2")
    page = room.window.page
    assert isinstance(page, FigurePage)
    assert page.chart is None


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 40, "0 of 40 before"), (3, 7, "too few to compare"), (0, 7, "too few to compare")],
)
def test_a_baseline_of_nought_and_one_of_seven(
    room: Program, qtbot: QtBot, part: int, whole: int, said: str
) -> None:
    page_of(room).buttons["baselines"].click()
    page = room.window.page
    assert isinstance(page, BaselinePage)
    page.measure.show_name("M2 Assessed")
    page.part.show_number(part)
    page.whole.show_number(whole)
    page.when.show_words("2024")
    page.source.show_words("ward book")
    owner(room).go_on()
    finished(room, qtbot)
    summary = owner(room).summary
    assert summary is not None
    comparison = summary.figure("M2").comparison
    assert said in comparison
    assert " times" not in comparison


def test_new_limits_are_offered_for_months_of_the_chart_only(room: Program) -> None:
    owner(room).writing.limits("M2")
    page = room.window.page
    assert isinstance(page, LimitsPage)
    months = page.month.field
    assert isinstance(months, QComboBox)
    offered = [months.itemText(at) for at in range(months.count())]
    assert "August 2025" not in offered  # the first month begins the first limits
    assert "August 2026" not in offered
    assert offered[-1] == "July 2026"
