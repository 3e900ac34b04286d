"""The room of the figures in the window names nobody: no woman, and nobody who asked her."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTableView, QWidget

from srh_assess.app import Program
from srh_assess.ui.pages.figures import GroupsPage
from srh_assess.ui.widgets.chart import Plot
from tests.ui.shell.test_figures_room import owner, page_of, room

__all__ = ["room"]


def test_no_page_of_the_figures_names_a_woman_or_a_nurse(room: Program) -> None:
    names = ("Wren", "Marianne", "Maya", "9990000018", "999 000 0018", "Adeyemi", "Ruth")
    ids = [id for table in page_of(room).facts.values() for id in table.links]
    seen = [_read(room.window.page)]
    for id in ids:
        owner(room).open(id)
        seen.append(_read(room.window.page))
    owner(room).go_back()
    page_of(room).buttons["groups"].click()
    assert isinstance(room.window.page, GroupsPage)
    seen.append(_read(room.window.page))
    assert len(seen) > 20
    for words in seen:
        assert len(words) > 200
        assert not [name for name in names if name in words]


def _read(page: QWidget | None) -> str:
    """Whatever stands on a page, in its charts and in the tables behind them."""
    assert page is not None
    words = [one.text() for one in page.findChildren(QLabel)]
    words += [one.accessibleName() for one in page.findChildren(QWidget)]
    words += [repr(one.chart) for one in page.findChildren(Plot)]
    for table in page.findChildren(QTableView):
        model = table.model()
        words += [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
    return "\n".join(words)
