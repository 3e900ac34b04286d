"""The NHS number: one line that groups itself 3-3-4 while it is typed, or "Not known" and why."""

from __future__ import annotations

from PySide6.QtCore import Qt

from srh_assess.assessment import identity
from srh_assess.errors import BadInput
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import Entry
from srh_assess.ui.widgets.field import Line
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Text

_DIGITS = 10
_ROOM = 16
_BETWEEN = f" -{identity.NO_BREAK}"


class NhsEntry(Entry):
    """The number as it is kept: ten digits, or none and the reason."""

    def __init__(self, theme: Theme) -> None:
        self._line = Line(theme, "NHS number", chars=_ROOM)
        self._why = Line(theme, "Why the NHS number is not known")
        self._unknown = Button(theme, "Not known", name="Not known, NHS number")
        self._unknown.setCheckable(True)
        super().__init__(theme, "NHS number", self._line, hint="For example 999 123 4567")
        self._label_why = Text("Why it is not known", "label", buddy=self._why)
        self._echo = Text("", "small", "accent")
        self._box.removeWidget(self._line)
        self._box.addLayout(row(theme, self._line, self._unknown, None))
        for part in (self._label_why, self._why, self._echo):
            self._box.addWidget(part)
        self._fold()
        self._line.textEdited.connect(self._typed)
        self._line.left.connect(self._left_number)
        self._why.textEdited.connect(self.changed)
        self._unknown.toggled.connect(self._toggled)

    @property
    def words(self) -> str:
        """What was typed."""
        return self._line.text()

    @property
    def given(self) -> tuple[str, str]:
        """The digits and, without a number, the reason. Wrong ones are given as typed."""
        if self._unknown.isChecked():
            return "", self._why.text().strip()
        try:
            return identity.nhs_number(self.words).digits, ""
        except BadInput:
            return self.words.strip(), ""

    def problem(self) -> str:
        """The sentence to complain with; empty when it can be kept."""
        if self._unknown.isChecked():
            return "" if self._why.text().strip() else "Write why the NHS number is not known"
        try:
            identity.nhs_number(self.words)
        except BadInput as fault:
            return f"{fault.sentence} {fault.next_step}"
        return ""

    def show_number(self, number: str, reason: str = "") -> None:
        """Shows what is known already, without a signal."""
        self._line.setText(identity.nhs_grouped(number))
        blocked = self._unknown.blockSignals(True)
        self._unknown.setChecked(bool(reason))
        self._unknown.blockSignals(blocked)
        self._why.setText(reason)
        self._fold()
        self._echo_number()

    def _typed(self, words: str) -> None:
        """Groups the digits, with the cursor where it was among them."""
        cursor = self._line.cursorPosition()
        digits = "".join(sign for sign in words if sign.isascii() and sign.isdigit())
        plain = all(sign in digits or sign in _BETWEEN for sign in words)
        if plain and len(digits) <= _DIGITS:
            before = sum(sign.isdigit() for sign in words[:cursor])
            shown = identity.nhs_grouped(digits)
            self._line.setText(shown)
            self._line.setCursorPosition(_place(shown, before))
        self._check(False)
        self._echo_number()
        self.changed.emit()

    def _left_number(self) -> None:
        """A wrong number is told as its field is left, not while it is typed."""
        self.complain(self.problem() if self.words.strip() else "")

    def _toggled(self, unknown: bool) -> None:
        if unknown:
            self._line.clear()
            self.complain("")
        self._fold()
        self._echo_number()
        if unknown:
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _check(self, unknown: bool) -> None:
        blocked = self._unknown.blockSignals(True)
        self._unknown.setChecked(unknown)
        self._unknown.blockSignals(blocked)
        self._fold()

    def _fold(self) -> None:
        unknown = self._unknown.isChecked()
        self._label_why.setVisible(unknown)
        self._why.setVisible(unknown)

    def _echo_number(self) -> None:
        try:
            found = identity.nhs_number(self.words)
        except BadInput:
            self._echo.say("")
            return
        test = "This number is from the range for tests; no real person has it"
        self._echo.say(test if found.test_range else "The check digit fits")


def _place(shown: str, digits: int) -> int:
    """Where the cursor stands after so many digits."""
    place = 0
    while digits and place < len(shown):
        digits -= shown[place].isdigit()
        place += 1
    return place
