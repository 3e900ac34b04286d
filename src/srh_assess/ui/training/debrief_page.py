"""The debrief: to think, not to be marked. No total, no percentage, no colour for right.

Left, the path against the model on one line of time; right, four questions, a place for strong
feelings that keeps nothing, and whom to talk to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from srh_assess.saying import sentences
from srh_assess.training.debrief import BOXES, SUPPORT, turn_to
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.fold import Fold, FoldButton
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import TwoColumns, column, row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.text import Heading, Line, Text

How = Literal["best", "accepted", "missed", "unsafe", "not_reached", "skipped", "happened", "done"]
_ICONS: Mapping[How, tuple[str, str]] = {
    "best": ("tick", "ok"),
    "accepted": ("tick", "text-muted"),
    "missed": ("ring", "text-muted"),
    "unsafe": ("triangle", "attention"),
    "not_reached": ("dash", "text-muted"),
    "skipped": ("dash", "text-muted"),
    "happened": ("bell", "training"),
    "done": ("filled-dot", "text-muted"),
}
_SPOKEN: Mapping[How, str] = {
    "best": "as the model", "accepted": "as good as the model", "missed": "to think about",
    "unsafe": "not safe", "not_reached": "not reached", "happened": "this happened",
    "skipped": "skipped ahead", "done": "",
}  # fmt: skip
WHOSE = "Only you see this page. Not for appraisal. Trainers see groups of eight or more"
WHOSE_GROUP = "Nobody’s name stands here. Hands are shown by answer from eight of them"
PICKED = 2
PICK = "To begin with: pick two"
FIRST_BOX = BOXES[0][0]
_PARK = "A place to park strong feelings"
_PARKED = "Not kept, not printed, not shown to anyone: gone when you leave this page"


class Step(Struct, frozen=True, kw_only=True):
    """One thing on the line of time: what was done, and what the model does there."""

    how: How
    title: str
    at: str = ""
    did: str = ""
    model: str = ""
    why: str = ""
    source: str = ""
    words: str = ""
    hands: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        told = (self.at, self.title, _SPOKEN[self.how], self.did, self.model)
        return sentences(*told)


class Debriefed(Struct, frozen=True, kw_only=True):
    """Everything the page shows."""

    title: str
    well: str
    steps: tuple[Step, ...]
    counts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    group: bool = False
    support: str = ""


class DebriefPage(ShellPage):
    """``texts`` holds what is written in the four boxes, for the sheet and nothing else."""

    def __init__(self, theme: Theme, told: Debriefed) -> None:
        super().__init__(theme, Heading(f"Debrief: {told.title}"), wide=True)
        self.boxes: dict[str, TextEntry] = {}
        self.prompts: AnswerGroup | None = None
        self._picked = told.picked or told.prompts[:PICKED]
        self.parking = TextEntry(theme, _PARK, hint=_PARKED, hers=False, advised=False)
        self._add(TwoColumns(theme, self._path(told), self._talk(told), shares=(5, 6)))

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by box; the parked words are never among it."""
        return {id: box.words.strip() for id, box in self.boxes.items() if box.words.strip()}

    @property
    def picked(self) -> tuple[str, ...]:
        """The prompts that stand on the sheet."""
        return self._picked

    # ---- left: what was done

    def _path(self, told: Debriefed) -> QWidget:
        theme = self._theme
        unsafe = [one for one in told.steps if one.how == "unsafe"]
        parts: list[QWidget] = [Notice(theme, told.well, "training", icon="person")]
        if unsafe:
            parts.append(Text("First, what was not safe", "heading"))
            parts += [Notice(theme, _reason(one), "attention", strong=_said(one))
                      for one in unsafe]  # fmt: skip
        parts.append(Text("What you did" if not told.group else "What was done", "heading"))
        parts.append(self._line_of_time(told.steps))
        if told.counts:
            parts.append(Text(".  ".join(told.counts), "muted"))
        if told.domains:
            parts.append(Fold(theme, "By topic", "\n".join(told.domains)))
        holder = QWidget()
        box = column(theme, *parts, gap="m")
        box.addStretch(1)
        holder.setLayout(box)
        return holder

    def _line_of_time(self, steps: Sequence[Step]) -> QFrame:
        theme = self._theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("m"))
        grid.setVerticalSpacing(theme.space("s"))
        grid.setColumnStretch(2, 1)
        for place, step in enumerate(steps):
            if place:
                grid.addWidget(Line(), 2 * place - 1, 0, 1, 3)
            top = Qt.AlignmentFlag.AlignTop
            icon = Icon(theme, *_ICONS[step.how])
            grid.addWidget(Text(step.at, "muted", wrap=False), 2 * place, 0, top)
            grid.addWidget(icon, 2 * place, 1, top)
            grid.addWidget(self._step(step), 2 * place, 2)
        return Card(theme, grid, pad="m")

    def _step(self, step: Step) -> QWidget:
        theme = self._theme
        tone: Literal["attention", "training", ""] = (
            "attention" if step.how == "unsafe" else "training" if step.how == "happened" else ""
        )
        title = Text(step.title, "label", tone)
        title.setAccessibleName(step.spoken)
        head: list[QWidget] = [title]
        below: list[QWidget] = []
        said = [step.did, f"“{step.words}”" if step.words else ""]
        if any(said):
            below.append(Text(" ".join(filter(None, said)), "small"))
        below += [Text(words, "muted") for words in (step.model, step.hands) if words]
        if step.why:
            why = Text(f"{step.why} {step.source}".strip(), "small")
            why.hide()
            head.append(FoldButton(theme, "Why", why))
            below.append(why)
        holder = QWidget()
        line = row(theme, *head, gap="m")
        line.setStretch(0, 1)
        holder.setLayout(column(theme, line, *below, gap="hair"))
        return holder

    # ---- right: to think, and to be looked after

    def _talk(self, told: Debriefed) -> QWidget:
        theme = self._theme
        grid = QGridLayout()
        grid.setSpacing(theme.space("l"))
        for place, (box, question) in enumerate(BOXES):
            entry = TextEntry(theme, box, hint=question, advised=False)
            self.boxes[box] = entry
            grid.addWidget(entry, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        parts: list[QWidget] = []
        holder = QWidget()
        begin = [self._prompts(told)] if told.prompts else []
        if told.key_points:
            parts.append(self._points("To take home", told.key_points))
        whose = WHOSE_GROUP if told.group else WHOSE
        self.again = Button(theme, "Try it another way", icon="curved-arrow")
        again = QWidget()
        again.setLayout(row(theme, self.again, None))
        parts += [Fold(theme, _PARK, self.parking),
                  self._aside("phone", f"{SUPPORT} {turn_to(told.support)}"),
                  self._aside("lock", whose), again]  # fmt: skip
        box_ = column(theme, *begin, grid, *parts, gap="l")
        box_.addStretch(1)
        holder.setLayout(box_)
        return holder

    def _prompts(self, told: Debriefed) -> QWidget:
        """To begin with; before a group two are picked out of more by whoever leads it."""
        if not told.group:
            return self._points("To begin with", told.prompts)
        choices = [Choice(one, one) for one in told.prompts]
        self.prompts = AnswerGroup(
            self._theme, PICK, choices, many=True, density="list", numbered=False
        )
        self.prompts.choose(self._picked)
        self.prompts.changed.connect(self._pick)
        holder = QWidget()
        head = Text(PICK, "heading", buddy=self.prompts)
        holder.setLayout(column(self._theme, head, self.prompts, gap="xs"))
        return holder

    def _pick(self) -> None:
        """Two at most: one more takes the place of the one picked first."""
        assert self.prompts is not None
        now = self.prompts.codes
        kept = [one for one in self._picked if one in now]
        kept += [one for one in now if one not in kept]
        self._picked = tuple(kept[-PICKED:])
        self.prompts.choose(self._picked)

    def _points(self, head: str, told: Sequence[str]) -> QWidget:
        inside = QWidget()
        points = [Text(f"•  {point}") for point in told]
        inside.setLayout(column(self._theme, Text(head, "heading"), *points, gap="xs"))
        return inside

    def _aside(self, icon: str, words: str) -> QWidget:
        holder = QWidget()
        sign = Icon(self._theme, icon, "training", "state")
        line = row(self._theme, sign, Text(words, "small"), gap="m")
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        holder.setLayout(line)
        return holder


def _said(step: Step) -> str:
    return f"{step.title} {step.did}".strip()


def _reason(step: Step) -> str:
    return " ".join(part for part in (step.why, step.source) if part)
