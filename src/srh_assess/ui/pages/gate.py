"""Is now a good time? Twelve rows, one key each; the outcome beside them, with its reasons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.errors import BadInput
from srh_assess.protocol.model import Colour, Domain
from srh_assess.ui.pages.base import ALONE_WITH_HER, Head, Remembered, SittingPage
from srh_assess.ui.pages.clock_line import ClockLine
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.gate_card import OutcomeCard
from srh_assess.ui.pages.gate_choice import DeferralForm, OverrideForm
from srh_assess.ui.pages.gate_rows import DomainRows, RowAsked
from srh_assess.ui.pages.gate_strip import GateStrip
from srh_assess.ui.pages.gate_words import BUTTONS, COLOUR_WORDS
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import again, flow, gating
from srh_assess.workflow.session import Change, Session


class GatePage(SittingPage, HandFilled):
    """The rows, the outcome card and, when wanted or needed, another outcome and a deferral.

    The outcome is the rules'; the page only shows it and hands the nurse's decision over.
    """

    around = ALONE_WITH_HER

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(
            theme,
            session,
            page,
            Heading(page.title),
            remembered=remembered,
            head=Head(hint="Filled in by staff. Nothing here is asked aloud"),
            wide=True,
        )
        self._unmet: tuple[Problem, ...] = ()
        self.rows = DomainRows(theme, [self._asked(d) for d in session.protocol.gate.domains])
        self.rows.changed.connect(self._answered)
        self.rows.done.connect(self._all_answered)
        self.card = OutcomeCard(theme, session)
        self.override = OverrideForm(theme)
        self.deferral = DeferralForm(theme, session)
        self.override.changed.connect(self._chosen)
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("l"))
        for part in (self.card, self.override, self.deferral):
            box.addWidget(part)
        main = QWidget()
        main.setLayout(column(theme, self.rows, None, gap=""))
        self.clocks = ClockLine(theme, session)
        self._add(self.clocks, gap="m")
        before = [
            look for look in again.looks(session.record) if look.decided != session.record.gate
        ]
        if before:
            now = session.clock.now()
            self._add(GateStrip(theme, before, session.protocol, now), gap="s")
        self._add(Columns(theme, main, side, shares=(3, 2)))
        self.changed.connect(self.clocks.renew)
        self._said = ""
        self._show_decision()
        self._renew()

    def _asked(self, domain: Domain) -> RowAsked:
        item = self.session.protocol.items[domain.item]
        choices = tuple(
            Choice(option.code, COLOUR_WORDS[option.colour], option.label)
            for option in item.options
        )
        return RowAsked(domain.item, domain.name, choices)

    # ---- rows

    def _answered(self, item: str) -> None:
        codes = self.rows.codes
        if item in codes:
            self.keep(partial(self.session.answer, item, codes[item]))
        else:
            self.keep(partial(self.session.clear, item))
        self._renew()

    def _all_answered(self) -> None:
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        show_in_view(self.card)

    def _codes(self) -> dict[str, str]:
        """What this sitting saw, by row; a number stands in the answer of its colour."""
        answers, found = self.session.record.answers, {}
        looked = gating.looked(self.session)
        for domain in self.session.protocol.gate.domains:
            answer = answers.get(domain.item)
            if answer is None or domain.item in looked.missing:
                continue
            colour: Colour = looked.colours.get(domain.id, "")
            options = self.session.protocol.items[domain.item].options
            code = next((o.code for o in options if o.code == answer.value), "")
            code = code or next((o.code for o in options if colour and o.colour == colour), "")
            if code:
                found[domain.item] = code
        return found

    # ---- the outcome

    @property
    def outcome(self) -> gating.Outcome | None:
        """What would be decided now: the nurse's own choice, else what the rules propose."""
        proposed = gating.looked(self.session).outcome
        return None if proposed is None else (self.override.outcome or proposed)

    def _show_decision(self) -> None:
        self.rows.choose(self._codes())
        gate = self.session.record.gate
        if gate is not None and gate.outcome != gate.proposed:
            self.override.show_choice(gate.outcome, gate.override_reason)
        self.deferral.show_decision(gate)

    def _chosen(self) -> None:
        self._renew()
        self.changed.emit()

    def _renew(self) -> None:
        finding, outcome = gating.looked(self.session), self.outcome
        self.override.offer(finding.outcome)
        self.card.show_outcome(outcome)
        self.deferral.setVisible(outcome == "defer")
        self.deferral.propose()
        spoken = self.card.accessibleName()
        if finding.outcome is not None and spoken != self._said:
            announce(self, spoken)
        self._said = spoken

    def offer(self, bar: ActionBar) -> None:
        """The act is named for the outcome; while rows are open it says how many."""
        outcome = self.outcome
        bar.offer(BUTTONS[outcome] if outcome else "Begin")
        bar.open_primary(outcome is not None, self.card.still_open())

    # ---- Continue

    @property
    def by_hand(self) -> tuple[QWidget, ...]:
        """Another outcome and the deferral, until they are decided; the rows are kept at once."""
        outcome = self.outcome
        if outcome is not None and self._is_decided(outcome):
            return ()
        return (self.override, *self.deferral.by_hand)

    @property
    def valid(self) -> bool:
        """Whether a decision stands in the record."""
        gate = self.session.record.gate
        decided = gate is not None and gate.outcome == self.outcome
        return super().valid and not self._unmet and decided

    @property
    def error(self) -> str:
        """What is missing for a decision."""
        if self._unmet:
            return self._unmet[0].sentence
        return self.card.still_open() if self.outcome is None else super().error

    def apply(self) -> None:
        """Hands the decision over, with its reasons; says what is missing for it."""
        outcome = self.outcome
        if outcome is None:
            first = gating.looked(self.session).missing[0]
            self.rows.open_row(first)
            field = next(iter(self.rows.rows[first].group.answers.values()))
            self._show([Problem(self.card.still_open(), field)])
            return
        problems = self.override.problems() + (
            self.deferral.problems() if outcome == "defer" else []
        )
        self._show(problems)
        if problems or self._is_decided(outcome):
            return
        fault = self.keep(partial(self._decide, outcome))
        if isinstance(fault, BadInput):
            self._show([Problem(fault.sentence, self.deferral.field)])

    def _decide(self, outcome: gating.Outcome) -> Change:
        if outcome != "defer":
            return gating.decide(self.session, outcome, override_reason=self.override.reason)
        return gating.decide(
            self.session,
            outcome,
            override_reason=self.override.reason,
            reason_code=self.deferral.reason_code,
            would_make_possible=self.deferral.possible,
            owner=self.deferral.owner,
            next_look=self.deferral.next_look,
        )

    def _is_decided(self, outcome: gating.Outcome) -> bool:
        gate, finding = self.session.record.gate, gating.looked(self.session)
        if gate is None or (gate.outcome, gate.proposed) != (outcome, finding.outcome):
            return False
        same_reason = gate.override_reason == self.override.reason
        return same_reason and (outcome != "defer" or self.deferral.stands_in(gate))

    def _show(self, problems: list[Problem]) -> None:
        self._unmet = tuple(problems)
        self._problems(problems)
