"""Closing a task about her decisions; one about acts without her consent asks three things."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from srh_assess.ui.pages.decision_page import DecisionForm
from srh_assess.ui.pages.decision_words import TASKS
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import capacity, consent
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import name_of


class TaskPage(DecisionForm):
    """What was done about it, in words."""

    guide = "decision_task"

    def __init__(self, theme: Theme, of: Decider, task: str) -> None:
        self.task = of.record.decided.tasks[task]
        fact = self.task.fact
        about = name_of(of, fact.about) if fact.about[:1] == "D" else ""
        super().__init__(theme, of, TASKS[fact.what], kicker=about)
        who = self.woman
        self._add(self.fault, gap="s")
        self.words = LineEntry(theme, "What was done", advised=True)
        self.told, self.view = (
            LineEntry(theme, f"How {who.name} was told", advised=True),
            TextEntry(theme, f"{who.starting_possessive} view of it", hers=True),
        )
        self.undone = LineEntry(
            theme,
            f"What {who.name} wants undone",
            hint="For example: stop a method, correct a letter",
        )
        self._add(*(Text(line, "small") for line in self._items()), gap="s")
        self._add(self.told, self.view, self.undone, self.words)
        for entry in (self.told, self.view, self.undone):
            entry.setVisible(fact.what == "regained")

    def _items(self) -> Iterable[str]:
        """Each act and letter done without her consent."""
        if self.task.fact.what != "regained":
            return
        decided, now = self.hers.record.decided, self.hers.now
        for item in self.task.fact.items:
            act, over = decided.done.get(item), decided.overrides.get(item)
            if act is not None:
                name, at = name_of(self.hers, act.fact.decision), act.fact.at
                yield f"{name}, {when_words(at, now)}, by {act.fact.performer}"
            elif over is not None:
                name = name_of(self.hers, f"D16.{over.fact.recipient}")
                yield f"{name}, {when_words(over.ended or over.at, now)}"

    def apply(self) -> None:
        """Closes it; nothing of it may be blank."""
        parts = [(self.words, "What was done")]
        if self.task.fact.what == "regained":
            parts += [(self.told, "How it was told"), (self.undone, "What is to be undone")]
        found = [
            Problem(f"Not written yet: {what}", entry)
            for entry, what in parts
            if not entry.words.strip()
        ]
        if self.task.fact.what == "regained" and not self.view.words.strip():
            found.append(Problem("Not written yet: the view of it", self.view))
        if self.missing(found):
            return
        act = partial(
            capacity.close_task,
            self.hers,
            self.task.fact.task,
            self.words.words,
            told_her=self.told.words,
            her_view=self.view.words,
            wants_undone=self.undone.words,
        )
        if self.keep(act) is None:
            self.finished.emit()

    def offer(self, bar: ActionBar) -> None:
        """It is closed now."""
        bar.offer("Close this task")


class SeniorPage(DecisionForm):
    """The program stops here: what was tried goes to a senior, who settles it elsewhere."""

    guide = "senior_route"

    def __init__(self, theme: Theme, of: Decider, decision: str) -> None:
        super().__init__(
            theme, of, "To a senior", kicker=f"Decision: {name_of(of, decision)}",
            hint="Nothing is decided here. A senior settles it outside this program",
        )  # fmt: skip
        self.decision = decision
        self.tried = TextEntry(theme, "What was tried")
        self._add(self.fault, gap="s")
        self._add(self.tried)

    def apply(self) -> None:
        """Opens the task."""
        lacks = (
            []
            if self.tried.words.strip()
            else [Problem("Not written yet: what was tried", self.tried)]
        )
        if self.missing(lacks):
            return
        act = partial(consent.senior_route, self.hers, self.decision, self.tried.words)
        if self.keep(act) is None:
            self.finished.emit()

    def offer(self, bar: ActionBar) -> None:
        """The task is opened now."""
        bar.offer("Open this task")
