"""The first pages of training: which scenario, what to know before it, and how it is run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from srh_assess.training.debrief import turn_to
from srh_assess.training.model import Scenario
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.scene import Act
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.drill_begun import LeftOpen
from srh_assess.workflow.training_world import Run

RUNS: dict[str, str] = {"alone": "Alone", "pair": "In pairs", "group": "With a group"}
_RUN_CHOICES = (
    Choice("alone", RUNS["alone"], "At your own pace; nobody else sees what you do"),
    Choice(
        "pair",
        RUNS["pair"],
        "One asks, one is the person asked: the answers are covered. Places change",
    ),
    Choice(
        "group",
        RUNS["group"],
        "On a projector: large words, answers hidden until shown, hands counted without names",
    ),
)
NUMBER = "Way-back number"
_LEVELS = {"core": "Core", "more": "Further"}
_LEAVE = "You may leave at any time. Nobody asks why, and nothing is kept of it"
APPRAISAL = "Practice on invented patients. It is never used for appraisal"


class Offered(Struct, frozen=True, kw_only=True):
    """A scenario of the list, or a file that cannot be played and the sentence that says why."""

    id: str
    scenario: Scenario | None = None
    problem: str = ""
    own: bool = False


def _about(one: Offered) -> str:
    found = one.scenario
    if found is None:
        return one.problem
    about = f"{_LEVELS[found.level]}, about {found.minutes} minutes"
    touches = touched(found)
    return f"{about}. {touches}" if touches else about


def touched(scenario: Scenario) -> str:
    """What it touches on; empty where its author says that it is nothing."""
    words = scenario.content_notice.strip()
    return "" if words.rstrip(".").casefold() in ("none", "nothing") else words


class LeftCard(QWidget):
    """The window was closed in the middle of a run. Whoever has its number goes on with it: the
    next to sit here learns neither what it was nor what was done. Beginning another throws it
    away, too. ``gone_on`` gives the number that was typed."""

    gone_on = Signal(str)
    thrown = Signal()

    def __init__(self, theme: Theme, left: LeftOpen) -> None:
        super().__init__()
        self.number = LineEntry(theme, NUMBER) if left.numbered else None
        self.on = Button(theme, "Go on with it")
        self.away = Button(theme, "Throw it away")
        self.on.clicked.connect(self._go_on)
        self.away.clicked.connect(self.thrown)
        head = f"Left open: {left.title}" if left.title else "A run was left open"
        parts: list[QWidget | QLayout] = [Text(head, "label"), Text(_left_words(left), "muted")]
        if self.number is not None:
            parts.append(self.number)
        parts.append(Flow(theme, self.on, self.away, gap="m"))
        card = Card(theme, column(theme, *parts, gap="s"), "training", pad="m")
        self.setLayout(column(theme, card))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after the number goes on with it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        self.gone_on.emit(self.number.words if self.number is not None else "")


def _left_words(left: LeftOpen) -> str:
    if not left.numbered:
        return "The window was closed in the middle of it. Beginning another throws it away"
    return (
        "If it was you, the number that stood beside the page leads back to it. Nobody else sees "
        "it; beginning another throws it away"
    )


class HallPage(ShellPage):
    """Every scenario, and what stands round the course. ``opened`` names a scenario, ``acted``
    what was chosen beside them. A scenario that cannot be played says why, and opens to be
    put right."""

    opened = Signal(str)
    acted = Signal(str)
    gone_on = Signal(str)
    thrown = Signal()

    def __init__(
        self,
        theme: Theme,
        offered: Sequence[Offered],
        acts: Sequence[Act],
        *,
        left: LeftOpen | None = None,
    ) -> None:
        super().__init__(theme, Heading("What would you like to practise?"), hint=APPRAISAL)
        self.acts: dict[str, Button] = {}
        self.buttons: dict[str, Button] = {}
        for act in acts:
            button = Button(theme, act.words, icon=act.icon)
            button.clicked.connect(partial(self.acted.emit, act.id))
            self.acts[act.id] = button
        self._add(Flow(theme, *self.acts.values(), gap="m", down="s"))
        self.left = LeftCard(theme, left) if left is not None else None
        if self.left is not None:
            self.left.gone_on.connect(self.gone_on)
            self.left.thrown.connect(self.thrown)
            self._add(self.left)
        for place, one in enumerate(offered):
            self._add(self._card(one), gap="l" if not place else "s")
        if not offered:
            self._add(Text("No scenario is here. Bring one in, or write one."))

    def _card(self, one: Offered) -> Card:
        theme, found = self._theme, one.scenario
        title = found.title if found is not None else one.id
        words = "Practise" if found is not None else "Put right"
        button = Button(theme, words, name=f"{words}, {title}, {_about(one)}")
        button.clicked.connect(partial(self.opened.emit, one.id))
        self.buttons[one.id] = button
        head: list[QWidget] = [Text(title, "label")]
        if found is None:
            head.append(Chip(theme, "Cannot be played", "attention"))
        elif one.own:
            head.append(Chip(theme, "Written here", "training"))
        said = column(theme, row(theme, *head, gap="m"), Text(_about(one), "muted"), gap="hair")
        line = row(theme, said, button, gap="l")
        line.setStretch(0, 1)
        return Card(theme, line, pad="m")


class BeforePage(ShellPage):
    """What this one touches, how to leave, what is practised, and how it is run. ``begun``
    gives the way it is run. ``support`` is whom one can turn to here."""

    begun = Signal(str)

    def __init__(self, theme: Theme, scenario: Scenario, support: str = "") -> None:
        super().__init__(
            theme,
            Heading(scenario.title),
            hint=f"{_LEVELS[scenario.level]}, about {scenario.minutes} minutes",
        )
        notice = touched(scenario) or "Nothing in it is known to touch on violence or loss."
        self._add(Notice(theme, notice, "training", strong="Before you begin", icon="info"))
        if "leave" not in notice:
            self._add(Text(_LEAVE, "muted"), gap="s")
        self._add(Text(turn_to(support), "label" if support else "muted"), gap="s")
        if scenario.aims:
            aims = [Text(f"•  {aim}") for aim in scenario.aims]
            self._add(column(theme, Text("What you practise", "heading"), *aims, gap="xs"))
        reviewed = "reviewed" if scenario.expert_by_experience == "reviewed" else "not yet reviewed"
        words = f"{scenario.author}. By people who have been in-patients: {reviewed}"
        self._add(Text("How is it run?", "heading"))
        self.runs = AnswerGroup(theme, "How is it run?", _RUN_CHOICES)
        self.runs.changed.connect(self.changed)
        self._add(self.runs, gap="s")
        self._add(Text(words, "caption"), gap="m")

    @property
    def run(self) -> Run | None:
        """How it is run; none until somebody has chosen."""
        return cast(Run, self.runs.codes[0]) if self.runs.codes else None

    @property
    def valid(self) -> bool:
        """Whether it can begin."""
        return self.run is not None

    def apply(self) -> None:
        """Begins, or says what is still to be chosen."""
        if self.run is None:
            self.runs.invalid(True)
            self._problems([Problem("Choose how it is run", self.runs)])
            return
        self._problems([])
        self.begun.emit(self.run)
