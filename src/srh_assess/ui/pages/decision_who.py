"""Who interprets, and what her age asks for: the first step, where either has to be said."""

from __future__ import annotations

from typing import Any

from srh_assess.assessment.capacity import Competence, Interpreting
from srh_assess.ui.pages.decision_page import LATER, moment, shown
from srh_assess.ui.pages.decision_steps import StepPage, asked, group
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.workflow.form import Form, Step


class WhoStep(StepPage):
    """Who interprets, and what her age asks for."""

    step: Step = "who"

    def __init__(self, theme: Theme, form: Form) -> None:
        super().__init__(theme, form, "Who is here, and how do you talk?")
        self.by = group(
            theme,
            "Interpreter",
            (
                ("not_needed", "Not needed"), ("professional", "A professional"),
                ("other", "Somebody else"), ("none", "Nobody, though needed"),
            ),
            density="row",
        )  # fmt: skip
        self.name = LineEntry(theme, "Name or number of the interpreter")
        self.mode = LineEntry(theme, "How: in the room, by telephone, by video")
        self.urgent = LineEntry(
            theme,
            "Why it cannot wait for a professional",
            hint="Otherwise nothing can be concluded. A relative, partner or patient never counts",
        )
        self.redo = DateEntry(
            theme, form.hers.session.clock, "When it is done again with a professional",
            name="The time", hint="", asks=LATER,
        )  # fmt: skip
        self._add(
            asked(theme, "Interpreter", self.by), self.name, self.mode, self.urgent, self.redo
        )
        self.fields = {"interpreter-needed": self.by, "interpreter-relative": self.by}
        how = form.interpreting
        self.by.choose([how.by])
        for entry, words in ((self.name, how.name), (self.mode, how.mode)):
            entry.show_words(words)
        self.urgent.show_words(how.urgent_reason)
        shown(self.redo, how.redo_by)
        self.young: dict[str, AnswerGroup] = {}
        self.safeguarding = LineEntry(theme, "Who for child safeguarding was told, and when")
        self._add(self.safeguarding)
        self.safeguarding.setVisible(form.route in {"sixteen", "competence"})
        if form.route in {"sixteen", "competence"}:
            self.fields["young-safeguarding"] = self.safeguarding
            self.safeguarding.show_words((form.competence or Competence()).safeguarding)
        if form.route == "competence":
            self._ask_competence()
        self.by.changed.connect(self._renew)
        self._renew()

    def _ask_competence(self) -> None:
        name = self.woman.name
        asks = {
            "understands": f"{name} understands what it is and what follows",
            "mature": f"{name} is mature enough for this",
            "weighs": f"{name} can weigh it up",
            "free": f"{name} decides freely",
        }
        if self.form.fraser:
            asks |= {
                "fraser0": f"{name} understands the advice",
                "fraser1": f"{name} cannot be persuaded to tell a parent, or let us tell",
                "fraser2": f"{name} is likely to have sex anyway",
                "fraser3": "Without it, body or mind would suffer",
                "fraser4": f"It is in {name}’s interest without a parent knowing",
            }
        for code, words in asks.items():
            made = group(self._theme, words, (("yes", "Yes"), ("no", "No")), density="row")
            made.choose(self._said(code))
            self.young[code] = made
            self._add(asked(self._theme, words, made), gap="s")
        self.fields["young-competence"] = self.young["understands"]

    def _said(self, code: str) -> list[str]:
        """What was answered before, as the code of an answer."""
        held = self.form.competence or Competence()
        if code.startswith("fraser"):
            place = int(code.removeprefix("fraser"))
            said = held.fraser[place] if len(held.fraser) > place else None
        else:
            said = getattr(held, code)
        return [] if said is None else ["yes" if said else "no"]

    def _renew(self) -> None:
        by = self.by.codes[0] if self.by.codes else ""
        for entry in (self.name, self.mode):
            entry.setVisible(by in {"professional", "other"})
        for part in (self.urgent, self.redo):
            part.setVisible(by in {"other", "none"})
        self.changed.emit()

    def take(self) -> None:
        """Interpreter and age."""
        by: Any = self.by.codes[0] if self.by.codes else "not_needed"
        redo = moment(self.redo)
        self.form.interpreting = Interpreting(
            by=by,
            name=self.name.words.strip(),
            mode=self.mode.words.strip(),
            urgent_reason=self.urgent.words.strip() if by in {"other", "none"} else "",
            redo_by=redo.earliest if redo is not None and by in {"other", "none"} else None,
        )
        if self.form.route not in {"sixteen", "competence"}:
            return
        said = {code: made.codes == ("yes",) for code, made in self.young.items() if made.codes}
        fraser = tuple(said[c] for c in self.young if c.startswith("fraser") and c in said)
        self.form.competence = Competence(
            understands=said.get("understands"),
            mature=said.get("mature"),
            weighs=said.get("weighs"),
            free=said.get("free"),
            safeguarding=self.safeguarding.words.strip(),
            fraser=fraser,
        )
