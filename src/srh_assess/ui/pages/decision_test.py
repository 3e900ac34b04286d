"""The later steps about one decision: the four abilities, then an illness, the link, and last
what it comes to. Nothing says a verdict before the last step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.capacity import Impairment, Limb, Link
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.decision_page import A_DAY, LATER, day_of, moment, sentence
from srh_assess.ui.pages.decision_steps import HELP, StepPage, asked, group
from srh_assess.ui.pages.decision_words import OUTCOMES
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.workflow import capacity
from srh_assess.workflow.form import LIMBS, Form, Step, limb_of

_ABLE = (
    Choice("able", "Able now"), Choice("not_able", "Not able now"),
    Choice("not_reached", "Not reached"),
)  # fmt: skip
_NAMES = {
    "understand": ("Understand", "What it is for, and what follows"),
    "retain": ("Keep in mind", "Long enough to decide; a short time is enough"),
    "weigh": ("Use or weigh", "Bring it to bear on the choice"),
    "communicate": ("Tell it", "By any means"),
}
OTHERS = (
    ("pressure", "Pressure or control by somebody"), ("information", "Poor information"),
    ("language", "Language"), ("fear", "Fear"), ("sedation", "Sedation"),
    ("trauma", "Shut down after trauma"),
)  # fmt: skip


class LimbRow(QWidget):
    """One ability: three answers, none chosen; its evidence opens below."""

    def __init__(self, theme: Theme, page: StepPage, limb: str) -> None:
        super().__init__()
        name, hint = _NAMES[limb]
        self.name, self.limb = name, limb
        self.group = AnswerGroup(theme, name, _ABLE, density="row")
        she = page.woman.starting
        spoken = limb != "communicate"
        self.asked = TextEntry(theme, "You asked")
        self.answer = TextEntry(theme, f"{she} said", hers=True)
        self.tried = LineEntry(theme, "What you tried" if spoken else "Means that were tried")
        self.why = LineEntry(theme, "Why not reached")
        self._evidence = [self.tried, *((self.asked, self.answer) if spoken else ())]
        head = QWidget()
        head.setLayout(column(theme, Text(name, "strong"), Text(hint, "hint"), gap="hair"))
        hint = "Not weighing as we would is not the test"
        weigh = [Text(hint, "hint")] if limb == "weigh" else []
        parts = [self.asked, self.answer, self.tried, *weigh]
        self._notes = weigh
        self.setLayout(
            column(
                theme, Columns(theme, head, self.group, shares=(1, 2)), *parts, self.why, gap="s"
            )
        )
        self.group.changed.connect(page.changed)
        self.group.changed.connect(self.renew)

    def show_limb(self, held: Limb, *, answered: bool) -> None:
        """What was filled in before."""
        self.group.choose([held.able] if answered else [])
        for entry, words in ((self.asked, held.asked), (self.answer, held.answer)):
            entry.show_words(words)
        self.tried.show_words(held.tried if held.able != "not_reached" else "")
        self.why.show_words(held.tried if held.able == "not_reached" else "")
        self.renew()

    def renew(self) -> None:
        """Opens what this answer asks for."""
        codes = self.group.codes
        for part in (self.asked, self.answer, self.tried, *self._notes):
            shown = part in self._evidence or part in self._notes
            part.setVisible(shown and codes == ("not_able",))
        self.why.setVisible(codes == ("not_reached",))

    def held(self) -> Limb:
        """The ability with its evidence."""
        able: Any = self.group.codes[0] if self.group.codes else "not_reached"
        tried = self.why if able == "not_reached" else self.tried
        return Limb(
            able=able,
            asked=self.asked.words.strip(),
            answer=self.answer.words.strip(),
            tried=tried.words.strip(),
        )


class TestStep(StepPage):
    """Four abilities, for this decision, now."""

    step: Step = "test"
    __test__ = False

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(theme, form, "")
        question = f"Can {self.woman.name} do each of these, for this decision, now?"
        self.heading.setText(question)
        self.setAccessibleName(question)
        self.rows = {limb: LimbRow(theme, self, limb) for limb in LIMBS}
        main, side = QWidget(), QWidget()
        parts: list[QWidget] = []
        for limb, line in self.rows.items():
            parts += [Line(), line]
            line.show_limb(limb_of(form.full, limb), answered="test" in form.seen)
        main.setLayout(column(theme, *parts, None, gap="s"))
        self.so_far = Text("", "small")
        side.setLayout(
            column(theme, Text("What this means so far", "heading"), self.so_far,
                   *self._help(), None, gap="m")
        )  # fmt: skip
        self._add(Columns(theme, main, side, shares=(3, 1)))
        self.changed.connect(self._renew)
        self._renew()

    def _help(self) -> list[QWidget]:
        used = [one for one in self.form.full.support if one.result == "used"]
        names = dict(HELP)
        waits = {"yes": "Waiting would help", "no": "Waiting would not help"}
        said = waits.get(self.form.full.waiting_helps, "")
        words = [
            Text(f"Help used, {len(used)}", "label"),
            *(Text(names[o.what], "small") for o in used),
        ]
        return [*words, *([Text(said, "small")] if said else [])]

    def _renew(self) -> None:
        codes = [line.group.codes for line in self.rows.values()]
        if ("not_able",) in codes:
            words = (
                "No conclusion yet. Two more steps open: is there an illness or disturbance, and"
                " is it the cause?"
            )
        elif all(one == ("able",) for one in codes):
            words = "Able in all four: the two steps about an illness stay closed."
        elif ("not_reached",) in codes:
            words = (
                "Not reached somewhere, and not able nowhere: that is not completed, never more."
            )
        else:
            words = "No conclusion yet."
        self.so_far.setText(words)

    def take(self) -> None:
        """The four, with their evidence."""
        self.form.put(**{limb: line.held() for limb, line in self.rows.items()})

    def lacking(self) -> Iterable[Problem]:
        """An answer in each row, and evidence where it says *not able*."""
        open_rows = [
            Problem(f"No answer yet: {line.name}", line.group)
            for line in self.rows.values()
            if not line.group.codes
        ]
        if open_rows:
            return open_rows
        return [
            Problem(f"{line.name}: {sentence('lacks-evidence')}", line.tried)
            for line in self.rows.values()
            if line.group.codes == ("not_able",) and not _whole(line)
        ]


def _whole(line: LimbRow) -> bool:
    held = line.held()
    words = (held.tried,) if line.limb == "communicate" else (held.asked, held.answer, held.tried)
    return all(words)


class ImpairmentStep(StepPage):
    """Only now: is there an illness or a disturbance?"""

    step: Step = "impairment"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(
            theme,
            form,
            "Is there an illness or a disturbance of mind?",
            hint="If there is none, leave it empty: then something else stands in the way",
        )
        held = form.full.impairment
        self.what = LineEntry(theme, "What it is", words=held.what)
        self.source = LineEntry(theme, "Who says so, or where it is written", words=held.source)
        self.lasting = group(
            theme, "How long", (("temporary", "It passes"), ("longer", "It lasts longer")),
            density="row",
        )  # fmt: skip
        self.lasting.choose([held.lasting] if held.lasting else [])
        self.lifts = DateEntry(
            theme, form.hers.session.clock, "When it may lift, if anybody can say",
            name="The day", hint="", asks=A_DAY,
        )  # fmt: skip
        self._add(self.what, self.source, asked(theme, "How long", self.lasting), self.lifts)
        self.fields = {"lacks-impairment": self.what}

    def take(self) -> None:
        """What it is and how long it may last."""
        lasting: Any = self.lasting.codes[0] if self.lasting.codes else ""
        day: Any = day_of(self.lifts) or self.form.full.impairment.lifts_on
        self.form.put(
            impairment=Impairment(
                what=self.what.words.strip(),
                source=self.source.words.strip(),
                lasting=lasting,
                lifts_on=day,
            )
        )

    def lacking(self) -> Iterable[Problem]:
        """Nothing must be here: an empty page leads to another cause."""
        return []


class LinkStep(StepPage):
    """Is the one because of the other?"""

    step: Step = "link"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(theme, form, "Is that the reason?")
        name, held = self.woman.name, form.full.link
        self.holds = group(
            theme, "Because of that illness or disturbance",
            (("yes", "Yes, because of it"), ("no", "No"), ("unsure", "Not sure")), density="row",
        )  # fmt: skip
        self.holds.choose([held.holds] if held.holds else [])
        self.cannot = LineEntry(theme, f"Because of it, {name} cannot", words=held.cannot)
        self.shown = LineEntry(theme, "As shown by", words=held.shown_by)
        self.others = group(theme, "What else was thought of", OTHERS, many=True, density="grid")
        self.others.choose(held.others_considered)
        self._add(asked(theme, f"Because of {form.full.impairment.what}?", self.holds))
        self._add(self.cannot, self.shown)
        self._add(asked(theme, "What else was thought of", self.others))
        self.fields = {"lacks-link": self.cannot}

    def take(self) -> None:
        """The link and what else was thought of."""
        holds: Any = self.holds.codes[0] if self.holds.codes else ""
        self.form.put(
            link=Link(
                holds=holds,
                cannot=self.cannot.words.strip(),
                shown_by=self.shown.words.strip(),
                others_considered=self.others.codes,
            )
        )

    def lacking(self) -> Iterable[Problem]:
        """An answer; with a yes both halves of the sentence."""
        if not self.holds.codes:
            return [Problem("No answer yet: whether it is the reason", self.holds)]
        return super().lacking()


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
        self.told_her = LineEntry(theme, f"How {who.name} was told", words=form.full.told_her)
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
        self.late = LineEntry(theme, "Why only after the limit", words=form.full.ask_again_reason)
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
    "lacks": "Nothing is done on this. It is looked at again, and before leaving the ward.",
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
