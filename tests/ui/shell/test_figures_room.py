"""The summary in the window: a year on one page, each figure with its chart, files at a level."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.charts.model import Chart
from srh_assess.ui.figures import FiguresRoom
from srh_assess.ui.pages.figure_forms import BaselinePage, FilesPage, LimitsPage, WrittenPage
from srh_assess.ui.pages.figure_page import FigurePage
from srh_assess.ui.pages.figures import GroupsPage, SummaryPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.workflow import annotating
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


def owner(program: Program) -> FiguresRoom:
    found = program.window.owner
    assert isinstance(found, FiguresRoom)
    return found


def test_benefit_and_cost_stand_on_one_page_in_one_size(room: Program) -> None:
    page = page_of(room)
    hoped, cost = page.facts.values()
    assert {"M1", "M2", "M8a", "M8b"} <= set(hoped.links)
    assert {"B1", "B2", "B3", "B4", "V1", "V2", "H1", "H7", "H8"} <= set(cost.links)
    assert "July 2026" in page.hint_words
    assert "Internal, not for publication" in page.hint_words
    assert page.period.words == "August 2025 to July 2026"
    assert page.buttons["internal"].isChecked()


def test_a_figure_opens_with_its_chart_and_its_table(room: Program) -> None:
    page_of(room).facts["As one hopes for"].links["M2"].click()
    page = room.window.page
    assert isinstance(page, FigurePage)
    assert page.chart is not None
    assert page.table is not None
    plot = page.chart.plot
    assert "Assessed (M2)" in plot.accessibleName()
    assert not page.table.isVisible()
    page.buttons["table"].click()
    assert page.table.model().rowCount() == plot.count == 12
    index = page.table.model().index(11, 2)
    assert "July 2026" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    room.window.owner.go_back()
    page_of(room)
    room.window.owner.go_on()
    assert isinstance(room.window.page, MorePage)


def test_every_point_is_reached_by_keyboard_with_its_sentence(room: Program, qtbot: QtBot) -> None:
    owner(room).open("M2")
    page = room.window.page
    assert isinstance(page, FigurePage)
    assert page.chart is not None
    plot = page.chart.plot
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert plot.at == 11
    assert page.chart.said.text() == plot.sentence
    assert plot.sentence.startswith("July 2026, 0 of 1, 0 %")
    seen = set()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    for _ in range(plot.count):
        seen.add(plot.sentence)
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert len(seen) == plot.count
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.at == 10
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert plot.at == 0


def test_another_period_and_another_level(room: Program, qtbot: QtBot) -> None:
    choice = page_of(room).period.field
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(1)
    finished(room, qtbot)
    assert "August 2024" in page_of(room).hint_words
    room.window.ask.answer_next("ok")
    page_of(room).buttons["trust"].click()
    finished(room, qtbot)
    assert owner(room).level == "internal"
    assert "August 2024" in page_of(room).hint_words


def test_a_file_of_each_kind(room: Program, qtbot: QtBot, tmp_path: Path) -> None:
    page_of(room).buttons["files"].click()
    page = room.window.page
    assert isinstance(page, FilesPage)
    file = tmp_path / "month.xlsx"
    room.window.ask.answer_next(None, file)
    page.buttons["xlsx"].click()
    assert not file.exists()
    page.buttons["xlsx"].click()
    finished(room, qtbot)
    assert openpyxl.load_workbook(file).sheetnames[0] == "Cover"
    page_of(room)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_as_a_picture_with_its_words_beside(
    room: Program, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    owner(room).open("M2")
    file = tmp_path / f"chart.{ending}"
    room.window.ask.answer_next(None, file)
    for _ in range(2):
        page = room.window.page
        assert isinstance(page, FigurePage)
        page.buttons["picture"].click()
    finished(room, qtbot)
    assert file.stat().st_size > 1000
    assert "Assessed (M2)" in (tmp_path / f"chart.{ending}.txt").read_text("utf-8")


def test_the_monthly_report_in_two_clicks(room: Program, qtbot: QtBot, tmp_path: Path) -> None:
    where = tmp_path / "reports"
    where.mkdir()
    room.window.ask.answer_next(None, where)
    page_of(room).buttons["monthly"].click()
    assert not list(where.iterdir())
    page_of(room).buttons["monthly"].click()
    finished(room, qtbot)
    finished(room, qtbot)
    names = sorted(path.name for path in where.iterdir())
    assert names == [
        "srh-2026-06-governance.pdf",
        "srh-2026-06-summary.xlsx",
        "srh-2026-06-ward-wall.pdf",
    ]
    for path in where.iterdir():
        path.unlink()
    page_of(room).buttons["monthly"].click()
    finished(room, qtbot)
    finished(room, qtbot)
    assert len(list(where.iterdir())) == 3


def test_a_report_folder_that_vanished_is_said_and_asked_for_again(
    room: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    room.window.ask.answer_next(gone, None)
    page_of(room).buttons["monthly"].click()
    finished(room, qtbot)
    finished(room, qtbot)
    for path in gone.iterdir():
        path.unlink()
    gone.rmdir()
    told: list[str] = []
    monkeypatch.setattr(room.window, "tell", lambda fault: told.append(fault.code))
    page_of(room).buttons["monthly"].click()
    assert not gone.exists()
    assert told == ["report-folder-gone"]  # before the folder is asked for


def test_too_few_women_stay_on_the_ward(room: Program, qtbot: QtBot) -> None:
    room.window.ask.answer_next("ok")
    page_of(room).buttons["publish"].click()
    finished(room, qtbot)
    assert page_of(room).buttons["internal"].isChecked()


def test_stopping_long_work_leaves_what_was_there(room: Program, qtbot: QtBot) -> None:
    room.window.ask.answer_next("ok")
    found = owner(room)
    found.make()
    assert room.window.actions_bar.primary.text().strip() == "Stop"
    found.go_back()
    found.go_on()
    finished(room, qtbot)
    page_of(room)


def test_what_is_counted_when_it_locks_is_shown_to_nobody(room: Program, qtbot: QtBot) -> None:
    """The lock does not wait for the count, and the count does not come back over the lock."""
    gate = threading.Event()
    owner(room).run(lambda steps: gate.wait() and page_of(room), owner(room).make)
    room.window.lock_now()
    gate.set()
    qtbot.waitUntil(lambda: not room.window.work.forgotten)
    assert room.desk is not None
    assert room.desk.me is None
    assert not isinstance(room.window.page, SummaryPage)
    sign_in(room, qtbot, MANAGER)
    finished(room, qtbot)
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
    owner(room).go_on()
    page_of(room)


def test_a_paragraph_for_a_meeting(room: Program) -> None:
    page_of(room).buttons["copy"].click()
    words = QGuiApplication.clipboard().text()
    assert "Assessed (M2) 0 % (0 of 1), 95 % interval 0 to 79" in words
    assert "Distress afterwards (B1) not measured" in words
    assert "improved" not in words


# --- what a manager writes -----------------------------------------------------------------------


def test_a_baseline_is_entered_with_its_counts(room: Program, qtbot: QtBot) -> None:
    page_of(room).buttons["baselines"].click()
    page = room.window.page
    assert isinstance(page, BaselinePage)
    owner(room).go_on()
    assert room.window.page is page
    page.measure.show_name("M2 Assessed")
    page.part.show_number(5)
    page.whole.show_number(42)
    page.when.show_words("2024")
    page.source.show_words("ward book")
    owner(room).go_on()
    finished(room, qtbot)
    owner(room).open("M2")
    summary = owner(room).summary
    assert summary is not None
    comparison = summary.figure("M2").comparison
    assert comparison.endswith("too few to compare; it takes 10 on each side.")
    owner(room).go_back()
    page_of(room).buttons["baselines"].click()
    page = room.window.page
    assert isinstance(page, BaselinePage)
    page.measure.show_name("M2 Assessed")
    page.part.show_number(6)
    page.whole.show_number(5)
    page.when.show_words("2024")
    page.source.show_words("ward book")
    room.window.ask.answer_next("ok")
    owner(room).go_on()
    assert room.window.page is page


def test_what_happened_stands_on_the_chart_until_it_is_taken_back(
    room: Program, qtbot: QtBot
) -> None:
    page_of(room).buttons["written"].click()
    page = room.window.page
    assert isinstance(page, WrittenPage)
    owner(room).go_on()
    assert room.window.page is page
    page.kind.show_name("Training wave")
    page.words.show_words("second course")
    page.day.show_when(_day(date(1990, 6, 3)))
    owner(room).go_on()
    assert room.window.page is page
    assert "would stand on none" in page.day._complaint._words.text()
    assert page.words.words == "second course"
    page.day.show_when(_day(date(2026, 6, 3)))
    owner(room).go_on()
    finished(room, qtbot)
    summary = owner(room).summary
    assert summary is not None
    assert [one.sentence for one in summary.annotations] == ["training wave: second course"]
    page_of(room).buttons["written"].click()
    page = room.window.page
    assert isinstance(page, WrittenPage)
    assert page.rows is not None
    link = next(iter(page.rows.links.values()))
    from srh_assess.ui.ask import Reply

    room.window.ask.answer_next("stay", Reply("back", "wrong day"))
    link.click()
    link.click()
    finished(room, qtbot)
    desk = room.desk
    assert desk is not None
    assert not annotating.standing(desk.opened).annotations


def test_what_happened_outside_the_period_shown_says_where_it_stands(
    room: Program, qtbot: QtBot
) -> None:
    page_of(room).buttons["written"].click()
    page = room.window.page
    assert isinstance(page, WrittenPage)
    page.kind.show_name("Ward closed")
    page.day.show_when(_day(date(2024, 6, 3)))
    owner(room).go_on()
    finished(room, qtbot)
    labels = [label.text() for label in page_of(room).findChildren(QLabel)]
    assert any("holds June 2024; this one does not" in words for words in labels)


def _day(day: date):
    from datetime import UTC, datetime

    from srh_assess.assessment.answers import When

    return When.exactly(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def figure_page(program: Program) -> FigurePage:
    page = program.window.page
    assert isinstance(page, FigurePage)
    return page


def begun(program: Program) -> bool:
    """Whether the chart that is shown has limits begun anew."""
    view = figure_page(program).chart
    assert view is not None
    chart = view.plot.chart
    assert isinstance(chart, Chart)
    return any(note.new_limits for note in chart.notes)


def test_new_limits_and_the_chart_without_them(room: Program, qtbot: QtBot) -> None:
    owner(room).open("M2")
    figure_page(room).buttons["limits"].click()
    form = room.window.page
    assert isinstance(form, LimitsPage)
    owner(room).go_on()
    assert room.window.page is form
    form.month.show_name("March 2026")
    form.reason.show_words("in-reach clinic every week")
    owner(room).go_on()
    finished(room, qtbot)
    owner(room).open("M2")
    assert begun(room)
    figure_page(room).buttons["plain"].click()
    assert not begun(room)
    figure_page(room).buttons["plain"].click()
    assert begun(room)


def test_what_is_missing_is_said_at_its_field_and_what_is_typed_is_there_again(
    room: Program, qtbot: QtBot
) -> None:
    page_of(room).buttons["baselines"].click()
    page = room.window.page
    assert isinstance(page, BaselinePage)
    room.window.go_on.emit()
    said = page.accessibleName(), page.part.field.accessibleDescription()
    assert said == ("Error: Figures from before", "How many women: write a whole number")
    page.when.show_words("2024")
    room.window.back.emit()
    page_of(room).buttons["baselines"].click()
    again = room.window.page
    assert isinstance(again, BaselinePage)
    assert again.when.words == "2024"
    again.measure.show_name("M2 Assessed")
    again.part.show_number(3)
    again.whole.show_number(20)
    again.source.show_words("ward book")
    room.window.go_on.emit()
    finished(room, qtbot)
    page_of(room).buttons["baselines"].click()
    kept = room.window.page
    assert isinstance(kept, BaselinePage)
    assert not kept.when.words, "what is kept is no draft"


def test_a_reason_for_new_limits_of_one_figure_is_no_other_ones(room: Program) -> None:
    owner(room).open("M2")
    figure_page(room).buttons["limits"].click()
    form = room.window.page
    assert isinstance(form, LimitsPage)
    form.reason.show_words("in-reach clinic every week")
    room.window.back.emit()
    owner(room).open("M1")
    figure_page(room).buttons["limits"].click()
    other = room.window.page
    assert isinstance(other, LimitsPage)
    assert not other.reason.words
    room.window.back.emit()
    owner(room).open("M2")
    figure_page(room).buttons["limits"].click()
    again = room.window.page
    assert isinstance(again, LimitsPage)
    assert again.reason.words == "in-reach clinic every week"
