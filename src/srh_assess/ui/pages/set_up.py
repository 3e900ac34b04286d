"""The first start: the ward's names and numbers, the person who looks after accounts, a nurse.

Everything is checked on Continue, each fault in words beside its field. The keys are made
beside the window (``ui.work``), so that it never stands still.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.ask import Ask
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.training_door import TrainingDoor
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Line, Text
from srh_assess.workflow.desk import NewAccount, Unit

SHORTEST = 12
CLINIC = "SRH"
EMERGENCY = "ED"


class Wanted(Struct, frozen=True, kw_only=True):
    """What was filled in. ``folder`` is where the record is to be, when that was asked."""

    folder: Path | None
    unit: Unit
    first: NewAccount
    nurse: NewAccount


class _Person:
    """The fields of one account."""

    def __init__(self, theme: Theme, who: str, *, hint: str, pin: bool = False) -> None:
        self.who = who
        self.display = LineEntry(theme, f"{who}: name that colleagues see", hint="As on a letter")
        self.name = LineEntry(theme, f"{who}: name to sign in with", hint="Short, without title")
        self.pin = LineEntry(theme, f"{who}: NMC PIN", hint="May stay empty") if pin else None
        self.passphrase = LineEntry(theme, f"{who}: passphrase", hint=hint, secret=True)
        self.again = LineEntry(theme, f"{who}: the same passphrase once more", secret=True)

    @property
    def entries(self) -> list[Entry]:
        """The fields in reading order."""
        pin: list[Entry] = [self.pin] if self.pin is not None else []
        return [self.display, self.name, *pin, self.passphrase, self.again]

    def problems(self) -> list[tuple[str, Entry]]:
        """What must be put right."""
        found: list[tuple[str, Entry]] = []
        if not self.display.words.strip():
            found.append((f"{self.who}: write the name that colleagues see", self.display))
        if not self.name.words.strip():
            found.append((f"{self.who}: write a name to sign in with", self.name))
        if len(self.passphrase.words.strip()) < SHORTEST:
            sentence = f"{self.who}: the passphrase needs at least {SHORTEST} characters"
            found.append((sentence, self.passphrase))
        elif self.passphrase.words != self.again.words:
            found.append((f"{self.who}: the two passphrases must be the same", self.again))
        return found

    def account(self, *roles: str) -> NewAccount:
        """The account as it is to be made."""
        return NewAccount(
            name=self.name.words.strip(),
            display=self.display.words.strip(),
            roles=roles,
            passphrase=self.passphrase.words,
            registration=self.pin.words.strip() if self.pin is not None else "",
        )


class SetUpPage(ShellPage):
    """``wanted`` comes with everything filled in, once Continue finds nothing wrong."""

    wanted = Signal(object)
    training = Signal()

    def __init__(self, theme: Theme, ask: Ask, *, folder: Path | None = None) -> None:
        super().__init__(theme, Heading("Set up this computer"), hint="Once, before the first use")
        self._ask, self._busy = ask, False
        self._waiting = Text("", "hint")
        self._waiting.hide()
        self._add(self._waiting, gap="xs")
        self._folder = self._where(folder) if folder is not None else None
        self._ward()
        self._clinic()
        hint = f"At least {SHORTEST} characters; three or four ordinary words are good"
        self._first = _Person(theme, "First account", hint=hint)
        self._nurse = _Person(theme, "Nurse", hint=hint, pin=True)
        self._group(
            "The first account",
            "Looks after accounts and approves the clinical content. Reads no woman’s record",
            self._first.entries,
        )
        self._group("A nurse", "Talks with the women and keeps their records", self._nurse.entries)
        self.door = TrainingDoor(theme)  # needs no set-up, and no rights on this computer
        self.door.wanted.connect(self.training)
        self._add(self.door, gap="xl")

    # ---- building it

    def _group(self, title: str, explanation: str, entries: list[Entry]) -> None:
        self._add(Line(), gap="xl")
        self._add(Text(title, "heading"), gap="l")
        self._add(Text(explanation, "hint"), gap="hair")
        for entry in entries:
            self._add(entry)

    def _where(self, suggested: Path) -> LineEntry:
        entry = LineEntry(
            self._theme,
            "Folder of the record",
            hint="On this computer’s own disk, never on a network or in a cloud folder",
            words=str(suggested),
        )
        browse = Button(self._theme, "Choose a folder")
        browse.clicked.connect(self._browse)
        self._add(Line(), gap="xl")
        self._add(entry, row(self._theme, browse, None))
        return entry

    def _ward(self) -> None:
        theme = self._theme
        self._trust = LineEntry(theme, "Name of the trust", hint="As it should stand on letters")
        self._ward_name = LineEntry(theme, "Name of the ward")
        self._phone = LineEntry(theme, "Telephone of the ward", hint="For letters and call-backs")
        self._address = TextEntry(
            theme, "Address for letters", hint="The post room, line by line", advised=False
        )
        self._group("This ward", "", [self._trust, self._ward_name, self._phone, self._address])

    def _clinic(self) -> None:
        theme = self._theme
        self._clinic_name = LineEntry(
            theme, "Name of the sexual and reproductive health clinic", hint="May stay empty"
        )
        self._clinic_phone = LineEntry(theme, "Telephone of the clinic")
        self._emergency = LineEntry(
            theme, "Telephone of the emergency department", hint="When the clinic does not answer"
        )
        self._group(
            "Whom to ring",
            "Shown when something cannot wait. A number that is missing is said to be missing",
            [self._clinic_name, self._clinic_phone, self._emergency],
        )

    def _browse(self) -> None:
        assert self._folder is not None
        found = self._ask.folder("Folder of the record", Path(self._folder.words))
        if found is not None:
            self._folder.show_words(str(found))

    # ---- what it does

    @property
    def first_field(self) -> QWidget:
        """The first question."""
        return self.heading

    @property
    def busy(self) -> bool:
        """Whether the record is being made."""
        return self._busy

    def apply(self) -> None:
        """Checks everything, and gives it when nothing is wrong."""
        if self._busy:
            return
        problems = self._found()
        for entry in self._entries():
            entry.complain(next((said for said, of in problems if of is entry), ""))
        self._problems([Problem(said, entry.field) for said, entry in problems])
        if not problems:
            self._busy = True
            self.wanted.emit(self._as_wanted())

    def slow(self) -> None:
        """It takes longer than a moment."""
        self._waiting.say("Making the record and its keys")
        show_in_view(self._waiting)  # whoever filled it in stands at its foot
        announce(self, "Making the record and its keys")

    def refuse(self, fault: UserError) -> None:
        """Says what stood against it; everything that was typed stays."""
        self._busy = False
        self._waiting.say("")
        field = self._trust.field
        if fault.code == "account-name-taken":
            field = self._nurse.name.field
        elif self._folder is not None and fault.code.startswith("home"):
            field = self._folder.field
        self._problems([Problem(str(fault), field)])

    def _entries(self) -> list[Entry]:
        folder: list[Entry] = [self._folder] if self._folder is not None else []
        ward: list[Entry] = [self._trust, self._ward_name, self._phone, self._address]
        clinic: list[Entry] = [self._clinic_name, self._clinic_phone, self._emergency]
        return [*folder, *ward, *clinic, *self._first.entries, *self._nurse.entries]

    def _found(self) -> list[tuple[str, Entry]]:
        found: list[tuple[str, Entry]] = []
        if self._folder is not None and not self._folder.words.strip():
            found.append(("Name a folder for the record", self._folder))
        if not self._trust.words.strip():
            found.append(("Write the name of the trust", self._trust))
        if not self._ward_name.words.strip():
            found.append(("Write the name of the ward", self._ward_name))
        found += [*self._first.problems(), *self._nurse.problems()]
        if _plain(self._first.name.words) and _plain(self._first.name.words) == _plain(
            self._nurse.name.words
        ):
            found.append(("Nurse: choose another name to sign in with", self._nurse.name))
        return found

    def _as_wanted(self) -> Wanted:
        phones = {
            CLINIC: self._clinic_phone.words.strip(),
            EMERGENCY: self._emergency.words.strip(),
        }
        names = {CLINIC: self._clinic_name.words.strip()}
        address = (line.strip() for line in self._address.words.splitlines())
        return Wanted(
            folder=Path(self._folder.words.strip()) if self._folder is not None else None,
            unit=Unit(
                trust=self._trust.words.strip(),
                ward=self._ward_name.words.strip(),
                phone=self._phone.words.strip(),
                address=tuple(line for line in address if line),
                phones={key: number for key, number in phones.items() if number},
                names={key: name for key, name in names.items() if name},
            ),
            first=self._first.account("admin", "lead"),
            nurse=self._nurse.account("nurse"),
        )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
