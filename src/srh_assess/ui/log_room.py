"""The reviewer's room: what was opened with a reason first, then the log, narrowed and paged."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal

from srh_assess.clock import Clock, local
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import log
from srh_assess.workflow.log import Asked, Line

_EVERYBODY, _EVERYTHING = "Everybody", "Everything"
_DAY = Asks(about=False, unknown=False)


class LogPage(ShellPage):
    """``narrowed`` tells that other lines are wanted, ``older`` the next page, ``only`` one stay
    by its admission; an empty one means every stay again."""

    narrowed = Signal()
    older = Signal()
    only = Signal(str)

    def __init__(
        self, theme: Theme, clock: Clock, people: Sequence[str], pressing: Sequence[Line]
    ) -> None:
        hint = "Who opened, searched, printed, signed in; nothing of what a record says"
        super().__init__(theme, Heading("The log"), hint=hint, wide=True)
        self._add(Text("Opened with a reason", "heading"), gap="l")
        self.pressing = self._table(pressing, "open")
        self._add(self.pressing or Text("Nothing was opened with a reason."), gap="s")
        self._add(Text("Everything", "heading"), gap="xl")
        self.person = ChoiceEntry(theme, "Person", (_EVERYBODY, *people), chosen=_EVERYBODY)
        self.kind = ChoiceEntry(theme, "What", (_EVERYTHING, *log.KINDS), chosen=_EVERYTHING)
        self.day = DateEntry(theme, clock, "Only this day", name="The day", asks=_DAY)
        self.person.changed.connect(self.narrowed)
        self.kind.changed.connect(self.narrowed)
        self.day.settled.connect(self.narrowed)
        self.every = Button(theme, "Every stay again", "link")
        self.every.clicked.connect(self._every)
        self.every.hide()
        self.said = Text("", "hint")
        self.lines: Facts | None = None
        self.more = Button(theme, "Older lines", icon="chevron-down")
        self.more.clicked.connect(self.older)
        self._add(Flow(theme, self.person, self.kind), self.day, self.every, self.said, gap="m")
        self._add(self.more)

    def _every(self) -> None:
        self.only.emit("")

    def _table(self, lines: Sequence[Line], which: str) -> Facts | None:
        if not lines:
            return None
        table = Facts(self._theme, [_row(line, which) for line in lines], shares=(1, 3))
        table.pressed.connect(self._pressed)
        return table

    def _pressed(self, id: str) -> None:
        self.only.emit(id.rsplit(" ", maxsplit=1)[-1])

    def show_lines(self, lines: Sequence[Line], *, only: str, more: bool) -> None:
        """These lines, and whether there are older ones. ``only`` names the one stay shown."""
        if self.lines is not None:
            self._body.removeWidget(self.lines)
            self.lines.hide()
            self.lines.deleteLater()
        self.lines = self._table(lines, "line")
        if self.lines is not None:
            self._body.insertWidget(self._body.indexOf(self.more), self.lines)
        self.every.setVisible(bool(only))
        about = f" about {only}" if only else ""
        self.said.say(f"The newest first{about}" if lines else f"No such line{about}")
        self.more.setVisible(more)


def _row(line: Line, which: str) -> Fact:
    about = f". {line.name}" if line.name else ""
    return Fact(
        id=f"{which} {line.number} {line.admission}",
        label=line.when,
        value=f"{line.who}: {line.what}{about}",
        tone="attention" if line.pressing else "",
        link="Only this stay" if line.admission else "",
        link_name=f"Only the lines about {line.name}",
    )


class LogRoom(Owner):
    """Drives the window while the log is read."""

    screen = "log"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._asked = Asked()
        self._only = ""
        self._last: int | None = None
        self.page: LogPage | None = None

    def begin(self) -> None:
        """Both lists; the newest lines first."""
        desk = self._ward.desk
        self._people = {person.display: person.id for person in desk.people}
        self.page = LogPage(self._window.theme, desk.clock, tuple(self._people), log.pressing(desk))
        self.page.narrowed.connect(self._narrow)
        self.page.older.connect(self._older)
        self.page.only.connect(self._one)
        self._window.own(self)
        self._window.show_page(self.page, FORM)
        self._window.actions_bar.offer("Done", icon="chevron-right")
        self._show()

    def _narrow(self) -> None:
        assert self.page is not None
        when = self.page.day.when
        day = local(when.earliest).date() if when is not None and when.earliest else None
        self._asked = replace(
            self._asked,
            kind=self.page.kind.words,
            author=self._people.get(self.page.person.words, ""),
            day=day,
            before=None,
        )
        self._show()

    def _one(self, admission: str) -> None:
        self._asked = replace(self._asked, admission=admission, before=None)
        self._show()

    def _older(self) -> None:
        self._asked = replace(self._asked, before=self._last)
        self._show()

    def _show(self) -> None:
        assert self.page is not None
        lines = log.read(self._ward.desk, self._asked)
        self._last = lines[-1].number if lines else None
        only = next((line.name for line in lines if line.name), "") if self._asked.admission else ""
        self.page.show_lines(lines, only=only, more=len(lines) == log.PAGE)

    def go_on(self) -> None:
        """Home."""
        self._ward.come_home()

    def go_back(self) -> None:
        """To what else can be opened."""
        self._ward.more()
