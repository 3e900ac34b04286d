"""The forms of an account: a new one, other roles, another passphrase.

Everything is checked on Continue, each fault in words beside its field; what was typed stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import Entry, LineEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.people import NewAccount
from srh_assess.workflow.relation import names_of
from srh_assess.workflow.roles import WORDS

SHORTEST = 12
GOOD = f"At least {SHORTEST} characters; three or four words that do not belong together"
WARDS = "Empty: the ward of this computer. Several wards with a comma between"
_HINTS = {
    "nurse": "Talks with the women and keeps their records",
    "clinician": "Of the SRH clinic: sees and writes records",
    "care_team": "Reads the safety line only",
    "reviewer": "Reviews sharing without agreement, complaints, the log",
    "records": "Record requests, police requests, keeping and disposal",
    "manager": "Sees figures only, never a record",
    "trainer": "Runs training on invented patients",
    "admin": "Looks after accounts, reads no record",
    "lead": "Approves the clinical content, reads no record",
}


class Form(ShellPage):
    """A form whose entries are checked together. A subclass gives ``_found`` and ``_give``."""

    def __init__(self, theme: Theme, heading: str, *, hint: str = "") -> None:
        super().__init__(theme, Heading(heading), hint=hint)
        self._fields: list[Entry] = []

    def _line(self, label: str, *, hint: str = "", secret: bool = False) -> LineEntry:
        entry = LineEntry(self._theme, label, hint=hint, secret=secret)
        self._fields.append(entry)
        self._add(entry)
        return entry

    @property
    def first_field(self) -> QWidget:
        """The heading, so that it is read out."""
        return self.heading

    def apply(self) -> None:
        """Checks everything, and gives it when nothing is wrong."""
        found = self._found()
        for entry in self._fields:
            entry.complain(next((said for said, of in found if of is entry), ""))
        self._problems([Problem(said, _target(of)) for said, of in found])
        if not found:
            self._give()

    def refuse(self, fault: UserError) -> None:
        """Says what stood against it; everything that was typed stays."""
        self._problems([Problem(str(fault), self._blamed(fault))])

    def _found(self) -> list[tuple[str, QWidget]]:
        raise NotImplementedError  # every form has its own

    def _give(self) -> None:
        raise NotImplementedError  # every form has its own

    def _blamed(self, _: UserError) -> QWidget:
        return _target(self._fields[0]) if self._fields else self.heading


def _target(of: QWidget) -> QWidget:
    return of.field if isinstance(of, Entry) else of


class _Twice:
    """A passphrase and the same once more."""

    def __init__(self, form: Form, label: str, *, hint: str = GOOD) -> None:
        self.first = form._line(label, hint=hint, secret=True)
        self.again = form._line("The same passphrase once more", secret=True)

    @property
    def words(self) -> str:
        return self.first.words

    def found(self) -> list[tuple[str, QWidget]]:
        if len(self.first.words.strip()) < SHORTEST:
            return [(f"The passphrase needs at least {SHORTEST} characters", self.first)]
        if self.first.words != self.again.words:
            return [("The two passphrases must be the same", self.again)]
        return []


def _role_group(theme: Theme, held: Sequence[str] = ()) -> AnswerGroup:
    choices = [Choice(role, words.capitalize(), _HINTS[role]) for role, words in WORDS.items()]
    choices = [
        Choice(one.code, "SRH clinician" if one.code == "clinician" else one.words, one.hint)
        for one in choices
    ]
    group = AnswerGroup(theme, "Roles", choices, many=True, density="page", numbered=False)
    group.choose(tuple(held))
    return group


class NewAccountPage(Form, HandFilled):
    """``wanted`` gives the account."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Open an account", hint="Its owner changes the first passphrase")
        self.display = self._line("Name that colleagues see", hint="As on a letter")
        self.name = self._line("Name to sign in with", hint="Short, without title")
        self.pin = self._line("Registration number", hint="May stay empty")
        self.wards = self._line("Works on", hint=WARDS)
        self._add(Text("Roles", "heading"), gap="l")
        self.roles = _role_group(theme)
        self._add(self.roles)
        self.passphrase = _Twice(self, "First passphrase")

    def _found(self) -> list[tuple[str, QWidget]]:
        found: list[tuple[str, QWidget]] = []
        if not self.display.words.strip():
            found.append(("Write the name that colleagues see", self.display))
        if not self.name.words.strip():
            found.append(("Write a name to sign in with", self.name))
        if not self.roles.codes:
            found.append(("Choose at least one role", self.roles))
        return found + self.passphrase.found()

    def _give(self) -> None:
        self.wanted.emit(
            NewAccount(
                name=self.name.words.strip(),
                display=self.display.words.strip(),
                roles=tuple(self.roles.codes),
                passphrase=self.passphrase.words,
                registration=self.pin.words.strip(),
                wards=names_of(self.wards.words),
            )
        )

    def _blamed(self, fault: UserError) -> QWidget:
        if fault.code == "roles-apart":
            return self.roles
        if fault.code.startswith("passphrase"):
            return self.passphrase.first.field
        return self.name.field


