"""Checking the whole record: what it does, how far it is, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal

from srh_assess.saying import counted
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.verify import Report

_WHAT = (
    "Every entry is held against the one before, opened, and asked whether the program could have "
    "written it and found the same again. Nothing of what a record says is shown here, and the "
    "ward can work on meanwhile. A thousand stays take about half a minute."
)
_NEXT = (
    "Leave everything as it is: do not delete, restore or copy anything over it. Tell whoever "
    "looks after records, and keep the lines below. A backup can be brought back afterwards."
)
MOST = 40


class RecordCheckPage(ShellPage):
    """``wanted`` asks for the walk, ``stopped`` for its end."""

    wanted = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Heading("Check the record"), hint="Does every entry still fit?")
        self._theme = theme
        self._add(Text(_WHAT))
        self.start = Button(theme, "Check it now", "primary", icon="tick")
        self.start.clicked.connect(self.wanted)
        self.stop = Button(theme, "Stop")
        self.stop.clicked.connect(self.stopped)
        self.state = Text("", "muted")
        self.stop.hide()
        self._add(Flow(theme, self.start, self.stop), self.state, gap="l")
        self.found: list[Notice | Facts | Text] = []

    def begin(self) -> None:
        """The walk has begun."""
        self._clear()
        self.start.setEnabled(False)
        self.stop.show()
        self.stop.setFocus()
        self.say("Reading the chain of entries")

    def at(self, words: str) -> None:
        """How far it is."""
        self.state.setText(words)

    def say(self, words: str) -> None:
        """What stands beside the buttons, said aloud too."""
        self.state.say(words)

    def over(self, words: str) -> None:
        """It has ended."""
        self.stop.hide()
        self.start.setEnabled(True)
        self.start.setFocus()
        self.say(words)

    def show_report(self, report: Report) -> None:
        """What was found."""
        self.over("")
        self._clear()
        self._show(_verdict(self._theme, report))
        for one in report.wrong[:MOST]:
            self._show(Text(one))
        if len(report.wrong) > MOST:
            self._show(Text(f"and {len(report.wrong) - MOST} more; the command verify lists all"))
        self._show(Facts(self._theme, _counts(report)))

    def _show(self, part: Notice | Facts | Text) -> None:
        self.found.append(part)
        self._add(part, gap="m")

    def _clear(self) -> None:
        for part in self.found:
            part.hide()
            part.deleteLater()
        self.found = []


def _verdict(theme: Theme, report: Report) -> Notice:
    if not report.wrong:
        return Notice(theme, "From the first entry to the newest.", "ok", strong="Everything fits.")
    what = counted(report.faults, "thing does", "things do")
    return Notice(theme, _NEXT, "attention", strong=f"{what} not fit.")


def _counts(report: Report) -> tuple[Fact, ...]:
    rows = [
        ("entries", "Entries", str(report.entries)),
        ("admissions", "Admissions", str(report.admissions)),
        ("ledger", "Entries of the lead’s ledger", str(report.ledger)),
        ("newest", "Mark of the newest entry", report.newest[:16]),
    ]
    if report.others:
        rows.append(
            ("others", "Not worked out again",
             f"{counted(report.others, 'finding', 'findings')} of another version of the rules")
        )  # fmt: skip
    return tuple(Fact(id=name, label=label, value=value) for name, label, value in rows)
