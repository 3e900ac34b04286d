"""Every chart of the window by keyboard: each point with its sentence, and a table beside it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from srh_assess.charts.words import table
from srh_assess.measures.drawn import chart_ids
from srh_assess.ui.pages.figure_page import FigurePage
from srh_assess.ui.pages.figure_table import FigureTable
from srh_assess.ui.pages.figures import SummaryPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets import chart as shown_chart
from srh_assess.ui.widgets.chart import Plot
from srh_assess.workflow import pictures
from srh_assess.workflow.summing import Summary
from tests.measures.stays import random_stays
from tests.measures.test_nobody_ranked import LEVELS
from tests.measures.test_summary import made
from tests.ui.pages.test_figures_levels import YEAR

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=LEVELS)
def summary(request: pytest.FixtureRequest) -> Summary:
    return made(random_stays(3, 300), request.param)[0]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader hears."""
    heard: list[str] = []
    monkeypatch.setattr(shown_chart, "announce", lambda _, words: heard.append(words))
    return heard


def walk(plot: Plot, said: list[str]) -> None:
    """From the first point to the last and past it, by keys alone."""
    assert plot.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert plot.accessibleName()
    plot.setFocus()
    said.clear()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    for _ in range(plot.count - 1):
        QTest.keyClick(plot, Qt.Key.Key_Right)
    assert len(said) == plot.count
    assert all(said)
    assert plot.at == plot.count - 1
    for words, row in zip(said, table(plot.chart)[1:], strict=True):
        assert row[0] in words


def test_every_point_of_every_chart_is_reached_and_heard(
    summary: Summary, said: list[str], qtbot: QtBot, theme: Theme
) -> None:
    page = SummaryPage(theme, summary, spans=(YEAR,), span=YEAR, acts=())
    qtbot.addWidget(page)
    page.show()
    for view in page.charts.values():
        walk(view.plot, said)
    for id in chart_ids(summary):
        if id != "M11":
            one = FigurePage(theme, summary, id, rebased=True, may_write=False)
            qtbot.addWidget(one)
            one.show()
            assert one.chart is not None
            walk(one.chart.plot, said)
            beside(one.table, one.chart.plot)


def beside(found: FigureTable | None, plot: Plot) -> None:
    assert found is not None
    assert found.model().rowCount() == plot.count


def test_the_reasons_stand_in_a_table_too(summary: Summary, qtbot: QtBot, theme: Theme) -> None:
    page = SummaryPage(theme, summary, spans=(YEAR,), span=YEAR, acts=())
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    for by, found in page.tables.items():
        plot = page.charts[f"M11 {by}"].plot
        beside(found, plot)
        assert not found.isVisible()
        button = page.buttons[f"table {by}"]
        assert button.accessibleName() == f"{plot.chart.title}, as a table"
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert found.isVisible()
        assert found.horizontalScrollBar().maximum() == 0
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert not found.isVisible()
    assert set(page.tables) == {"admissions", "days"} & {
        by.split()[1] for by in page.charts if by.startswith("M11")
    }
    assert page.tables


def test_every_picture_says_in_words_what_it_shows(summary: Summary) -> None:
    for id in chart_ids(summary):
        chart = pictures.chart_of(summary, id)
        root = ElementTree.fromstring(pictures.svg(chart))
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert title.text == chart.title
        assert desc is not None
        assert len(desc.text or "") > len(chart.title)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
