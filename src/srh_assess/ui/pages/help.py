"""The user guide in a window of its own, opened by F1 at the page of the screen in front.

It stands beside the record and knows nothing of it; Escape closes it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from srh_assess.shipped import shipped
from srh_assess.ui.focus_ring import FocusRing
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.edges import TrainingStrip, marked
from srh_assess.ui.widgets.layouts import Scroll
from srh_assess.ui.widgets.text import Text


class GuidePage(Struct, frozen=True):
    """One page of the guide and the screens whose F1 opens it."""

    file: str
    title: str
    screens: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


class _Index(Struct, frozen=True):
    page: tuple[GuidePage, ...]


@cache
def guide() -> tuple[GuidePage, ...]:
    """The pages of the guide in reading order."""
    return msgspec.toml.decode(shipped("guide", "index.toml").read_bytes(), type=_Index).page


def page_of(screen: str) -> GuidePage:
    """The page that belongs to a screen; the first of the guide for an unknown one."""
    return next((page for page in guide() if screen in page.screens), guide()[0])


class HelpWindow(QWidget):
    """The contents at the left, the page at the right. ``mark`` as in the window it helps."""

    def __init__(self, theme: Theme, *, mark: str = "") -> None:
        super().__init__()
        self.setWindowTitle(marked(mark, "Guide"))
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setAccessibleName("Guide")
        self._buttons: dict[str, Button] = {}
        contents = QWidget()
        box = QVBoxLayout(contents)
        box.setSpacing(0)
        for page in guide():
            button = Button(theme, page.title, "quiet")
            button.clicked.connect(self._pressed)
            self._buttons[page.file] = button
            box.addWidget(button)
        box.addStretch(1)
        left = QWidget()
        left.setFixedWidth(contents.sizeHint().width() + 2 * theme.space("xl"))
        inside = QVBoxLayout(left)
        inside.addWidget(Text("Guide", "page-heading"))
        inside.addWidget(Scroll(contents), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if mark:
            whole.addWidget(TrainingStrip(theme, mark=mark))
        line = QHBoxLayout()
        whole.addLayout(line, 1)
        edge = theme.space("xl")
        line.setContentsMargins(edge, edge, edge, edge)
        line.setSpacing(theme.space("xl"))
        line.addWidget(left)
        line.addWidget(self.words, 1)
        self._ring = FocusRing(theme, self)
        self.resize(theme.width("text-max") + left.width(), theme.width("text-min"))

    def open_at(self, screen: str) -> None:
        """Shows the page of a screen, and the window."""
        self._show(page_of(screen))
        self.show()
        self.raise_()
        self.activateWindow()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _pressed(self) -> None:
        sender = self.sender()
        file = next(file for file, button in self._buttons.items() if button is sender)
        self._show(next(page for page in guide() if page.file == file))

    def _show(self, page: GuidePage) -> None:
        path: Path = shipped("guide", page.file)
        self.words.document().setDefaultFont(self._theme.font())
        self.words.setMarkdown(path.read_text("utf-8"))
        self.words.document().setDocumentMargin(self._theme.space("l"))
        self.words.setAccessibleName(f"Guide: {page.title}")
        for file, button in self._buttons.items():
            button.setAccessibleName(
                f"{button.text()}, open" if file == page.file else button.text()
            )
