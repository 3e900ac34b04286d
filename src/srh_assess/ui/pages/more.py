"""What else can be opened here, one line a room: from the board, and the first page of an
account that opens no woman's record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Heading, Text

_NOTHING = (
    "This account opens no woman’s record, and no other page is there for its roles yet. "
    "To talk with a woman, sign in as a nurse."
)


class MorePage(ShellPage):
    """The rooms. ``buttons`` holds each by its id; ``opened`` tells which was chosen."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, who: str, rooms: Sequence[WardRoom], waits: Mapping[str, str]
    ) -> None:
        """``waits`` says by the id of a room what waits there: such rooms come first."""
        super().__init__(theme, Heading("What would you like to open?"), hint=f"Signed in: {who}")
        self.buttons: dict[str, Button] = {}
        for room in sorted(rooms, key=lambda room: not waits.get(room.id)):
            button = Button(theme, room.words, icon=room.icon)
            waiting = waits.get(room.id, "")
            told = f"{waiting}. {room.hint}" if waiting else room.hint
            button.setAccessibleDescription(told)
            button.clicked.connect(partial(self.opened.emit, room.id))
            self.buttons[room.id] = button
            line: list[QWidget | None] = [button, None]
            if waiting:
                line.insert(1, Chip(theme, waiting, "attention"))
            hint = Text(room.hint, "hint")
            self._add(column(theme, row(theme, *line, gap="m"), hint, gap="xs"), gap="l")
        if not rooms:
            self._add(Text(_NOTHING))
