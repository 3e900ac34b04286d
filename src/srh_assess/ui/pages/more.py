"""What else can be opened here, one line a room: from the board, and the first page of an
account that opens no woman's record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Heading, Text

_NOTHING = (
    "This account opens no woman’s record, and no other page is there for its roles yet. "
    "To talk with a woman, sign in as a nurse."
)


class MorePage(ShellPage):
    """The rooms. ``buttons`` holds each by its id; ``opened`` tells which was chosen."""

    opened = Signal(str)

    def __init__(self, theme: Theme, who: str, rooms: Sequence[WardRoom]) -> None:
        super().__init__(theme, Heading("What would you like to open?"), hint=f"Signed in: {who}")
        self.buttons: dict[str, Button] = {}
        for room in rooms:
            button = Button(theme, room.words, icon=room.icon)
            button.setAccessibleDescription(room.hint)
            button.clicked.connect(partial(self.opened.emit, room.id))
            self.buttons[room.id] = button
            hint = Text(room.hint, "hint")
            self._add(column(theme, row(theme, button, None), hint, gap="xs"), gap="l")
        if not rooms:
            self._add(Text(_NOTHING))
