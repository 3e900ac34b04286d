"""What must be put right: the summary at the top of the page, and the sentence at the field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.widgets.wrapped_link import WrappedLink


class Problem(NamedTuple):
    """One sentence that says how to put it right, and the field it belongs to."""

    sentence: str
    field: QWidget


class ErrorSummary(QFrame):
    """ "There is a problem", then one link per question in page order. It takes focus."""

    def __init__(self, theme: Theme, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.setObjectName("errorSummary")
        self.setProperty("role", "problems")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        told = [problem.sentence for problem in problems]
        self.setAccessibleName(sentences("There is a problem", *told))
        self.links: list[Button] = []
        for problem in problems:
            link = WrappedLink(theme, problem.sentence)
            link.clicked.connect(partial(_go_to, problem.field))
            problem.field.destroyed.connect(partial(self._gone, link))
            self.links.append(link)
        words = column(theme, Text("There is a problem", "heading"), *self.links, gap="hair")
        icon = Icon(theme, "triangle", "attention", "state")
        box = QVBoxLayout(self)
        margin = theme.space("l")
        box.setContentsMargins(margin, margin, margin, margin)
        line = row(theme, icon, words, gap="m")
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)

    def _gone(self, link: Button) -> None:
        """A field that an answer took away cannot be put right any more."""
        if isValid(link):
            link.hide()
            self.setHidden(all(one.isHidden() for one in self.links))


class Complaint(QWidget):
    """The same sentence above the field, with the triangle. Hidden while there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Text("", "strong", "attention")
        icon = Icon(theme, "triangle", "attention")
        line = row(theme, icon, self._words, gap="s")
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the sentence; an empty one hides it."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


@runtime_checkable
class TakesFocus(Protocol):
    """A field of several parts that knows which of them is to have the focus."""

    def take_focus(self) -> None:
        """Focus to the part that matters."""


def _go_to(field: QWidget) -> None:
    if isinstance(field, TakesFocus):
        field.take_focus()
        return
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
