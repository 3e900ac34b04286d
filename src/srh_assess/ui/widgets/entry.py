"""Entries: a label above, a hint under it, the field, and the sentence when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from srh_assess.errors import BadInput
from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.advice import AdviceCard, Adviser
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.field import Line, Lines, Names
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.problems import Complaint
from srh_assess.ui.widgets.text import Text

SECRET = "secret"
"""The property of a field that hides what is typed: nothing else may read it, shown or not."""
PROPOSED = "proposed"
"""The property of a field in which the program's own proposal stands, while it stands there alone
or under what was typed over it: it gives way to what somebody had typed."""
SHOWS = "Show what I type"

_NUMBER = re.compile(r"\d+([.,]\d+)?", re.ASCII)
_SIGNED = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)


class Entry(QWidget):
    """Base of the entries with one field.

    ``changed`` is emitted while typing, ``settled`` when the field is left with other words
    than it was entered with: what is worth an entry in the journal. Nothing is complained
    about while someone types; a page calls ``complain`` on Continue.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, label: str, field: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self._theme, self._label, self._hint = theme, label, hint
        self.field = field
        self._settled_words = ""
        self._sentence = self._advised = ""
        self.adviser: Adviser | None = None
        self._complaint = Complaint(theme)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._box = QVBoxLayout()
        outer.addLayout(self._box)
        outer.addStretch(1)
        self._box.setSpacing(theme.space("xs"))
        self._box.addWidget(Text(label, "label", buddy=field))
        if hint:
            self._box.addWidget(Text(hint, "muted"))
        self._box.addWidget(self._complaint)
        self._box.addWidget(field)
        self.setFocusProxy(field)
        field.setAccessibleDescription(hint)

    @property
    def words(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def complain(self, sentence: str) -> None:
        """Shows the sentence above the field and marks it; an empty one takes both away."""
        self._complaint.say(sentence)
        set_property(self.field, "invalid", bool(sentence))
        self._sentence = sentence
        self._describe()

    def _describe(self) -> None:
        told = (self._sentence, self._hint, self._advised)
        self.field.setAccessibleDescription(sentences(*told))

    def _advise(self, field: Line | Lines) -> None:
        """Words that judge, doubt or label are underlined from now on."""
        card = AdviceCard(self._theme)
        self._box.addWidget(card)
        self.adviser = Adviser(self._theme, field, card)
        self.adviser.described.connect(self._is_advised)

    def _is_advised(self, words: str) -> None:
        self._advised = words
        self._describe()

    def _left(self) -> None:
        if self.words != self._settled_words:
            self._settled_words = self.words
            self.settled.emit()


class LineEntry(Entry):
    """One line of words. ``secret`` hides them behind dots, with "Show what I type".
    ``advised``: staff write about her here, so that words get advice; a name gets none."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        hint: str = "",
        words: str = "",
        secret: bool = False,
        advised: bool = False,
    ) -> None:
        self._line = Line(theme, label)
        super().__init__(theme, label, self._line, hint=hint)
        if advised:
            self._advise(self._line)
        self.show_words(words)
        if secret:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
            self._line.setProperty(SECRET, True)
            shown = Answer(theme, "show", SHOWS, many=True, density="list")
            shown.toggled.connect(self._reveal)
            self._box.addWidget(shown)
        self._line.textEdited.connect(self.changed)
        self._line.left.connect(self._left)

    @property
    def words(self) -> str:
        """What was typed."""
        return self._line.text()

    def show_words(self, words: str) -> None:
        """Shows what is known already, without a signal."""
        self._line.setText(words)
        self._settled_words = words

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self._line.setEchoMode(mode.Normal if shown else mode.Password)


class TextEntry(Entry):
    """Several lines. ``hers``: her own words, in quotation marks, exempt from advice.
    ``advised`` is off where nobody writes about her, as in an address."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        hint: str = "",
        words: str = "",
        hers: bool = False,
        advised: bool = True,
    ) -> None:
        self._lines = Lines(theme, label, quoted=hers)
        super().__init__(theme, label, self._lines, hint=hint)
        if advised and not hers:
            self._advise(self._lines)
        self.show_words(words)
        self._lines.textChanged.connect(self.changed)
        self._lines.left.connect(self._left)

    @property
    def words(self) -> str:
        """What was typed, without the marks."""
        return self._lines.toPlainText()

    def show_words(self, words: str) -> None:
        """Shows what is known already, without a signal."""
        blocked = self._lines.blockSignals(True)
        self._lines.setPlainText(words)
        self._lines.blockSignals(blocked)
        if self.adviser is not None:
            self.adviser.look()
        self._settled_words = words


