"""The card of the gate's outcome: its shape, its sentence, why, what next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from srh_assess.assessment.naming import woman
from srh_assess.ui.pages.gate_words import ICONS, TITLES, look_by, openings, why
from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.workflow import gating
from srh_assess.workflow.gating import Outcome
from srh_assess.workflow.session import Session

_TONES = {"go": "ok", "partial": "attention", "defer": "attention"}
_INKS = {"go": "ok", "partial": "attention", "defer": "attention"}
PLAN_ITEM = "X11"


class OutcomeCard(QFrame):
    """Built anew for each outcome. While a row is open it says how many and nothing else."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QVBoxLayout(self)
        pad = theme.space("xl")
        self._box.setContentsMargins(pad, pad, pad, pad)
        self._inside: QWidget | None = None

    def still_open(self) -> str:
        """``7 of 12 still to fill in``; empty when every row has its answer."""
        missing = len(gating.looked(self._session).missing)
        of = len(self._session.protocol.gate.domains)
        return f"{missing} of {of} still to fill in" if missing else ""

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Shows an outcome, or how much is still open."""
        if self._inside is not None:
            self._box.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        if outcome is None:
            set_property(self, "tone", "")
            self._inside.setLayout(self._open_card())
            self.setAccessibleName(self.still_open())
        else:
            set_property(self, "tone", _TONES[outcome])
            self._inside.setLayout(self._outcome_card(outcome))
            self.setAccessibleName(f"Outcome: {TITLES[outcome]}. {why(self._session)}")
        self._box.addWidget(self._inside)

    def _open_card(self) -> QVBoxLayout:
        words = self._session.protocol.gate.sentence.get("undecided", "")
        return column(self._theme, Text(self.still_open(), "heading"), Text(words, "hint"), gap="s")

    def _outcome_card(self, outcome: Outcome) -> QVBoxLayout:
        theme, session = self._theme, self._session
        finding = gating.looked(session)
        proposed = finding.outcome == outcome
        kind = "Outcome of the twelve areas" if proposed else "Chosen by you, with a reason"
        title = column(theme, Text(kind, "muted"), Text(TITLES[outcome], "page-heading"), gap="")
        shape = Icon(theme, ICONS[outcome], _INKS[outcome], "page")
        head = row(theme, shape, title, gap="l")
        head.setStretch(1, 1)
        box = column(theme, head, Text(session.protocol.gate.sentence[outcome]), Line(), gap="m")
        self._section(box, "Why", [why(session)])
        if finding.outcome != "go":
            opens = [*openings(session), f"Look again by {self._look()}"]
            self._section(box, "What would open the full talk", opens)
        self._section(box, "For this talk", self._prepare() if outcome != "defer" else [])
        return box

    def _look(self) -> str:
        now = self._session.clock.now()
        return when_words(look_by(self._session, now), now)

    def _prepare(self) -> list[str]:
        record = self._session.record
        plan, whose = record.answers.get(PLAN_ITEM), woman(record.identity).starting_possessive
        known = [f"{whose} plan: {plan.value}"] if plan is not None and plan.value else []
        return [*gating.looked(self._session).prepare, *known]

    def _section(self, box: QVBoxLayout, name: str, lines: list[str]) -> None:
        if lines:
            words = [Text(line, "small") for line in lines]
            box.addLayout(column(self._theme, Text(name, "label"), *words, gap="xs"))
