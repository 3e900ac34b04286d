"""One thing that was written down, as it was, and what is done about it beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text


def asked(theme: Theme, group: AnswerGroup) -> QWidget:
    """A question in words above its answers."""
    holder = QWidget()
    holder.setLayout(column(theme, Text(group.accessibleName(), "label"), group, gap="xs"))
    return holder


class HandlePage(ShellPage, HandFilled):
    """``quote`` is shown as it was said and can be changed by nobody; ``notes`` are what was
    done so far. ``written`` tells that Continue was pressed with everything that is needed."""

    written = Signal()

    def __init__(
        self,
        theme: Theme,
        words: str,
        *,
        facts: Sequence[Fact] = (),
        quote: str = "",
        notes: Sequence[str] = (),
        label: str,
        more: Sequence[QWidget] = (),
        needs_words: bool = True,
    ) -> None:
        super().__init__(theme, Heading(words))
        self._needs_words = needs_words
        if facts:
            self._add(Facts(theme, facts))
        if quote:
            said = Text(f"“{quote}”")
            said.setAccessibleName(f"Said: {quote}")
            self._add(Card(theme, column(theme, said)))
        for note in notes:
            self._add(Text(note, "small"), gap="s")
        for part in more:
            self._add(part)
        self.entry = TextEntry(theme, label)
        self._add(self.entry)

    def refuse(self, fault: UserError) -> None:
        """Says what stands against it and what to do next."""
        self._problems([Problem(str(fault), self.entry.field)])
        assert self._summary is not None
        show_in_view(self._summary)
        announce(self, str(fault), urgent=True)

    def apply(self) -> None:
        """Checks that something was written, and hands it over."""
        if self._needs_words and not self.entry.words.strip():
            self._problems([Problem("Write one line first", self.entry.field)])
            return
        self._problems(())
        self.written.emit()
