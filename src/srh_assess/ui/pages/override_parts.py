"""Parts of the form for sharing without agreement: the things shared, and the advice taken."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.disclosing import AdviceTaken, CourtOrder, GroundAnswered, ItemReason
from srh_assess.assessment.naming import Woman
from srh_assess.clock import LONDON, Clock, local
from srh_assess.rules.grounds import GROUNDS
from srh_assess.ui.pages.letter_base import Ticks
from srh_assess.ui.pages.override_words import ADVISERS
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.sharing import Box

_DAY = Asks(about=False, unknown=False)
_WHEN = Asks(timed=True, about=False, unknown=False)


class Items(QWidget):
    """Each thing that could be shared, nothing ticked; a ticked one asks why just that."""

    changed = Signal()

    def __init__(self, theme: Theme, boxes: tuple[Box, ...], kept: tuple[ItemReason, ...]) -> None:
        super().__init__()
        there = [box for box in boxes if not box.empty]
        before = {one.item: one.why for one in kept}
        choices = [Choice(box.id, box.label) for box in there]
        self.group = Ticks(
            theme, "What is shared", choices, many=True, density="list", numbered=False
        )
        self.group.choose(tuple(before))
        self.whys = {
            box.id: LineEntry(
                theme, f"Why this: {box.label}", words=before.get(box.id, ""), advised=True
            )
            for box in there
        }
        for why in self.whys.values():
            why.changed.connect(self.changed)
        self.group.changed.connect(self._ticked)
        nothing = [] if there else [Text("There is nothing to share in this kind of letter yet")]
        hint = Text("The least that is needed, each with its own reason", "hint")
        card = Card(theme, self.group, pad="xs")
        self.setLayout(
            column(theme, Text("What is shared", "label"), hint, *nothing, card,
                   *self.whys.values(), gap="s")
        )  # fmt: skip
        if there:
            self.setFocusProxy(self.group.answers[there[0].id])
        self._show()

    def _show(self) -> None:
        for name, why in self.whys.items():
            why.setVisible(name in self.group.codes)

    def _ticked(self) -> None:
        self._show()
        self.changed.emit()

    @property
    def given(self) -> tuple[ItemReason, ...]:
        """What is ticked, with its reason."""
        return tuple(
            ItemReason(item=name, why=self.whys[name].words.strip()) for name in self.group.codes
        )


class GroundAsks(QWidget):
    """The questions of one ground."""

    changed = Signal()

    def __init__(
        self, theme: Theme, ground: str, kept: tuple[GroundAnswered, ...], who: Woman
    ) -> None:
        super().__init__()
        before = {one.asks: one.answer for one in kept}
        self.entries = {
            asks: TextEntry(theme, who.tell(words), words=before.get(asks, ""))
            for asks, words in GROUNDS[ground].asks.items()
        }
        for entry in self.entries.values():
            entry.changed.connect(self.changed)
        self.setLayout(column(theme, *self.entries.values(), gap="l"))

    @property
    def given(self) -> tuple[GroundAnswered, ...]:
        """Each question with what was written to it."""
        return tuple(
            GroundAnswered(asks=asks, answer=entry.words.strip())
            for asks, entry in self.entries.items()
        )


class Order(QWidget):
    """The order of a court or a coroner: which, of when, where it is filed, who read it."""

    changed = Signal()

    def __init__(self, theme: Theme, clock: Clock, kept: CourtOrder | None) -> None:
        super().__init__()
        known = kept or CourtOrder()
        self.court = LineEntry(theme, "Which court or coroner", words=known.court)
        self.reference = LineEntry(theme, "Number of the order", words=known.reference)
        self.dated = DateEntry(theme, clock, "Date of the order", name="The date", hint="",
                               asks=_DAY)  # fmt: skip
        self.kept_at = LineEntry(
            theme, "Where the order is filed", words=known.kept_at,
            hint="The number or place under which the trust keeps the paper itself",
        )  # fmt: skip
        self.read_by = LineEntry(theme, "Who has read it, by name", words=known.read_by)
        if known.dated is not None:
            self.dated.show_when(When.exactly(datetime.combine(known.dated, time(12), LONDON)))
        every = (self.court, self.reference, self.dated, self.kept_at, self.read_by)
        for entry in every:
            entry.changed.connect(self.changed)
        self.setLayout(column(theme, *every, gap="m"))
        self.setFocusProxy(self.court)

    @property
    def given(self) -> CourtOrder:
        """The order as it is written down now."""
        return CourtOrder(
            court=self.court.words.strip(),
            reference=self.reference.words.strip(),
            dated=day_given(self.dated),
            kept_at=self.kept_at.words.strip(),
            read_by=self.read_by.words.strip(),
        )


def day_given(entry: DateEntry) -> date | None:
    """The day in a field; nothing while it is empty or cannot be read."""
    when = None if entry.problem() else entry.when
    return local(when.earliest).date() if when is not None and when.earliest is not None else None


class OneAdvice(QWidget):
    """Who advised, in which role, when, and what."""

    changed = Signal()

    def __init__(self, theme: Theme, clock: Clock, kept: AdviceTaken | None) -> None:
        super().__init__()
        self.name = LineEntry(theme, "Who advised", words=kept.name if kept else "")
        self.role = ChoiceEntry(
            theme, "In which role", ADVISERS, chosen=kept.role if kept else "", other=True
        )
        self.when = DateEntry(theme, clock, "When", name="When", hint="", asks=_WHEN)
        self.said = TextEntry(theme, "What was advised", words=kept.said if kept else "")
        self.outside = Answer(
            theme, "outside", "This person is not of the treating team", many=True, density="grid"
        )
        self.outside.setChecked(kept is not None and kept.outside_team)
        if kept is not None:
            self.when.show_when(When.exactly(kept.at))
        for entry in (self.name, self.role, self.when, self.said):
            entry.changed.connect(self.changed)
        self.outside.toggled.connect(self.changed)
        self.setLayout(
            column(theme, self.name, self.role, self.when, self.said,
                   Flow(theme, self.outside), gap="m")
        )  # fmt: skip

    @property
    def given(self) -> AdviceTaken | None:
        """The advice; nothing while its time is missing."""
        when = self.when.when
        if when is None or when.earliest is None:
            return None
        return AdviceTaken(
            name=self.name.words.strip(),
            role=self.role.words.strip(),
            at=when.earliest,
            said=self.said.words.strip(),
            outside_team=self.outside.isChecked(),
        )


class Advice(QWidget):
    """One adviser, and as many more as there were."""

    changed = Signal()

    def __init__(self, theme: Theme, clock: Clock, kept: tuple[AdviceTaken, ...]) -> None:
        super().__init__()
        self._theme, self._clock = theme, clock
        self.each: list[OneAdvice] = []
        self._more = Button(theme, "One more adviser", "link", icon="plus")
        self._more.clicked.connect(lambda: self._add(None))
        hint = Text("At least one from outside the treating team", "hint")
        self._box = column(theme, Text("Advice taken", "label"), hint, gap="m")
        self._box.addWidget(self._more)
        self.setLayout(self._box)
        for one in kept or (None,):
            self._add(one)

    def _add(self, kept: AdviceTaken | None) -> None:
        one = OneAdvice(self._theme, self._clock, kept)
        one.changed.connect(self.changed)
        self.each.append(one)
        self._box.insertWidget(self._box.count() - 1, Card(self._theme, column(self._theme, one)))

    @property
    def given(self) -> tuple[AdviceTaken, ...]:
        """Every advice that has a time."""
        return tuple(given for one in self.each if (given := one.given) is not None)
