"""A field in which a name is found by typing part of it, among many."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import LineEntry

MOST_SHOWN = 8


class PickEntry(LineEntry):
    """``names`` maps what can be found to its code; several may lead to one. What the words find
    stands below the field: Enter takes the only one, or the one that is written out; Down goes
    to the list. ``picked`` tells the code, and the field is empty again."""

    picked = Signal(str)

    def __init__(self, theme: Theme, label: str, names: Mapping[str, str], *, hint: str) -> None:
        super().__init__(theme, label, hint=hint)
        self._names = dict(sorted(names.items(), key=lambda pair: pair[0].casefold()))
        self.found: AnswerGroup | None = None
        self._line.textEdited.connect(self._search)
        self._line.returnPressed.connect(self._entered)

    def matches(self) -> dict[str, str]:
        """The names in which the words stand; those that begin with them first."""
        words = self.words.strip().casefold()
        if not words:
            return {}
        found = {name: code for name, code in self._names.items() if words in name.casefold()}
        begins = {name: c for name, c in found.items() if name.casefold().startswith(words)}
        return {**begins, **found}

    def _search(self) -> None:
        self.complain("")
        found = self.matches()
        self._show_found(list(found)[:MOST_SHOWN])
        count = len(found)
        announce(self, "1 found" if count == 1 else f"{count} found")

    def _show_found(self, names: list[str]) -> None:
        if self.found is not None:
            self._box.removeWidget(self.found)
            self.found.hide()
            self.found.deleteLater()
            self.found = None
        if names:
            choices = [Choice(name, name) for name in names]
            self.found = AnswerGroup(
                self._theme, "Found: choose one", choices, density="grid", numbered=False
            )
            self.found.changed.connect(self._chosen)
            self._box.addWidget(self.found)

    def _chosen(self) -> None:
        assert self.found is not None  # it is the one that tells
        self._take(self._names[self.found.codes[0]])

    def _take(self, code: str) -> None:
        self.show_words("")
        self._show_found([])
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(code)

    def _entered(self) -> None:
        found, words = self.matches(), self.words.strip().casefold()
        exact = [code for name, code in found.items() if name.casefold() == words]
        codes = exact or list(dict.fromkeys(found.values()))
        if len(codes) == 1:
            self._take(codes[0])
        elif codes:
            self.complain("Several have these words: choose one of them")
        elif words:
            self.complain("Nothing with these words. Choose Another medicine and note its name")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field to what was found."""
        if event.key() == Qt.Key.Key_Down and self._line.hasFocus() and self.found is not None:
            self.found.take_focus()
            return
        super().keyPressEvent(event)
