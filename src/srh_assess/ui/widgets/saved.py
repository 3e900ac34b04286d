"""The state of saving, at the right of the banner."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from srh_assess.clock import local
from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Text


class SavedMark(QWidget):
    """ "Saved 14:02:11", shown only after the commit returned; or why it is not saved.

    A saving is not announced, or it would talk over every answer; a failure is, at once.
    """

    help_wanted = Signal()

    def __init__(self, theme: Theme, *, kept: str = "Saved") -> None:
        super().__init__()
        self.setObjectName("savedMark")
        self._kept = kept
        self._icon = Icon(theme, "", "ok")
        self._words = Text("", "small", "ok", wrap=False)
        self._link = Button(theme, "What to do", "link")
        self._link.clicked.connect(self.help_wanted)
        self._link.hide()
        line = row(theme, self._icon, self._words, self._link, gap="xs")
        line.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def saved(self, at: datetime) -> None:
        """Everything up to this moment is on the disk."""
        self._say(f"{self._kept} {local(at):%H:%M:%S}", "tick", "ok")
        self._link.hide()

    def not_saved(self, why: str) -> None:
        """The last answer is on the screen only, and why."""
        self._say(f"Not saved: {why}", "triangle", "attention")
        self._link.show()
        announce(self, f"Not saved: {why}", urgent=True)

    def clear(self) -> None:
        """Nothing has been saved yet."""
        self._say("", "", "ok")
        self._link.hide()

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _say(self, words: str, icon: str, tone: str) -> None:
        self._words.setText(words)
        failed = tone == "attention"
        self._words.tone("attention" if failed else "ok")
        set_property(self._words, "role", "label" if failed else "small")
        self._icon.show_icon(icon, tone)
        self.setAccessibleName(words)
