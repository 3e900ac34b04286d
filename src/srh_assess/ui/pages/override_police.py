"""What is asked besides when the reader is the police: who, on which request, and what stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.disclosing import PoliceDetails
from srh_assess.assessment.naming import Woman
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.text import Text

LINES = {
    "officer": "Name of the officer",
    "force": "Which force",
    "reference": "The reference of the written request",
    "line_of_enquiry": "The line of enquiry",
    "less_intrusive": "Where else they could have it from, and why that does not do",
    "released_by": "Who of information governance releases it, by name",
    "not_released": "What is not released",
}
_WORDS = frozenset({"line_of_enquiry", "less_intrusive", "not_released"})


class PoliceParts(QWidget):
    """One line each, as the request has it where it says it."""

    changed = Signal()

    def __init__(self, theme: Theme, kept: PoliceDetails, who: Woman) -> None:
        super().__init__()
        self._request = kept.request
        self.lines = {
            name: LineEntry(theme, words, words=getattr(kept, name), advised=name in _WORDS)
            for name, words in LINES.items()
        }
        self.told = AnswerGroup(
            theme, who.tell("Was {she} told of the request?"),
            [Choice("yes", "Yes"), Choice("no", "No")], density="row", numbered=False,
        )  # fmt: skip
        if kept.she_was_told:
            self.told.choose((kept.she_was_told,))
        for line in self.lines.values():
            line.changed.connect(self.changed)
        self.told.changed.connect(self.changed)
        self.setLayout(
            column(theme, Text("The request of the police", "heading"),
                   *self.lines.values(), asked(theme, self.told), gap="l")
        )  # fmt: skip
        self.setFocusProxy(self.lines["officer"].field)

    @property
    def given(self) -> PoliceDetails:
        """What is filled in."""
        told: Literal["", "yes", "no"] = self.told.codes[0] if self.told.codes else ""  # type: ignore[assignment]  # one of two
        words = {name: line.words.strip() for name, line in self.lines.items()}
        return PoliceDetails(request=self._request, she_was_told=told, **words)

    @property
    def missing(self) -> Iterator[str]:
        """The names of the lines that are still open."""
        yield from (LINES[name] for name, line in self.lines.items() if not line.words.strip())
        if not self.told.codes:
            yield "Whether the request was told"


def lines(kept: PoliceDetails) -> Iterator[tuple[str, str]]:
    """The same for whoever reads the proposal."""
    for name, words in LINES.items():
        yield words, getattr(kept, name)
    yield "Told of the request", {"yes": "Yes", "no": "No"}.get(kept.she_was_told, "")
