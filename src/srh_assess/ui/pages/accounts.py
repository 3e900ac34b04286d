"""Who may sign in on this computer: one row an account, how it stands, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from srh_assess.ui.pages.told import listed
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow.people import Person
from srh_assess.workflow.roles import WORDS

_HINT = "One for each person, never shared"
_OWN = ". Your own is closed or changed by another admin, so that one admin is always left"
_STANDS = {"active": "", "waiting": "waits to be completed", "left": "has left"}


class AccountsPage(ShellPage):
    """``chosen`` gives the id of an account, ``new`` asks for another one."""

    chosen = Signal(str)
    new = Signal()

    def __init__(
        self, theme: Theme, people: Sequence[Person], *, may_open: bool, said: str = ""
    ) -> None:
        super().__init__(theme, Heading("Accounts"), hint=_HINT + (_OWN if may_open else ""))
        if said:
            self._add(Notice(theme, said, "ok"))
        self.button = Button(theme, "Open an account", icon="plus")
        self.button.clicked.connect(self.new)
        self._add(row(theme, self.button, None))
        self.button.setVisible(may_open)  # in its place first: without one it is a window
        self.rows = Facts(theme, [_row(one) for one in people])
        self.rows.pressed.connect(self.chosen)
        self._add(self.rows, gap="l")


def _row(person: Person) -> Fact:
    stands = _STANDS[person.status]
    told = listed([WORDS[role] for role in person.roles])
    gone = person.status == "left"
    return Fact(
        id=person.id,
        label=person.display + (" (you)" if person.me else ""),
        value=f"{told}; {stands}" if stands else told,
        icon="triangle" if person.status == "waiting" else "dash" if gone else "tick",
        tone="attention" if person.status == "waiting" else "",
        muted=gone,
        link="" if gone or person.me else "Open",
        link_name=f"Open the account of {person.display}",
    )
