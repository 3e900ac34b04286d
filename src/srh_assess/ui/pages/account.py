"""One account: what it is, and what an admin or a colleague with the key can do for it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow.people import Person
from srh_assess.workflow.roles import WORDS

_WAITS = (
    "Its roles open records, and whoever opened it holds no key to them. A colleague who does "
    "completes it here; the account has its key from the next sign-in on."
)


class AccountPage(ShellPage):
    """One signal for each act."""

    complete = Signal()
    renew = Signal()
    roles = Signal()
    wards = Signal()
    leaves = Signal()

    def __init__(
        self, theme: Theme, person: Person, *, may_change: bool, may_complete: bool
    ) -> None:
        super().__init__(theme, Heading(person.display))
        waiting = person.status == "waiting"
        if waiting:
            self._add(Notice(theme, _WAITS, "attention", strong="This account waits"))
        rows = [Fact(id="name", label="Signs in as", value=person.name)]
        rows += [Fact(id=one, label="Role", value=WORDS[one]) for one in person.roles]
        rows += [Fact(id=f"ward:{one}", label="Works on", value=one) for one in person.wards]
        self._add(Facts(theme, rows))
        self.buttons: dict[str, Button] = {}
        for name, words, icon, signal, there in (
            ("complete", "Complete it", "tick", self.complete, waiting and may_complete),
            ("renew", "Set a new passphrase", "lock", self.renew, may_change),
            ("roles", "Change the roles", "person", self.roles, may_change),
            ("wards", "Change the wards", "settings", self.wards, may_change),
            ("leaves", "Has left", "cross", self.leaves, may_change),
        ):
            button = Button(theme, words, icon=icon)
            button.clicked.connect(signal)
            button.setVisible(there)
            self.buttons[name] = button
        self._add(Flow(theme, *self.buttons.values(), down="m"), gap="xl")
