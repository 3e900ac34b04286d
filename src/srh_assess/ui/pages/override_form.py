"""To share one letter with one reader without her agreement: everything that has to be known.

What is missing is said in words as it is filled. In danger to life only the least is asked, and
the telephone stands above it all. *Propose* can always be pressed: what is not whole is refused
in words, and that it was tried is in the journal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.answers import When
from srh_assess.assessment.disclosing import OverrideProposed
from srh_assess.clock import LONDON
from srh_assess.rules.grounds import GROUNDS
from srh_assess.rules.override import POLICE_BASES
from srh_assess.saying import counted
from srh_assess.ui.pages.caldicott import Caldicott
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.letter_base import Changing, LetterPage, Why
from srh_assess.ui.pages.override_parts import Advice, GroundAsks, Items, Order, day_given
from srh_assess.ui.pages.override_police import LINES, PoliceParts
from srh_assess.ui.pages.override_words import (
    ASKED,
    AT_RISK,
    FIRST,
    LEFT_AT,
    STARTS,
    TEXTS,
    TOLD,
)
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import PhoneCard
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import caldicott, overriding
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.unagreed import Unagreed

AT_ONCE = "danger_to_life"
_DAY = Asks(future=True, about=False, unknown=False)


class OverrideForm(LetterPage, HandFilled):
    """``proposed`` is true once it is kept."""

    def __init__(self, theme: Theme, letter: Unagreed) -> None:
        self.letter, self.draft, self.proposed = letter, letter.empty, False
        super().__init__(
            theme, letter.session, Heading("Share without agreement"),
            hint=f"One letter, for {letter.recipient.name} alone, once",
        )  # fmt: skip
        self.left = Why("", "muted")
        self.fields: dict[str, QWidget] = {}
        self._add(PhoneCard(theme, "Danger to life", "999", ask=FIRST), self.left)
        self._start()
        self.whole = QWidget()
        self._make_whole()
        self._add(self._texts["necessity"], self._held("items", self._items()), self.whole)
        self._add(self._held("senior", self._line("senior", "The senior on call, by name")))
        self.checks = Caldicott(theme)
        self._add(self.checks)
        self._renew()

    # ---- building it

    def _group(self, name: str, question: str, words: dict[str, str]) -> QWidget:
        tell = self.woman.tell
        choices = [
            Choice(code, tell(said), closed=self._closed(name, code))
            for code, said in words.items()
        ]
        many = len(words) > len(ASKED) + 1
        group = AnswerGroup(
            self._theme, tell(question), choices, density="page" if many else "row", numbered=False
        )
        group.changed.connect(self._renew)
        self.fields[name] = group
        return asked(self._theme, group)

    def _closed(self, name: str, code: str) -> str:
        if name == "basis" and code == "best_interests":
            whole = overriding.best_interests(self.session.record, self._reader)
            needs = "Needs a best-interests form for this reader, agreed by two: in Decisions"
            return "" if whole else needs
        if name != "opened_from" or code in overriding.starts(self.session.record, self._reader):
            return ""
        return "Not written in this record"

    @property
    def _reader(self) -> str:
        return self.letter.recipient.id

    def _held(self, name: str, part: QWidget) -> QWidget:
        self.fields[name] = part
        return part

    def _line(self, name: str, words: str) -> LineEntry:
        entry = LineEntry(self._theme, words, words=getattr(self.draft, name))
        entry.changed.connect(self._renew)
        return entry

    def _text(self, name: str, words: str, hint: str = "", *, hers: bool = False) -> TextEntry:
        entry = TextEntry(self._theme, words, hint=hint, words=getattr(self.draft, name), hers=hers)
        entry.changed.connect(self._renew)
        self.fields[name] = entry
        return entry

    def _items(self) -> Items:
        self.items = Items(self._theme, self.letter.boxes, self.draft.items)
        self.items.changed.connect(self._renew)
        return self.items

    def _start(self) -> None:
        grounds = {
            code: ground.words for code, ground in GROUNDS.items()
            if self.draft.police is None or code in POLICE_BASES
        }  # fmt: skip
        tell = self.woman.tell
        self._texts = {
            name: self._text(name, tell(words), tell(hint)) for name, (words, hint) in TEXTS.items()
        }
        self.police: PoliceParts | None = None
        if self.draft.police is not None:
            self.police = PoliceParts(self._theme, self.draft.police, self.woman)
            self.police.changed.connect(self._renew)
            self._add(self._held("police", self.police))
        self._add(self._group("opened_from", "What does it start from?", dict(STARTS)))
        self._add(self._group("basis", "On which ground?", grounds))
        self.law = Changing()
        self.tests = Changing()
        self._add(self._held("law", self.law), self._held("tests", self.tests))
        self._asks: GroundAsks | None = None
        self._law: LineEntry | Order | None = None
        self._add(self._group("at_risk", "Who is at risk?", dict(AT_RISK)))

    def _make_whole(self) -> None:
        """Everything that danger to life does not wait for."""
        theme, clock, tell = self._theme, self.session.clock, self.woman.tell
        her_words = self._text("her_words", tell("What {she} said, in {hers} words"), hers=True)
        why_not = self._text("why_not_asked", "Why asking would be dangerous, or defeat it")
        told_reason = self._text("told_reason", tell("Why {she} is not told yet"))
        reviewer = self._line("told_reviewer", "Who looks at that again")
        self._told_on = self._day("told_on", tell("The day {she} will be told"))
        self._review = self._day("review_on", "The day it is looked at again")
        self._complaint = Answer(
            theme, "complaint", "A complaint was offered, and how to make one", many=True,
            density="grid",
        )  # fmt: skip
        self._complaint.setChecked(self.draft.complaint_offered)
        self._complaint.toggled.connect(self._renew)
        self.advice = Advice(theme, clock, self.draft.advice)
        self.advice.changed.connect(self._renew)
        self._reviewer = reviewer
        self._if_asked, self._if_not_asked = her_words, why_not
        self._if_not_told = QWidget()
        self._if_not_told.setLayout(column(theme, told_reason, reviewer, self._told_on, gap="l"))
        complaint = QWidget()
        complaint.setLayout(Flow(theme, self._complaint))
        parts: Sequence[QWidget] = (
            self._group("asked", "Was {she} asked?", dict(ASKED)), her_words, why_not,
            self._group("told", "Is {she} told?", dict(TOLD)), self._if_not_told,
            *(self._texts[name] for name in TEXTS if name != "necessity"),
            self._held("complaint", complaint), self._held("advice", self.advice),
            self._held("review", self._review),
        )  # fmt: skip
        self.whole.setLayout(column(theme, *parts, gap="l"))

    def _day(self, name: str, words: str) -> DateEntry:
        entry = DateEntry(self._theme, self.session.clock, words, name=words, hint="", asks=_DAY)
        kept: date | None = getattr(self.draft, name)
        if kept is not None:
            entry.show_when(When.exactly(datetime.combine(kept, time(12), LONDON)))
        entry.changed.connect(self._renew)
        return entry

    # ---- what is filled in

    def _code(self, name: str) -> str:
        group = self.fields[name]
        assert isinstance(group, AnswerGroup)
        return "".join(group.codes)

    def _said(self, name: str) -> str:
        entry = self.fields[name]
        assert isinstance(entry, TextEntry)
        return entry.words.strip()

    def filled(self) -> OverrideProposed:
        """The proposal as the form has it now."""
        basis = self._code("basis") or self.letter.empty.basis
        senior = self.fields["senior"]
        assert isinstance(senior, LineEntry)
        texts = {name: self._said(name) for name in (*TEXTS, "her_words", "why_not_asked",
                 "told_reason")}  # fmt: skip
        chosen = {name: self._code(name) for name in ("at_risk", "asked", "told")}
        return replace(
            self.draft,
            opened_from=self._code("opened_from") or "cannot_ask",
            basis=basis,
            law=self._law.words.strip() if isinstance(self._law, LineEntry) else "",
            order=self._law.given if isinstance(self._law, Order) else None,
            tests=self._asks.given if self._asks is not None else (),
            items=self.items.given,
            advice=self.advice.given,
            senior=senior.words.strip(),
            told_reviewer=self._reviewer.words.strip(),
            told_on=day_given(self._told_on),
            review_on=day_given(self._review),
            complaint_offered=self._complaint.isChecked(),
            police=self.police.given if self.police is not None else None,
            **texts,
            **chosen,
        )

    def missing(self) -> tuple[str, ...]:
        """The parts that are still open, in words."""
        chosen = {"what it starts from": "opened_from", "the ground": "basis"}
        first = tuple(words for words, name in chosen.items() if not self._code(name))
        draft = self.letter.whole(self.filled())
        police = self.police.missing if self.police is not None else ()
        return (*police, *first, *overriding.missing(Decider(self.session), draft))

    # ---- what changes with what is filled in

    def _renew(self) -> None:
        if not hasattr(self, "checks") or "senior" not in self.fields:
            return
        self._follow_ground(self._code("basis"))
        at_once = self._code("basis") == AT_ONCE
        self.whole.setVisible(not at_once)
        self.fields["senior"].setVisible(at_once)
        self._if_asked.setVisible(self._code("asked") == "asked")
        self._if_not_asked.setVisible(self._code("asked") == "not_asked")
        self._if_not_told.setVisible(self._code("told") == "not")
        left = self.missing()
        self.checks.renew(caldicott.of_override(self.letter, self.letter.draft))
        self.left.say(f"Still to fill in: {', '.join(left)}" if left else "Everything is filled in")
        self.changed.emit()

    def _follow_ground(self, ground: str) -> None:
        if getattr(self, "_ground", None) == ground:
            return
        self._ground = ground
        self._asks = self._law = None
        if ground:
            kept = self.draft.tests if ground == self.draft.basis else ()
            self._asks = GroundAsks(self._theme, ground, kept, self.woman)
            self._asks.changed.connect(self._renew)
        if ground == "statute":
            self._law = self._line("law", "Which law and section")
        elif ground == "court":
            self._law = Order(self._theme, self.session.clock, self.draft.order)
            self._law.changed.connect(self._renew)
        self.law.hold(self._law)
        self.tests.hold(self._asks if self._asks is not None and self._asks.entries else None)

    def _problems(self, problems: Sequence[Problem]) -> None:
        """Shows what must be put right, scrolled into view."""
        super()._problems(problems)
        if self._summary is not None:
            show_in_view(self._summary)

    # ---- the acts

    def offer(self, bar: ActionBar) -> None:
        """Propose, with how much is left beside it."""
        left = len(self.missing())
        parts = counted(left, "part")
        room = self.window().width() / self._theme.scale
        said = left and room >= self._theme.tokens.breakpoint.narrow
        bar.offer("Propose it", icon="tick", note=f"{parts} still to fill in" if said else "")

    def apply(self) -> None:
        """Proposes it; what stands against it is said at the top, with the way to each part."""
        draft = self.letter.whole(self.filled())
        left = self.missing()
        fault = self.keep(lambda: overriding.propose(Decider(self.session), draft))
        self.proposed = fault is None
        if fault is not None and left:
            self.fault.hold(None)
            self._problems([self._problem(name) for name in left])
        elif fault is not None:
            self._problems([Problem(str(fault), self.fields["basis"])])

    def _problem(self, name: str) -> Problem:
        at = "police" if name in LINES.values() else LEFT_AT.get(name, "basis")
        part = self.fields[at]
        return Problem(f"Still to fill in: {name}", part)
