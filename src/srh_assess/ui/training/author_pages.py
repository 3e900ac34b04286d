"""The pages of an author: what was written here, the parts of one, the entries of a part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.training.model import Scenario
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.parts import Part
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.training_own import Own

MOST_SAID = 6
_RULES = (
    "Invented people only: a colour for a family name, nothing of anybody you know. Say before it "
    "begins what it touches. Have it read by people who have been in-patients"
)
_ACTS = (
    ("try", "Look at it as a learner", "eye"),
    ("record", "Do it once: keep what I do as the model answer", "tick"),
    ("paper", "Paper version", "printer"),
    ("share", "Share as one file", "note"),
    ("remove", "Take it off this computer", "cross"),
)


def _card(theme: Theme, title: str, about: str, beside: Sequence[QWidget]) -> Card:
    said = column(theme, Text(title, "label"), Text(about, "muted"), gap="hair")
    line = row(theme, said, *beside, gap="m")
    line.setStretch(0, 1)
    return Card(theme, line, pad="m")


class WrittenPage(ShellPage):
    """``opened`` one of ours; ``copied`` or ``printed`` one that came with the program; ``begun``
    a new one, ``brought`` one from a file."""

    opened = Signal(str)
    copied = Signal(str)
    printed = Signal(str)
    begun = Signal()
    brought = Signal()

    def __init__(self, theme: Theme, own: Sequence[Own], ready: Sequence[Scenario]) -> None:
        super().__init__(theme, Heading("Write or change a scenario"), hint=_RULES)
        self.new = Button(theme, "Write a new one", icon="plus")
        self.new.clicked.connect(self.begun)
        self.bring = Button(theme, "Bring one in from a file", icon="note")
        self.bring.clicked.connect(self.brought)
        self._add(Flow(theme, self.new, self.bring, gap="m"))
        self.buttons: dict[str, Button] = {}
        self.copies: dict[str, Button] = {}
        self.papers: dict[str, Button] = {}
        if own:
            self._add(Text("Written here", "heading"), gap="xl")
        for one in own:
            button = Button(theme, "Open", name=f"Open, {one.title}")
            button.clicked.connect(partial(self.opened.emit, one.id))
            self.buttons[one.id] = button
            count = len(one.faults)
            told = f"{count} thing{'s' if count != 1 else ''} to put right" if count else "Ready"
            chip = Chip(theme, "In work" if count else "Ready", "attention" if count else "ok")
            self._add(_card(theme, one.title, told, (chip, button)), gap="s")
        self._add(Text("To copy and change", "heading"), gap="xl")
        for scenario in ready:
            button = Button(theme, "Copy", name=f"Copy, {scenario.title}")
            button.clicked.connect(partial(self.copied.emit, scenario.id))
            self.copies[scenario.id] = button
            paper = Button(theme, "On paper", name=f"On paper, {scenario.title}")
            paper.clicked.connect(partial(self.printed.emit, scenario.id))
            self.papers[scenario.id] = paper
            self._add(_card(theme, scenario.title, scenario.author, (paper, button)), gap="s")


class PartsPage(ShellPage):
    """What is still wrong in plain sentences, the parts, and what can be done with the whole."""

    opened = Signal(str)
    acted = Signal(str)

    def __init__(self, theme: Theme, title: str, parts: Sequence[Part], own: Own) -> None:
        super().__init__(theme, Heading(title), hint="Everything is kept at each step")
        if own.faults:
            said = [f"•  {fault.sentence} {fault.next_step}" for fault in own.faults[:MOST_SAID]]
            if len(own.faults) > MOST_SAID:
                said.append(f"•  and {len(own.faults) - MOST_SAID} more")
            self._add(Notice(theme, "\n".join(said), "attention",
                             strong="Still to put right before it can be played"))  # fmt: skip
        else:
            self._add(Notice(theme, "It can be played.", "ok"))
        self.buttons: dict[str, Button] = {}
        for place, part in enumerate(parts):
            button = Button(theme, "Open", name=f"Open, {part.words}")
            button.clicked.connect(partial(self.opened.emit, part.id))
            self.buttons[part.id] = button
            count = len(own.table.get(part.key, ())) if part.key else 0
            about = f"{part.hint}. {count} so far" if part.key else part.hint
            self._add(_card(theme, part.words, about, (button,)), gap="l" if not place else "s")
        self.acts: dict[str, Button] = {}
        for id, words, icon in _ACTS:
            act = Button(theme, words, icon=icon)
            act.clicked.connect(partial(self.acted.emit, id))
            self.acts[id] = act
        self._add(Flow(theme, *self.acts.values(), gap="m", down="s"), gap="xl")


class EntriesPage(ShellPage):
    """The entries of one part. ``opened`` gives the place of one, ``begun`` asks for another."""

    opened = Signal(int)
    begun = Signal()

    def __init__(self, theme: Theme, part: Part, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__(theme, Heading(part.words), hint=part.hint)
        self.begin = Button(theme, f"Add {part.one}", icon="plus")
        self.begin.clicked.connect(self.begun)
        self._add(Flow(theme, self.begin))
        self.buttons: list[Button] = []
        for place, (title, about) in enumerate(rows):
            button = Button(theme, "Change", name=f"Change, {title}")
            button.clicked.connect(partial(self.opened.emit, place))
            self.buttons.append(button)
            self._add(_card(theme, title, about, (button,)), gap="l" if not place else "s")
        if not rows:
            self._add(Text("Nothing stands here yet.", "muted"))
