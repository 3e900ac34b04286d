"""The weekly huddle on the screen: what is open for each woman, by room, and the way to her."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.saying import counted, sentences
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.huddle import WORDS, Line, Stay, Which, title

SHOWN = 80
"""As many women as the page lists; the print holds all."""


class HuddlePage(ShellPage):
    """``opened`` names a stay, ``only`` what is to be shown, ``paper`` asks for the print."""

    opened = Signal(str)
    only = Signal(str)
    paper = Signal()

    def __init__(self, theme: Theme, which: Which) -> None:
        hint = "Every open need: how it stands, the next step, what is in the way, whose it is"
        super().__init__(theme, Heading("Weekly huddle"), hint=hint)
        self.filters: dict[Which, Button] = {}
        for code, words in WORDS.items():
            button = Button(theme, words)
            button.setCheckable(True)
            button.setChecked(code == which)
            button.clicked.connect(partial(self.only.emit, code))
            self.filters[code] = button
        self.print_button = Button(theme, "Print", icon="printer")
        self.print_button.clicked.connect(self.paper)
        self._add(Flow(theme, *self.filters.values(), self.print_button, gap="s", down="s"))
        self.links: dict[str, Button] = {}
        self.tables: list[Facts] = []

    def show_stays(self, stays: Sequence[Stay], now: datetime, *, initials: bool) -> None:
        """Each woman with what is open for her. Once for each page."""
        if not stays:
            self._add(Notice(self._theme, "Nothing is open here.", "ok"), gap="l")
        for one in stays[:SHOWN]:
            self._add(self._stay(one, now, title(one, initials=initials)), gap="l")
        if len(stays) > SHOWN:
            more = counted(len(stays) - SHOWN, "more stay", "more stays")
            self._add(Text(f"And {more}: choose fewer above, or print them all", "hint"), gap="l")

    def _stay(self, one: Stay, now: datetime, words: str) -> QWidget:
        theme, holder = self._theme, QWidget()
        link = Button(theme, "Open", "link", name=f"Open, {words}")
        link.clicked.connect(partial(self.opened.emit, one.admission))
        self.links[one.admission] = link
        table = Facts(theme, tuple(_facts(one.lines, now)), shares=(1, 2))
        self.tables.append(table)
        heading = Text(words, "heading")
        head = row(theme, heading, link, gap="m")
        head.setStretch(0, 1)
        holder.setLayout(column(theme, head, table, gap="s"))
        return holder


def _facts(lines: Sequence[Line], now: datetime) -> Iterator[Fact]:
    for place, line in enumerate(lines):
        yield Fact(
            id=str(place),
            label=line.need or line.state,
            value=line_words(line, now),
            icon="triangle" if line.overdue else "",
            tone="attention" if line.overdue else "",
        )


def line_words(line: Line, now: datetime) -> str:
    """``Begun. Next: ring the clinic. In the way: no escort. M Osei, by Thu 16-Jul 12:00``."""
    whose = f"{line.owner}, by {when_words(line.due, now)}" if line.due else line.owner
    told = (
        line.state if line.need else "",
        f"Next: {line.step}" if line.step else "",
        f"In the way: {line.in_the_way}" if line.in_the_way else "",
        f"{whose}, overdue" if line.overdue else whose,
    )
    return sentences(*told)
