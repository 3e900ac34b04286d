"""One standing sentence: where it stands, the shipped words, and the unit's own below them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import wording
from srh_assess.workflow.wording import Sentence


class SentenceEntry(QWidget):
    """``words`` are empty while the shipped ones stand. Advice on them is shown at once; what
    cannot be taken is said on Keep and beside the page."""

    changed = Signal()

    def __init__(self, theme: Theme, sentence: Sentence, own: str) -> None:
        super().__init__()
        self.sentence = sentence
        shipped = wording.shipped_words(sentence)
        self._entry = TextEntry(theme, sentence.about, hint=f"Shipped: {shipped}", words=own)
        self._advice = Text("", "small", "attention")
        self._advice.hide()
        self.copy = Button(theme, "Begin with the shipped words", "link",
                           name=f"Begin with the shipped words, {sentence.about}")  # fmt: skip
        self.copy.clicked.connect(self._begin)
        self._shipped = shipped
        self._entry.changed.connect(self._typed)
        self.setLayout(
            column(theme, self._entry, self._advice, row(theme, self.copy, None), gap="xs")
        )
        self._renew()

    @property
    def words(self) -> str:
        """The unit's own words on one line; empty for the shipped ones."""
        own = " ".join(self._entry.words.split())
        return "" if own == self._shipped else own

    @property
    def field(self) -> QWidget:
        """Where they are typed."""
        return self._entry.field

    def _begin(self) -> None:
        self._entry.show_words(self._shipped)
        self._entry.field.setFocus()
        self._typed()

    def _typed(self) -> None:
        self._renew()
        self.changed.emit()

    def _renew(self) -> None:
        self.copy.setVisible(not self._entry.words)
        self._advice.say(" ".join(wording.advice(self.sentence, self.words)))
