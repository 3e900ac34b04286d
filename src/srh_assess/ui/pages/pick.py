"""Choosing from a long table: the short list as answers, all others by typing their name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.answers import Answer, State
from srh_assess.protocol.model import Item
from srh_assess.ui.pages.controls import ChoiceControl, Given
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer import Density
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.pick import PickEntry


class PickControl(ChoiceControl):
    """The answers of the short list, the field, and what was found with it: pressed again, it is
    taken out. A *none* or a state clears what was found."""

    def __init__(self, theme: Theme, item: Item, density: Density) -> None:
        super().__init__(theme, item, density)
        self._labels = {option.code: option.label for option in item.options if option.searched}
        self._alone = {option.code for option in item.options if option.exclusive}
        names = {}
        for option in item.options:
            if option.code in self._alone:
                continue
            names[option.label] = option.code
            names |= {f"{other} ({option.label})": option.code for other in option.also}
        self.entry = PickEntry(
            theme, "Find a medicine", names, hint="Type part of a name or a brand, then Enter"
        )
        self.entry.picked.connect(self._picked)
        self.found: AnswerGroup | None = None
        self._holder = QWidget()
        self._found_box = QVBoxLayout(self._holder)
        self._found_box.setContentsMargins(0, 0, 0, 0)
        self._holder.hide()
        self._box.addWidget(self.entry)
        self._box.addWidget(self._holder)
        self.group.changed.disconnect(self.answered)
        self.group.changed.connect(self._pressed)

    # ---- what stands there

    @property
    def _found_codes(self) -> tuple[str, ...]:
        return self.found.codes if self.found is not None else ()

    @property
    def given(self) -> Given:
        """What is chosen of the short list and what was found, in the order of the table."""
        short = super().given
        if short.state is not None or not self._found_codes:
            return short
        chosen = short.value if isinstance(short.value, tuple) else ()
        return Given(value=(*chosen, *self._found_codes))

    def show_answer(self, answer: Answer | None) -> None:
        """Marks what is chosen, and shows what was found."""
        super().show_answer(answer)
        codes = answer.codes if answer is not None else frozenset()
        self._show_found(code for code in self._labels if code in codes)

    def _show_found(self, codes: Iterable[str]) -> None:
        """One answer for each, all chosen; none: no list."""
        wanted = tuple(codes)
        if self.found is not None:
            if self.found.codes == wanted == tuple(self.found.answers):
                return
            self._found_box.removeWidget(self.found)
            self.found.hide()
            self.found.deleteLater()
            self.found = None
        if wanted:
            choices = [Choice(code, self._labels[code]) for code in wanted]
            self.found = AnswerGroup(
                self._theme, "Found by name", choices, many=True, density="grid", numbered=False
            )
            self.found.choose(wanted)
            self.found.changed.connect(self.answered)
            self._found_box.addWidget(self.found)
        self._holder.setVisible(bool(wanted))

    # ---- choosing

    def _picked(self, code: str) -> None:
        if code in self.group.answers:
            if code not in self.group.codes:
                self.group.answers[code].click()
            return
        kept = (one for one in self.group.codes if one not in self._alone and not self._state(one))
        self.group.choose(tuple(kept))
        self._show_found((*(one for one in self._found_codes if one != code), code))
        announce(self, f"Added: {self._labels[code]}")
        self.answered.emit()

    def _pressed(self) -> None:
        if any(code in self._alone or self._state(code) for code in self.group.codes):
            self._show_found(())
        self.answered.emit()

    def _state(self, code: str) -> bool:
        return code in set(State) and all(option.code != code for option in self.item.options)
