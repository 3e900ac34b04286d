"""Coming back after a short absence: the same person's short number. No woman is named here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.ui.pages.sign_in import Beside
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Heading, Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComeBackPage(Beside):
    """``pin`` gives the number; ``other`` asks for the page on which anybody signs in."""

    pin = Signal(str)
    other = Signal()

    def __init__(self, theme: Theme, who: str) -> None:
        super().__init__(theme, Heading("Locked"))
        self._busy = False
        self.number = LineEntry(theme, "Your short number", secret=True)
        self.number.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.button = Button(theme, "Show it again", "primary")
        self.button.clicked.connect(self._wanted)
        other = Button(theme, "With a passphrase, or somebody else", "link")
        other.clicked.connect(self.other)
        self._waiting = Text("", "hint")
        self._waiting.hide()
        box = column(
            theme,
            None,
            self.heading,
            Text(f"{who}, your short number shows the page as you left it. Everything is kept",
                 "hint"),
            self.number,
            self.button,
            row(theme, other, None),
            self._waiting,
            None,
            gap="m",
        )  # fmt: skip
        self._inside.setLayout(box)

    @property
    def first_field(self) -> QWidget:
        """The number."""
        return self.number.field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives it."""
        if event.key() in _ENTER:
            self._wanted()
        else:
            super().keyPressEvent(event)

    def slow(self) -> None:
        """It takes longer than a moment."""
        self._waiting.say("Opening the store")
        announce(self, "Opening the store")

    def refuse(self, fault: UserError) -> None:
        """Says beside the field what to do next."""
        self._busy = False
        self.button.setEnabled(True)
        self._waiting.say("")
        self.number.show_words("")
        self.number.complain(str(fault))
        self.number.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, str(fault), urgent=True)

    def _wanted(self) -> None:
        if self._busy:
            return
        if not self.number.words.strip():
            self.number.complain("Write your short number")
            return
        self._busy = True
        self.button.setEnabled(False)
        self.pin.emit(self.number.words.strip())
