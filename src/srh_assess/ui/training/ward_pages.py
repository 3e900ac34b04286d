"""The pages round an invented ward: before it is built, while it is, at its desk, and what was
planted in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from srh_assess.errors import BadInput
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.scene import Act
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import training_ward
from srh_assess.workflow.invented.planted import Told

HEAD = "Look round an invented ward"
TOUCHES = "The records touch on sex, pregnancy and saying no. Nothing is told in detail"
_WHAT = (
    "Twelve women are on the ward, each at another point: who is due, who waits for a result, "
    "whose clock runs. Behind them stand two years of stays, for the summary. Nobody in it is "
    "real, and nothing that you do is marked"
)
_PLANTED = "Some things were planted in it. They are told when you ask for them, not before"
SEATS = (
    ("nurse", "Sit down as a nurse", "The board, the lists of the day, each woman’s record and "
     "timeline; talk, sign, follow up"),
    ("manager", "Sit down as the manager", "The summary of two years: figures, charts and files at "
     "three levels. No woman’s record opens"),
)  # fmt: skip
AGAIN = Act("again", "As it was at first", "curved-arrow")
PLANTED = Act("planted", "What was planted", "eye")
AWAY = Act("away", "Throw it away", "cross")
SEAT = Act("seat", "Who sits here", "person")
ACTS = (AGAIN, PLANTED, AWAY)


class BeforeWardPage(ShellPage):
    """What it is, and which one. ``built`` gives the number of the ward."""

    built = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Heading(HEAD), hint="The day of a ward, or its figures")
        self._add(Notice(theme, TOUCHES, "training", strong="Before you begin", icon="info"))
        self._add(Text(_WHAT), Text(_PLANTED, "muted"), gap="m")
        self.number = LineEntry(
            theme,
            "Number of the ward",
            hint=f"1 to {training_ward.MOST:,}. With the same number everybody sees the same women",
            words="1",
        )
        self._add(self.number, gap="l")

    def apply(self) -> None:
        """Builds it, or says what is no number."""
        try:
            number = training_ward.number_of(self.number.words)
        except BadInput as fault:
            said = f"{fault.sentence} {fault.next_step}"
            self.number.complain(said)
            self._problems([Problem(said, self.number)])
            return
        self.built.emit(number)


class BuildingPage(ShellPage):
    """How far it is. The act below stops it."""

    def __init__(self, theme: Theme, stays: int) -> None:
        super().__init__(theme, Heading("Building the ward"), hint="It takes some seconds")
        self.bar = QProgressBar()
        self.bar.setRange(0, stays)
        self.bar.setValue(0)
        self.bar.setAccessibleName("How much is built")
        self.bar.setTextVisible(False)
        self.said = Text("The ward and its accounts")
        self._add(column(theme, self.bar, self.said, gap="s"), gap="l")

    def say(self, words: str) -> None:
        """One stay more."""
        self.bar.setValue(self.bar.value() + 1)
        self.said.say(words)


class DeskPage(ShellPage):
    """The ward stands. ``sat`` names the seat, ``acted`` what is to be done with the ward."""

    sat = Signal(str)
    acted = Signal(str)

    def __init__(self, theme: Theme, number: int, stands: str) -> None:
        hint = f"Ward {number}, as it stands on {stands}"
        super().__init__(theme, Heading("Who sits at the desk?"), hint=hint)
        self.seats: dict[str, Button] = {}
        for place, (seat, title, about) in enumerate(SEATS):
            button = Button(theme, "Sit down", name=f"{title}. {about}")
            button.clicked.connect(partial(self.sat.emit, seat))
            self.seats[seat] = button
            said = column(theme, Text(title, "label"), Text(about, "muted"), gap="hair")
            line = row(theme, said, button, gap="l")
            line.setStretch(0, 1)
            self._add(Card(theme, line, pad="m"), gap="l" if not place else "s")
        self.acts: dict[str, Button] = {}
        for act in (AGAIN, PLANTED):
            button = Button(theme, act.words, icon=act.icon)
            button.clicked.connect(partial(self.acted.emit, act.id))
            self.acts[act.id] = button
        flow = Flow(theme, *self.acts.values(), gap="m", down="s")
        self._add(column(theme, Text("The ward", "group"), flow, gap="s"), gap="xl")


class PlantedPage(ShellPage):
    """What was planted: in the figures, and on the ward."""

    def __init__(self, theme: Theme, told: Sequence[Told], women: Sequence[str]) -> None:
        super().__init__(
            theme,
            Heading("What was planted"),
            hint="What did you notice first, and what told you? Who would hear of it on your ward?",
        )
        if told:
            self._add(Text("In the figures", "heading"), gap="l")
        for one in told:
            said = column(
                theme,
                Text(one.title, "label"),
                Text(one.planted),
                Text(one.look, "muted"),
                gap="xs",
            )
            self._add(Card(theme, said, pad="m"), gap="s")
        lines = [Text(f"•  {woman}") for woman in women]
        self._add(column(theme, Text("On the ward", "heading"), *lines, gap="xs"), gap="xl")
