"""Check and sign: read it through together, then close the sitting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.naming import woman
from srh_assess.errors import BadInput, Refused, UserError
from srh_assess.ui.pages.amendment import AmendmentForm, Amendments
from srh_assess.ui.pages.base import ALONE_WITH_HER, Head, Remembered, SittingPage
from srh_assess.ui.pages.check_rows import (
    SectionRows,
    for_clinician,
    page_with,
    sections,
    signed_at,
)
from srh_assess.ui.pages.clock_line import ClockLine
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.sign_panel import SignPanel
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow, signing
from srh_assess.workflow.session import Change, Session

Confirm = Callable[[str], None]


def _without_her(session: Session) -> bool:
    """Whether nobody is there to read it with: the talk was put off, or a paper is typed in."""
    gate = session.record.gate
    return (gate is not None and gate.outcome == "defer") or session.paper is not None


def _heading(session: Session) -> str:
    name = woman(session.record.identity).name
    return f"{name}: check and sign" if _without_her(session) else f"Check with {name}"


def _how(session: Session) -> str:
    return "Read it through" if _without_her(session) else "Read it through together"


class CheckPage(SittingPage, HandFilled):
    """The rows by section, and the panel that counts and signs. ``confirm`` raises ``Refused``
    unless it is given the passphrase of who is signed in. After signing the rows can only be
    added to."""

    around = ALONE_WITH_HER
    signed = Signal()

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        confirm: Confirm,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(
            theme,
            session,
            page,
            Heading(_heading(session)),
            remembered=remembered,
            head=Head(hint=f"{_how(session)}. Nothing is final until you sign"),
            wide=True,
        )
        self._confirm = confirm
        self._unmet: tuple[Problem, ...] = ()
        self.panel = SignPanel(theme, session)
        self.panel.go.connect(self.go)
        self.panel.changed.connect(self.changed)
        self.tables: dict[str, Facts] = {}
        self.amendments = Amendments(theme, session)
        self.amendments.wanted.connect(self._amend)
        self._signed = Text("", "body", "ok")
        self._main = QVBoxLayout()
        self._main.setContentsMargins(0, 0, 0, 0)
        self._main.setSpacing(theme.space("m"))
        main = QWidget()
        main.setLayout(self._main)
        self._add(self._signed, gap="s")
        self.clocks = ClockLine(theme, session)
        self._add(self.clocks, gap="s")
        self._add(Columns(theme, main, self.panel, shares=(5, 2)))
        self._renew()

    # ---- rows

    @property
    def is_signed(self) -> bool:
        """Whether the newest sitting is closed."""
        return self.session.record.open_sitting is None

    def _renew(self) -> None:
        while (taken := self._main.takeAt(0)) is not None:
            if (old := taken.widget()) is not None and old is not self.amendments:
                old.hide()
                old.deleteLater()
        self.tables = {}
        self._main.addWidget(self.amendments)
        link = "Add an amendment" if self.is_signed else "Change"
        for section in sections(self.session, link=link):
            self._add_section(section)
        self._add_for_clinician()
        self._main.addStretch(1)
        self.panel.setVisible(not self.is_signed)
        self.panel.renew()
        at = signed_at(self.session)
        told = f"Signed {when_words(at, self.session.clock.now())}" if at is not None else ""
        self._signed.say(f"{told}. What is added now stands beside it" if told else "")

    def _add_section(self, section: SectionRows) -> None:
        self._main.addWidget(Text(section.name, "heading"))
        if section.asked:
            table = Facts(self._theme, section.asked)
            table.pressed.connect(self._pressed)
            self._main.addWidget(table)
            self.tables[section.id] = table
        if section.not_asked:
            rows = Facts(self._theme, section.not_asked)
            name = f"Not asked, {len(section.not_asked)}"
            fold = Fold(self._theme, name, rows, is_open=not section.asked)
            fold.buttons[0].setAccessibleName(f"{section.name}: {name}")
            self._main.addWidget(fold)

    def _add_for_clinician(self) -> None:
        told = for_clinician(self.session)
        if told:
            name = f"For the responsible clinician, {len(told)}"
            self._main.addWidget(Fold(self._theme, name, Facts(self._theme, told)))

    def _pressed(self, item: str) -> None:
        if self.is_signed:
            self.amendments.open_for(item)
        else:
            self.go.emit(page_with(self.session, item))

    # ---- after signing

    @property
    def by_hand(self) -> tuple[QWidget, ...]:
        """The amendments that are being written; before that why a sitting is brief."""
        if self.is_signed:
            return (self.amendments,)
        return tuple(part for part in (self.panel.group, self.panel.reason) if part is not None)

    def make_ready(self, names: frozenset[str]) -> None:
        """Opens the amendments to the answers that were being added to."""
        if self.is_signed:
            self.amendments.open_told(names)

    def _amend(self, form: AmendmentForm) -> None:
        fault = self.keep(
            partial(signing.amend, self.session, form.item, form.reason.words, note=form.note.words)
        )
        form.reason.complain(fault.sentence if isinstance(fault, BadInput) else "")
        if fault is None:
            self.amendments.close_form(form)
            self._renew()

    # ---- signing

    def offer(self, bar: ActionBar) -> None:
        """Signs while the sitting is open."""
        if self.is_signed:
            bar.offer(bar.home())
        else:
            bar.offer("Sign and lock", icon="tick")

    @property
    def valid(self) -> bool:
        """Whether the sitting is signed."""
        return self.is_signed

    @property
    def error(self) -> str:
        """What stands against signing."""
        return self._unmet[0].sentence if self._unmet else super().error

    def apply(self) -> None:
        """Signs: first what stands against it, then who signs. Leaves once it is signed."""
        if self.is_signed:
            self.leave.emit()
            return
        problems = self.panel.problems()
        if problems:
            self._show(problems)
            return
        fault = self._sign()
        if fault is not None:
            self._show([Problem(fault.sentence, self.panel.field_of(fault))])
            return
        self._show([])
        self._renew()
        self.signed.emit()

    def _show(self, problems: list[Problem]) -> None:
        self._unmet = tuple(problems)
        self._problems(problems)

    def _sign(self) -> UserError | None:
        panel = self.panel
        try:
            self._confirm(panel.passphrase.words)
        except Refused as fault:
            panel.passphrase.complain(f"{fault.sentence} {fault.next_step}")
            return fault
        finally:
            panel.passphrase.show_words("")
        panel.passphrase.complain("")
        return self.keep(self._signature)

    def _signature(self) -> Change:
        return signing.sign(self.session, self.panel.outcome, self.panel.reason.words)
