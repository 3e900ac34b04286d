"""What became of a bed list, line by line: told without a value of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from srh_assess.errors import UserError
from srh_assess.interop.admissions_csv import Woman
from srh_assess.saying import counted

Outcome = Literal["taken", "moved", "there", "left_out"]
_SAID = {
    "taken": "taken",
    "moved": "there already; moved to the bed that the list names",
    "there": "there already; nothing changed",
}


class Columns(Struct, frozen=True, kw_only=True):
    """How files of one make are read."""

    mapped: Mapping[str, str]
    month_first: bool = False


class Step(Struct, frozen=True, kw_only=True, gc=False):
    """What becomes of one line. ``faults`` say why it cannot be taken."""

    line: int
    outcome: Outcome
    woman: Woman | None = None
    admission: str = ""
    faults: tuple[UserError, ...] = ()

    @property
    def words(self) -> str:
        """The line of the report. It holds no value of the file."""
        if self.outcome == "left_out":
            return f"Line {self.line}: not taken. " + " ".join(str(fault) for fault in self.faults)
        return f"Line {self.line}: {_SAID[self.outcome]}."


class Report(Struct, frozen=True, kw_only=True):
    """Every line with its outcome, how the file was read, and whether anything was written.
    Sorted and counted where it is made, beside the window: fifty thousand lines take longer than
    a frame. ``to_read`` begins with what somebody has to read. ``elsewhere``: so many were taken
    that are on another ward, and not on the board of who brought them in. No woman stands in it."""

    steps: tuple[Step, ...]
    to_read: tuple[Step, ...]
    counts: Mapping[Outcome, int]
    columns: Columns
    unused: tuple[str, ...]
    encoding: str
    written: bool
    elsewhere: int = 0

    def count(self, outcome: Outcome) -> int:
        """How many lines came out so."""
        return self.counts.get(outcome, 0)

    @property
    def summary(self) -> str:
        """The whole in one line."""
        done = "" if self.written else " Nothing was written."
        if self.elsewhere:
            done = f" On another ward, and not on your board: {self.elsewhere}.{done}"
        return (
            f"{counted(len(self.steps), 'line')}:"
            f" {self.count('taken')} taken, {self.count('moved')} moved,"
            f" {self.count('there')} there already, {self.count('left_out')} not taken.{done}"
        )
