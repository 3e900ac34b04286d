"""Where the second person signs: her own name and passphrase, while the first one's page stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.text import Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SecondPanel(QWidget):
    """``signed`` gives the code of the act, the name and the passphrase."""

    signed = Signal(str, str, str)

    def __init__(self, theme: Theme, first: str, acts: dict[str, str]) -> None:
        super().__init__()
        self.name = LineEntry(theme, "Name of the second person")
        self.passphrase = LineEntry(theme, "Passphrase of the second person", secret=True)
        self.buttons: dict[str, Button] = {}
        for code, words in acts.items():
            button = Button(theme, words)
            button.clicked.connect(lambda _=False, code=code: self._sign(code))
            self.buttons[code] = button
        hint = Text(f"{first} stays signed in. Somebody else signs here", "hint")
        acts_row = Flow(theme, *self.buttons.values(), gap="m")
        self.setLayout(column(theme, hint, self.name, self.passphrase, acts_row, gap="m"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter decides nothing: one of the buttons is pressed."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)

    def busy(self, busy: bool) -> None:
        """The keys are being opened."""
        for button in self.buttons.values():
            button.setEnabled(not busy)

    def refuse(self, fault: UserError) -> None:
        """Says what stands against it; the name stays, the passphrase goes."""
        self.busy(False)
        self.passphrase.show_words("")
        self.passphrase.complain(str(fault))
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, str(fault), urgent=True)

    def _sign(self, code: str) -> None:
        for entry, sentence in (
            (self.name, "Write the name the second person signs in with"),
            (self.passphrase, "Write the passphrase of the second person"),
        ):
            entry.complain("" if entry.words.strip() else sentence)
            if not entry.words.strip():
                entry.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.signed.emit(code, self.name.words.strip(), self.passphrase.words)
