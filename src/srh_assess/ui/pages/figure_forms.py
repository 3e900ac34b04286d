"""What a manager writes: figures from before, what happened on the ward, new limits and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal

from srh_assess.assessment.answers import When
from srh_assess.assessment.identity import clinical_date
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, Entry, LineEntry, NumberEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.annotating import (
    ANNOTATION_WORDS,
    AnnotationKind,
    Written,
    on_no_chart,
    spoken,
)
from srh_assess.workflow.summing import Baseline

MOST_WOMEN = 99_999
ON_NO_CHART = "too early for any chart"
BEFORE_REBASING = (
    "Begin new limits only where all of these hold: the cause is known and can be written down;"
    " 7 or more points stand on one side of the line; the change is meant to last; and there are"
    " 12 points before it, if possible. Never for a target, never for bad news alone. The chart"
    " without them stays one press away."
)


class FigureForm(ShellPage, HandFilled):
    """A form of the manager's."""

    def _complete(self, *told: tuple[Entry | DateEntry, str]) -> bool:
        """Whether nothing is missing; else it is said at the top, in page order, and at the
        field."""
        for entry, sentence in told:
            entry.complain(sentence)
        self._problems(
            [
                Problem(sentence, entry if isinstance(entry, DateEntry) else entry.field)
                for entry, sentence in told
                if sentence
            ]
        )
        return not any(sentence for _, sentence in told)


def _count(entry: NumberEntry, label: str) -> tuple[int, str]:
    """A count, or what is wrong with it."""
    try:
        number = entry.number()
    except BadInput as fault:
        return 0, str(fault)
    return (0, f"{label}: write a whole number") if number is None else (int(number), "")


class BaselinePage(FigureForm):
    """The ward's own figures before: those that stand, and one more."""

    def __init__(
        self, theme: Theme, names: Mapping[str, str], standing: Mapping[str, Baseline]
    ) -> None:
        super().__init__(
            theme,
            Heading("Figures from before"),
            hint="The ward’s own counts, as they were. Both counts and their source are printed.",
        )
        self._names = {f"{id} {name}": id for id, name in names.items()}
        if standing:
            facts = [
                Fact(id=id, label=f"{id} {names[id]}", value=_baseline(one))
                for id, one in standing.items()
            ]
            self._add(Facts(theme, facts))
        self.measure = ChoiceEntry(theme, "Which figure", list(self._names))
        self.part = NumberEntry(theme, "How many women", whole=True, unknown=False, high=MOST_WOMEN)
        self.whole = NumberEntry(theme, "Of how many", whole=True, unknown=False, high=MOST_WOMEN)
        self.when = LineEntry(theme, "When", hint="For example: 2024, or March to August 2025")
        self.source = LineEntry(theme, "Where from", hint="For example: ward book, audit")
        self._add(self.measure, self.part, self.whole, self.when, self.source)
        note = "A baseline is rarely counted the same way as now. Under 10 women on either side"
        self._add(Notice(theme, f"{note} the program says only “too few to compare”."))

    def baseline(self) -> Baseline | None:
        """What was typed; problems are shown, and nothing given, while it is not whole."""
        part, unread = _count(self.part, "How many women")
        whole, unsaid = _count(self.whole, "Of how many")
        complete = self._complete(
            (self.measure, "" if self.measure.words else "Choose which figure it is"),
            (self.part, unread),
            (self.whole, unsaid),
            (self.when, "" if self.when.words.strip() else "Write when it was"),
            (self.source, "" if self.source.words.strip() else "Write where it comes from"),
        )
        if not complete:
            return None
        return Baseline(
            measure=self._names[self.measure.words],
            part=part,
            whole=whole,
            when=self.when.words.strip(),
            source=self.source.words.strip(),
        )


def _baseline(one: Baseline) -> str:
    return f"{one.part} of {one.whole}, {one.when}, {one.source}"


