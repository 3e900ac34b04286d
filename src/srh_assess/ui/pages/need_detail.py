"""One need in detail: is it one, what she wants, and what happens next."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.facts import NeedPlanned
from srh_assess.errors import BadInput
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.need_words import because, due_words, tone
from srh_assess.ui.pages.told import answer_words
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry, TextEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.workflow import needs

Wants = Literal["now", "later", "no", "unsure"]
OfferAgain = Literal["", "on_date", "if_she_asks"]
_WANTS: tuple[Wants, ...] = ("now", "later", "no", "unsure")
_AGAIN: tuple[OfferAgain, ...] = ("on_date", "if_she_asks")


class NeedDetail(QWidget):
    """The detail of one need. Every choice is kept at once; words when their field is left."""

    def __init__(self, theme: Theme, page: SittingPage, need: str) -> None:
        super().__init__()
        self._theme, self._page, self.need = theme, page, need
        self._rule = page.session.protocol.needs[need]
        who = page.woman
        self._name = Text(self._rule.name, "heading")
        self._chip = QVBoxLayout()
        self._because = Text("", "muted")
        self._answers = QVBoxLayout()
        self.is_need = AnswerGroup(
            theme,
            "Is it a need?",
            [Choice("yes", "Yes"), Choice("no", "No, because")],
            density="grid",
        )
        self.is_need.changed.connect(self._decided)
        self.reason = LineEntry(theme, "Why it is not a need", advised=True)
        self.reason.settled.connect(self._set_aside)
        told = {"now": "Help now", "later": "Later", "no": "No", "unsure": "Unsure"}
        self.wants = AnswerGroup(
            theme,
            f"What {who.name} wants",
            [Choice(code, words) for code, words in told.items()],
            density="grid",
        )
        self.wants.changed.connect(self._wanted)
        self.words = TextEntry(theme, f"In {who.possessive} words", hers=True)
        self.words.settled.connect(self._plan)
        self._make_plan(who.starting)
        self._order = QVBoxLayout()
        self.order: AnswerGroup | None = None
        self.setLayout(column(theme, Card(theme, self._content(), pad="xl"), None, gap=""))
        self.show_record()

    def _make_plan(self, she: str) -> None:
        theme, session = self._theme, self._page.session
        self.step = LineEntry(theme, "Next step", advised=True)
        stay = session.record.stay
        names = [session.author_name, stay.named_nurse if stay else "", self._rule.owner_role]
        owners = [name for name in dict.fromkeys(names) if name]
        self.owner = ChoiceEntry(theme, "Owner", owners, other=True)
        self.due = self._date_entry("By")
        self.again = AnswerGroup(
            theme,
            "Offer again",
            [
                Choice("on_date", "On a date"),
                Choice("if_she_asks", f"Only if {she.lower() if she == 'She' else she} asks"),
            ],
            density="grid",
            numbered=False,
        )
        self._again_on = self._date_entry("Offer again on")
        self.again.changed.connect(self._plan)
        for entry in (self.step, self.owner, self.due, self._again_on):
            entry.settled.connect(self._plan)

    def _date_entry(self, question: str) -> DateEntry:
        asks = Asks(timed=True, future=True, about=False, unknown=False)
        return DateEntry(self._theme, self._page.session.clock, question, hint="", asks=asks)

    def _content(self) -> QVBoxLayout:
        theme, who = self._theme, self._page.woman
        head = row(theme, self._name, self._chip, gap="m")
        head.setStretch(0, 1)
        asked = column(theme, Text("Is it a need?", "label"), self.is_need, gap="xs")
        wanted = column(theme, Text(f"What {who.name} wants", "label"), self.wants, gap="xs")
        groups = row(theme, asked, wanted, None, gap="xl")
        self._planned = QWidget()
        self._planned.setLayout(column(theme, self.step, self.owner, self.due))
        self._offered = QWidget()
        again = column(theme, Text("Offer again", "label"), self.again, self._again_on, gap="xs")
        self._offered.setLayout(again)
        top = column(theme, head, self._because, self._answers, groups, self.reason, self.words)
        return column(theme, top, Line(), self._planned, self._offered, self._order, gap="l")

    # ---- what the record holds

    @property
    def line(self) -> needs.NeedLine:
        """The need as it stands; it is always in the list while it is shown."""
        return next(one for one in needs.lines(self._page.session) if one.id == self.need)

    def show_record(self) -> None:
        """Shows what is decided and planned; leaves alone what is being typed."""
        line = self.line
        session, now = self._page.session, self._page.session.clock.now()
        self._because.say(because(session, line))
        self._show_chip(line, now)
        self._show_answers(line, now)
        self._show_decision(line)
        self._show_plan(line)
        self._show_order(line)

    def _show_chip(self, line: needs.NeedLine, now: datetime) -> None:
        _empty(self._chip)
        if words := due_words(line, now):
            self._chip.addWidget(Chip(self._theme, words, tone(line, now)))

    def _show_answers(self, line: needs.NeedLine, now: datetime) -> None:
        if self._answers.count() or line.finding is None or not line.finding.because:
            return
        session = self._page.session
        items, answers = session.protocol.items, session.record.answers
        facts = [
            Fact(id=i, label=items[i].label, value=answer_words(items[i], answers[i], now))
            for i in line.finding.because
            if i in answers
        ]
        self._answers.addWidget(Fold(self._theme, "Show answers", Facts(self._theme, facts)))

    def _show_decision(self, line: needs.NeedLine) -> None:
        decided = line.need.decided if line.need else None
        if decided is not None:
            self.is_need.choose(("yes",) if decided.state == "confirmed" else ("no",))
            if not self.reason.field.hasFocus():
                self.reason.show_words(decided.reason)
        self._fold()

    def _show_plan(self, line: needs.NeedLine) -> None:
        plan = self._held()
        self.wants.choose((plan.wants,) if plan.wants else ())
        for entry, words in ((self.words, plan.words), (self.step, plan.step)):
            if not entry.field.hasFocus():
                entry.show_words(words)
        if not self.owner.field.hasFocus():
            self.owner.show_name(plan.owner)
        self.again.choose((plan.offer_again,) if plan.offer_again else ())
        when = When.exactly(plan.due) if plan.due is not None else None
        for date in (self.due, self._again_on):
            if (date.as_shown or not date.problem()) and not _has_focus(date):
                date.show_when(when)
        self._fold()

    def _held(self) -> NeedPlanned:
        """The plan as it stands; else what the protocol proposes, without her wish."""
        held = self._page.session.record.needs.get(self.need)
        if held is not None and held.plan is not None:
            return held.plan
        return needs.proposed(self._page.session, self.need)

    def _fold(self) -> None:
        """Shows the fields that belong to what is chosen."""
        no_need = self.is_need.codes == ("no",)
        said_no = self.wants.codes == ("no",)
        self.reason.setVisible(no_need)
        self._planned.setVisible(not no_need and not said_no)
        self._offered.setVisible(not no_need and said_no)
        self._again_on.setVisible(self.again.codes == ("on_date",))

    # ---- her order

    def _show_order(self, line: needs.NeedLine) -> None:
        _empty(self._order)
        priorities = self._page.session.record.priorities
        others = len([name for name in priorities if name != self.need])
        choices = [Choice(str(n), str(n)) for n in range(1, others + 2)]
        name = f"{self._page.woman.starting_possessive} order"
        self.order = AnswerGroup(self._theme, name, choices, density="grid", numbered=False)
        self.order.choose((str(line.rank),) if line.rank else ())
        self.order.changed.connect(self._ordered)
        self._order.addWidget(Text(name, "label"))
        self._order.addWidget(self.order)

    def _ordered(self) -> None:
        session = self._page.session
        ranked = [name for name in session.record.priorities if name != self.need]
        codes = self.order.codes if self.order is not None else ()
        if codes:
            ranked.insert(int(codes[0]) - 1, self.need)
        self._page.keep(partial(needs.prioritise, session, *ranked))

    # ---- deciding and planning

    def _decided(self) -> None:
        self._fold()
        if self.is_need.codes == ("yes",):
            self._page.keep(partial(needs.confirm, self._page.session, self.need))
        elif self.is_need.codes == ("no",):
            self.reason.field.setFocus()
            self._set_aside()
        else:
            self.show_record()

    def _set_aside(self) -> None:
        reason = self.reason.words.strip()
        decided = self.line.need.decided if self.line.need else None
        stands = decided is not None and (decided.state, decided.reason) == ("set_aside", reason)
        if reason and not stands:
            self._page.keep(partial(needs.set_aside, self._page.session, self.need, reason))

    def _wanted(self) -> None:
        self._fold()
        self._plan()

    def _plan(self) -> None:
        """Keeps what stands in the fields, when it differs from what is kept."""
        if self._problem() is not None:
            return
        held = self._held()
        wants = next((one for one in _WANTS if one in self.wants.codes), None)
        again: OfferAgain = next((one for one in _AGAIN if one in self.again.codes), "")
        if wants != "no":
            again = ""
        date = self._again_on if wants == "no" else self.due
        due = self._moment(date, held)
        if wants == "no" and again != "on_date":
            due = None
        wanted = (
            wants,
            self.words.words.strip(),
            self.step.words.strip(),
            self.owner.words,
            due,
            again,
        )
        kept = (held.wants, held.words, held.step, held.owner, held.due, held.offer_again)
        if wanted == kept:
            return
        self._page.keep(
            partial(
                needs.plan,
                self._page.session,
                self.need,
                wants=wants,
                words=wanted[1],
                step=wanted[2],
                owner=wanted[3],
                due=due,
                offer_again=again,
            )
        )

    def _moment(self, date: DateEntry, held: NeedPlanned) -> datetime | None:
        """The time by which: a day counts to its end; what is only shown stays as it was kept."""
        when = date.when
        if date.as_shown and held.due is not None:
            return held.due  # it may have gone by since it was written; it stays as it was
        if when is None:
            return None
        return held.due if held.due is not None and when == _minute(held.due) else when.latest

    # ---- Continue

    def _problem(self) -> Problem | None:
        for date in (self.due, self._again_on):
            if sentence := self._wrong(date):
                return Problem(sentence, date)
        return None

    def _wrong(self, date: DateEntry) -> str:
        """What is wrong with a date that somebody typed."""
        return "" if date.isHidden() or date.as_shown else date.problem()

    def apply(self) -> Problem | None:
        """Hands over what is typed; says what is missing."""
        problem = self._problem()
        for date in (self.due, self._again_on):
            date.complain(self._wrong(date))
        sentence = ""
        if self.is_need.codes == ("no",):
            self._set_aside()
            sentence = "" if self.reason.words.strip() else BadInput("need-reason").sentence
        self.reason.complain(sentence)
        if sentence:
            return Problem(sentence, self.reason.field)
        if problem is None and self.is_need.codes != ("no",):
            self._plan_if_touched()
        return problem

    def _plan_if_touched(self) -> None:
        """A proposed plan that nobody touched is not yet anybody's."""
        line = self.line
        held = line.need.plan if line.need else None
        if held is not None or self.wants.codes or self.words.words.strip():
            self._plan()


def _minute(moment: datetime) -> When:
    """A moment to the minute, as a date entry shows it."""
    return When.exactly(moment.replace(second=0, microsecond=0))


def _has_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)


def _empty(box: QVBoxLayout) -> None:
    while (taken := box.takeAt(0)) is not None:
        if (old := taken.widget()) is not None:
            old.hide()
            old.deleteLater()
