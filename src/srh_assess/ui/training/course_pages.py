"""The pages of a course: the list, who is asked and when, thanks, and the figures of a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from srh_assess.training.confidence import CHANGES, WAVES, Figure, Topic, Wave
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Line, Text
from srh_assess.workflow.courses import Course

_ASKED = "Asked before, after, and eight weeks later, to see whether a course helps. No names"
_CODE = (
    "Your answers stand under a code that only you have. Write it on a slip of your own: it is "
    "asked for again eight weeks later, and stands in no list beside a name."
)
_FEW = "fewer than eight"
_SHORT: Mapping[Wave, str] = {
    "before": "Before", "after": "After", "looking_back": "Looking back",
    "eight_weeks": "Eight weeks later",
}  # fmt: skip
_READ = (
    "A middle value, and the middle of what changed for the same people. Nothing is tested, "
    "ranked or compared between groups, and nothing here is linked to any patient’s care."
)


class CoursesPage(ShellPage):
    """``opened`` a course to answer for, ``figures`` those of its group, ``begun`` a new one."""

    opened = Signal(str)
    figures = Signal(str)
    begun = Signal()

    def __init__(self, theme: Theme, found: Sequence[Course], *, leads: bool) -> None:
        super().__init__(theme, Heading("How sure do you feel?"), hint=_ASKED)
        self.begin = Button(theme, "Open a course", icon="plus")
        self.begin.setParent(self)
        self.begin.setVisible(leads)
        self.begin.clicked.connect(self.begun)
        if leads:
            self._add(Flow(theme, self.begin))
        self.buttons: dict[str, Button] = {}
        self.groups: dict[str, Button] = {}
        for course in found:
            self._add(self._card(course, leads=leads), gap="s")
        if not found:
            self._add(Text("No course is open here. Whoever leads one opens it."))

    def _card(self, course: Course, *, leads: bool) -> Card:
        theme = self._theme
        answer = Button(theme, "Answer", name=f"Answer, {course.title}")
        answer.clicked.connect(partial(self.opened.emit, course.id))
        self.buttons[course.id] = answer
        beside: list[QWidget] = [answer]
        if leads:
            group = Button(theme, "The group", name=f"The group of {course.title}")
            group.clicked.connect(partial(self.figures.emit, course.id))
            self.groups[course.id] = group
            beside.append(group)
        when = f"{weekday_date(course.day)}; eight weeks later: {weekday_date(course.later)}"
        said = column(theme, Text(course.title, "label"), Text(when, "muted"), gap="hair")
        line = row(theme, said, *beside, gap="m")
        line.setStretch(0, 1)
        return Card(theme, line, pad="m")


class CoursePage(ShellPage):
    """Who answers, by a code, and which time this is. ``told`` gives both."""

    told = Signal(str, str)

    def __init__(
        self, theme: Theme, title: str, waves: Mapping[str, str], *, new_code: Callable[[], str]
    ) -> None:
        super().__init__(theme, Heading(title), hint="Two things first")
        self._new_code = new_code
        self._add(Notice(theme, _CODE, "training", icon="lock"))
        self.code = LineEntry(theme, "Your code", hint="For example teal-417")
        self.fresh = Button(theme, "I have none yet: give me one", "quiet", icon="plus")
        self.fresh.clicked.connect(self._give)
        self._add(self.code, Flow(theme, self.fresh), gap="m")
        choices = [Choice(code, words) for code, words in waves.items()]
        self.waves = AnswerGroup(theme, "Which time is this?", choices)
        if len(choices) == 1:
            self.waves.choose([choices[0].code])
        self._add(Text("Which time is this?", "heading"), self.waves)

    def _give(self) -> None:
        self.code.show_words(self._new_code())
        self.code.complain("")

    @property
    def valid(self) -> bool:
        """Whether both are there."""
        return bool(self.code.words.strip() and self.waves.codes)

    def apply(self) -> None:
        """Goes on, or says what is missing."""
        problems = []
        if not self.code.words.strip():
            problems.append(Problem("Type your code, or take a new one", self.code.field))
        if not self.waves.codes:
            problems.append(Problem("Choose which time this is", self.waves))
        self._problems(problems)
        if not problems:
            self.told.emit(self.code.words.strip(), self.waves.codes[0])


class ThanksPage(ShellPage):
    """It is kept. The code once more, large, and when it is asked for again."""

    def __init__(self, theme: Theme, code: str, later: date | None) -> None:
        super().__init__(theme, Heading("Kept. Thank you"))
        self._add(Text("Your code", "muted"), Text(code, "clock"), gap="s")
        if later is not None:
            words = f"Write it down: it is asked for again on or after {weekday_date(later)}."
            self._add(Text(words))


class FiguresPage(ShellPage):
    """The figures of a group, topic by topic; none of fewer than eight people."""

    def __init__(self, theme: Theme, title: str, topics: Sequence[Topic]) -> None:
        super().__init__(theme, Heading(f"The group: {title}"), hint=_READ, wide=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("l"))
        grid.setVerticalSpacing(theme.space("s"))
        heads = [_SHORT[wave] for wave in WAVES]
        heads += [f"Change, {_SHORT[a].lower()} to {_SHORT[b].lower()}" for a, b in CHANGES]
        for place in range(len(heads) + 1):
            grid.setColumnStretch(place, 2 if place else 7)
        for place, words in enumerate(heads, 1):
            grid.addWidget(Text(words, "group"), 0, place)
        for line, topic in enumerate(topics):
            down = 2 * line + 2
            grid.addWidget(Line(), down - 1, 0, 1, len(heads) + 1)
            grid.addWidget(Text(topic.words, "small"), down, 0)
            cells = [told(topic.waves[wave]) for wave in WAVES]
            cells += [told(topic.changes[pair], change=True) for pair in CHANGES]
            for place, words in enumerate(cells, 1):
                few = words == _FEW
                cell = Text("*" if few else words, "muted" if few else "label")
                cell.setAccessibleName(f"{topic.words}, {heads[place - 1]}: {words}")
                grid.addWidget(cell, down, place)
        self._add(Card(theme, grid, pad="m"))
        note = f"* {_FEW}. In brackets: how many people stand behind it"
        self._add(Text(note, "caption"))


def told(figure: Figure, *, change: bool = False) -> str:
    """A number of a group in words: its middle and how many stand behind it, or too few."""
    if figure.middle is None:
        return _FEW
    sign = "+" if change and figure.middle > 0 else ""
    return f"{sign}{figure.middle:g} ({figure.people})"
