"""The fields of a page as somebody left them: read off, and put back. No field is known by name.

Lines and texts, choices from a list, and answers that are ticked. A passphrase is never read. The
boxes of one date are one thing: where one of them was changed, all of them are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import PROPOSED, SECRET, SHOWS
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow.typed import Field

Kind = Literal["words", "tick", "pick"]
Key = tuple[Kind, str, int]


def read(page: Page) -> dict[Key, str]:
    """What stands in each field, by kind, name and place among those of the same name."""
    return {key: _stands(widget) for key, widget in _fields(page)}


def read_beside(page: Page, widget: QWidget | None) -> tuple[dict[Key, str], Key | None]:
    """The same, and which of the fields this widget is; none when it is no field of the page."""
    found = list(_fields(page))
    of = next((key for key, one in found if one is widget), None)
    return {key: _stands(one) for key, one in found}, of


def within(page: Page, parts: Sequence[QWidget]) -> set[Key]:
    """The fields that are one of these parts, or stand in one."""
    if not parts:
        return set()
    return {
        key
        for key, widget in _fields(page)
        if any(part is widget or part.isAncestorOf(widget) for part in parts)
    }


def differing(page: Page, before: dict[Key, str]) -> tuple[Field, ...]:
    """The fields in which something else stands than before. One that came since was empty."""
    found = {key: (widget, _stands(widget)) for key, widget in _fields(page)}
    other = {key for key, (_, now) in found.items() if now != before.get(key, "")}
    dates = {_date_of(found[key][0]) for key in other} - {None}
    return tuple(
        Field(kind=key[0], name=key[1], place=key[2], before=before.get(key, ""), now=now)
        for key, (widget, now) in found.items()
        if key in other or _date_of(widget) in dates
    )


def put_back(page: Page, fields: tuple[Field, ...]) -> None:
    """Gives each field what stood in it, unless something else stands there by now. Ticks first:
    they may open what the words stood in."""
    for field in sorted(fields, key=lambda one: (one.kind != "tick", one.now == "")):
        widget = next(
            (one for key, one in _fields(page) if key == (field.kind, field.name, field.place)),
            None,
        )
        if widget is not None and widget.isEnabled() and _fits(widget, field):
            _put(widget, field.now)


def _date_of(widget: QWidget) -> DateEntry | None:
    parent = widget.parent()
    while parent is not None and not isinstance(parent, DateEntry):
        parent = parent.parent()
    return parent


def _fits(widget: QWidget, field: Field) -> bool:
    """Whether it may be put there: nothing was changed since, or what stands there is its
    beginning, which was kept when the field was left. A date that opens at the present stands
    otherwise by itself, and gives way, as does what the program proposes."""
    stands = _stands(widget)
    if stands == field.now:
        return False
    if _date_of(widget) is not None or bool(widget.property(PROPOSED)):
        return True
    begun = field.kind == "words" and bool(stands) and field.now.startswith(stands)
    return stands == field.before or begun


def _fields(page: Page) -> Iterator[tuple[Key, QWidget]]:
    counts: dict[tuple[Kind, str], int] = {}
    for widget in page.findChildren(QWidget):
        kind = _kind_of(widget)
        if kind is not None:
            name = widget.accessibleName()
            place = counts.get((kind, name), 0)
            counts[kind, name] = place + 1
            yield (kind, name, place), widget


def _kind_of(widget: QWidget) -> Kind | None:
    if isinstance(widget, QLineEdit):
        closed = widget.isReadOnly() or bool(widget.property(SECRET))
        return None if closed or isinstance(widget.parent(), QComboBox) else "words"
    if isinstance(widget, QPlainTextEdit):
        return None if widget.isReadOnly() else "words"
    if isinstance(widget, QComboBox):
        return "pick"
    if isinstance(widget, Button):  # beside the boxes of a date: about, not known
        return "tick" if widget.isCheckable() and _date_of(widget) is not None else None
    is_tick = isinstance(widget, Answer) and widget.isCheckable()
    return "tick" if is_tick and widget.accessibleName() != SHOWS else None


def _stands(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, Answer | Button)
    return "on" if widget.isChecked() else ""


def _put(widget: QWidget, now: str) -> None:
    """As a hand would: whoever listens to the field hears of it."""
    if isinstance(widget, QLineEdit):
        widget.selectAll()
        widget.insert(now) if now else widget.del_()
    elif isinstance(widget, QPlainTextEdit):
        widget.selectAll()
        widget.insertPlainText(now)
    elif isinstance(widget, QComboBox):
        found = widget.findText(now)
        if found >= 0:
            widget.setCurrentIndex(found)
            widget.activated.emit(found)
        elif widget.isEditable():
            widget.setEditText(now)
    elif isinstance(widget, Answer | Button):
        widget.click()
