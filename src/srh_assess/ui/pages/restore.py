"""Putting a backup in the place of the record, from the sign-in page: which one, and its key.

What each backup holds is shown before anything is touched. The present files are set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.ask import Ask
from srh_assess.ui.pages.account_forms import Form
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import place
from srh_assess.workflow.place import Offered

MOST = 6
_OPENS = "What opens the record today, or what opened it when the backup was made"


class Chosen(Struct, frozen=True, kw_only=True):
    """Which backup, and what opens it."""

    backup: Offered
    name: str
    secret: str
    recovery_key: bool

    def __repr__(self) -> str:
        return "Chosen(...)"


class RestorePage(Form):
    """``wanted`` gives what was chosen."""

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, ask: Ask, offered: Sequence[Offered], name: str, start: Path
    ) -> None:
        super().__init__(
            theme,
            "Restore a backup",
            hint="The present files are set aside in the same folder, untouched",
        )
        self._ask, self._start = ask, start
        self.offered = list(offered[:MOST])
        self._place = QWidget()
        self._box = column(theme)
        self._place.setLayout(self._box)
        self._add(self._place)
        self.other = Button(theme, "Another file")
        self.other.clicked.connect(self._other)
        self._add(row(theme, self.other, None))
        keys = [
            Choice("passphrase", "A passphrase"),
            Choice("recovery", "The printed recovery key"),
        ]
        self._add(Text("What opens it?", "heading"), gap="l")
        self._add(Text(_OPENS, "hint"), gap="hair")
        self.key = AnswerGroup(theme, "What opens it?", keys, density="row", numbered=False)
        self.key.choose(("passphrase",))
        self.key.changed.connect(self._relabel)
        self._add(self.key)
        self.name = self._line("Your name")
        self.name.show_words(name)
        self.secret = self._line("Passphrase", secret=True)
        self.written_key = self._line("Recovery key", secret=True)
        self._show_offered()
        self._relabel()

    def _show_offered(self) -> None:
        while taken := self._box.takeAt(0):
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        choices = [
            Choice(
                str(place_),
                f"Made {one.made}",
                f"{counted(one.entries, 'entry', 'entries')} of "
                f"{counted(one.admissions, 'admission', 'admissions')}; {one.file.name}",
            )
            for place_, one in enumerate(self.offered)
        ]
        if not choices:
            self._box.addWidget(Text("No backup was found where this record keeps them."))
        self.backups = AnswerGroup(
            self._theme, "Which backup?", choices, density="page", numbered=False
        )
        self._box.addWidget(self.backups)

    def _other(self) -> None:
        file = self._ask.file_to_open(
            "The backup to restore", self._start, "Backups (*.srhbackup);;All files (*)"
        )
        if file is None:
            return
        try:
            found = place.backup_in(file)
        except UserError as fault:
            self.refuse(fault)
            return
        self.offered = [found, *self.offered][:MOST]
        self._show_offered()
        self.backups.choose(("0",))
        self._problems([])  # what was said of another file is over

    def _relabel(self) -> None:
        for entry in (self.name, self.secret):
            entry.setVisible(not self._by_key)
        self.written_key.setVisible(self._by_key)

    @property
    def _by_key(self) -> bool:
        return tuple(self.key.codes) == ("recovery",)

    @property
    def _asked(self) -> LineEntry:
        return self.written_key if self._by_key else self.secret

    def _found(self) -> list[tuple[str, QWidget]]:
        found: list[tuple[str, QWidget]] = []
        if not self.backups.codes:
            found.append(("Choose a backup", self.backups if self.offered else self.other))
        if not self._by_key and not self.name.words.strip():
            found.append(("Write your name", self.name))
        if not self._asked.words.strip():
            what = "recovery key" if self._by_key else "passphrase"
            found.append((f"Write the {what}", self._asked))
        return found

    def _give(self) -> None:
        self.wanted.emit(
            Chosen(
                backup=self.offered[int(self.backups.codes[0])],
                name=self.name.words.strip(),
                secret=self._asked.words,
                recovery_key=self._by_key,
            )
        )

    def _blamed(self, _: UserError) -> QWidget:
        return self._asked.field
