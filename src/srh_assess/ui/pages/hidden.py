"""Coming back after the screen was hidden for longer than a moment: the same nurse's passphrase.

Nothing of anyone stands on it. Somebody else locks instead, and signs in.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.errors import UserError
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Heading, Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HiddenPage(QWidget):
    """``confirm`` gives the passphrase; ``other`` asks to lock, for somebody else."""

    confirm = Signal(str)
    other = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hiddenCover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy = False
        self.heading = Heading("Hidden")
        self._who = Text("", "hint")
        self.passphrase = LineEntry(theme, "Passphrase", secret=True)
        show = Button(theme, "Show again", "primary")
        show.clicked.connect(self._wanted)
        other = Button(theme, "Somebody else")
        other.clicked.connect(self.other)
        inside = QWidget()
        inside.setMaximumWidth(theme.width("text-min") - 4 * theme.space("xl"))
        inside.setLayout(
            column(
                theme, self.heading, self._who, self.passphrase, row(theme, show, other, None),
                gap="l",
            )
        )  # fmt: skip
        line = row(theme, None, inside, None)
        line.setStretch(1, 4)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addLayout(line)
        box.addStretch(2)

    def open_for(self, who: str) -> None:
        """Begins anew, for the person who is signed in."""
        self._busy = False
        self._who.setText(f"{who}, your passphrase shows the screen again")
        self.passphrase.show_words("")
        self.passphrase.complain("")
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, fault: UserError) -> None:
        """Says beside the field what to do next."""
        self._busy = False
        self.passphrase.show_words("")
        self.passphrase.complain(str(fault))
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, str(fault), urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks to come back; nothing goes on to what is covered."""
        if event.key() in _ENTER:
            self._wanted()

    def _wanted(self) -> None:
        if self._busy:
            return
        if not self.passphrase.words.strip():
            self.passphrase.complain("Write your passphrase")
            return
        self._busy = True
        self.confirm.emit(self.passphrase.words)
