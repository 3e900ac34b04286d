"""What an account sees that may not open a woman's record."""

from __future__ import annotations

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Heading, Text


class NoRecordPage(ShellPage):
    """Says so, and signs out."""

    sign_out = Signal()

    def __init__(self, theme: Theme, who: str) -> None:
        super().__init__(theme, Heading(f"Signed in as {who}"))
        self._add(
            Text(
                "This account looks after accounts and approves the clinical content. "
                "It opens no woman’s record. To talk with a woman, sign in as a nurse."
            )
        )
        button = Button(theme, "Sign out", "primary")
        button.clicked.connect(self.sign_out)
        self._add(row(theme, button, None))
