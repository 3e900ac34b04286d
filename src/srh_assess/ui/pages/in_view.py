"""Scrolls what was opened or focused by the program into view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def show_item(page: QWidget, item: str) -> None:
    """Scrolls to the block of one item and gives it the cursor; nothing where it has none."""
    from srh_assess.ui.pages.block import ItemBlock  # late: it uses this module

    for block in page.findChildren(ItemBlock):
        if block.item.id == item:
            show_in_view(block)
            block.control.field.setFocus(Qt.FocusReason.OtherFocusReason)


def show_in_view(widget: QWidget) -> None:
    """Scrolls the nearest scroll area so that the widget can be seen; nothing without one, and
    nothing for a page that was left meanwhile: the next one stands in the same scroll area."""
    above, holder = _around(widget), widget.parentWidget()
    if above is not None and holder is not None and holder.isVisible():
        layout = widget.window().layout()
        if layout is not None:
            layout.activate()
        above.ensureWidgetVisible(widget)


def show_foot_in_view(widget: QWidget) -> None:
    """Scrolls the nearest scroll area to the foot of a widget that may be taller than the room."""
    above = _around(widget)
    inside = above.widget() if above is not None else None
    if above is not None and inside is not None:
        foot = widget.mapTo(inside, QPoint(0, widget.height()))
        above.ensureVisible(foot.x(), foot.y(), 0, 0)


def _around(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
