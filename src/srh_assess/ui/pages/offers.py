"""Her decisions on one page, one row each: the talk itself, tests, what goes with the plan.

A *yes* says two things, and the page says so on top: nobody sees a reason to doubt that she can
decide this, now, and she said yes. A reason to doubt opens the longer form for that one decision.
Each row is its own record; none fills in another.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from srh_assess.errors import UserError
from srh_assess.rules.decisions import decision_of
from srh_assess.ui.pages.base import ALONE_WITH_HER, Head, Remembered, SittingPage
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.decision_words import again_words
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.letter_base import Changing, Ticks, told
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Line, Text
from srh_assess.workflow import consent, flow, hers
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import name_of
from srh_assess.workflow.session import Session

DOUBT = "doubt"
_SAID: tuple[Literal["yes", "no", "wants_time"], ...] = ("yes", "no", "wants_time")


class OfferRow(QFrame):
    """One decision: its name, her answer, and below it whether she may be asked again."""

    def __init__(self, theme: Theme, page: OffersPage, decision: str) -> None:
        super().__init__()
        self._theme, self._page, self.decision = theme, page, decision
        self.name = name_of(page.hers, decision)
        self.she_asked = self.heard = False
        choices = (
            Choice("yes", "Yes"),
            Choice("no", "No"),
            Choice("wants_time", "Not now"),
            Choice(DOUBT, "Reason to doubt"),
        )
        self.group = Ticks(theme, self.name, choices, density="row", numbered=False)
        self.group.changed.connect(self._pressed)
        self.below = Changing()
        head = QWidget()
        told = Fold(theme, "What to tell", "\n".join(page.told_of(decision)))
        told.buttons[0].setAccessibleName(f"What to tell: {self.name}")
        head.setLayout(column(theme, Text(self.name, "label"), told, gap=""))
        answers = QWidget()
        answers.setLayout(column(theme, self.group, self.below, None, gap="xs"))
        box = column(theme, Columns(theme, head, answers, shares=(2, 3)))
        box.setContentsMargins(0, theme.space("s"), 0, theme.space("s"))
        self.setLayout(box)
        self.show_record()

    def show_record(self) -> None:
        """Her newest answer, and why she cannot be asked now."""
        page = self._page
        answer = hers.newest_answer(page.session.record, self.decision)
        said = {"in_part": "yes"}.get(answer.answer, answer.answer) if answer else ""
        found = hers.row(page.hers, self.decision)
        doubted = not said and found.finding is not None and not hers.serves_yes(found)
        self.group.choose([said] if said else [DOUBT] if doubted else [])
        refusal = consent.may_offer(page.hers, self.decision, she_asked=self.she_asked)
        if said in {"no", "wants_time"}:
            self.below.hold(self._again())
        elif refusal is not None and said != "yes":
            self.below.hold(self._closed(refusal))
        else:
            self.below.hold(None)

    # ---- below the answers

    def _again(self) -> QWidget:
        """May she be asked again? Nothing is asked of her: the row waits, and may stay open."""
        who = self._page.woman
        answer = hers.row(self._page.hers, self.decision).answer
        assert answer is not None
        if words := again_words(answer, who):
            return Text(words, "muted")
        holder = QWidget()
        buttons = []
        said: tuple[tuple[Literal["yes", "if_she_asks", "no"], str], ...] = (
            ("yes", "Yes"), ("if_she_asks", f"Only if {who.name} asks"), ("no", "No"),
        )  # fmt: skip
        for code, label in said:
            button = Button(self._theme, label, "quiet", name=f"Ask again, {self.name}: {label}")
            button.clicked.connect(partial(self._ask_again, answer.fact.consent, code))
            buttons.append(button)
        holder.setLayout(
            Flow(self._theme, Text("May we ask again this stay?", wrap=False), *buttons)
        )
        return holder

    def _ask_again(self, answer: str, said: Literal["yes", "if_she_asks", "no"]) -> None:
        self._page.keep(lambda: consent.asking_again(self._page.hers, answer, said))
        self.show_record()

    def ask_alone(self) -> None:
        """A yes while somebody else can hear: first whether it should wait until she is alone.
        The row stays open until she has said so."""
        page = self._page
        self.group.choose([])
        words = f"Somebody else can hear. Would {page.woman.name} rather answer this alone?"
        self.wait = Button(
            self._theme,
            "Yes, wait until then",
            name=f"Wait until nobody else can hear, {self.name}",
        )
        self.wait.clicked.connect(self.show_record)
        now = f"No, {page.woman.name} says yes now"
        self.now = Button(self._theme, now, name=f"{now}, {self.name}")
        self.now.clicked.connect(self._all_the_same)
        holder = QWidget()
        both = Flow(self._theme, self.wait, self.now, gap="s")
        holder.setLayout(column(self._theme, Text(words), both, gap="xs"))
        self.below.hold(holder)
        announce(self, words)
        self.wait.setFocus(Qt.FocusReason.OtherFocusReason)
        show_in_view(holder)

    def _all_the_same(self) -> None:
        self.heard = True
        self._page.said(self, "yes")
        self.group.take_focus()

    def _closed(self, refusal: UserError) -> QWidget:
        """Why it is not offered now; she can always bring it up herself."""
        holder = QWidget()
        hers_to_raise = Button(
            self._theme, f"{self._page.woman.name} brought it up", "link",
            name=f"{self._page.woman.name} brought it up, {self.name}",
        )  # fmt: skip
        hers_to_raise.clicked.connect(self._brought_up)
        holder.setLayout(
            column(self._theme, told(self._theme, refusal), row(self._theme, hers_to_raise, None))
        )
        return holder

    def _brought_up(self) -> None:
        self.she_asked = True
        self.show_record()
        self.group.take_focus()

    # ---- what is pressed

    def _pressed(self) -> None:
        codes = self.group.codes
        if not codes:  # pressed again: what is written down stands
            self.show_record()
        elif codes[0] == DOUBT:
            self._page.go.emit(f"decide:{self.decision}")
        else:
            self._page.said(self, next(one for one in _SAID if one == codes[0]))


class OffersPage(SittingPage):
    """The rows of one page of the map. ``go`` asks for ``decide:DECISION``."""

    around = ALONE_WITH_HER

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        self.hers = Decider(session, young_people=session.young_people)
        super().__init__(
            theme,
            session,
            page,
            Heading(""),
            remembered=remembered,
            head=Head(kicker=page.title),
            wide=True,
        )
        name = self.woman.name
        one = len(page.decisions) == 1
        self.heading.setText(f"What does {name} say to {'this' if one else 'each'}?")
        self.setAccessibleName(self.heading.text())
        self._unmet: tuple[Problem, ...] = ()
        self._passed: frozenset[str] = frozenset()
        self.fault = Changing()
        self.alone = Ticks(
            theme,
            f"Who can hear {name} now?",
            (Choice("alone", f"Only {name} and staff"), Choice("others", "Somebody else too")),
            density="row",
            numbered=False,
        )
        self.alone.changed.connect(self._alone_changed)
        self._add(Text(self._means(), "hint"), gap="xs")
        self._add(self.fault, gap="s")
        self._add(
            column(theme, Text(f"Who can hear {name} now?", "label"), self.alone, gap="xs"), gap="m"
        )
        self.rows = {one: OfferRow(theme, self, one) for one in page.decisions}
        box = QVBoxLayout()
        box.setSpacing(0)
        for place, line in enumerate(self.rows.values()):
            if place:
                box.addWidget(Line())
            box.addWidget(line)
        self._add(box, gap="m")

    def _means(self) -> str:
        name = self.woman.name
        return (
            f"Yes also writes down that you see no reason to doubt that {name} can decide this"
            " now. No needs no reason. Each answer stands by itself"
        )

    def told_of(self, decision: str) -> tuple[str, ...]:
        """What she needs to know to decide, point by point."""
        rule = decision_of(self.session.protocol, decision)
        return rule.told if rule is not None else ()

    # ---- what is pressed

    @property
    def _alone(self) -> bool | None:
        codes = self.alone.codes
        return codes[0] == "alone" if codes else None

    def _alone_changed(self) -> None:
        self.fault.hold(None)
        self.changed.emit()

    def said(self, line: OfferRow, said: Literal["yes", "no", "wants_time"]) -> None:
        """Her answer to one row; what stands against it stands in words above the rows."""
        if said == "yes" and self._alone is False and not line.heard:
            line.ask_alone()
            return
        line.heard = False
        fault: UserError | None = None
        try:
            hers.say(self.hers, line.decision, said, alone=self._alone, she_asked=line.she_asked)
        except UserError as found:
            fault = found
            self.failed.emit(found)
        self.fault.hold(told(self._theme, fault) if fault is not None else None)
        line.she_asked = False
        line.show_record()
        if fault is not None and fault.code == "consent-alone":
            self.alone.take_focus()
        self.changed.emit()

    # ---- Continue

    @property
    def valid(self) -> bool:
        """No row was passed over unseen."""
        return super().valid and not self._unmet

    @property
    def error(self) -> str:
        """The first row without an answer."""
        return self._unmet[0].sentence if self._unmet else super().error

    def apply(self) -> None:
        """Says once which rows have no answer; pressed again it leaves them open."""
        open_rows = frozenset(name for name, line in self.rows.items() if not line.group.codes)
        problems: list[Problem] = []
        if not open_rows <= self._passed:
            problems = [
                Problem(f"No answer yet: {line.name}. Continue again leaves it open", line.group)
                for name, line in self.rows.items()
                if name in open_rows
            ]
        self._passed = open_rows
        self._unmet = tuple(problems)
        self._problems(self._unmet)
