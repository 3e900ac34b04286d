"""The window at each level: it names nobody, ranks nobody, and holds nothing that the level hides.

Read is whatever stands on a page: words, what a screen reader hears, what a pointer brings up, the
charts, their sentences, and the tables behind them, also while they are not shown.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from srh_assess.charts.words import description, sentence_at
from srh_assess.ui.pages.figure_page import FigurePage
from srh_assess.ui.pages.figures import ACTS, GroupsPage, SummaryPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chart import Plot
from srh_assess.workflow.periods import Span
from srh_assess.workflow.summing import Summary
from tests.measures.stays import random_stays
from tests.measures.test_nobody_ranked import DENIED, LEVELS, MARK, PERSON
from tests.measures.test_summary import made
from tests.workflow.test_summary_twins import ward

YEAR = Span("2025-01", "2025-12")
FIGURES = ("M2", "M8b", "M10", "B1", "B2", "V1", "H6")


def pages(theme: Theme, summary: Summary) -> Iterator[QWidget]:
    acts = [id for id, *_ in ACTS]
    yield SummaryPage(theme, summary, spans=(YEAR,), span=YEAR, acts=acts, said="Saved.")
    yield GroupsPage(theme, summary)
    for id in FIGURES:
        yield FigurePage(theme, summary, id, rebased=True, may_write=True)


def read(page: QWidget) -> Iterator[str]:
    for one in page.findChildren(QWidget):
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        yield from (one.whatsThis(), one.statusTip())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        if isinstance(one, Plot):
            yield from (repr(one.chart), description(one.chart))
            yield from (sentence_at(one.chart, at) for at in range(one.count))
        if isinstance(one, QTableView):
            model = one.model()
            for row in range(model.rowCount()):
                for at in range(model.columnCount()):
                    yield from (str(model.index(row, at).data(role)) for role in range(14))


def words(qtbot: QtBot, theme: Theme, summary: Summary) -> list[str]:
    found = []
    for page in pages(theme, summary):
        qtbot.addWidget(page)
        found += [word for word in read(page) if word]
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_no_page_at_any_level_ranks_or_names_anybody(
    level: str, qtbot: QtBot, theme: Theme
) -> None:
    told = tuple(replace(one, stay=f"{MARK}{at}") for at, one in enumerate(random_stays(3, 300)))
    found = words(qtbot, theme, made(told, level)[0])
    assert len(found) > 150
    assert "Assessed" in " ".join(found)
    for word in found:
        assert MARK not in word
        assert not PERSON.search(DENIED.sub("", word)), word


@pytest.mark.parametrize("level", LEVELS)
def test_two_wards_that_differ_in_what_is_hidden_look_alike(
    level: str, qtbot: QtBot, theme: Theme
) -> None:
    """Outside in many numbers, on the ward in a small group alone."""
    twins = [ward(0 if level == "internal" else at, aged=at) for at in (0, 1)]
    one, other = (words(qtbot, theme, made(twin, level)[0]) for twin in twins)
    assert any("*" in word for word in one)
    assert one == other
