"""How sure do you feel, topic by topic: before, after, and eight weeks later."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.scale import Scale
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Line, Text

_HOW = "0 is not at all sure, 10 is quite sure. Left and Right, or digits; Backspace takes it back"
_WHOSE = (
    "Groups of eight or more are shown to a trainer, as a middle value. Nobody is shown your own "
    "answers, and they are not linked to any patient’s record."
)


_NOW, _BACK = "Now", "Looking back"


class ConfidencePage(ShellPage):
    """One scale a topic; with ``looking_back`` a second one below each. ``written`` gives the
    values by topic, now and before. A topic may be left empty."""

    written = Signal(object, object)

    def __init__(
        self, theme: Theme, heading: str, topics: Mapping[str, str], *, looking_back: bool = False
    ) -> None:
        super().__init__(theme, Heading(heading), hint=_HOW)
        self._add(Notice(theme, _WHOSE, "training", icon="lock"))
        self.now: dict[str, Scale] = {}
        self.before: dict[str, Scale] = {}
        for code, words in topics.items():
            self._add(Line(), gap="s")
            self._add(self._topic(code, words, looking_back), gap="s")

    def _topic(self, code: str, words: str, looking_back: bool) -> QVBoxLayout:
        """The topic over the whole width; its scale below, and with two a word before each."""
        theme = self._theme
        self.now[code] = self._scale(words)
        parts: list[QWidget | QHBoxLayout] = [Text(words, "label")]
        if looking_back:
            self.before[code] = self._scale(f"{words}, looking back")
            for head, scale in ((_NOW, self.now[code]), (_BACK, self.before[code])):
                said = Text(head, "muted", wrap=False)
                said.setMinimumWidth(theme.width("rail") // 2)
                line = row(theme, said, scale, gap="m")
                line.setStretch(1, 1)
                parts.append(line)
        else:
            parts.append(self.now[code])
        return column(theme, *parts, gap="xs")

    def _scale(self, name: str) -> Scale:
        scale = Scale(self._theme, name)
        scale.changed.connect(self.changed)
        return scale

    @property
    def valid(self) -> bool:
        """Whether at least one topic has an answer."""
        return any(scale.value is not None for scale in self.now.values())

    def apply(self) -> None:
        """Hands over what is chosen; nothing at all is asked about."""
        if not self.valid:
            first = next(iter(self.now.values()))
            self._problems([Problem("Answer one topic at least, or leave", first)])
            return
        self._problems([])
        self.written.emit(_values(self.now), _values(self.before))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from scale to scale; Enter goes on to the next."""
        scales = [one for one in self.findChildren(Scale) if one.isVisible()]
        here = QApplication.focusWidget()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Up: -1}
        by = step.get(Qt.Key(event.key()), 0)
        if not isinstance(here, Scale) or not by or not 0 <= scales.index(here) + by < len(scales):
            super().keyPressEvent(event)
            return
        scales[scales.index(here) + by].setFocus(Qt.FocusReason.TabFocusReason)


def _values(scales: Mapping[str, Scale]) -> dict[str, int]:
    return {code: scale.value for code, scale in scales.items() if scale.value is not None}
