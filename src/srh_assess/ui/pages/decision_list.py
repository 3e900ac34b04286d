"""Her decisions: each with its newest finding, her answer, what hangs on it, and one press that
takes it back. What has to be done about any of them stands above; nothing here sums her up."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.decided import Kept
from srh_assess.saying import sentences
from srh_assess.ui.pages.decision_page import DecisionPage
from srh_assess.ui.pages.decision_words import (
    TASKS,
    again_words,
    answer_words,
    finding_words,
    hanging_words,
)
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.text import Text, Tone
from srh_assess.workflow import capacity, consent, drafts, hers
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import name_of


class DecisionsPage(DecisionPage):
    """``go`` asks for ``ask:DECISION``, ``act:DECISION``, ``best:DECISION``, ``senior:DECISION``,
    ``task:TASK``, ``state`` or ``advance``. ``again`` asks to be shown anew."""

    again = Signal()

    def __init__(self, theme: Theme, of: Decider) -> None:
        super().__init__(theme, of, "", wide=True)
        who = self.woman
        self.heading.setText(f"{who.name}’s decisions")
        self.setAccessibleName(self.heading.text())
        self.rows = hers.rows(of)
        self.backs: dict[str, Button] = {}
        self.asks: dict[str, Button] = {}
        self.acts: dict[str, Button] = {}
        self.tasks: dict[str, Button] = {}
        self.seconds: dict[str, Button] = {}
        self.begun: dict[str, Button] = {}
        self._add(Text("One decision, one time. None of them says anything about another", "hint"),
                  gap="xs")  # fmt: skip
        self._add(self.fault, gap="s")
        self._add(self._top(), gap="m")
        self._add(*self._notices(), gap="m")
        for line in self.rows:
            self._add(self._card(line), gap="m")
        if not self.rows:
            self._add(Text("Nothing has been put as a decision yet", "muted"))
        self._add(self._another(), gap="xl")

    # ---- above the rows

    def _top(self) -> QWidget:
        who, theme = self.woman, self._theme
        self.all_back = Button(theme, f"{who.name} takes everything back", icon="curved-arrow")
        self.all_back.clicked.connect(partial(self._take_back, ""))
        self.all_back.setVisible(any(line.back for line in self.rows))
        self.state = Button(theme, f"{who.name}’s state has changed", icon="bell")
        self.state.clicked.connect(partial(self.go.emit, "state"))
        self.advance = Button(theme, "Laid down before", icon="note")
        self.advance.clicked.connect(partial(self.go.emit, "advance"))
        holder = QWidget()
        holder.setLayout(Flow(theme, self.all_back, self.state, self.advance, gap="m"))
        return holder

    def _notices(self) -> Iterable[QWidget]:
        """What she laid down herself, what is to be done, what was done without her."""
        now = self.hers.now
        for said in capacity.statements(self.hers):
            told = (said.words, f"May know: {said.may_know}" * bool(said.may_know),
                    f"Must not know: {said.must_not_know}" * bool(said.must_not_know))  # fmt: skip
            words = sentences(*told)
            yield Notice(self._theme, words, "accent", strong=f"{self.woman.name} wants known")
        for one in drafts.open_ones(self.hers):
            yield self._begun(one.decision, when_words(one.opened, now))
        for kept in self.hers.open_tasks():
            yield self._task(kept)
        for id, waiting in hers.for_a_second(self.hers):
            yield self._second(id, name_of(self.hers, waiting.fact.decision))
        for line in self.rows:
            for hangs in line.hangs:
                if hangs.what == "without_her":
                    words = hanging_words(hangs, now)
                    yield Notice(self._theme, words, "attention", strong=line.name)

    def _task(self, kept: Kept) -> QWidget:
        fact, now = kept.fact, self.hers.now
        due = ""
        if fact.due is not None:
            due = f", {'overdue since' if fact.due < now else 'by'} {when_words(fact.due, now)}"
        about = name_of(self.hers, fact.about) if fact.about[:1] == "D" else ""
        words = f"{about}{due}".strip(", ")
        done = Button(self._theme, "Done", name=f"Done: {TASKS[fact.what]}, {about}")
        done.clicked.connect(partial(self.go.emit, f"task:{fact.task}"))
        self.tasks[fact.task] = done
        told = Notice(self._theme, words, "attention", strong=TASKS[fact.what])
        return self._line(told, done)

    def _line(self, told: Notice, button: Button) -> QWidget:
        line = row(self._theme, told, button)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _begun(self, decision: str, when: str) -> QWidget:
        """A form that was left before its end: it opens again at the same step."""
        name = name_of(self.hers, decision)
        told = Notice(self._theme, f"{name}, {when}", "accent", strong="A form is not finished")
        more = Button(self._theme, "Go on with it", name=f"Go on with the form: {name}")
        more.clicked.connect(partial(self.go.emit, f"ask:{decision}"))
        self.begun[decision] = more
        return self._line(told, more)

    def _second(self, id: str, name: str) -> QWidget:
        """What one person wrote in her place, and a second has not agreed with yet."""
        told = Notice(self._theme, name, "attention", strong="A second person has not agreed yet")
        read = Button(self._theme, "Read it", name=f"Read it: {name}")
        read.clicked.connect(partial(self.go.emit, f"second:{id}"))
        self.seconds[id] = read
        return self._line(told, read)

    # ---- one decision

    def _card(self, line: hers.Row) -> QWidget:
        theme, now = self._theme, self.hers.now
        tone: Tone = "attention" if line.serves == "finding-stale" else ""
        said = answer_words(line.answer, now)
        again = again_words(line.answer, self.woman) if line.answer is not None else ""
        words = [
            Text(line.name, "strong"),
            Text(finding_words(line, now), "small", tone),
            Text(f"{self.woman.starting} said: {said}" if line.answer else said, "small"),
            *(Text(again, "muted") for _ in range(bool(again))),
            *(Text(hanging_words(one, now), "small") for one in line.hangs),
        ]
        acts = QWidget()
        acts.setLayout(Flow(theme, *self._acts(line), gap="s"))
        return Card(theme, column(theme, *words, acts, gap="xs"), pad="m")

    def _acts(self, line: hers.Row) -> Iterable[Button]:
        theme, one = self._theme, line.decision
        looked = "Look and ask again" if line.finding else "Look and ask"
        looked = "Look again" if one.startswith("D16") else looked
        self.asks[one] = Button(theme, looked, name=f"{looked}: {line.name}")
        self.asks[one].clicked.connect(partial(self.go.emit, f"ask:{one}"))
        yield self.asks[one]
        if any(hangs.what == "planned" for hangs in line.hangs) or hers.in_her_place(
            self.hers, one
        ):
            self.acts[one] = Button(theme, "It was done", icon="tick", name=f"Done: {line.name}")
            self.acts[one].clicked.connect(partial(self.go.emit, f"act:{one}"))
            yield self.acts[one]
        if line.finding is not None and line.finding.fact.outcome == "lacks":
            yield from self._in_her_place(one, line.name)
        if line.back:
            words = f"{self.woman.name} takes it back"
            self.backs[one] = Button(
                theme, words, icon="curved-arrow", name=f"{words}: {line.name}"
            )
            self.backs[one].clicked.connect(partial(self._take_back, one))
            yield self.backs[one]

    def _in_her_place(self, decision: str, name: str) -> Iterable[Button]:
        """Only where the form is open at all; every other decision goes to a senior."""
        if hers.best_interests_open(self.hers, decision):
            best = Button(self._theme, "Best-interests form", name=f"Best-interests form: {name}")
            best.clicked.connect(partial(self.go.emit, f"best:{decision}"))
            yield best
        outside = Button(self._theme, "Settled outside", name=f"Settled outside: {name}")
        outside.clicked.connect(partial(self.go.emit, f"authority:{decision}"))
        yield outside
        senior = Button(self._theme, "To a senior", name=f"To a senior: {name}")
        senior.clicked.connect(partial(self.go.emit, f"senior:{decision}"))
        yield senior

    def _take_back(self, decision: str) -> None:
        """One press, no reason, no question."""
        self.keep(lambda: consent.withdraw(self.hers, decision))
        self.again.emit()

    # ---- another decision

    def _another(self) -> QWidget:
        theme = self._theme
        self._names = {name_of(self.hers, one): one for one in hers.to_ask(self.session)}
        self.another = ChoiceEntry(theme, "Another decision", list(self._names))
        self.ask_another = Button(theme, "Look and ask")
        self.ask_another.clicked.connect(self._ask_another)
        holder = QWidget()
        holder.setLayout(column(theme, self.another, row(theme, self.ask_another, None), gap="s"))
        return holder

    def _ask_another(self) -> None:
        decision = self._names.get(self.another.words, "")
        if decision:
            self.go.emit(f"ask:{decision}")
        else:
            self.another.complain("Choose a decision first")

    def offer(self, bar: ActionBar) -> None:
        """Back to where we came from."""
        bar.offer("Go back", back=False)

    def apply(self) -> None:
        """Nothing is typed here."""
        self.finished.emit()
