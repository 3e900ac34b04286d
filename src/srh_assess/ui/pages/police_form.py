"""Who asks for the police, and for what line of enquiry. There is no field for anything else."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.police_words import AT_THE_DOOR, NO_PATIENT
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import overriding

YesNo = Literal["", "yes", "no"]


class PoliceForm(ShellPage, HandFilled):
    """``written`` tells that it is filled in far enough: by whom they ask is needed, no more."""

    written = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Heading("The police ask for something"))
        self.officer = LineEntry(theme, "Name of the officer")
        self.force = LineEntry(theme, "Which force")
        self.reference = LineEntry(theme, "Their reference", hint="May stay empty")
        self.enquiry = LineEntry(theme, "Their line of enquiry", hint="As they say it")
        self.in_writing = self._yes_no("Is it in writing?")
        self.she_was_told = self._yes_no("Do they say that the person was told?")
        door = Notice(theme, f"“{overriding.TO_THE_POLICE}”", "accent", strong=AT_THE_DOOR)
        self._add(door, Text(NO_PATIENT, "hint"))
        parts: list[QWidget] = [
            self.officer, self.force, self.reference, self.enquiry,
            asked(theme, self.in_writing), asked(theme, self.she_was_told),
        ]  # fmt: skip
        self._add(column(theme, *parts, gap="l"))

    def _yes_no(self, question: str) -> AnswerGroup:
        return AnswerGroup(
            self._theme, question, [Choice("yes", "Yes"), Choice("no", "No")], density="row",
            numbered=False,
        )  # fmt: skip

    @property
    def about(self) -> dict[str, str]:
        """What is known of the request beside who asks."""
        return {
            "reference": self.reference.words.strip(),
            "line_of_enquiry": self.enquiry.words.strip(),
            "in_writing": "".join(self.in_writing.codes),
            "she_was_told": "".join(self.she_was_told.codes),
        }

    def refuse(self, fault: UserError) -> None:
        """Says what stands against it."""
        self._problems([Problem(str(fault), self.officer.field)])
        assert self._summary is not None
        show_in_view(self._summary)

    def apply(self) -> None:
        """Hands it over; what is missing is said by whoever keeps it."""
        self._problems(())
        self.written.emit()
