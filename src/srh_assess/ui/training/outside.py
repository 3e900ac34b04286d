"""Outside her room: what is known before it begins, and where a paused run is gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.cards import CardView, SceneCard
from srh_assess.ui.training.scene import Act
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.text import Heading, Text


class OutsidePage(ShellPage):
    """``who`` and the notes, then what has happened. ``acted`` names what is to be done."""

    acted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        heading: str,
        *,
        hint: str,
        notes: str,
        letter: str = "",
        cards: Sequence[SceneCard],
        times: Sequence[Act],
        acts: Sequence[Act],
    ) -> None:
        super().__init__(theme, Heading(heading), hint=hint)
        self._add(column(theme, Text("What you know", "heading"), Text(notes), gap="s"))
        if letter:
            self._add(Fold(theme, "The letter that came along", letter), gap="s")
        for place, card in enumerate(cards):
            self._add(CardView(theme, card), gap="l" if not place else "s")
        self.buttons: dict[str, Button] = {}
        for head, group in (("Time", times), ("The scenario", acts)):
            made = [self._button(act) for act in group]
            flow = Flow(theme, *made, gap="m", down="s")
            self._add(column(theme, Text(head, "group"), flow, gap="s"), gap="xl")

    def _button(self, act: Act) -> Button:
        button = Button(self._theme, act.words, icon=act.icon)
        button.clicked.connect(partial(self.acted.emit, act.id))
        self.buttons[act.id] = button
        return button


class PausedPage(ShellPage):
    """It has stopped: one word, large, and nothing of the scenario on the wall."""

    def __init__(self, theme: Theme, words: str, hint: str) -> None:
        super().__init__(theme, Heading(words), hint=hint)
        if hint:
            self._add(Text("Everything is kept. F8, or Go on, goes on where it stood"), gap="xl")
