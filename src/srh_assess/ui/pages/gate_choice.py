"""Another outcome than the proposed one, and what putting the talk off needs."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.facts import GateDecided
from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.ui.pages.gate_words import TITLES, look_by, next_time, openings
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import PROPOSED, ChoiceEntry, Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.gating import Outcome
from srh_assess.workflow.session import Session

_OUTCOMES: tuple[Outcome, ...] = ("go", "partial", "defer")


class OverrideForm(QWidget):
    """*Choose another outcome*: a link, then the other outcomes and a required reason."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._proposed: Outcome | None = None
        self.link = Button(theme, "Choose another outcome", "link")
        self.link.clicked.connect(self._open)
        choices = [Choice(outcome, TITLES[outcome]) for outcome in _OUTCOMES]
        self.group = AnswerGroup(theme, "Another outcome", choices, density="grid", numbered=False)
        self.group.changed.connect(self._open)
        self.group.changed.connect(self.changed)
        self.words = TextEntry(theme, "A word of reason", hint="What the twelve areas do not show")
        self.words.changed.connect(self._open)
        self._form = QWidget()
        self._form.setLayout(column(theme, self.group, self.words))
        self._form.hide()
        self._hint = Text("You may know more. Another outcome needs a word of reason", "muted")
        self.setLayout(column(theme, self._hint, self.link, self._form, gap="xs"))

    @property
    def outcome(self) -> Outcome | None:
        """The other outcome that was chosen; none when the proposed one stands."""
        chosen = next((one for one in _OUTCOMES if one in self.group.codes), None)
        return None if chosen == self._proposed else chosen

    @property
    def reason(self) -> str:
        """The word of reason for another outcome."""
        return self.words.words.strip() if self.outcome else ""

    def offer(self, proposed: Outcome | None) -> None:
        """Offers the outcomes beside the proposed one; hides while there is none."""
        self._proposed = proposed
        self.setVisible(proposed is not None)
        for code, answer in self.group.answers.items():
            answer.setVisible(code != proposed)

    def show_choice(self, outcome: Outcome, reason: str) -> None:
        """Shows what was decided before."""
        self.group.choose((outcome,))
        self.words.show_words(reason)
        self._open()

    def problems(self) -> list[Problem]:
        """The reason is missing."""
        wanting = self.outcome is not None and not self.reason
        sentence = BadInput("override-reason").sentence if wanting else ""
        self.words.complain(sentence)
        return [Problem(sentence, self.words.field)] if sentence else []

    def _open(self) -> None:
        if self._form.isHidden():
            self._form.show()
            self.link.hide()


class DeferralForm(QWidget):
    """Why, what would make it possible, who looks again, and when. All four are needed; all
    but the reason are proposed."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._session = session
        self._codes = {reason.label: reason.code for reason in session.protocol.gate.reasons}
        self.reason = ChoiceEntry(theme, "Reason for putting it off", list(self._codes))
        self.possible_entry = TextEntry(theme, "What would make it possible")
        self.owner_entry = LineEntry(theme, "Who looks again", words=session.author_name)
        self.time_entry = LineEntry(theme, "By, on the 24-hour clock")
        self._echo = Text("", "small", "accent")
        self.time_entry.changed.connect(self._tell_time)
        self._touched = False
        for proposed in (self.possible_entry.field, self.time_entry.field):
            proposed.setProperty(PROPOSED, True)
        self.possible_entry.changed.connect(self._touch)
        fields = (self.reason, self.possible_entry, self.owner_entry, self.time_entry)
        self.setLayout(column(theme, *fields, self._echo))
        now = session.clock.now()
        self.time_entry.show_words(f"{local(look_by(session, now)):%H:%M}")
        self._tell_time()

    # ---- what stands there

    @property
    def reason_code(self) -> str:
        """The code of the reason; empty until one is chosen."""
        return self._codes.get(self.reason.words, "")

    @property
    def possible(self) -> str:
        """What would make the talk possible."""
        return self.possible_entry.words.strip()

    @property
    def owner(self) -> str:
        """Who looks again."""
        return self.owner_entry.words.strip()

    @property
    def next_look(self) -> datetime | None:
        """When, within the next day."""
        return next_time(self.time_entry.words, self._session.clock.now())

    @property
    def field(self) -> QWidget:
        """Where a time that does not fit is put right."""
        return self.time_entry.field

    @property
    def by_hand(self) -> tuple[QWidget, ...]:
        """The fields that a hand filled, or may have: what is proposed is no draft."""
        always = (self.reason, self.owner_entry, self.time_entry)
        return (*always, self.possible_entry) if self._touched else always

    def propose(self) -> None:
        """Proposes what the protocol says would open the talk, until someone writes."""
        if not self._touched:
            self.possible_entry.show_words(" ".join(openings(self._session)))

    def show_decision(self, gate: GateDecided | None) -> None:
        """Shows what was decided before."""
        if gate is None or gate.outcome != "defer":
            return
        labels = {code: label for label, code in self._codes.items()}
        self.reason.show_name(labels.get(gate.reason_code, ""))
        self.possible_entry.show_words(gate.would_make_possible)
        self._touched = True
        self.owner_entry.show_words(gate.owner)
        if gate.next_look is not None:
            self.time_entry.show_words(f"{local(gate.next_look):%H:%M}")
            self.time_entry.field.setProperty(PROPOSED, False)
        self.possible_entry.field.setProperty(PROPOSED, False)
        self._tell_time()

    def stands_in(self, gate: GateDecided) -> bool:
        """Whether the record holds just this."""
        kept = (gate.reason_code, gate.would_make_possible, gate.owner, gate.next_look)
        return kept == (self.reason_code, self.possible, self.owner, self.next_look)

    def problems(self) -> list[Problem]:
        """What is missing, in the order of the fields."""
        hours = f"{self._session.protocol.gate.next_look_hours:g}"
        wanting: tuple[tuple[Entry, bool, BadInput], ...] = (
            (self.reason, not self.reason_code, BadInput("deferral-reason")),
            (self.possible_entry, not self.possible, BadInput("deferral-possible")),
            (self.owner_entry, not self.owner, BadInput("deferral-owner")),
            (self.time_entry, self.next_look is None, BadInput("deferral-next-look", hours=hours)),
        )
        found = []
        for entry, is_wanting, fault in wanting:
            entry.complain(fault.sentence if is_wanting else "")
            if is_wanting:
                found.append(Problem(fault.sentence, entry.field))
        return found

    def _touch(self) -> None:
        self._touched = True

    def _tell_time(self) -> None:
        when = self.next_look
        now = self._session.clock.now()
        self._echo.say(when_words(when, now) if when is not None else "")
