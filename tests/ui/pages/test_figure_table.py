"""The table beside a chart: at every size of letters no column is beyond the edge, no word cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.ui.pages.figure_table import FigureTable, Rows, in_lines
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.table import CELL, Cell

HEADS = (
    "Point", "Counts", "per cent of admissions", "Centre", "Lower limit", "Upper limit",
    "Published", "Meaning",
)  # fmt: skip
MONTH = ("December 2025", "8 of 15", "53 %", "40.28", "0.4034", "80.15", "42")
SHORT, LONG = (
    "no signal",
    "above the upper limit, special cause, not hoped for (provisional); a wave",
)
WIDE, NARROW = 1304, 900


def table(qtbot: QtBot, theme: Theme, width: int) -> FigureTable:
    found = FigureTable(theme, "Assessed", Rows((HEADS, (*MONTH, SHORT), (*MONTH, LONG))))
    qtbot.addWidget(found)
    found.resize(width, 500)
    found.show()
    return found


def heads(found: FigureTable) -> list[str]:
    ask = found.model().headerData
    return [str(ask(at, Qt.Orientation.Horizontal)) for at in range(len(HEADS))]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_column_is_beyond_the_edge_and_every_word_has_its_lines(
    qtbot: QtBot, theme: Theme, scale: float
) -> None:
    theme.scale_text(scale)
    found = table(qtbot, theme, WIDE)
    assert found.horizontalScrollBar().maximum() == 0
    last = len(HEADS) - 1
    lines = -(-found.sizeHintForColumn(last) // found.columnWidth(last))
    assert found.rowHeight(1) >= lines * found.fontMetrics().height()
    assert found.rowHeight(1) >= found.rowHeight(0)
    header = found.horizontalHeader()
    tall = max(head.count("\n") + 1 for head in heads(found)) * header.fontMetrics().height()
    assert header.height() >= tall
    for at, head in enumerate(heads(found)):
        widest = max(map(header.fontMetrics().horizontalAdvance, head.split("\n")))
        assert widest < header.sectionSize(at)


def test_headings_take_lines_only_without_room_and_take_them_back(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.scale_text(1.5)
    found = table(qtbot, theme, WIDE)
    assert heads(found)[2] == "per cent of\nadmissions"
    assert heads(found)[4] == "Lower\nlimit"
    tall = found.rowHeight(1)
    assert tall > found.rowHeight(0)
    found.resize(3 * WIDE, 500)
    assert heads(found) == list(HEADS)
    assert found.rowHeight(1) == found.rowHeight(0) < tall


def test_a_heading_in_lines_is_heard_as_one(qtbot: QtBot, theme: Theme) -> None:
    theme.scale_text(1.5)
    found = table(qtbot, theme, WIDE)
    role = Qt.ItemDataRole.AccessibleTextRole
    ask = found.model().headerData
    assert ask(2, Qt.Orientation.Horizontal, role) == "per cent of admissions"
    assert ask(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.FontRole) is None
    assert ask(0, Qt.Orientation.Vertical) is None
    cell = found.model().index(1, 7).data(CELL)
    assert isinstance(cell, Cell)
    assert cell.words == LONG


def test_where_even_lines_do_not_fit_the_table_scrolls(qtbot: QtBot, theme: Theme) -> None:
    theme.scale_text(1.5)
    found = table(qtbot, theme, NARROW)
    assert found.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("Point", 2, "Point"),
        ("Lower limit", 11, "Lower limit"),
        ("Lower limit", 10, "Lower\nlimit"),
        ("per cent of admissions", 4, "per cent\nof\nadmissions"),
        ("per cent of admissions", 11, "per cent of\nadmissions"),
        ("a b c", 3, "a b\nc"),
    ],
)
def test_words_are_broken_at_their_spaces(words: str, room: int, lines: str) -> None:
    assert in_lines(words, room, len) == lines
