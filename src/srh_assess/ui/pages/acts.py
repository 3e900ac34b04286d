"""How something stands, and the acts that can be done about it: one button each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Signal

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice, NoticeTone
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading


class Act(Struct, frozen=True, kw_only=True):
    """One button: what it does in words."""

    id: str
    words: str
    icon: str = "note"


class ActsPage(ShellPage):
    """``act`` names the button, ``pressed`` the row of a link."""

    act = Signal(str)
    pressed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: str,
        *,
        strong: str,
        notice: str,
        tone: NoticeTone = "",
        facts: Sequence[Fact] = (),
        acts: Sequence[Act] = (),
        said: str = "",
    ) -> None:
        super().__init__(theme, Heading(words))
        if said:
            self._add(Notice(theme, said, "ok"))
        self._add(Notice(theme, notice, tone, strong=strong))
        if facts:
            self.facts = Facts(theme, facts)
            self.facts.pressed.connect(self.pressed)
            self._add(self.facts, gap="l")
        self.buttons: dict[str, Button] = {}
        for one in acts:
            button = Button(theme, one.words, icon=one.icon)
            button.clicked.connect(partial(self.act.emit, one.id))
            self.buttons[one.id] = button
        self._add(Flow(theme, *self.buttons.values(), down="m"), gap="xl")
