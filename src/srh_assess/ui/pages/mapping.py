"""Which months the mapping aids are for, and why they are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow.periods import Span


class MappingPage(ShellPage):
    """``wanted`` asks for the files."""

    wanted = Signal()

    def __init__(self, theme: Theme, spans: Sequence[Span], label: str, *, said: str = "") -> None:
        super().__init__(
            theme,
            Heading("Mapping aids for informatics"),
            hint="Rows shaped like two national returns, without names",
        )
        self._spans = {one.words: one for one in spans}
        if said:
            self._add(Notice(theme, said, "ok"))
        self._add(Notice(theme, label, "attention", strong="One row a stay"))
        self.period = ChoiceEntry(theme, "Period", list(self._spans), chosen=spans[0].words)
        self.reason = LineEntry(theme, "Who asks for them, and why", hint="It is kept")
        self.button = Button(theme, "Save both files", icon="note")
        self.button.clicked.connect(self.wanted)
        self._add(self.period, self.reason, Flow(theme, self.button))

    def wish(self) -> tuple[Span, str] | None:
        """The period and the reason; nothing while there is none."""
        why = self.reason.words.strip()
        self._problems([] if why else [Problem("Write who asks, and why", self.reason.field)])
        return (self._spans[self.period.words], why) if why else None
