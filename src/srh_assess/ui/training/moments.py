"""Where a run can go back to: one press puts everything back as it was then."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.moments import clock_time
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.drill import Marker

_HINT = "What was done since then is thrown away. Nothing that is practised is a record"


class MomentsPage(ShellPage):
    """``chosen`` names the moment."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, moments: Sequence[Marker]) -> None:
        super().__init__(theme, Heading("Go back to which moment?"), hint=_HINT)
        self.buttons: dict[str, Button] = {}
        for place, one in enumerate(moments):
            time = clock_time(one.at)
            button = Button(theme, "Go back here", name=f"Go back to {time}, {one.title}")
            button.clicked.connect(partial(self.chosen.emit, one.id))
            self.buttons[one.id] = button
            line = row(theme, Text(time, "label", wrap=False), Text(one.title), button, gap="l")
            self._add(Card(theme, line, pad="m"), gap="l" if not place else "s")
