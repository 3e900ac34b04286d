"""One item on a page: its words, its answers, its time, and what goes with them.

A block saves as soon as something is chosen, through the session, and shows what the record
holds. It decides nothing: what follows from an answer is read from the findings.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from srh_assess.assessment.answers import UNKNOWN, Answer, Source, When
from srh_assess.errors import BadInput, UserError
from srh_assess.protocol.model import Item
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.controls import Control, Given, control_for
from srh_assess.ui.pages.extras import Band, Extras, advice
from srh_assess.ui.pages.told import answer_words, day_told, source_words
from srh_assess.ui.pages.when_asked import date_entry
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer as OneAnswer
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.fold import Folds
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import again
from srh_assess.workflow.session import Change

Look = Literal["page", "shared", "row"]

SAID_BY_HER = ("X29", "X66")
"""Items that staff fill in and that yet hold what she said."""


class Wanted(NamedTuple):
    """What should stand in the record for this item."""

    given: Given
    source: Source
    when: When
    words: str


class ItemBlock(QWidget):
    """An item as part of a page. ``look``: ``page`` stands alone below the page's heading,
    ``shared`` has its own words above compact answers, ``row`` a label beside them. ``says``:
    whether it shows its words itself, or the page's heading does. ``states``: whether *not
    known* and its kin are answers here, or leaving it open says as much."""

    def __init__(
        self,
        theme: Theme,
        page: SittingPage,
        item: Item,
        look: Look,
        *,
        says: bool = True,
        states: bool = True,
    ) -> None:
        super().__init__()
        self._theme, self._page, self.item, self._look = theme, page, item, look
        self._says = says
        session = page.session
        who = page.woman
        density: Literal["page", "grid"] = "page" if look == "page" else "grid"
        label = item.label if item.staff else f"In {who.possessive} words"
        self.control: Control = control_for(
            theme,
            item if states else replace(item, states=()),
            session.clock,
            density=density,
            label=label,
            short=look == "row",
        )
        self.extras = Extras(theme, session.clock, item, who)
        self.date: DateEntry | None = None
        if item.kind != "date" and any(option.dated for option in item.options):
            self.date = date_entry(theme, session.clock, item)
            self.date.changed.connect(self._date_touched)
            self.date.settled.connect(self.save)
        self._touched = False
        self._shown: Answer | None = None
        self._band: Band | None = None
        self._advice: Folds | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.space("s"))
        self._arrange()
        self.control.answered.connect(self._answered)
        self.extras.settled.connect(self.save)
        self.show_record()

    # ---- where things stand

    def _arrange(self) -> None:
        item = self.item
        parts: list[QWidget] = [self.control]
        if self.date is not None:
            parts.append(self.date)
        if self._look == "page":
            self._advice = self._folds()
            parts = [*([self._advice] if self._advice else []), *parts, self.extras]
            self.setLayout(self._body)
            self._body.setContentsMargins(0, 0, 0, 0)
        elif self._look == "shared":
            self.setLayout(self._body)
            self._body.setContentsMargins(0, 0, 0, 0)
            if self._says:
                self._body.addWidget(self._say())
                if item.hint:
                    self._body.addWidget(Text(item.hint, "muted"))
            parts.append(self._more())
        else:
            self._side_by_side()
        for part in parts:
            if part is self.date:
                self._body.addSpacing(self._theme.space("xs"))
            self._body.addWidget(part)

    def _say(self) -> QWidget:
        item = self.item
        if not item.staff:
            return Text(f"“{item.say}”", "heading")
        holder = QWidget()
        line = row(self._theme, Text(item.say, "heading"), Chip(self._theme, "For staff"), gap="m")
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _folds(self) -> Folds | None:
        told = advice(self.item)
        if not told:
            return None
        remembered = self._page.remembered
        folds = Folds(self._theme, *told, open_now=frozenset(remembered.open_folds))
        folds.folded.connect(lambda words, is_folded: remembered.fold(words, not is_folded))
        return folds

    def _more(self) -> QWidget:
        """Advice and links in one fold, so that several questions fit on a page."""
        inside = QWidget()
        told = [
            column(self._theme, Text(name, "label"), Text(words, "small"), gap="hair")
            for name, words in advice(self.item)
        ]
        inside.setLayout(column(self._theme, *told, self.extras, gap="m"))
        name = "Advice, note"
        if not self.item.staff:
            name = f"Advice, {self._page.woman.possessive} words, notes"
        folds = Folds(self._theme, (name, inside))
        folds.buttons[0].setAccessibleName(f"{name}: {self.item.label}")
        return folds

    def _side_by_side(self) -> None:
        theme, item = self._theme, self.item
        label = column(theme, Text(item.label, "strong"), gap="hair")
        if item.hint:
            label.addWidget(Text(item.hint, "muted"))
        label.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, theme.space("xs"), 0, theme.space("xs"))
        self._row.setSpacing(theme.space("l"))
        self._row.addLayout(label, 2)
        self._row.addLayout(self._body, 5)
        self.extras.setParent(self)
        self.extras.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the label above its answers when there is no room beside them."""
        if self._look == "row":
            beside = self.width() / self._theme.scale >= self._theme.tokens.width["text-min"]
            direction = QBoxLayout.Direction
            self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        super().resizeEvent(event)

    def narrow(self, narrow: bool) -> None:
        """Puts the advice below the answers where there is little room above them."""
        if self._advice is None:
            return
        self._body.removeWidget(self._advice)
        place = self._body.indexOf(self.extras) if narrow else 0
        self._body.insertWidget(place, self._advice)

    # ---- what the record holds

    @property
    def answer(self) -> Answer | None:
        """The answer of the record."""
        return self._page.session.record.answers.get(self.item.id)

    @property
    def open(self) -> bool:
        """Whether nothing is answered yet."""
        return self.answer is None and self.control.given.empty

    def show_record(self) -> None:
        """Shows what the record holds now; leaves alone what it does not hold yet."""
        answer = self.answer
        self._show_band()
        if answer is not None and answer == self._shown:
            return
        if answer is not None or self._shown is not None:
            self.control.show_answer(answer)
            self.extras.show_answer(answer)
            self._touched = False
            if self.date is not None:
                self.date.show_when(answer.when if answer and answer.when.known else None)
        self._shown = answer
        now = self._page.session.clock.now()
        self.control.show_source(
            source_words(answer, now) if answer and not self.item.staff else ""
        )
        self._fold_date()
        self._grey()

    def _grey(self) -> None:
        """An answer that has grown old is shown grey: it is there, and it is to be asked again."""
        grey = self.answer is not None and self._too_old()
        for answer in self.control.findChildren(OneAnswer):
            answer.grey(grey)

    def _fold_date(self) -> None:
        if self.date is not None:
            self.date.setVisible(self._is_dated())

    def _is_dated(self) -> bool:
        value = self.control.given.value
        codes = value if isinstance(value, tuple) else (value,)
        return any(option.dated and option.code in codes for option in self.item.options)

    # ---- saving

    def _answered(self) -> None:
        self._fold_date()
        self.save()

    def _date_touched(self) -> None:
        self._touched = True

    def save(self) -> None:
        """Writes what stands here, if it differs from the record and can be read."""
        if self._problem_words():
            return
        wanted, old = self._wanted(), self.answer
        session, item = self._page.session, self.item.id
        if wanted.given.empty:
            if old is not None:
                self._keep(partial(session.clear, item))
            return
        if old is not None and _stands(old) == wanted and self.extras.taken in (None, old.taken):
            return
        self._keep(partial(session.answer, item, wanted.given.value, **self._details(wanted, old)))

    def _details(self, wanted: Wanted, old: Answer | None) -> dict[str, Any]:
        """A time or words added later do not make an old answer a new one."""
        same = old is not None and (old.value, old.state) == wanted.given
        taken = self.extras.taken or (old.taken if same and old is not None else None)
        return {
            "state": wanted.given.state,
            "source": wanted.source,
            "when": wanted.when,
            "words": wanted.words,
            "taken": taken,
        }

    def _keep(self, act: Callable[[], Change]) -> None:
        self._page.remembered.given_back.discard(self.item.id)
        fault = self._page.keep(act)
        self._say_fault(fault)
        if fault is None:
            self._touched = False
            self.show_record()

    def _wanted(self) -> Wanted:
        default = Source.ASKED
        if self.item.staff and self.item.id not in SAID_BY_HER:
            default = Source.NOTES
        return Wanted(
            given=self.control.given,
            source=self.extras.source or default,
            when=self._when(),
            words=self.extras.words,
        )

    def _when(self) -> When:
        """The time as typed; what is kept already is not made less exact by being shown."""
        if self.control.when is not None:
            return self.control.when
        if self.date is None or not self._is_dated():
            return UNKNOWN
        if self._touched:
            return self.date.when or UNKNOWN
        return self._shown.when if self._shown is not None else UNKNOWN

    # ---- what is wrong

    def _problem_words(self) -> str:
        date = self.date.problem() if self.date is not None and self._is_dated() else ""
        return self.control.problem() or date or self.extras.problem()

    def _say_fault(self, fault: UserError | None) -> None:
        sentence = fault.sentence if isinstance(fault, BadInput) else ""
        at_date = self.date is not None and self._is_dated()
        if self.date is not None:
            self.date.complain(sentence if at_date else "")
        self.control.complain("" if at_date else sentence)

    def apply(self) -> Problem | None:
        """Hands over what is typed, and gives back what must be put right."""
        self.save()
        control, extras = self.control.problem(), self.extras.problem()
        date = self.date.problem() if self.date is not None and self._is_dated() else ""
        self.control.complain(control)
        self.extras.complain(extras)
        if self.date is not None:
            self.date.complain(date)
        if sentence := control or date or extras:
            field = self.date if date and self.date is not None else self.control.field
            return Problem(sentence, field)
        if self.extras.typed and self.control.given.empty:
            return Problem("Choose an answer for these words to stand with", self.control.field)
        return None

    # ---- an answer from before

    def _show_band(self) -> None:
        words = self._band_words()
        if self._band is not None:
            self._body.removeWidget(self._band)
            self._band.hide()
            self._band.deleteLater()
            self._band = None
        if words:
            self._band = Band(self._theme, words, keep=self._keep_old, again=self._ask_again)
            self._body.insertWidget(self._body.indexOf(self.control), self._band)

    def _band_words(self) -> str:
        answer, session = self.answer, self._page.session
        if answer is None:
            return ""
        now = session.clock.now()
        told = answer_words(self.item, answer, now)
        if self.item.id in self._page.remembered.given_back:
            return f"This was set aside for a while and counts again: {told}"
        if self._too_old():
            return f"Asked {day_told(answer.taken, now)}, too long ago to stand by itself: {told}"
        sitting = session.record.open_sitting
        earlier = sitting is not None and answer.sitting and answer.sitting != sitting.id
        if earlier and self.item.id not in self._page.remembered.kept:
            return f"Answered {day_told(answer.taken, now)}, in an earlier sitting: {told}"
        return ""

    def _too_old(self) -> bool:
        """Whether its answer is part of a talk that was not whole, and has grown old since."""
        session = self._page.session
        now = session.clock.now()
        return self.item.id in again.grown_old(session.protocol, session.record, now)

    def _keep_old(self) -> None:
        """She says the same again, or somebody looked at it: an old one is taken anew."""
        answer = self.answer
        if answer is not None and self._too_old():
            given = _stands(answer)
            self._keep(
                partial(
                    self._page.session.answer,
                    self.item.id,
                    given.given.value,
                    state=given.given.state,
                    source=given.source,
                    when=given.when,
                    words=given.words,
                )
            )
        self._page.remembered.keep(self.item.id)
        self._show_band()
        self.control.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self) -> None:
        self._keep(partial(self._page.session.clear, self.item.id))
        self.control.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _stands(answer: Answer) -> Wanted:
    return Wanted(Given(answer.value, answer.state), answer.source, answer.when, answer.words)
