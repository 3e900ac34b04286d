"""The last step about one decision: what it comes to, told to her; or she would rather stop."""

from __future__ import annotations

from collections.abc import Iterable

from srh_assess.assessment.answers import When
from srh_assess.ui.pages.decision_page import A_DAY, LATER, day_of, moment, shown_day
from srh_assess.ui.pages.decision_steps import StepPage, asked, group
from srh_assess.ui.pages.decision_words import OUTCOMES
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import capacity
from srh_assess.workflow.form import Form, Step


class ConclusionStep(StepPage):
    """What it comes to, told to her, with when to ask again."""

    step: Step = "conclusion"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(
            theme, form, "What does it come to?", hint="On the balance of probabilities"
        )
        who, clock = self.woman, form.hers.session.clock
        self.expected = group(
            theme, "In time for this decision?",
            (("in_time", "May be able in time"), ("not_in_time", "Not expected in time")),
            density="row",
        )  # fmt: skip
        self.expected.choose([form.full.expected] if form.full.expected else [])
        self.outcome = Text("", "strong")
        self.follows = Text("", "hint")
        self.told_her = LineEntry(
            theme, f"How {who.name} was told", words=form.full.told_her, advised=True
        )
        self.response = TextEntry(theme, f"{who.starting_possessive} response", hers=True)
        self.response.show_words(form.full.her_response)
        self.challenge = group(
            theme, "How to challenge it",
            (("yes", "Explained: second opinion, advocate, complaint, Court of Protection"),),
            many=True, density="list",
        )  # fmt: skip
        self.challenge.choose(["yes"] if form.full.challenge_explained else [])
        self.again = DateEntry(
            theme, clock, f"When to ask {who.name} again", name="The time", hint="", asks=LATER
        )
        self.late = LineEntry(
            theme, "Why only after the limit", words=form.full.ask_again_reason, advised=True
        )
        self.review = DateEntry(
            theme, clock, "When it is looked at again", name="The day", hint="", asks=A_DAY
        )
        self._add(asked(theme, "In time for this decision?", self.expected))
        self._add(self.outcome, self.follows, gap="s")
        self._add(self.told_her, self.response, asked(theme, "How to challenge it", self.challenge))
        self._add(self.again, self.late, self.review)
        self.fields = {
            "lacks-told": self.told_her, "lacks-review": self.review,
            "ask-again-missing": self.again, "ask-again-past": self.again,
            "ask-again-late": self.late,
        }  # fmt: skip
        again = form.full.ask_again_at or form.again_proposed()
        self.again.show_when(When(again, again))
        shown_day(self.review, form.full.review_on)
        self.expected.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        self.form.put(expected=self.expected.codes[0] if self.expected.codes else "")
        outcome = self.form.outcome
        lacks = outcome in {"lacks_now", "lacks"}
        holder = self.expected.parentWidget()
        assert holder is not None
        holder.setVisible(lacks)
        waits = lacks and not self.expected.codes
        self.outcome.setText("Not said yet: in time, or not" if waits else OUTCOMES[outcome])
        self.follows.setText("" if waits else _FOLLOWS[outcome])
        told = self.challenge.parentWidget()
        assert told is not None
        for part in (self.told_her, self.response, told):
            part.setVisible(lacks or outcome == "other_cause")
        self.again.setVisible(outcome in {"not_completed", "lacks_now"})
        self.review.setVisible(outcome == "lacks")
        self.late.setVisible(self._late)
        if outcome == "lacks" and self.review.empty:
            day = self.form.hers.now if self.form.full.review_on is None else None
            if day is not None:
                at = self.form.hers.now.replace(microsecond=0)
                due = self.form.review_proposed()
                shown = at.replace(year=due.year, month=due.month, day=due.day)
                self.review.show_when(When(shown, shown))
        self.changed.emit()

    @property
    def _late(self) -> bool:
        limit, when = self.form.full.deadline, moment(self.again)
        at = when.earliest if when is not None else None
        return limit is not None and at is not None and at > limit

    def take(self) -> None:
        """Told her, and when it is looked at again."""
        outcome, again = self.form.outcome, moment(self.again)
        asks = outcome in {"not_completed", "lacks_now"}
        self.form.put(
            told_her=self.told_her.words.strip(),
            her_response=self.response.words.strip(),
            challenge_explained=bool(self.challenge.codes),
            ask_again_at=again.earliest if again is not None and asks else None,
            ask_again_reason=self.late.words.strip(),
            review_on=day_of(self.review) if outcome == "lacks" else None,
        )

    def lacking(self) -> Iterable[Problem]:
        """Everything that still stands against it; what belongs to an earlier step names it."""
        if self.form.outcome in {"lacks_now", "lacks"} and not self.expected.codes:
            return [Problem("No answer yet: in time, or not", self.expected)]
        return super().lacking()

    def apply(self) -> None:
        """Writes the finding once it is whole."""
        self.late.setVisible(self._late)
        super().apply()
        if self.valid and self.keep(self.form.keep) is None:
            self.finished.emit()

    def offer(self, bar: ActionBar) -> None:
        """This is written down now."""
        bar.offer("Write this down", other=f"{self.woman.starting} would rather stop")
        bar.open_primary(not self.form.stale)


_FOLLOWS = {
    "able": "The next page asks for the answer.",
    "not_completed": "Nothing is done. It is asked again at the time below.",
    "lacks_now": "Nothing is done. Help, wait, and ask again at the time below, before the limit.",
    "lacks": "Nothing is done on this yet: the list of decisions shows who may decide, and how. "
    "It is looked at again, and before leaving the ward.",
    "other_cause": "Not incapacity. Nothing goes ahead; safeguarding and legal advice today.",
}


class StopStep(StepPage):
    """She would rather stop. That is her choice and changes no finding."""

    step: Step = "conclusion"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(theme, form, "", hint="A choice, which says nothing about being able")
        name = self.woman.name
        self.heading.setText(f"{name} would rather stop")
        self.setAccessibleName(self.heading.text())
        again = form.again_proposed()
        now = form.hers.now
        self.when = group(
            theme, "May we ask again?",
            (("again", f"Ask again {when_words(again, now)}"), ("never", f"Only if {name} asks")),
            density="page",
        )  # fmt: skip
        self._again = again
        self._add(asked(theme, "May we ask again?", self.when))

    def apply(self) -> None:
        """Writes down that it was not gone on with, and when to ask."""
        if not self.when.codes:
            self.missing([Problem("No answer yet: whether to ask again", self.when)])
            return
        again = self._again if self.when.codes == ("again",) else None
        self.missing([])
        if self.keep(lambda: capacity.not_now(self.hers, self.form.decision, again)) is None:
            self.finished.emit()

    def offer(self, bar: ActionBar) -> None:
        """Thank her and stop."""
        bar.offer("Thank and stop")
