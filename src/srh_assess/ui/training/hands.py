"""A count of hands: how many of the group would do each thing. Numbers only, never a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGroupBox, QWidget

from srh_assess.saying import counted
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow, row
from srh_assess.ui.widgets.text import Text

MOST = 200
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Plus: 1,
          Qt.Key.Key_Down: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Minus: -1}  # fmt: skip


class Count(QWidget):
    """One number. It is one stop: up and down change it, digits write it."""

    changed = Signal()

    def __init__(self, theme: Theme, words: str, number: int = 0) -> None:
        super().__init__()
        self._words, self.number = words, number
        self._shown = Text("", "name", wrap=False)
        less = Button(theme, "−", name=f"One hand fewer: {words}")
        more = Button(theme, "+", name=f"One hand more: {words}")
        for button, step in ((less, -1), (more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self.step, step))
        self.less, self.more = less, more
        self.setLayout(row(theme, less, self._shown, more, gap="s"))
        self._shown.setMinimumWidth(theme.width("rail-narrow") // 2)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def step(self, by: int) -> None:
        """So many hands more, or fewer."""
        self.write(self.number + by)

    def write(self, number: int) -> None:
        """The number itself, from none to more than any room holds."""
        number = min(max(number, 0), MOST)
        if number != self.number:
            self.number = number
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        self._shown.setText(f"{self.number}")
        hands = counted(self.number, "hand")
        self.setAccessibleName(f"{self._words}: {hands}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and signs count, digits write, Backspace takes the last digit away."""
        key = event.key()
        if key in _STEPS:
            self.step(_STEPS[Qt.Key(key)])
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.write(self.number * 10 + key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Backspace:
            self.write(self.number // 10)
        else:
            event.ignore()


class Hands(QGroupBox):
    """The counts beside each other, by the number of the answer. ``changed`` follows each."""

    changed = Signal()

    def __init__(
        self, theme: Theme, options: Sequence[tuple[str, str]], before: Mapping[str, int]
    ) -> None:
        super().__init__()
        self.setAccessibleName("Count of hands")
        self.counts: dict[str, Count] = {}
        parts = []
        for place, (code, words) in enumerate(options, 1):
            count = Count(theme, f"{place}, {words}", before.get(code, 0))
            count.changed.connect(self.changed)
            self.counts[code] = count
            holder = QWidget()
            holder.setLayout(row(theme, Text(f"{place}:", "label", wrap=False), count, gap="s"))
            parts.append(holder)
        flow = Flow(theme, *parts, gap="xl", down="s")
        self.setLayout(flow)

    @property
    def numbers(self) -> dict[str, int]:
        """How many for each."""
        return {code: count.number for code, count in self.counts.items()}
