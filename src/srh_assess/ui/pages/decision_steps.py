"""The first steps about one decision: a reason to doubt, who and how, what was told, help tried.

For most women the first of them is the only one: one tap and a line, then her answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.capacity import Support
from srh_assess.rules.capacity import SHORTEST_OBSERVATION
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.decision_page import (
    LATER,
    STEPPED,
    DecisionPage,
    moment,
    sentence,
    shown,
)
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.form import Form, Step, name_of

NO_REASONS = (
    ("detention", "Being detained"), ("diagnosis", "A diagnosis"), ("age", "Age"),
    ("appearance", "Looks or manner"), ("disagreeing", "Disagreeing with us"),
    ("earlier_finding", "An earlier finding"), ("self_harm", "Self-harm"),
    ("number_of_partners", "The number of partners"),
)  # fmt: skip
HOW = (
    ("spoken", "Spoken"), ("easy_read", "Easy read"), ("pictures", "Pictures"),
    ("interpreter", "With an interpreter"),
)  # fmt: skip
HELP = (
    ("time_of_day", "Another time of day"), ("place", "Another place"),
    ("trusted_person", "Somebody trusted, by choice"), ("shorter_steps", "Shorter steps"),
    ("pictures", "Pictures or models"), ("interpreter", "Interpreter, signing, speech therapist"),
    ("medicine_timing", "Before or after medicine"), ("teach_back", "Said back in own words"),
    ("second_visit", "A second visit"), ("advocate", "An advocate"),
)  # fmt: skip
_TRIED = (
    Choice("used", "Used"), Choice("offered", "Offered"), Choice("not_wanted", "Not wanted"),
    Choice("not_possible", "Not possible"),
)  # fmt: skip
_NO_REASON = "None of what is chosen is a reason by itself"
_WHAT_SEEN = "What did you see or hear that makes you doubt it? Without that there is no reason"


class StepPage(DecisionPage):
    """One step of the form. ``fields`` says where each thing that may be missing is put right;
    ``typed`` tells that an answer was chosen or a field was left with other words."""

    typed = Signal()
    step: Step
    guide = "capacity"
    around = STEPPED

    def __init__(self, theme: Theme, form: Form, heading: str, *, hint: str = "") -> None:
        name = name_of(form.hers, form.decision)
        super().__init__(
            theme, form.hers, heading, kicker=f"Decision: {name}", hint=hint, wide=True
        )
        self.form = form
        self.fields: dict[str, QWidget] = {}
        self._add(self.fault, gap="s")
        if form.stale:
            words = "What is written here leads to nothing any more. Begin this decision again"
            self._add(Notice(theme, words, "attention", strong=sentence(form.stale)))

    def watch(self) -> None:
        """Tells of everything that is typed or chosen from now on."""
        for choice in self.findChildren(AnswerGroup):
            choice.changed.connect(self.typed)
        for field in self.findChildren(Entry):
            field.settled.connect(self.typed)
        for day in self.findChildren(DateEntry):
            day.settled.connect(self.typed)

    def take(self) -> None:
        """Hands what is typed to the form."""

    def lacking(self) -> Iterable[Problem]:
        """What this step lacks."""
        return [
            Problem(sentence(code), self.fields.get(code, self.heading))
            for code in self.form.faults(self.step)
        ]

    def apply(self) -> None:
        """Takes it over and says what is missing."""
        self.take()
        if self.form.stale:
            self._unmet = (Problem(sentence(self.form.stale), self.heading),)
        else:
            self.missing(list(self.lacking()))

    def offer(self, bar: ActionBar) -> None:
        """The way on, and her own way out, which changes no finding."""
        stop = f"{self.woman.starting} would rather stop" if self.form.doubt else ""
        bar.offer("Continue", other=stop)
        bar.open_primary(not self.form.stale)


def group(
    theme: Theme, question: str, choices: Iterable[tuple[str, str]], **how: Any
) -> AnswerGroup:
    """Answers without number keys, for rows below each other."""
    made = [Choice(code, words) for code, words in choices]
    return AnswerGroup(theme, question, made, numbered=False, **how)


def asked(theme: Theme, question: str, answers: QWidget, *more: QWidget) -> QWidget:
    """A question with its answers below it."""
    holder = QWidget()
    holder.setLayout(column(theme, Text(question, "label"), answers, *more, gap="xs"))
    return holder


def told_list(theme: Theme, form: Form) -> AnswerGroup:
    """What she needs to know, ticked during the talk."""
    choices = [Choice(line, line) for line in form.told]
    made = AnswerGroup(theme, "What was told", choices, many=True, density="list", numbered=False)
    made.choose(form.full.told)
    return made


class DoubtStep(StepPage):
    """The short way: one tap, one line. A reason to doubt opens the rest."""

    step: Step = "doubt"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(
            theme,
            form,
            "",
            hint="Every adult is taken to be able until there is a reason to think otherwise",
        )
        who = self.woman
        question = f"Is there a reason to doubt that {who.name} can decide this now?"
        self.heading.setText(question)
        self.setAccessibleName(question)
        self.doubt = AnswerGroup(
            theme,
            question,
            [
                Choice("no", "No reason to doubt"),
                Choice("yes", "Yes: something I saw or heard", "Opens the longer form"),
            ],
        )
        self.note = LineEntry(theme, "In one line, what you went by", advised=True)
        self.observation = TextEntry(
            theme,
            "What you saw or heard",
            hint="At least 20 characters, so that somebody else can see what you saw",
        )
        self.reasons = group(theme, "Also on your mind", NO_REASONS, many=True, density="grid")
        self.advice = Notice(theme, _WHAT_SEEN, "attention", strong=_NO_REASON)
        self._more = QWidget()
        also = Fold(theme, "Also on your mind", self.reasons)
        self._more.setLayout(column(theme, self.observation, self.advice, also))
        words = (
            f"being detained, a diagnosis, {who.possessive} age or looks, disagreeing with us, an"
            " earlier finding, self-harm, or the number of partners"
        )
        by_itself = Notice(theme, words, strong="None of these is a reason by itself")
        main, side = QWidget(), QWidget()
        main.setLayout(column(theme, self.doubt, self.note, self._more, by_itself, None, gap="l"))
        self.told = told_list(theme, form)
        self.how = group(theme, "How", HOW, density="grid")
        told = Text(f"What {who.name} was told", "heading")
        side.setLayout(column(theme, told, self.told, self.how, None, gap="s"))
        self._add(Columns(theme, main, side, shares=(7, 3)))
        self.fields = {"doubt-observation": self.observation}
        for part in (self.doubt, self.reasons, self.observation):
            part.changed.connect(self._renew)
        self._show()

    def _show(self) -> None:
        form = self.form
        if form.doubt is not None:
            self.doubt.choose(["yes" if form.doubt else "no"])
        self.note.show_words(form.note)
        self.observation.show_words(form.full.observation)
        self.reasons.choose([one for one in form.full.doubts if one != "observed"])
        self.how.choose([form.full.told_how] if form.full.told_how else [])
        self._renew()

    def _renew(self) -> None:
        doubt = self.doubt.codes == ("yes",)
        self.note.setVisible(not doubt)
        self._more.setVisible(doubt)
        self.advice.setVisible(self._only_others)
        self.changed.emit()

    @property
    def _only_others(self) -> bool:
        """Whether nothing is given but what is no reason by itself."""
        seen = len(self.observation.words.strip()) >= SHORTEST_OBSERVATION
        return bool(self.reasons.codes) and not seen

    def take(self) -> None:
        """One tap and a line, or what was seen."""
        codes = self.doubt.codes
        self.form.doubt = codes == ("yes",) if codes else None
        self.form.note = self.note.words
        seen = self.observation.words.strip()
        doubts = (*(("observed",) if seen else ()), *self.reasons.codes)
        told_how = self.how.codes[0] if self.how.codes else ""
        self.form.put(observation=seen, doubts=doubts, told=self.told.codes, told_how=told_how)

    def lacking(self) -> Iterable[Problem]:
        """An answer; with a doubt, what was seen; what her age or language still needs."""
        if self.form.doubt is None:
            return [Problem("No answer yet: a reason to doubt, or none", self.doubt)]
        if self.form.doubt and self._only_others:
            return [Problem(f"{_NO_REASON}: write what you saw or heard", self.observation)]
        if self.form.doubt:
            return super().lacking()
        found = self.form.faults("conclusion")
        return [
            Problem(sentence(code), self.heading)
            for code in found
            if self.form.step_of(code) != "who" or "who" in self.form.seen
        ]

    def offer(self, bar: ActionBar) -> None:
        """The short way leads to her answer."""
        doubt = self.doubt.codes == ("yes",)
        bar.offer("Continue" if doubt else f"Continue to {self.woman.possessive} answer")
        bar.open_primary(not self.form.stale)


class DecisionStep(StepPage):
    """What is to be decided, what was put to her, and what she was told."""

    step: Step = "decision"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(theme, form, "What is to be decided?")
        who = self.woman
        self.wording = LineEntry(
            theme, "The decision, as one act", hint="“A swab today”, not “tests”"
        )
        self.options = TextEntry(
            theme, "The choices that were put", hint="One a line: two at least, and waiting"
        )
        self.told = told_list(theme, form)
        self.how = group(theme, "How it was told", HOW, density="grid")
        self.view = TextEntry(theme, f"{who.starting_possessive} view or question", hers=True)
        self.limit = group(
            theme, "Time to decide", (("no", "None urgent"), ("yes", "There is a limit")),
            density="row",
        )  # fmt: skip
        self.deadline = DateEntry(
            theme, form.hers.session.clock, "The limit", name="The limit", hint="", asks=LATER
        )
        self.source = LineEntry(theme, "Where the limit comes from")
        self._add(self.wording, self.options)
        self._add(asked(theme, "What was told, point by point", self.told))
        self._add(asked(theme, "How", self.how), self.view)
        self._add(asked(theme, "Time to decide", self.limit, self.deadline, self.source))
        self.fields = {
            "form-wording": self.wording, "form-options": self.options, "form-told": self.told,
        }  # fmt: skip
        full = form.full
        self.wording.show_words(full.wording)
        ready = (f"{full.wording}: yes", "Not doing it", "Waiting")
        self.options.show_words("\n".join(full.options or ready))
        self.how.choose([full.told_how] if full.told_how else [])
        self.view.show_words(full.her_view)
        self.limit.choose(["yes"] if full.deadline else [])
        self.source.show_words(full.deadline_source)
        shown(self.deadline, full.deadline)
        self.limit.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        limited = self.limit.codes == ("yes",)
        for part in (self.deadline, self.source):
            part.setVisible(limited)
        self.changed.emit()

    def take(self) -> None:
        """What was put to her."""
        limited, when = self.limit.codes == ("yes",), moment(self.deadline)
        kept = when.earliest if when is not None else self.form.full.deadline
        self.form.put(
            wording=self.wording.words.strip(),
            options=tuple(one.strip() for one in self.options.words.splitlines() if one.strip()),
            told=self.told.codes,
            told_how=self.how.codes[0] if self.how.codes else "",
            her_view=self.view.words.strip(),
            deadline=kept if limited else None,
            deadline_source=self.source.words.strip() if limited else "",
        )

    def lacking(self) -> Iterable[Problem]:
        """A limit that is said to be there needs its day, else nobody is held to it."""
        unread = self.deadline.problem()
        if self.limit.codes == ("yes",) and (unread or self.form.full.deadline is None):
            yield Problem(
                unread or "Give the day of the limit, or choose None urgent", self.deadline
            )
        yield from super().lacking()


class SupportStep(StepPage):
    """Every kind of help, and what became of it."""

    step: Step = "support"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(theme, form, "What help was tried?")
        self.rows: dict[str, AnswerGroup] = {}
        self.why: dict[str, LineEntry] = {}
        before = {one.what: one for one in form.full.support}
        for code, words in HELP:
            made = AnswerGroup(theme, words, _TRIED, density="row", numbered=False)
            why = LineEntry(theme, f"Why not: {words}", advised=True)
            held = before.get(code)  # type: ignore[call-overload]  # the codes are kinds of support
            made.choose([held.result] if held else [])
            why.show_words(held.why if held else "")
            made.changed.connect(self._renew)
            self.rows[code], self.why[code] = made, why
            self._add(asked(theme, words, made, why), gap="m")
        self.waiting = group(
            theme, "Would waiting help?", (("yes", "Yes"), ("no", "No")), density="row"
        )
        self.waiting.choose([form.full.waiting_helps] if form.full.waiting_helps else [])
        self._add(asked(theme, "Would waiting help?", self.waiting))
        self.fields = {"lacks-support": self.rows["time_of_day"]}
        self._renew()

    def _renew(self) -> None:
        for code, made in self.rows.items():
            self.why[code].setVisible(made.codes == ("not_possible",))
        self.changed.emit()

    def take(self) -> None:
        """What was tried."""
        made: list[Any] = [
            Support(what=code, result=one.codes[0], why=self.why[code].words.strip())  # type: ignore[arg-type]  # codes of the rows
            for code, one in self.rows.items()
            if one.codes
        ]
        waiting = self.waiting.codes[0] if self.waiting.codes else ""
        self.form.put(support=tuple(made), waiting_helps=waiting)


def information(form: Form) -> str:
    """How she was told, and how many of the points, for her answer's record."""
    told, of = len(form.full.told), len(form.told)
    how = dict(HOW).get(form.full.told_how, "")
    parts = (how, f"{told} of {of} points ticked" if told else "")
    return ", ".join(part for part in parts if part)
