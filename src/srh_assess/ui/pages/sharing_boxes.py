"""The boxes of one letter: all empty at first, a muted word beside those that often matter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.naming import Woman
from srh_assess.ui.pages.letter_base import Ticks
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.sharing import Box, Sharing

NOTHING = "nothing to say"


class Boxes(QWidget):
    """Two cards: boxes that go together, and those that stand each by itself. ``ticked`` names
    the box and whether it is ticked now."""

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, sharing: Sharing, who: Woman) -> None:
        super().__init__()
        self._sharing, self._who = sharing, who
        boxes = sharing.boxes
        together = [box for box in boxes if not box.stands_alone]
        alone = [box for box in boxes if box.stands_alone]
        self._labels = {box.id: box.label for box in alone}
        self.groups = [
            self._group(theme, "What may stand in it", together),
            self._group(theme, "Each of these by itself", alone),
        ]
        self._reader = Text("", "small", "attention")
        self._reader.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        box.addWidget(Card(theme, self.groups[0], pad="xs"))
        box.addSpacing(theme.space("s"))
        box.addWidget(Text("Each of these by itself", "label"))
        box.addWidget(Card(theme, self.groups[1], pad="xs"))
        box.addWidget(self._reader)
        box.addStretch(1)
        self._tell_reader()

    def _group(self, theme: Theme, name: str, boxes: list[Box]) -> Ticks:
        choices = [Choice(box.id, box.label) for box in boxes]
        group = Ticks(theme, name, choices, many=True, density="list", numbered=False)
        group.choose(self._sharing.ticks)
        before = self._sharing.chosen_before
        for box in boxes:
            group.answers[box.id].suggest(self._aside(box, box.id in before))
        group.changed.connect(self._changed)
        return group

    def _aside(self, box: Box, before: bool) -> str:
        if box.empty:
            return NOTHING
        if before:
            return "chosen before"
        words = {
            "": "",
            "suggested": "suggested",
            "if_it_matters": "if it matters here",
            "in_part": "in part",
            "only_if_she_agrees": f"only if {self._who.subject} agrees",
        }
        return words[box.suggestion]

    def _changed(self) -> None:
        self._tell_reader()
        now = {code for group in self.groups for code in group.codes}
        for code in sorted(now ^ self._sharing.ticks):
            self.ticked.emit(code, code in now)

    def _tell_reader(self) -> None:
        """One line on who will read what stands alone."""
        chosen = [self._labels[code] for code in self.groups[1].codes]
        words = f"{self._sharing.recipient.name} will read this, and whoever opens the post there"
        shown = bool(chosen) and not self._sharing.hers
        self._reader.say(f"{', '.join(chosen)}: {words}" if shown else "")

    def show_ticks(self) -> None:
        """What is ticked now, without a signal."""
        for group in self.groups:
            group.choose(self._sharing.ticks)
        self._tell_reader()

    def show_asides(self) -> None:
        """The muted words anew, where something has been written down meanwhile."""
        before = self._sharing.chosen_before
        aside = {box.id: self._aside(box, box.id in before) for box in self._sharing.boxes}
        for group in self.groups:
            for code, answer in group.answers.items():
                answer.suggest(aside[code])

    def shut(self) -> None:
        """Nothing can be ticked any more; what was ticked can still be read."""
        for group in self.groups:
            group.setEnabled(False)

    def take_focus(self) -> None:
        """Focus to the first box."""
        self.groups[0].take_focus()
