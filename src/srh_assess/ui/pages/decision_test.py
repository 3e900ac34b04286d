"""The later steps about one decision: the four abilities, then an illness, the link, and last
what it comes to. Nothing says a verdict before the last step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from srh_assess.assessment.capacity import Impairment, Limb, Link
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.decision_page import A_DAY, day_of, sentence, shown_day
from srh_assess.ui.pages.decision_steps import HELP, StepPage, asked, group
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Line, Text
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
        self.tried = LineEntry(
            theme, "What you tried" if spoken else "Means that were tried", advised=True
        )
        self.why = LineEntry(theme, "Why not reached", advised=True)
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
            line.show_limb(limb_of(form.full, limb), answered=limb in form.reached)
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
        self.form.reached = {limb for limb, line in self.rows.items() if line.group.codes}

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
        self.what = LineEntry(theme, "What it is", words=held.what, advised=True)
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
        shown_day(self.lifts, held.lifts_on)
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
        self.cannot = LineEntry(
            theme, f"Because of it, {name} cannot", words=held.cannot, advised=True
        )
        self.shown = LineEntry(theme, "As shown by", words=held.shown_by, advised=True)
        self.others = group(theme, "What else was thought of", OTHERS, many=True, density="grid")
        self.others.choose(held.others_considered)
        self._add(asked(theme, f"Because of this: {form.full.impairment.what}?", self.holds))
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
