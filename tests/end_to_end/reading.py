"""Everything that a window says: the words that are seen, and those that a screen reader speaks."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from srh_assess.ui.window import Window

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def read(window: Window) -> set[str]:
    """Every text of the window, in folds that are closed too."""
    found: set[str] = {window.windowTitle()}
    parts = (
        window.page, window.banner, window.rail, window.so_far, window.so_far_bar,
        window.actions_bar, window.hung,
    )  # fmt: skip
    for top in (one for one in parts if one is not None):
        for part in (top, *top.findChildren(QWidget)):
            found.update(_said(part))
    return {words for words in found if words.strip()}


def _said(part: QWidget) -> Iterator[str]:
    yield from (part.accessibleName(), part.accessibleDescription(), part.toolTip())
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    if isinstance(part, QLineEdit):
        yield from (part.text(), part.placeholderText())
    if isinstance(part, QTextEdit | QPlainTextEdit):
        yield from (part.toPlainText(), part.placeholderText())
    if isinstance(part, QAbstractItemView):
        model = part.model()
        if model is not None:
            yield from _rows(model)


def _rows(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount(QModelIndex())):
            for role in ROLES:
                words = model.index(row, column).data(role)
                if isinstance(words, str):
                    yield words
