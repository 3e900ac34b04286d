"""A date, and a time where it matters: three boxes, "About" and "Not known" beside them."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QGroupBox, QWidget

from srh_assess.assessment.answers import UNKNOWN, When
from srh_assess.assessment.identity import MONTHS, pasted_date
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput
from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.field import Line
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.problems import Complaint
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.widgets.when import Reading, Typed, read

_PASTED = 5  # a text longer than this in one box is looked at as a whole date


class Asks(Struct, frozen=True, kw_only=True):
    """What a date entry asks. ``timed``: the time too. ``future``: from today on instead of up
    to now. ``about`` and ``unknown``: whether those answers are there. ``lookback``: how far
    back the question asks, to notice a day and month that may be swapped."""

    timed: bool = False
    future: bool = False
    about: bool = True
    unknown: bool = True
    lookback: timedelta | None = None


PAST_DAY = Asks()


class DateEntry(QGroupBox):
    """When something was, as a ``When`` with two bounds.

    ``name`` begins the sentences that complain ("Date of last period"). ``changed`` comes
    with every other reading, ``settled`` when the whole entry is left with another one.
    """

    changed = Signal()
    settled = Signal()

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        question: str,
        *,
        name: str = "The date",
        hint: str = "For example 27 3 2026",
        asks: Asks = PAST_DAY,
    ) -> None:
        super().__init__()
        self.setObjectName("dateEntry")
        self._theme, self._clock, self._name, self._hint = theme, clock, name, hint
        self._asks = asks
        self.setAccessibleName(question)
        self._complaint = Complaint(theme)
        self._make_boxes(question)
        self._echo = Text("", "small", "accent")
        self._doubt = Text("", "small", "attention")
        top = [Text(question, "label")] + ([Text(hint, "muted")] if hint else [])
        parts: list[QWidget] = [*self._columns.values()]
        if not asks.timed:
            parts.remove(self._columns["time"])
        parts += self._make_toggles(question)
        line = QWidget()
        line.setLayout(Flow(theme, *parts, gap="m", down="s", foot=True))
        box = column(theme, *top, self._complaint, line, self._echo, self._doubt, gap="xs")
        box.addStretch(1)
        self.setLayout(box)
        self._columns["weeks"].hide()
        self._columns["time"].setVisible(asks.timed)
        self._echo.hide()
        self._doubt.hide()
        self._last: When | None = None
        self._shown: Typed | None = None
        self._settled_as: When | None = None

    # ---- its parts

    def _make_boxes(self, question: str) -> None:
        theme = self._theme
        self._boxes: dict[str, Line] = {}
        self._columns: dict[str, QWidget] = {}
        told = (
            ("day", "Day", 2),
            ("month", "Month", 4),
            ("year", "Year", 4),
            ("time", "Time, 24 h", 5),
            ("weeks", "or weeks ago", 3),
        )
        for key, label, chars in told:
            box = Line(theme, f"{label}, {question}", chars=chars)
            box.textEdited.connect(self._typed)
            box.installEventFilter(self)
            holder = QWidget()
            holder.setLayout(
                column(theme, Text(label, "caption", buddy=box, wrap=False), box, gap="hair")
            )
            holder.setParent(self)
            self._boxes[key], self._columns[key] = box, holder

    def _make_toggles(self, question: str) -> list[QWidget]:
        theme = self._theme
        self._about = Button(theme, "About", name=f"About, {question}")
        self._about_time = Button(theme, "About that time", name=f"About that time, {question}")
        self._unknown = Button(theme, "Not known", name=f"Not known, {question}")
        found: list[QWidget] = []
        for button, wanted, slot in (
            (self._about_time, self._asks.timed, self._toggled),
            (self._about, self._asks.about, self._about_toggled),
            (self._unknown, self._asks.unknown, self._unknown_toggled),
        ):
            button.setCheckable(True)
            button.toggled.connect(slot)
            button.setParent(self)  # first: without a parent it would open as a window
            button.setVisible(wanted)
            button.installEventFilter(self)
            if wanted:
                found.append(button)
        return found

    # ---- what it holds

    def _as_typed(self) -> Typed:
        words = {key: box.text() for key, box in self._boxes.items()}
        about = self._about.isChecked()
        if not about:
            words["weeks"] = ""
        return Typed(**words, about=about, about_time=self._about_time.isChecked())

    @property
    def when(self) -> When | None:
        """The bounds; ``UNKNOWN`` for "Not known"; nothing while empty or not readable."""
        if self._unknown.isChecked():
            return UNKNOWN
        reading = self._reading()
        return reading.when if reading is not None else None

    @property
    def empty(self) -> bool:
        """Whether nothing has been typed or chosen."""
        return not self._unknown.isChecked() and self._as_typed().empty

    def problem(self) -> str:
        """The sentence to complain with; empty when it can be read, or is empty."""
        if self.when is not None or self.empty:
            return ""
        try:
            self._read(self._as_typed())
        except BadInput as fault:
            return fault.sentence.replace("The date", self._name, 1)
        return ""

    def echo(self) -> str:
        """The date in words, as it stands under the boxes."""
        return self._echo.text()

    def show_when(self, when: When | None) -> None:
        """Shows what is known already, without a signal: a moment, a day, a month, a year."""
        for box in self._boxes.values():
            box.clear()
        for button in (self._about, self._about_time, self._unknown):
            self._check(button, checked=False)
        if when is not None and not when.known:
            self._check(self._unknown)
        elif when is not None and when.earliest is not None:
            self._fill(when)
        self._fold_boxes()
        self._renew()
        self._last = self._settled_as = self.when
        self._shown = self._as_typed()

    @property
    def as_shown(self) -> bool:
        """Whether it stands as it was shown: nobody has typed another one. A time that was to
        come when it was written may have gone by since."""
        return self._shown is not None and self._as_typed() == self._shown

    def _fill(self, when: When) -> None:
        assert when.earliest is not None
        first = local(when.earliest)
        last = local(when.latest) if when.latest is not None else first
        days = (last.date() - first.date()).days
        self._boxes["year"].setText(str(first.year))
        if days > 31:
            self._check(self._about)
            return
        self._boxes["month"].setText(MONTHS[first.month - 1][:3])
        if days > 0:
            self._check(self._about)
            return
        self._boxes["day"].setText(str(first.day))
        if when.exact:
            self._boxes["time"].setText(f"{first:%H:%M}")

    def complain(self, sentence: str) -> None:
        """Shows the sentence above the boxes and marks them; an empty one takes it away."""
        self._complaint.say(sentence)
        described = sentences(sentence, self._hint)
        for box in self._boxes.values():
            set_property(box, "invalid", bool(sentence))
            box.setAccessibleDescription(described)

    def take_focus(self) -> None:
        """Focus to the first box that is shown and empty, else to the first."""
        shown = [box for key, box in self._boxes.items() if not self._columns[key].isHidden()]
        empty = [box for box in shown if not box.text()]
        (empty or shown)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- when something is typed

    def _typed(self, words: str) -> None:
        if len(words) > _PASTED and (parts := pasted_date(words)) is not None:
            for key, part in zip(("day", "month", "year"), parts, strict=True):
                self._boxes[key].setText(part)
        if self.sender() is self._boxes["weeks"]:
            for key in ("month", "year"):
                self._boxes[key].clear()
        elif self.sender() in (self._boxes["month"], self._boxes["year"]):
            self._boxes["weeks"].clear()
        self._check(self._unknown, checked=False)
        self._toggled()

    def _about_toggled(self) -> None:
        self._check(self._unknown, checked=False)
        self._fold_boxes()
        self._toggled()

    def _unknown_toggled(self, unknown: bool) -> None:
        if unknown:
            for box in self._boxes.values():
                box.clear()
        self._toggled()

    def _fold_boxes(self) -> None:
        about = self._about.isChecked()
        self._columns["day"].setVisible(not about)
        self._columns["weeks"].setVisible(about)

    def _check(self, button: Button, *, checked: bool = True) -> None:
        blocked = button.blockSignals(True)
        button.setChecked(checked)
        button.blockSignals(blocked)

    def _toggled(self) -> None:
        self._renew()
        if (now := self.when) != self._last:
            self._last = now
            self.changed.emit()

    def _renew(self) -> None:
        echo = doubt = ""
        if self._unknown.isChecked():
            echo = "Not known"
        elif (reading := self._reading()) is not None:
            echo, doubt = reading.echo, reading.doubt
        self._echo.say(echo)
        self._doubt.say(doubt)

    def _read(self, typed: Typed) -> Reading:
        asks = self._asks
        return read(typed, self._clock.now(), future=asks.future, lookback=asks.lookback)

    def _reading(self) -> Reading | None:
        typed = self._as_typed()
        if typed.empty:
            return None
        try:
            return self._read(typed)
        except BadInput:
            return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells that the whole entry was left with another date."""
        left = event.type() == QEvent.Type.FocusOut and not self._has_focus()
        if left and (now := self.when) != self._settled_as:
            self._settled_as = now
            self.settled.emit()
        return False

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)
