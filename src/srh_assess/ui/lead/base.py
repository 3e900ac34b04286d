"""The base of a lead's pages: what they are given, and how a change is written or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.entry import Entry, LineEntry
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading
    from srh_assess.workflow.desk import Desk

SAVED = "Saved, and kept in the list of changes"


class LeadPage(ShellPage):
    """``go`` asks for another page by its id; ``done`` tells that a change is written, with the
    words that say so. ``above`` is the page that Back leads to."""

    go = Signal(str)
    done = Signal(str)
    guide = "lead"
    above = "lead"
    act = ""
    """The words of the primary act; without them there is nothing to keep, only a way back."""
    side = ""
    """Another act beside it."""

    def __init__(self, room: Leading, heading: str, *, hint: str = "", wide: bool = False) -> None:
        super().__init__(room.theme, Heading(heading), hint=hint, wide=wide)
        self.at = room
        self.touched = False

    @property
    def desk(self) -> Desk:
        """The desk the lead sits at."""
        return self.at.desk

    def offer(self, bar: ActionBar) -> None:
        """Names its acts on the bar."""
        icon = "tick" if self.act else ""
        bar.offer(self.act or "Back", back=bool(self.act), other=self.side, icon=icon)

    def other_act(self) -> None:
        """The act beside the primary one."""

    def end(self) -> None:
        """The page is left: what runs beside the window is dropped."""

    def _typed(self, *entries: Entry) -> None:
        """What was typed in these is asked about before it is given up."""
        for entry in entries:
            entry.changed.connect(self._touch)

    def _fill(self, part: QWidget) -> None:
        """The last part takes all the height that is left."""
        self._body.takeAt(self._body.count() - 1)
        self._body.setStretchFactor(part, 1)

    def _touch(self) -> None:
        self.touched = True

    def _kept(self, act: Callable[[], None], field: QWidget, words: str = SAVED) -> bool:
        """Writes a change, or says at the top why not, with a way to the field."""
        try:
            act()
        except UserError as fault:
            self._problems([Problem(str(fault), field)])
            return False
        self.touched = False
        self.done.emit(words)
        return True


def one_line(room: Leading, label: str, words: str = "", hint: str = "") -> LineEntry:
    """A line of a lead's form."""
    return LineEntry(room.theme, label, words=words, hint=hint)


def lines_of(words: str) -> tuple[str, ...]:
    """The lines of an address, without empty ones."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())
