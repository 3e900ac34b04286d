"""The door to training, on the pages before anybody has signed in: another program window, with a
home of its own. Nothing of the ward's record is opened behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Line, Text


class TrainingDoor(QWidget):
    """``wanted`` when it is pressed."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.button = Button(theme, "Open training")
        self.button.setAccessibleDescription("Opens a window of its own; nobody signs in there")
        self.button.clicked.connect(self.wanted)
        words = column(
            theme,
            Text("Training", "label"),
            Text("Invented women, kept apart from the ward", "muted"),
            gap="hair",
        )
        icon = Icon(theme, "book", "training", "state")
        line = row(theme, icon, words, self.button, gap="m")
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(theme, Line(), line, gap="l"))
