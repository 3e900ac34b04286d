"""The page that interrupts: make the call happen. Time left first, then the number.

It has no way out but an act: rung, someone is ringing, her no, or *not safe to leave, carry
on*, which brings it back. Nothing on it stands between a nurse and the telephone: every act
is a note of what was done already, and the program names no choice of medicine.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.errors import BadInput, UserError
from srh_assess.ui.frame import URGENT
from srh_assess.ui.pages.base import Head, SittingPage
from srh_assess.ui.pages.cannot_wait_acts import ActForm
from srh_assess.ui.pages.cannot_wait_calls import calls, limits_told, on_ward
from srh_assess.ui.pages.cannot_wait_facts import PhoneFacts
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.telling import face
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.hand_filled import DatesByHand
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.ui.widgets.time_bar import TimeBar
from srh_assess.workflow import flow, urgent
from srh_assess.workflow.session import Session
from srh_assess.workflow.unit import Unit

DANGER = "Immediate danger to life: ring 999, or the ward’s emergency team, now"
_PAGE = flow.Page(id="cannot_wait", kind="questions", title="What cannot wait")


class CannotWaitPage(SittingPage, DatesByHand):
    """One interruption. ``acted`` tells that something was done and is on the disk;
    ``sheet_wanted`` asks for the facts on paper."""

    around = URGENT
    acted = Signal()
    sheet_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        session: Session,
        interruption: urgent.Interruption,
        unit: Unit | None = None,
    ) -> None:
        title = interruption.title[:1].lower() + interruption.title[1:]
        heading = Heading(f"This cannot wait: {_plain(interruption.title, title)}")
        super().__init__(theme, session, _PAGE, heading, head=Head(band=True), wide=True)
        self.interruption, self._unit = interruption, unit
        self._acted = False
        self._unmet: tuple[Problem, ...] = ()
        self._left = Text("", "alarm", "urgent")
        self._which = Text("", "body")
        self._bar: TimeBar | None = None
        self.form = ActForm(theme, session, self.woman)
        self.form.hide()
        self.facts = PhoneFacts(theme, self, interruption)
        self._ways = self._other_ways()
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.redraw)
        self.redraw()

    # ---- where things stand

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        left.setLayout(self._left_column())
        right.setLayout(column(self._theme, self.facts, None, gap=""))
        self._add(Columns(self._theme, left, right, shares=(13, 9)))

    def _left_column(self) -> QVBoxLayout:
        theme, session, one = self._theme, self.session, self.interruption
        rules = [session.protocol.clocks[clock.id] for clock in one.clocks]
        box = column(theme, self._left, self._which, gap="xs")
        shown = face(session, one, session.clock.now())
        if shown.limits and shown.time_known and shown.state != "closed":
            self._bar = TimeBar(
                theme,
                started=shown.started,
                event=_event(rules[0].counts_from),
                limits=shown.limits,
                now=session.clock.now(),
            )
            box.addSpacing(theme.space("s"))
            box.addWidget(self._bar)
        if shown.time_known:
            for told in limits_told(session, one):
                box.addWidget(Text(told, "muted"))
        box.addSpacing(theme.space("m"))
        box.addWidget(Text("Ring now", "heading"))
        for card in calls(theme, session.protocol, one, self._unit):
            box.addWidget(card)
        if held := on_ward(session.protocol, self._unit):
            box.addWidget(Fold(theme, "On the ward", held))
        box.addWidget(Text(rules[0].action, "small"))
        for rule in rules:
            if rule.duty:
                box.addWidget(Notice(theme, rule.duty, "attention", strong="Your own duty"))
        if rules[0].say:
            say = f"Say to {self.woman.object}"
            box.addWidget(Notice(theme, f"“{rules[0].say}”", strong=say, icon="quote"))
        box.addWidget(Notice(theme, "", "urgent", strong=DANGER, icon="octagon"))
        box.addWidget(self.form)
        box.addWidget(self._ways)
        box.addStretch(1)
        return box

    def _other_ways(self) -> QWidget:
        theme, ways = self._theme, QWidget()
        self.ringing = Button(theme, "Someone else is ringing", icon="person")
        self.carry_on = Button(theme, f"{self.woman.starting} is not safe to leave: carry on")
        self.ringing.clicked.connect(partial(self._open, "ringing"))
        self.carry_on.clicked.connect(self._carry_on)
        self.sheet = Button(theme, "Print the facts for the call", icon="printer")
        self.sheet.clicked.connect(self.sheet_wanted)
        ways.setLayout(Flow(theme, self.ringing, self.carry_on, self.sheet))
        return ways

    # ---- left half filled

    @property
    def by_hand(self) -> tuple[QWidget, ...]:
        """What is being written down of an act, and a date that cannot be read."""
        return (self.form, *super().by_hand)

    def make_ready(self, names: frozenset[str]) -> None:
        """Opens the act and the fact that were being written down."""
        self.facts.answer_told(names)
        if what := self.form.told_by(names):
            self._open(what)

    # ---- time

    def redraw(self) -> None:
        """The time left at this moment."""
        now = self.session.clock.now()
        shown = face(self.session, self.interruption, now)
        self._left.setText(shown.left(now))
        which = shown.which(now)
        self._which.setText(which if not shown.next(now) else f"{which}. The sooner, the better")
        if self._bar is not None:
            self._bar.redraw(now)
        paces = self._theme.tokens.redraw
        self._pace = 1000 * paces["last-hour" if shown.milestone(now) == 2 else "minute"]

    def showEvent(self, event: QShowEvent) -> None:
        """Counts while it can be seen."""
        super().showEvent(event)
        self._tick.start(self._pace)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops counting."""
        self._tick.stop()
        super().hideEvent(event)

    # ---- acts

    def offer(self, bar: ActionBar) -> None:
        """The one primary act; her no beside it; or keeping what is being written down."""
        if self.form.what:
            bar.offer(self.form.keep_words, role="urgent", icon="tick", other="Back", back=False)
            return
        who = self.woman
        bar.offer(
            "I have rung: write the answer",
            role="urgent",
            icon="phone",
            other="She said no: write her words" if who.is_she else f"{who.name} said no",
            back=False,
        )

    def other_act(self) -> None:
        """Her no; or back from a form that was opened."""
        if self.form.what:
            self.form.close_form()
            self._ways.show()
            self.changed.emit()
        else:
            self._open("said_no")

    def _open(self, what: str) -> None:
        self.form.open_for(what)
        self._ways.hide()
        show_in_view(self.form)
        self.changed.emit()

    def _carry_on(self) -> None:
        self._act("carry_on")

    def _act(self, what: str) -> UserError | None:
        form = self.form
        fault = self.keep(
            lambda: urgent.act(
                self.session,
                self.interruption,
                what,
                by=form.by,
                back_by=form.back_by,
                words=form.words,
            )
        )
        if fault is None:
            self._acted = True
            form.close_form()
            self.acted.emit()
        return fault

    # ---- Continue

    @property
    def valid(self) -> bool:
        """Whether an act was written down."""
        return self._acted and super().valid

    @property
    def error(self) -> str:
        """What is missing for it."""
        return self._unmet[0].sentence if self._unmet else super().error

    def apply(self) -> None:
        """Opens the note of the call; pressed again, keeps it."""
        if self._acted:
            return
        if not self.form.what:
            self._open("rung")
            return
        fault = self._act(self.form.what)
        sentence = fault.sentence if isinstance(fault, BadInput) else ""
        self.form.complain(sentence)
        self._unmet = (Problem(sentence, self.form.field),) if sentence else ()
        if sentence:
            self.form.field.setFocus()


def _plain(title: str, lowered: str) -> str:
    """The title as part of a sentence: names such as HIV keep their capitals."""
    first = title.split(" ", 1)[0]
    return title if len(first) > 1 and first.isupper() else lowered


def _event(counts_from: str) -> str:
    return counts_from[:1].upper() + counts_from[1:]
