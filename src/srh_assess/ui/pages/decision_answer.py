"""Her answer to one decision, once nothing stands against asking her."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from srh_assess.ui.pages.decision_page import A_DAY, DecisionForm, day_of, sentence
from srh_assess.ui.pages.decision_steps import asked, group
from srh_assess.ui.pages.letter_base import Ticks, told
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import consent, hers
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import name_of

_YES = ("yes", "in_part")


class AnswerPage(DecisionForm):
    """Yes, no, not now, or yes to a part. A *no* needs nothing more."""

    guide = "decision_answer"

    def __init__(
        self, theme: Theme, of: Decider, decision: str, finding: str, information: str = ""
    ) -> None:
        self.decision, self.finding, self.information = decision, finding, information
        super().__init__(theme, of, "", kicker=f"Decision: {name_of(of, decision)}")
        who = self.woman
        self.heading.setText(f"What does {who.name} say?")
        self.setAccessibleName(self.heading.text())
        self._refusal = consent.may_offer(of, decision)
        self._add(self.fault, gap="s")
        self.said = Ticks(
            theme,
            f"What does {who.name} say?",
            (
                Choice("yes", "Yes"), Choice("in_part", "Yes, to a part"),
                Choice("wants_time", "Not now"), Choice("no", "No", "Needs no reason"),
            ),
            numbered=False,
        )  # fmt: skip
        self.part = LineEntry(theme, "Which part")
        first = f"Ask first whether {who.name} would rather answer alone. If so: Not now"
        self.alone_first = Text(first, "hint")
        self.alone = group(
            theme, f"Who could hear {who.name}?",
            (("yes", f"Only {who.name} and staff"), ("no", "Somebody else too")), density="row",
        )  # fmt: skip
        self.pressed = group(
            theme, f"Is anybody pressing {who.name}?", (("no", "No"), ("yes", "Yes, or perhaps")),
            density="row",
        )  # fmt: skip
        self.again = group(
            theme, "May we ask again this stay?",
            (("yes", "Yes"), ("if_she_asks", f"Only if {who.name} asks"), ("no", "No")),
            density="row",
        )  # fmt: skip
        self.day = DateEntry(
            theme, of.session.clock, "From which day", name="The day", hint="", asks=A_DAY
        )
        self.words = TextEntry(theme, f"{who.starting_possessive} words", hers=True)
        self.new_reason = LineEntry(theme, "What is new since the last time", advised=True)
        self.she_asked = group(
            theme, "Who brought it up?",
            (("yes", f"{who.name} did"), ("no", "We did")), density="row",
        )  # fmt: skip
        self._yes, self._no, self._third = QWidget(), QWidget(), QWidget()
        self._lay_out(theme)
        for part in (self.said, self.she_asked, self.alone, self.again):
            part.changed.connect(self._renew)
        self._renew()

    def _lay_out(self, theme: Theme) -> None:
        name = self.woman.name
        closed = [told(theme, self._refusal)] if self._refusal is not None else []
        brought = asked(theme, "Who brought it up?", self.she_asked)
        self._third.setLayout(column(theme, *closed, brought, self.new_reason))
        self._add(self._third)
        self._third.setVisible(self._refusal is not None)
        self._add(self.said)
        self._yes.setLayout(
            column(
                theme,
                self.part,
                asked(theme, f"Who could hear {name}?", self.alone, self.alone_first),
                asked(theme, f"Is anybody pressing {name}?", self.pressed),
            )
        )
        self._no.setLayout(
            column(theme, asked(theme, "May we ask again this stay?", self.again), self.day)
        )
        self._add(self._yes, self._no, self.words)

    def _renew(self) -> None:
        said = self.said.codes[0] if self.said.codes else ""
        self._yes.setVisible(said in _YES)
        self.part.setVisible(said == "in_part")
        self.alone_first.setVisible(self.alone.codes == ("no",))
        self._no.setVisible(said in {"no", "wants_time"})
        self.day.setVisible(self.again.codes == ("yes",))
        third = self._refusal is not None and self._refusal.code == "third-offer"
        self.new_reason.setVisible(third and self.she_asked.codes == ("no",))
        self.changed.emit()

    # ---- Continue

    def _lacking(self, said: str) -> list[Problem]:
        if not said:
            return [Problem("No answer yet", self.said)]
        if said not in _YES:
            return []
        found = []
        if not self.alone.codes:
            found.append(Problem(sentence("consent-alone"), self.alone))
        if not self.pressed.codes:
            found.append(Problem("No answer yet: whether anybody presses", self.pressed))
        if said == "in_part" and not self.part.words.strip():
            found.append(Problem("Which part is missing", self.part))
        return found

    def apply(self) -> None:
        """Keeps her answer. Somebody pressing makes a yes impossible and opens a task."""
        said = self.said.codes[0] if self.said.codes else ""
        if self.missing(self._lacking(said)):
            return
        if self.keep(lambda: self._keep(said)) is None:
            self.finished.emit()
        else:
            self._unmet = (Problem("It was not written down", self.said),)

    def _keep(self, said: str) -> None:
        yes = said in _YES
        more: dict[str, Any] = {}
        if yes:
            more = {
                "finding": self.finding,
                "alone": self.alone.codes == ("yes",),
                "pressed": self.pressed.codes == ("yes",),
                "part": self.part.words.strip(),
            }
        elif self.again.codes:
            more = {"ask_again": self.again.codes[0], "again_on": self._day()}
        hers.answered(
            self.hers,
            self.decision,
            said,
            words=self.words.words.strip(),
            method="spoken",
            information=self.information,
            she_asked=self.she_asked.codes == ("yes",),
            new_reason=self.new_reason.words.strip(),
            **more,
        )

    def _day(self) -> object:
        return day_of(self.day) if self.again.codes == ("yes",) else None

    def offer(self, bar: ActionBar) -> None:
        """It is written down now."""
        bar.offer("Write this down")
