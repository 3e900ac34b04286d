"""Choosing one's own short number, with which one comes back after a moment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.pages.account_forms import Form
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button

_HINT = (
    "After the lock it shows the page as you left it, for {minutes:g} minutes and three tries. "
    "Later, and after every sign-out, the passphrase is asked. It opens nothing on another computer"
)


class OwnNumberPage(Form):
    """``wanted`` gives the passphrase and the number; an empty number takes it away."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, *, has_one: bool, minutes: float) -> None:
        super().__init__(theme, "Your short number", hint=_HINT.format(minutes=minutes))
        self.passphrase = self._line("Your passphrase", secret=True)
        self.number = self._line(
            "Short number", hint="6 to 12 digits, without a run or a pattern", secret=True
        )
        self.again = self._line("The same number once more", secret=True)
        self.none = Button(theme, "Have none any more")
        self.none.clicked.connect(self._take_away)
        self.none.setVisible(has_one)
        self._add(self.none)

    def _found(self) -> list[tuple[str, QWidget]]:
        found: list[tuple[str, QWidget]] = []
        if not self.passphrase.words.strip():
            found.append(("Write your passphrase", self.passphrase))
        if not self.number.words.strip():
            found.append(("Write the number", self.number))
        elif self.number.words != self.again.words:
            found.append(("The two numbers must be the same", self.again))
        return found

    def _give(self) -> None:
        self.wanted.emit(self.passphrase.words, self.number.words.strip())

    def _take_away(self) -> None:
        if self.passphrase.words.strip():
            self.wanted.emit(self.passphrase.words, "")
        else:
            self.passphrase.complain("Write your passphrase")

    def _blamed(self, fault: UserError) -> QWidget:
        return self.number.field if fault.code.startswith("pin") else self.passphrase.field
