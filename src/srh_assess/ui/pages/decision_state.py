"""A change after which earlier findings no longer serve; and what she laid down before."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from srh_assess.assessment.capacity import AdvanceRecorded
from srh_assess.assessment.decided import Kept
from srh_assess.ui.pages.decision_page import DecisionForm, day_of, sentence
from srh_assess.ui.pages.decision_steps import asked, group
from srh_assess.ui.pages.decision_words import EVENTS
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import capacity, hers
from srh_assess.workflow.deciding import Decider, new_id
from srh_assess.workflow.form import name_of

_PAST = Asks(about=False, unknown=False)
_FORMS = (
    ("statement", "A statement of wishes"),
    ("advance_decision", "A refusal made in advance"),
    ("attorney", "An attorney’s decision"),
    ("deputy", "A deputy’s decision"),
)


class StatePage(DecisionForm):
    """One tap for what happened. Every finding made before it asks for a new look."""

    guide = "decision_state"

    def __init__(self, theme: Theme, of: Decider) -> None:
        super().__init__(
            theme, of, "What has changed?", hint="Every decision is then looked at anew"
        )
        choices = [Choice(code, words) for code, words in EVENTS.items()]
        self.happened = AnswerGroup(theme, "What has changed?", choices)
        self.words = LineEntry(theme, "In a few words, if you like", advised=True)
        self._add(self.fault, gap="s")
        self._add(self.happened, self.words)

    def apply(self) -> None:
        """Written down with this minute."""
        codes = self.happened.codes
        if self.missing([] if codes else [Problem("Nothing chosen yet", self.happened)]):
            return
        event: Any = codes[0]
        act = partial(capacity.state_changed, self.hers, event, words=self.words.words)
        if self.keep(act) is None:
            self.finished.emit()

    def offer(self, bar: ActionBar) -> None:
        """It is written down now."""
        bar.offer("Write this down")


class AdvancePage(DecisionForm):
    """What she wants known in later visits, and what she or somebody with authority refused."""

    guide = "advance"

    def __init__(self, theme: Theme, of: Decider) -> None:
        super().__init__(theme, of, "Laid down before, or for later")
        who = self.woman
        self._add(self.fault, gap="s")
        self.backs: dict[str, Button] = {}
        for id, kept in of.record.decided.advances.items():
            if kept.ended is None:
                self._add(self._card(id, kept), gap="m")
        self.form = group(theme, "What is it?", _FORMS, density="page")
        self.words = TextEntry(theme, f"What {who.name} wants", hers=True)
        self.may, self.must_not = LineEntry(theme, "Who may know"), LineEntry(theme, "Who must not")
        self._names = {name_of(of, one): one for one in hers.choices(of.session)}
        self.about = group(
            theme, "Which decisions it speaks of",
            [(one, name) for name, one in self._names.items()], many=True, density="list",
        )  # fmt: skip
        self.says_no = group(
            theme, "What it says", (("no", "It says no"), ("other", "Something else")),
            density="row",
        )  # fmt: skip
        self.seen = group(
            theme, "The document", (("seen", "Seen"), ("reported", "Only told of")), density="row"
        )
        self.seen_by = LineEntry(theme, "Seen by")
        self.stands = group(
            theme, "Is it valid, and does it fit?", (("yes", "Yes"), ("no", "No, or not known")),
            density="row",
        )  # fmt: skip
        self.dated = DateEntry(
            theme, of.session.clock, "Its date", name="The date", hint="", asks=_PAST
        )
        self._paper = QWidget()
        self._paper.setLayout(
            column(
                theme, asked(theme, "Which decisions it speaks of", self.about),
                asked(theme, "What it says", self.says_no),
                asked(theme, "The document", self.seen), self.seen_by,
                asked(theme, "Is it valid, and does it fit?", self.stands), self.dated,
            )
        )  # fmt: skip
        self._hers = QWidget()
        self._hers.setLayout(column(theme, self.may, self.must_not))
        self._add(asked(theme, "Write something down", self.form), self.words)
        self._add(self._hers, self._paper)
        self.form.changed.connect(self._renew)
        self._renew()

    def _card(self, id: str, kept: Kept) -> QWidget:
        fact, theme = kept.fact, self._theme
        head = dict(_FORMS)[fact.form]
        if fact.dated is not None:
            head += f", {weekday_date(fact.dated)}"
        names = ", ".join(name_of(self.hers, one) for one in fact.decisions)
        told = [
            Text(head, "strong"),
            *(Text(part, "small") for part in (names, fact.words) if part),
        ]
        words = f"{self.woman.name} takes it back"
        self.backs[id] = Button(theme, words, icon="curved-arrow", name=f"{words}: {head}")
        self.backs[id].clicked.connect(partial(self._take_back, id, kept))
        return Card(
            theme, column(theme, *told, row(theme, self.backs[id], None), gap="xs"), pad="m"
        )

    def _take_back(self, id: str, kept: Kept) -> None:
        """She may while she is able to decide what it speaks of: a finding made now says so."""
        found = next(
            (
                one
                for decision in (kept.fact.decisions or hers.choices(self.session))
                if (one := capacity.standing(self.hers, decision)) is not None
            ),
            None,
        )
        finding = found.finding if found is not None else ""
        if self.keep(lambda: capacity.advance_back(self.hers, id, finding)) is None:
            self.finished.emit()

    def _renew(self) -> None:
        form = self.form.codes[0] if self.form.codes else ""
        self.words.setVisible(bool(form))
        self._hers.setVisible(form == "statement")
        self._paper.setVisible(form not in {"", "statement"})
        self.changed.emit()

    def apply(self) -> None:
        """Keeps it; with nothing chosen it only goes back."""
        if not self.form.codes:
            self.finished.emit()
            return
        if self.missing(self._lacking()):
            return
        if self.keep(lambda: capacity.advance(self.hers, self._made())) is None:
            self.finished.emit()

    def _lacking(self) -> list[Problem]:
        if self.form.codes == ("statement",):
            said = self.words.words.strip() or self.may.words.strip() or self.must_not.words.strip()
            return [] if said else [Problem(sentence("voice-words"), self.words)]
        found = []
        if not self.about.codes:
            found.append(Problem("No answer yet: which decisions it speaks of", self.about))
        for made, what in ((self.says_no, "what it says"), (self.seen, "whether it was seen"),
                           (self.stands, "whether it is valid")):  # fmt: skip
            if not made.codes:
                found.append(Problem(f"No answer yet: {what}", made))
        return found

    def _made(self) -> AdvanceRecorded:
        form: Any = self.form.codes[0]
        if form == "statement":
            return AdvanceRecorded(
                advance=new_id(),
                form=form,
                dated=None,
                words=self.words.words.strip(),
                may_know=self.may.words.strip(),
                must_not_know=self.must_not.words.strip(),
            )
        seen: Any = self.seen.codes[0]
        dated: Any = day_of(self.dated)
        return AdvanceRecorded(
            advance=new_id(),
            form=form,
            decisions=self.about.codes,
            says_no=self.says_no.codes == ("no",),
            stands=self.stands.codes == ("yes",),
            seen=seen,
            seen_by=self.seen_by.words.strip(),
            dated=dated,
            words=self.words.words.strip(),
        )

    def offer(self, bar: ActionBar) -> None:
        """Writing down, or back."""
        bar.offer("Write this down" if self.form.codes else "Back to the decisions")
