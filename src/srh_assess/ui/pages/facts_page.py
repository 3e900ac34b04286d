"""The base of the pages of staff facts: rows that open and close as answers ask for them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.block import ItemBlock, Look
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.hand_filled import DatesByHand
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Line


class Blocks(QWidget):
    """Items below each other, kept in step with which of them are asked now."""

    def __init__(
        self, theme: Theme, page: SittingPage, look: Look = "row", *, states: bool = True
    ) -> None:
        super().__init__()
        self._theme, self._page, self._look, self._states = theme, page, look, states
        self.shown: dict[str, ItemBlock] = {}
        self._lines: dict[str, Line] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("s" if look == "row" else "xl"))

    def lay_out(self, items: Iterable[str]) -> None:
        """Shows these items, in this order; keeps what is typed in those that stay."""
        wanted = list(items)
        for gone in [name for name in self.shown if name not in wanted]:
            for widget in (self.shown.pop(gone), self._lines.pop(gone)):
                self._box.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for place, name in enumerate(wanted):
            if name not in self.shown:
                self._insert(name, place)
        for place, name in enumerate(wanted):
            self._lines[name].setVisible(place > 0 and self._look == "row")
        for block in self.shown.values():
            block.show_record()
        self.setVisible(bool(wanted))

    def _insert(self, name: str, place: int) -> None:
        item = self._page.session.protocol.items[name]
        block = ItemBlock(self._theme, self._page, item, self._look, states=self._states)
        line = Line()
        self._box.insertWidget(2 * place, line)
        self._box.insertWidget(2 * place + 1, block)
        self.shown[name] = block
        self._lines[name] = line

    def apply(self) -> list[Problem]:
        """Hands over what is typed in each."""
        found = [block.apply() for block in self.shown.values()]
        return [problem for problem in found if problem is not None]


class FactsPage(SittingPage, DatesByHand):
    """A page that hands over its blocks on Continue. None of them must be answered."""

    _unmet: tuple[Problem, ...] = ()

    def _groups_of_blocks(self) -> tuple[Blocks, ...]:
        raise NotImplementedError

    @property
    def valid(self) -> bool:
        """Nothing typed is unreadable."""
        return super().valid and not self._unmet

    @property
    def error(self) -> str:
        """The first thing to put right."""
        return self._unmet[0].sentence if self._unmet else super().error

    def apply(self) -> None:
        """Hands over what is typed and says what cannot be read."""
        problems: list[Problem] = []
        for blocks in self._groups_of_blocks():
            problems += blocks.apply()
        self._unmet = tuple(problems)
        self._problems(self._unmet)