class RolesPage(Form, HandFilled):
    """``wanted`` gives the roles."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, who: str, held: Sequence[str]) -> None:
        super().__init__(theme, f"Roles of {who}", hint="They hold from the next sign-in on")
        self.roles = _role_group(theme, held)
        self._add(self.roles)

    def _found(self) -> list[tuple[str, QWidget]]:
        return [] if self.roles.codes else [("Choose at least one role", self.roles)]

    def _give(self) -> None:
        self.wanted.emit(tuple(self.roles.codes))

    def _blamed(self, _: UserError) -> QWidget:
        return self.roles


class WardsPage(Form, HandFilled):
    """The wards whose women stand on somebody's board. ``wanted`` gives them as typed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, who: str, wards: Sequence[str]) -> None:
        super().__init__(
            theme, f"Wards of {who}", hint="Women of other wards open only with a reason"
        )
        self.wards = self._line("Works on", hint=WARDS)
        self.wards.show_words(", ".join(wards))

    def _found(self) -> list[tuple[str, QWidget]]:
        return []

    def _give(self) -> None:
        self.wanted.emit(self.wards.words)


class NewPassphrasePage(Form):
    """For a colleague who has forgotten the old one. ``wanted`` gives it."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, who: str) -> None:
        super().__init__(theme, f"A new passphrase for {who}", hint="Nothing that was kept is lost")
        self.passphrase = _Twice(self, "New passphrase")

    def _found(self) -> list[tuple[str, QWidget]]:
        return self.passphrase.found()

    def _give(self) -> None:
        self.wanted.emit(self.passphrase.words)


class OwnPassphrasePage(Form):
    """``wanted`` gives the old and the new one."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Change your passphrase")
        self.old = self._line("Your present passphrase", secret=True)
        self.passphrase = _Twice(self, "New passphrase")

    def _found(self) -> list[tuple[str, QWidget]]:
        if not self.old.words.strip():
            return [("Write your present passphrase", self.old), *self.passphrase.found()]
        return self.passphrase.found()

    def _give(self) -> None:
        self.wanted.emit(self.old.words, self.passphrase.words)

    def _blamed(self, fault: UserError) -> QWidget:
        old = fault.code in ("passphrase-wrong", "sign-in-wait")
        return self.old.field if old else self.passphrase.first.field


class RecoveryPage(Form):
    """Every passphrase is lost, or one is and no admin is there: the printed recovery key, whose
    account it is, and a new passphrase. ``wanted`` gives the three."""

    wanted = Signal(str, str, str)

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__(
            theme, "Use the recovery key", hint="It was printed when this computer was set up"
        )
        self.key = self._line("Recovery key", hint="Eight groups of five; spaces do not matter")
        self.name = self._line("Name to sign in with, of the account to renew")
        self.name.show_words(name)
        self.passphrase = _Twice(self, "New passphrase")

    def _found(self) -> list[tuple[str, QWidget]]:
        found: list[tuple[str, QWidget]] = []
        if not self.key.words.strip():
            found.append(("Type the recovery key from its paper", self.key))
        if not self.name.words.strip():
            found.append(("Write the name to sign in with", self.name))
        return found + self.passphrase.found()

    def _give(self) -> None:
        self.wanted.emit(self.key.words, self.name.words.strip(), self.passphrase.words)

    def _blamed(self, fault: UserError) -> QWidget:
        if fault.code.startswith("passphrase"):
            return self.passphrase.first.field
        return (self.name if fault.code.startswith("account") else self.key).field
