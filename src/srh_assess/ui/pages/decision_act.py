"""It was done: by whom, when, still willing at that time, and with whom in the room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.deciding import Chaperone
from srh_assess.rules.decisions import decision_of
from srh_assess.ui.pages.decision_page import BEFORE, DecisionForm, moment, sentence
from srh_assess.ui.pages.decision_steps import asked, group
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.workflow import consent, hers
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import name_of

_MINUTE = timedelta(minutes=1)


class ActPage(DecisionForm):
    """Her standing yes, or what two people settled in her place, is the one basis."""

    guide = "decision_act"

    def __init__(self, theme: Theme, of: Decider, decision: str) -> None:
        super().__init__(theme, of, "It was done", kicker=f"Decision: {name_of(of, decision)}")
        self.decision = decision
        self.basis = hers.basis(of, decision)
        who, clock = self.woman, of.session.clock
        rule = decision_of(of.session.protocol, decision)
        self._add(self.fault, gap="s")
        if not self.basis:
            words = "Ask first; what was done without a yes cannot be written down as done"
            self._add(Notice(theme, words, "attention", strong=sentence("act-basis")))
        elif "consent" not in self.basis:
            words = "It will be shown everywhere as done without consent"
            self._add(Notice(theme, words, "attention", strong="Without consent"))
        self.performer = LineEntry(theme, "Who did it", words=of.session.author_name)
        self.at = DateEntry(theme, clock, "When", name="The time", hint="", asks=BEFORE)
        self.at.show_when(_now(of.now))
        self.willing = group(
            theme, f"Did {who.name} still want it just then?",
            (("yes", "Yes, asked at the time"), ("no", "No, or not asked")), density="row",
        )  # fmt: skip
        self.willing_at = DateEntry(
            theme, clock, "When that was asked", name="The time", hint="", asks=BEFORE
        )
        self.willing_at.show_when(_now(of.now))
        self.intimate = group(
            theme, "Did staff touch or see an intimate part?", (("no", "No"), ("yes", "Yes")),
            density="row",
        )  # fmt: skip
        if rule is not None and rule.intimate:
            self.intimate.choose(["yes"])
        self._add(self.performer, self.at)
        if "consent" in self.basis:
            self._add(
                asked(theme, f"Did {who.name} still want it just then?", self.willing,
                      self.willing_at)
            )  # fmt: skip
        self._add(asked(theme, "Did staff touch or see an intimate part?", self.intimate))
        self._add(self._chaperone(theme))
        for made in (self.willing, self.intimate, self.answer):
            made.changed.connect(self._renew)
        self._renew()

    def _chaperone(self, theme: Theme) -> QWidget:
        self.answer = group(
            theme, "A chaperone",
            (("accepted", "Offered, wanted"), ("declined", "Offered, not wanted"),
             ("", "Not offered")), density="row",
        )  # fmt: skip
        self.who: AnswerGroup = group(
            theme, "Who was the chaperone?",
            (("staff", "Staff"), ("relative", "A relative"), ("patient", "Another patient")),
            density="row",
        )  # fmt: skip
        self.name, self.role = LineEntry(theme, "Name"), LineEntry(theme, "Role")
        self.preference = LineEntry(theme, "Preference, for example a woman")
        self.present = group(
            theme, "Was the chaperone there?", (("yes", "Yes"), ("no", "No")), density="row"
        )
        self._with = QWidget()
        self._with.setLayout(
            column(
                theme, asked(theme, "Who was it?", self.who), self.name, self.role,
                self.preference, asked(theme, "Was the chaperone there?", self.present),
            )
        )  # fmt: skip
        self._beside = asked(theme, "A chaperone", self.answer, self._with)
        return self._beside

    def _renew(self) -> None:
        self.willing_at.setVisible(self.willing.codes == ("yes",))
        self._beside.setVisible(self.intimate.codes == ("yes",))
        self._with.setVisible(self.answer.codes == ("accepted",))
        self.changed.emit()

    def _held(self) -> Chaperone:
        answer: Any = self.answer.codes[0] if self.answer.codes else ""
        who: Any = self.who.codes[0] if self.who.codes else ""
        present = self.present.codes
        return Chaperone(
            offered=answer in {"accepted", "declined"},
            answer=answer,
            who=who,
            name=self.name.words.strip(),
            role=self.role.words.strip(),
            her_preference=self.preference.words.strip(),
            present=present == ("yes",) if present else None,
        )

    def apply(self) -> None:
        """Writes it down, or says what stands against it. That it was tried is kept."""
        at, asked_at = moment(self.at), moment(self.willing_at)
        found = []
        if at is None:
            found.append(Problem("The time is missing or cannot be read", self.at))
        if not self.intimate.codes:
            found.append(Problem("No answer yet: whether it was intimate", self.intimate))
        if "consent" in self.basis and not self.willing.codes:
            found.append(Problem(sentence("act-willing"), self.willing))
        if self.missing(found):
            return
        willing = asked_at if self.willing.codes == ("yes",) else None
        fault = self.keep(
            lambda: consent.done(
                self.hers,
                self.decision,
                performer=self.performer.words,
                at=_moment(at, self.hers.now),
                act=hers.planned_act(self.hers, self.decision),
                willing_at=_moment(willing, self.hers.now) if willing else None,
                chaperone=self._held(),
                intimate=self.intimate.codes == ("yes",),
                **self.basis,
            )
        )
        if fault is None:
            self.finished.emit()
        else:
            self._unmet = (Problem("It was not written down", self.performer),)

    def offer(self, bar: ActionBar) -> None:
        """It is written down now."""
        bar.offer("Write this down")
        bar.open_primary(bool(self.basis))


def _now(now: datetime) -> When:
    at = now.replace(second=0, microsecond=0)
    return When(at, at)


def _moment(when: When | None, now: datetime) -> datetime:
    """The moment that was typed. A minute that is still running is not put before what was
    answered in it."""
    at = when.earliest if when is not None else None
    if at is None or now - at < _MINUTE:
        return now
    return at
