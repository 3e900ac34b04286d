"""The board of a full ward: sixty women, long names, at every size of type and in every theme."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.board_words import Line
from srh_assess.ui.pages.board import FILTERS, BoardPage
from srh_assess.ui.table import woman_column
from srh_assess.ui.theme import Choice, Theme
from srh_assess.ui.tokens import contrast
from srh_assess.ui.widgets.table import CELL, Cell
from srh_assess.ui.widgets.wrapped import Wrapped
from tests.ui.shell.conftest import admit

THEMES: tuple[Choice, ...] = ("light", "dark", "high-contrast")
LOOKS: tuple[tuple[Choice, float], ...] = (
    ("high-contrast", 1.0),  # its edges are the thickest
    ("high-contrast", 1.25),
    ("high-contrast", 1.5),
    ("light", 1.0),
    ("dark", 1.5),
)
NAME = "FEATHERSTONEHAUGH-WOLSTENHOLME, Marianne"
NURSE = "Wilhelmina Featherstonehaugh"
OPEN = tuple((f"Next step {n}", f"overdue, Thu 05-Mar 07:58, {NURSE}") for n in range(12))


def sixty(line: Line) -> list[Line]:
    """The same row in sixty rooms, with the longest of everything."""
    return [
        structs.replace(
            line, admission=f"{line.admission}-{n}", room=f"Annexe {n}", name=NAME,
            called="Alexandrina-Rose", like_name=True, filters=frozenset(FILTERS), detail=OPEN,
            who=structs.replace(line.who, words=NURSE),
        )
        for n in range(60)
    ]  # fmt: skip


@pytest.fixture
def page(ward: Program, clock: SetClock) -> BoardPage:
    """The board of the full ward."""
    admit(ward, clock)
    found = ward.window.page
    assert isinstance(found, BoardPage)
    found.show_lines(sixty(found.board.shown[0]))
    return found


def look(page: BoardPage, theme: Theme, name: Choice, scale: float) -> None:
    """The window in this theme and size of type, everything in its place."""
    theme.choose(name)
    theme.scale_text(scale)
    page.window().resize(1366, 768)
    QApplication.processEvents()
    assert page.window().width() == 1366
    assert page.window().height() == 768


def middle(part: QWidget, page: BoardPage) -> int:
    return part.mapTo(page, QPoint(0, part.height() // 2)).y()


@pytest.mark.parametrize(("name", "scale"), LOOKS)
def test_no_act_stands_alone_and_none_is_cut_off(
    page: BoardPage, theme: Theme, name: Choice, scale: float
) -> None:
    look(page, theme, name, scale)
    acts = (page.order, page.private, page._find, page.admit_button)
    assert len({middle(act, page) for act in acts}) == 1
    assert [button.text() for button in page.filters.values()][-1] == "Overdue 60"
    for part in (page.heading, *page.filters.values(), *acts):
        assert part.isVisible()
        assert part.width() >= part.sizeHint().width()
        assert part.mapTo(page, QPoint(part.width(), 0)).x() <= page.width()
    if scale == 1.0:
        assert abs(middle(page.heading, page) - middle(page.admit_button, page)) <= 1


@pytest.mark.parametrize(("name", "scale"), LOOKS)
def test_the_line_below_is_there_whole_and_as_tall_for_every_woman(
    page: BoardPage, theme: Theme, name: Choice, scale: float
) -> None:
    look(page, theme, name, scale)
    detail = page.detail
    assert detail.isVisible()
    assert detail.text().startswith("Room Annexe 0.  Next step 0: ")
    assert detail.text().endswith(" more.")
    assert detail.heightForWidth(detail.width()) <= detail.height()
    assert "Next step 11: overdue" in detail.toolTip()
    before = page.table.geometry()
    page.show_lines(structs.replace(line, detail=()) for line in page.board.shown)
    QApplication.processEvents()
    assert detail.text() == "Room Annexe 0.  Nothing open."
    assert page.table.geometry() == before


@pytest.mark.parametrize(("name", "scale"), LOOKS)
def test_her_whole_name_and_the_like_name_are_in_the_row(
    page: BoardPage, theme: Theme, name: Choice, scale: float
) -> None:
    look(page, theme, name, scale)
    column = woman_column(page.board.layout_now)
    cell = page.board.index(0, column).data(CELL)
    assert isinstance(cell, Cell)
    assert "like name on this ward" in cell.under
    inner = page.table.columnWidth(column) - 2 * theme.space("m")
    name_tall = Wrapped(cell.words, theme.font("small", strong=True)).height(inner)
    under_tall = Wrapped(cell.under, theme.font("caption")).height(inner)
    assert name_tall + under_tall <= page.table.rowHeight(0)


def test_a_name_without_end_is_cut_and_the_tooltip_has_it(page: BoardPage, theme: Theme) -> None:
    usual = page.table.rowHeight(0)
    page.show_lines(structs.replace(line, name="A" * 300) for line in page.board.shown)
    QApplication.processEvents()
    assert page.table.rowHeight(0) <= usual
    index = page.board.index(0, woman_column(page.board.layout_now))
    assert "A" * 300 in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_the_current_row_stays_in_sight_when_the_type_grows(page: BoardPage, theme: Theme) -> None:
    look(page, theme, "light", 1.0)
    page._stand_at(page.board.shown[40].admission)
    look(page, theme, "light", 1.5)
    rows = page.table.viewport().rect()
    assert rows.contains(page.table.visualRect(page.table.currentIndex()).center())


@pytest.mark.parametrize("name", THEMES)
def test_what_an_empty_field_says_can_be_read(page: BoardPage, theme: Theme, name: Choice) -> None:
    look(page, theme, name, 1.0)
    ink = page._find.palette().color(QPalette.ColorRole.PlaceholderText)
    assert ink.alpha() == 255
    assert contrast(ink.name(), theme.colour("surface-raised").name()) >= 4.5


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_the_day_beside_the_buttons_has_its_one_line(
    ward: Program, page: BoardPage, theme: Theme, scale: float
) -> None:
    look(page, theme, "high-contrast", scale)
    ward.ward._offer()
    QApplication.processEvents()
    note = ward.window.actions_bar.note
    assert note.text().startswith("Ruth Adeyemi")
    assert note.heightForWidth(note.width()) < 2 * note.fontMetrics().lineSpacing()
