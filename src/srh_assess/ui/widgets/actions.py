"""The action bar: Pause, Hide and Lock at the left; Back and the one primary act at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button, ButtonRole
from srh_assess.ui.widgets.text import Text

_NOTE = 32  # characters: a line of explanation that is longer may break


class ActionBar(QFrame):
    """What can be done with the page. ``go_on`` is the primary act, whatever its words."""

    back = Signal()
    go_on = Signal()
    other = Signal()
    pause = Signal()
    hide_now = Signal()
    lock = Signal()

    def __init__(self, theme: Theme, *, training: bool = False) -> None:
        super().__init__()
        self.setObjectName("actionBar")
        self.setAccessibleName("Actions")
        self.setProperty("training", training)
        self._theme, self._training = theme, training
        self.pause_button = Button(theme, "Pause", icon="pause")
        self.hide_button = Button(theme, "Hide", icon="eye-off")
        self.hide_button.setToolTip("F9")
        self.lock_button = Button(theme, "Lock", icon="lock")
        self.lock_button.setToolTip("Ctrl+L")
        self.note = Text("", "muted")
        self.note.hide()
        self.other_button = Button(theme, "")
        self.other_button.hide()
        self.back_button = Button(theme, "Back", icon="chevron-left")
        self.primary = Button(theme, "Continue", "primary", icon="chevron-right", trailing=True)
        self._line = QHBoxLayout(self)
        for part in (self.pause_button, self.hide_button, self.lock_button):
            self._line.addWidget(part)
        self._line.addWidget(self.note, 100)  # all of the room, where it is shown
        self._line.addStretch(1)
        for part in (self.other_button, self.back_button, self.primary):
            self._line.addWidget(part)
        side, down = theme.space("xl"), theme.space("s")
        self._line.setContentsMargins(side, down, side, down)
        self._line.setSpacing(theme.space("m"))
        self._line.addStrut(theme.floor("actions") - 2 * down)
        self._connect()

    def _connect(self) -> None:
        self.pause_button.clicked.connect(self.pause)
        self.hide_button.clicked.connect(self.hide_now)
        self.lock_button.clicked.connect(self.lock)
        self.other_button.clicked.connect(self.other)
        self.back_button.clicked.connect(self.back)
        self.primary.clicked.connect(self.go_on)

    def offer(
        self,
        words: str = "Continue",
        *,
        role: ButtonRole = "primary",
        icon: str = "chevron-right",
        other: str = "",
        back: bool = True,
        note: str = "",
    ) -> None:
        """What this page offers: the words of its primary act, another act beside it, whether
        Back leaves it, and a line of explanation."""
        self.primary.become(role, words, icon=icon, trailing=icon.startswith("chevron"))
        self.other_button.reword(other)
        self.other_button.setVisible(bool(other))
        self.back_button.setVisible(back)
        self.note.say(note)

    def open_primary(self, is_open: bool, why_not: str = "") -> None:
        """Opens or closes the primary act; a closed one says why beside it."""
        self.primary.setEnabled(is_open)
        self.note.say("" if is_open else why_not)
        self.primary.setAccessibleDescription("" if is_open else why_not)

    def home(self, words: str = "To the ward board") -> str:
        """What leaves the room is called: in training there is no ward to go to."""
        return "Out of the room" if self._training else words

    @property
    def note_room(self) -> int:
        """How much wider the line of explanation would be, were it not broken into short lines."""
        if self.note.isHidden():
            return 0
        most = _NOTE * self.note.fontMetrics().averageCharWidth()
        return max(0, min(self.note.sizeHint().width(), most) - self.note.minimumSizeHint().width())

    def short(self, short: bool) -> None:
        """Pause, Hide and Lock as icons with names."""
        for button in (self.pause_button, self.hide_button, self.lock_button):
            button.only_icon(short)

    def in_order(self) -> tuple[QWidget, ...]:
        """The order of the Tab key: the primary act first."""
        return (
            self.primary,
            self.other_button,
            self.back_button,
            self.pause_button,
            self.hide_button,
            self.lock_button,
        )
