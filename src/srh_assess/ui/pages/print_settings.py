"""Where the address stands behind the window of an envelope, and what may open a letter."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal

from srh_assess.errors import UserError
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import NumberEntry, TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.unit import MOST_SHIFT, Envelope


class Typed(NamedTuple):
    """What stands in the fields."""

    right: float
    down: float
    viewer: bool
    reason: str


class PrintSettingsPage(ShellPage, HandFilled):
    """``calibrate`` asks for the calibration page with what is typed."""

    calibrate = Signal()

    def __init__(self, theme: Theme, envelope: Envelope, *, viewer: bool) -> None:
        super().__init__(theme, Heading("Printing"), hint="For every letter of this ward")
        self._before = (envelope, viewer)
        self._add(Text("The address in the window of an envelope", "label"))
        self.right = self._shift("To the right", envelope.right)
        self.down = self._shift("Down", envelope.down)
        self._add(self.right, self.down)
        self.page = Button(theme, "Show the calibration page", icon="printer")
        self.page.clicked.connect(self.calibrate)
        self._add(row(theme, self.page, None))
        self.viewer = Answer(
            theme, "viewer", "Letters may be opened in this computer’s own PDF program",
            many=True, density="list", hint="That program reads a file, and may keep a list of it",
        )  # fmt: skip
        self.viewer.setChecked(viewer)
        self._add(self.viewer)
        self.reason = TextEntry(theme, "Why is it changed?")
        self._add(self.reason)

    def _shift(self, label: str, value: float) -> NumberEntry:
        entry = NumberEntry(
            self._theme, label, unit="mm", low=-MOST_SHIFT, high=MOST_SHIFT, unknown=False,
            hint=f"0 as it came; a minus for the other way, at most {MOST_SHIFT}",
        )  # fmt: skip
        entry.show_number(value)
        entry.changed.connect(self.changed)
        return entry

    def envelope(self) -> Envelope | None:
        """What is typed; nothing while it cannot be read, and then the page says why."""
        faults = [(entry, entry.problem()) for entry in (self.right, self.down)]
        for entry, words in faults:
            entry.complain(words)
        self._problems([Problem(words, entry) for entry, words in faults if words])
        if any(words for _, words in faults):
            return None
        return Envelope(right=self.right.number() or 0, down=self.down.number() or 0)

    @property
    def typed(self) -> Typed:
        """What stands in the fields, to be shown again; read after ``envelope``."""
        return Typed(
            self.right.number() or 0,
            self.down.number() or 0,
            self.viewer.isChecked(),
            self.reason.words,
        )

    def show_typed(self, typed: Typed) -> None:
        """Shows again what stood in the fields."""
        self.right.show_number(typed.right)
        self.down.show_number(typed.down)
        self.viewer.setChecked(typed.viewer)
        self.reason.show_words(typed.reason)

    @property
    def touched(self) -> bool:
        """Whether something is other than it was."""
        return (self.envelope(), self.viewer.isChecked()) != self._before

    def refuse(self, fault: UserError) -> None:
        """Says what stands against it."""
        self.reason.complain(fault.sentence)
        self._problems([Problem(fault.sentence, self.reason)])