class NumberEntry(Entry):
    """A number in a line, never a spin box: empty is empty, and "Not known" is an answer.

    ``unit`` stands behind it; ``whole`` refuses decimals. Both signs for decimals are taken.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        hint: str = "",
        unit: str = "",
        low: float = 0,
        high: float = 999,
        whole: bool = False,
        unknown: bool = True,
    ) -> None:
        self._line = Line(theme, f"{label}, {unit}" if unit else label, chars=5)
        self._low, self._high, self._whole = low, high, whole
        super().__init__(theme, label, self._line, hint=hint)
        beside = QWidget()
        parts: list[QWidget] = [self._line]
        if unit:
            parts.append(Text(unit, "body", wrap=False))
        self._unknown = Button(theme, "Not known", name=f"Not known, {label}")
        self._unknown.setCheckable(True)
        self._unknown.setParent(self)
        self._unknown.setVisible(unknown)
        self._unknown.toggled.connect(self._not_known)
        if unknown:
            parts.append(self._unknown)
        beside.setLayout(Flow(theme, *parts, gap="m"))
        self._box.addWidget(beside)
        self._line.textEdited.connect(self._typed)
        self._line.left.connect(self._left)

    @property
    def words(self) -> str:
        """What was typed; "Not known" while that is chosen."""
        return "Not known" if self.unknown else self._line.text().strip()

    @property
    def unknown(self) -> bool:
        """Whether it is said to be not known."""
        return self._unknown.isChecked()

    def number(self) -> float | None:
        """The number, or nothing while empty or not known. Raises ``BadInput`` with how to
        put it right."""
        typed = self._line.text().strip()
        if not typed or self.unknown:
            return None
        form = _SIGNED if self._low < 0 else _NUMBER
        if form.fullmatch(typed) is None or (self._whole and not typed.isdigit()):
            raise BadInput("number-form")
        value = float(typed.replace(",", "."))
        if not self._low <= value <= self._high:
            raise BadInput("number-range", low=f"{self._low:g}", high=f"{self._high:g}")
        return value

    def problem(self) -> str:
        """The sentence to complain with; empty when it can be read, or is empty."""
        try:
            self.number()
        except BadInput as fault:
            return fault.sentence
        return ""

    def show_number(self, value: float | None, *, unknown: bool = False) -> None:
        """Shows what is known already, without a signal."""
        self._line.setText("" if value is None else f"{value:g}")
        blocked = self._unknown.blockSignals(True)
        self._unknown.setChecked(unknown)
        self._unknown.blockSignals(blocked)
        self._settled_words = self.words

    def _typed(self) -> None:
        blocked = self._unknown.blockSignals(True)
        self._unknown.setChecked(False)
        self._unknown.blockSignals(blocked)
        self.changed.emit()

    def _not_known(self, unknown: bool) -> None:
        if unknown:
            self._line.clear()
        self.changed.emit()
        self._left()


class ChoiceEntry(Entry):
    """One of many names, such as an owner. ``other`` lets a name be typed."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        names: Sequence[str],
        *,
        hint: str = "",
        chosen: str = "",
        other: bool = False,
    ) -> None:
        self._names = Names(theme, label)
        self._names.addItems(list(names))
        if other:
            self._names.let_type()
        super().__init__(theme, label, self._names, hint=hint)
        self.show_name(chosen)
        self._names.currentTextChanged.connect(self.changed)
        self._names.activated.connect(self._left)
        self._names.left.connect(self._left)

    @property
    def words(self) -> str:
        """The name that is chosen or typed; empty while none is."""
        return self._names.currentText().strip()

    def show_name(self, name: str) -> None:
        """Shows what is chosen already, without a signal. Nothing is preselected."""
        blocked = self._names.blockSignals(True)
        place = self._names.findText(name, Qt.MatchFlag.MatchExactly)
        self._names.setCurrentIndex(place)
        if place < 0 and self._names.isEditable():
            self._names.setEditText(name)
        self._names.blockSignals(blocked)
        self._settled_words = self.words