class WrittenPage(FigureForm):
    """What stands on the charts, each with its way back, and what happened just now. ``back``
    names what was written by mistake; ``first`` is the first month that a chart can show."""

    back = Signal(str)

    def __init__(self, theme: Theme, clock: Clock, written: Written, first: str = "") -> None:
        super().__init__(
            theme,
            Heading("Write on the charts"),
            hint="What happened on the ward stands above its month on every chart. No names.",
        )
        self._first = first
        told = [
            Fact(
                id=one.id,
                label=clinical_date(one.day),
                value=f"{one.sentence} ({ON_NO_CHART})"
                if on_no_chart(one.day, first)
                else one.sentence,
                link="Take back",
                link_name=f"Take back: {one.sentence}",
            )
            for one in sorted(written.annotations, key=lambda one: one.day, reverse=True)
        ]
        told += [
            Fact(
                id=one.id,
                label=f"{one.measure}, {one.month}",
                value=one.sentence,
                link="Take back",
                link_name=f"Take back: {one.sentence}",
            )
            for one in written.limits
        ]
        self.rows: Facts | None = None
        if told:
            self.rows = Facts(theme, told)
            self.rows.pressed.connect(self.back)
        self._add(self.rows or Text("Nothing stands on the charts yet.", "small"))
        self._kinds: dict[str, AnnotationKind] = {
            words[0].upper() + words[1:]: kind for kind, words in ANNOTATION_WORDS.items()
        }
        self.kind = ChoiceEntry(theme, "What happened", list(self._kinds))
        self.day = DateEntry(theme, clock, "On which day", asks=Asks(about=False, unknown=False))
        self.words = LineEntry(theme, "In a few words", hint="For example: second course")
        self._add(self.kind, self.day, self.words)

    def annotation(self) -> tuple[AnnotationKind, date, str] | None:
        """What was typed; nothing while it is not whole."""
        day = self._day()
        unread = self.day.problem() or "Write on which day"
        complete = self._complete(
            (self.kind, "" if self.kind.words else "Choose what happened"),
            (self.day, unread if day is None else self._outside(day)),
        )
        if not complete or day is None:
            return None
        return self._kinds[self.kind.words], day, self.words.words

    def _day(self) -> date | None:
        when = self.day.when
        if not isinstance(when, When) or when.earliest is None:
            return None
        return local(when.earliest).date()

    def _outside(self, day: date) -> str:
        """That no chart reaches so far back, as with a wrong year; what was typed stays."""
        if not on_no_chart(day, self._first):
            return ""
        return str(BadInput("annotation-before", first=spoken(self._first)))


class LimitsPage(FigureForm):
    """New limits of one figure, from a month on, with their reason."""

    def __init__(self, theme: Theme, title: str, months: Sequence[tuple[str, str]]) -> None:
        super().__init__(theme, Heading(f"Begin new limits: {title}"))
        self._add(Notice(theme, BEFORE_REBASING))
        self._months = {words: month for month, words in months}
        self.month = ChoiceEntry(theme, "From which month", list(self._months))
        self.reason = LineEntry(
            theme,
            "What changed, and why it lasts",
            hint="It prints under the chart, with your name",
        )
        self._add(self.month, self.reason)

    def limits(self) -> tuple[str, str] | None:
        """The month and the reason; nothing while it is not whole."""
        complete = self._complete(
            (self.month, "" if self.month.words else "Choose the month"),
            (self.reason, "" if self.reason.words.strip() else "Write what changed"),
        )
        return (self._months[self.month.words], self.reason.words) if complete else None


class FilesPage(ShellPage):
    """Every kind of file at the level that was chosen. ``saved`` names the format."""

    saved = Signal(str)

    def __init__(
        self, theme: Theme, title: str, kinds: Sequence[tuple[str, str, str]], *, outside: bool
    ) -> None:
        super().__init__(theme, Heading("Save a file"), hint=title)
        self.buttons: dict[str, Button] = {}
        self.reason = LineEntry(
            theme,
            "Why these figures correct released ones",
            hint="Only where this period has gone out before with other figures",
        )
        if outside:
            words = (
                "What leaves the ward is written into the ledger and stays as it is: a second file"
                " that would, beside an earlier one, tell of a few women does not go out."
            )
            self._add(Notice(theme, words), self.reason)
        else:
            self.reason.setParent(self)
            self.reason.hide()
        for id, label, hint in kinds:
            button = Button(theme, label, icon="note")
            button.clicked.connect(lambda _=False, at=id: self.saved.emit(at))
            self.buttons[id] = button
            self._add(
                column(theme, row(theme, button, None), Text(hint, "hint"), gap="hair"), gap="m"
            )
