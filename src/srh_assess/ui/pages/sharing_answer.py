"""What she says to one letter: whether she can decide, then yes, later or no. All three alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from srh_assess.assessment.naming import Woman
from srh_assess.clock import Clock, local
from srh_assess.errors import Refused
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.letter_base import Changing, Ticks, Why
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Text

_DAY = Asks(future=True, about=False, unknown=False)


class HerAnswer(QWidget):
    """The lines below the letter. ``hers``: her own copy, which asks for no finding."""

    able = Signal()
    doubted = Signal()
    yes = Signal()
    no = Signal()
    later = Signal(object)

    def __init__(self, theme: Theme, clock: Clock, who: Woman, *, hers: bool) -> None:
        super().__init__()
        self._theme, self._clock, self._who, self._hers = theme, clock, who, hers
        self._said: tuple[str, ...] = ()
        self.finding = self._finding_group()
        words = ("Make this copy", "Later", "No copy") if hers else (
            "Yes, this letter", "Later", "No, share nothing"
        )  # fmt: skip
        self.yes_button, self.later_button, self.no_button = (Button(theme, w) for w in words)
        self.yes_button.clicked.connect(self.yes)
        self.later_button.clicked.connect(self._open_later)
        self.no_button.clicked.connect(self.no)
        self.why = Why("", "muted")
        self._later = Changing()
        self._done = Changing()
        acts = QWidget()
        says = Text(f"{who.name} says" if hers else f"{who.name} says, after seeing it", "label")
        acts.setLayout(
            Flow(theme, says, self.yes_button, self.later_button, self.no_button, gap="m")
        )
        self._open_parts = [acts, self.why]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        for part in (self.finding, *self._open_parts, self._later, self._done):
            box.addWidget(part)

    def _finding_group(self) -> Ticks:
        name = self._who.name
        choices = (
            Choice("able", f"No reason to doubt that {name} can decide this now"),
            Choice("doubt", "There is a reason to doubt"),
        )
        group = Ticks(
            self._theme, f"Can {name} decide this now?", choices, density="row", numbered=False
        )
        group.changed.connect(self._found)
        if self._hers:
            group.hide()
        return group

    # ---- what stands in it

    def renew(self, refusal: Refused | None) -> None:
        """Opens the yes, or says why it is closed."""
        self.yes_button.setEnabled(refusal is None)
        words = self._closed_words(refusal) if refusal is not None else ""
        if self._said == ("doubt",):
            words = "Yes is closed while there is a reason to doubt"
        self.yes_button.setAccessibleDescription(words)
        self.why.say(words)

    def _closed_words(self, refusal: Refused) -> str:
        if refusal.code.startswith("letter-"):
            return str(refusal)
        if self._hers:
            return f"It opens when {self._who.name} has chosen something"
        return {
            "share-nothing-chosen": "Yes opens when something is chosen and the letter was seen",
            "share-not-shown": "Yes opens when the end of the letter was shown, or read aloud",
            "share-capacity": "Yes opens when the line above is answered",
        }.get(refusal.code, "Yes is closed")

    def shut(self) -> None:
        """Nothing can be answered: why stands at the top of the page."""
        for part in (self.finding, self.yes_button, self.later_button, self.no_button):
            part.setEnabled(False)
        self.why.say("")

    def done(self, notice: Notice) -> None:
        """Her answer is written down; nothing more is asked here."""
        for part in (self.finding, self._later, *self._open_parts):
            part.hide()
        self._done.hold(notice)
        notice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        notice.setFocus(Qt.FocusReason.OtherFocusReason)

    def found_able(self) -> None:
        """The longer form found that she is able to decide this."""
        self._said = ("able",)
        self.finding.choose(self._said)

    def unsay(self) -> None:
        """What was pressed about deciding could not be written down: it stands open again."""
        self._said = ()
        self.finding.choose(())

    def take_focus(self) -> None:
        """Focus to the first thing to answer."""
        if self._hers:
            self.to_acts()
        else:
            self.finding.take_focus()

    @property
    def in_finding(self) -> bool:
        """Whether the line about deciding has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and self.finding.isAncestorOf(focus)

    def to_acts(self) -> None:
        """Focus to the first of the three answers that is open."""
        acts = (self.yes_button, self.later_button)
        next(act for act in acts if act.isEnabled()).setFocus(Qt.FocusReason.TabFocusReason)

    # ---- what is pressed

    def _found(self) -> None:
        codes = self.finding.codes
        if not codes:  # pressed again: what is written down stands
            self.finding.choose(self._said)
            return
        self._said = codes
        if codes == ("able",):
            self.able.emit()
            return
        self.doubted.emit()

    def _open_later(self) -> None:
        """Asks when; a second press closes it again. What it stands in for makes room."""
        if self._later.content is not None:
            self._later.hold(None)
            self._make_room(False)
            return
        self._make_room(True)
        name = self._who.name
        holder = QWidget()
        day = DateEntry(
            self._theme, self._clock, f"When may {name} be asked again?", name="The day",
            hint="", asks=_DAY,
        )  # fmt: skip
        on_day = Button(self._theme, "Ask again on this day")
        on_day.clicked.connect(self._on_day(day))
        if_asked = Button(self._theme, f"Only if {name} brings it up")
        if_asked.clicked.connect(self._if_asked)
        holder.setLayout(column(self._theme, day, Flow(self._theme, on_day, if_asked), gap="s"))
        self._later.hold(holder)
        show_in_view(holder)
        day.take_focus()

    def _make_room(self, room: bool) -> None:
        self.finding.setVisible(not room and not self._hers)
        self.why.setVisible(not room and bool(self.why.text()))

    def _on_day(self, entry: DateEntry) -> Callable[[], None]:
        def press() -> None:
            when = entry.when
            if when is None or when.earliest is None:
                entry.complain(entry.problem() or "The day is missing")
                entry.take_focus()
                return
            self.later.emit(local(when.earliest).date())

        return press

    def _if_asked(self) -> None:
        nothing: date | None = None
        self.later.emit(nothing)
