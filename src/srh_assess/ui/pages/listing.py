"""A list to work through: one card an entry, what is open first, and one button to each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip, ChipTone
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Heading, Text


class Listed(Struct, frozen=True, kw_only=True):
    """One entry of a list. ``state`` is a word or two with its tone."""

    id: str
    title: str
    about: str
    state: str = ""
    tone: ChipTone = ""


class ListPage(ShellPage):
    """``opened`` names the entry; ``begun`` asks for a new one, where one can be begun. ``above``
    stands before the entries."""

    opened = Signal(str)
    begun = Signal()

    def __init__(
        self,
        theme: Theme,
        words: str,
        listed: Sequence[Listed],
        *,
        hint: str = "",
        empty: str = "Nothing is here.",
        begin: str = "",
        above: QWidget | None = None,
    ) -> None:
        super().__init__(theme, Heading(words), hint=hint)
        self.buttons: dict[str, Button] = {}
        self.begin = Button(theme, begin, icon="plus")
        self.begin.setParent(self)
        self.begin.setVisible(bool(begin))
        self.begin.clicked.connect(self.begun)
        if begin:
            self._add(Flow(theme, self.begin), gap="l")
        if above is not None:
            self._add(above, gap="l")
        for one in listed:
            self._add(self._card(one), gap="m")
        if not listed:
            self._add(Text(empty), gap="l")

    def _card(self, one: Listed) -> Card:
        theme = self._theme
        button = Button(theme, "Open", name=f"Open, {one.title}, {one.about}")
        button.clicked.connect(partial(self.opened.emit, one.id))
        self.buttons[one.id] = button
        beside = [Chip(theme, one.state, one.tone)] if one.state else []
        return Card(
            theme,
            column(
                theme,
                Text(one.title, "label"),
                Text(one.about, "muted"),
                Flow(theme, button, *beside, gap="m"),
                gap="xs",
            ),
            pad="m",
        )
