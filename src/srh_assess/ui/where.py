"""Where somebody was on a page: the field and the cursor in it, to be found again after a lock.

Only the name of the field and a number are kept, nothing that was typed.
"""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from srh_assess.ui.widgets.page import Page


class Where(Struct, frozen=True, kw_only=True):
    """The page by its kind and heading, the field by its name and its place among those of the
    same name."""

    page: tuple[str, str]
    field: str = ""
    place: int = 0
    cursor: int = -1


def here(page: Page | None, focus: QWidget | None) -> Where | None:
    """Where the focus is on this page; none where there is no page."""
    if page is None:
        return None
    told = named(page)
    if focus is None or not page.isAncestorOf(focus):
        return Where(page=told)
    name = focus.accessibleName()
    found = _named(page, name)
    if focus not in found:  # what takes no focus by itself was given it, or is going
        return Where(page=told)
    return Where(page=told, field=name, place=found.index(focus), cursor=_cursor(focus))


def go(page: Page | None, where: Where) -> bool:
    """Gives the focus back, the cursor where it was. False on another page."""
    if page is None or named(page) != where.page:
        return False
    found = _named(page, where.field)[where.place : where.place + 1]
    for field in found:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        _set_cursor(field, where.cursor)
    return bool(found)


def named(page: Page) -> tuple[str, str]:
    """A page by its kind and its heading."""
    return type(page).__name__, page.heading.text().removeprefix("Error: ")


def _named(page: Page, name: str) -> list[QWidget]:
    return [
        one
        for one in page.findChildren(QWidget)
        if one.accessibleName() == name and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def _cursor(field: QWidget) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    if isinstance(field, QTextEdit | QPlainTextEdit):
        return field.textCursor().position()
    return -1


def _set_cursor(field: QWidget, cursor: int) -> None:
    if cursor < 0:
        return
    if isinstance(field, QLineEdit):
        field.setCursorPosition(min(cursor, len(field.text())))
    elif isinstance(field, QTextEdit | QPlainTextEdit):
        found = field.textCursor()
        found.setPosition(min(cursor, len(field.toPlainText())))
        field.setTextCursor(found)
