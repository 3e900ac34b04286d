"""Reading order: the order of the layouts, which is also the order of the Tab key."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


class Placed(QWidget):
    """A widget that places what is inside by hand, in no layout, with keys of its own."""

    def way_in(self) -> QWidget | None:
        """Where the Tab key comes in; from there it goes on to what follows."""
        raise NotImplementedError


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """The widget and everything shown inside it, as a person would read it."""
    yield widget
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from in_reading_order(inner)
    elif isinstance(widget, QStackedWidget):
        page = widget.currentWidget()
        if page is not None:
            yield from in_reading_order(page)
    elif isinstance(widget, Placed):
        inside = widget.way_in()
        if inside is not None:
            yield inside
    elif (layout := widget.layout()) is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            if not widget.isHidden():
                yield from in_reading_order(widget)
        elif inner is not None:
            yield from _of_layout(inner)


def tab_stops(widget: QWidget) -> list[QWidget]:
    """What the Tab key stops at inside the widget, in reading order."""
    return [
        one
        for one in in_reading_order(widget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.isVisibleTo(widget.window())
    ]
