"""Whose talk was put off so often, or for so long, that the ward round or the team hears of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import Signal

from srh_assess.saying import counted
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text


class RoundLine(Struct, frozen=True, kw_only=True):
    """One woman on the list. ``team``: the team has to decide, and write down, what to do."""

    admission: str
    name: str
    room: str
    times: int
    since: datetime
    why: str
    possible: str
    next_look: datetime | None
    owner: str
    team: bool


class RoundPage(ShellPage):
    """``opened`` names a woman, ``decide`` one whose talk the team has decided about."""

    opened = Signal(str)
    decide = Signal(str)

    def __init__(self, theme: Theme, lines: Sequence[RoundLine], now: datetime) -> None:
        hint = "Put off again and again. By room; it says nothing about any person"
        super().__init__(theme, Heading("For the ward round"), hint=hint)
        self.tables: dict[str, Facts] = {}
        if not lines:
            self._add(
                Notice(theme, "Nobody’s talk has been put off so often, or for so long.", "ok")
            )
        for line in lines:
            self._add(Text(f"Room {line.room or 'not known'}: {line.name}", "heading"), gap="xl")
            if line.team:
                said = "What was decided is written down here, with who decided it."
                self._add(
                    Notice(theme, said, "attention", strong="The team decides what to do"), gap="s"
                )
            table = Facts(theme, tuple(_rows(line, now)), shares=(1, 2))
            table.pressed.connect(self._pressed)
            self.tables[line.admission] = table
            self._add(table, gap="s")

    def _pressed(self, id: str) -> None:
        what, _, admission = id.partition(" ")
        (self.decide if what == "decide" else self.opened).emit(admission)


def _rows(line: RoundLine, now: datetime) -> list[Fact]:
    look = f"{when_words(line.next_look, now)}, {line.owner}" if line.next_look else line.owner
    return [
        Fact(
            id=f"open {line.admission}",
            label="Put off",
            value=f"{counted(line.times, 'time', 'times')} in a row, since "
            f"{when_words(line.since, now)}",
            link="Open",
            link_name=f"Open, room {line.room}",
        ),
        Fact(id=f"why {line.admission}", label="Why, the last time", value=line.why or "Not said"),
        Fact(
            id=f"possible {line.admission}",
            label="What would make it possible",
            value=line.possible or "Not said",
        ),
        Fact(
            id=f"decide {line.admission}",
            label="Next look",
            value=look or "No one yet",
            link="Team’s decision",
            link_name=f"Write down the team’s decision, room {line.room}",
        ),
    ]


def reasons(given: Mapping[str, str], code: str) -> str:
    """The words of a reason; the code itself where the protocol of today has none."""
    return given.get(code, code)
