"""The facts the person on the phone will ask for, in that order; open ones answered in place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.saying import sentences
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.block import ItemBlock
from srh_assess.ui.pages.told import answer_words, source_words
from srh_assess.ui.pages.when_asked import question
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import calling
from srh_assess.workflow.urgent import Interruption


class PhoneFacts(QWidget):
    """Read from the record; what is missing says so and opens where it stands."""

    def __init__(self, theme: Theme, page: SittingPage, one: Interruption) -> None:
        super().__init__()
        self._theme, self._page = theme, page
        self._one = one
        self._title = Text("Facts for the phone", "heading")
        self._place = QVBoxLayout()
        self.block: ItemBlock | None = None
        self._answering: QWidget | None = None
        self.table: Facts | None = None
        self.setLayout(column(theme, self._title, self._place, gap="s"))
        self.renew()
        page.changed.connect(self.renew)

    @property
    def items(self) -> tuple[str, ...]:
        """The facts that apply to her, in the order they are asked for."""
        return calling.items(self._page.session, self._one)

    def renew(self) -> None:
        """Shows what the record holds now."""
        old = self.table
        self.table = Facts(self._theme, [self._fact(item) for item in self.items], shares=(1, 1))
        self.table.pressed.connect(self.answer_here)
        self._place.insertWidget(0, self.table)
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _fact(self, name: str) -> Fact:
        session = self._page.session
        item = session.protocol.items[name]
        answer = session.findings.asking.visible.get(name)
        now = session.clock.now()
        if answer is None:
            return Fact(
                id=name,
                label=item.label,
                value="Not yet asked",
                icon="triangle",
                tone="attention",
                strong=True,
                link="Answer",
                link_name=f"Answer, {item.label}",
            )
        parts = (answer_words(item, answer, now), answer.words, source_words(answer, now))
        return Fact(
            id=name,
            label=item.label,
            value=sentences(*parts),
            strong=True,
            link="Change",
            link_name=f"Change, {item.label}",
        )

    def answer_here(self, name: str) -> None:
        """Opens one fact above the others, unless one is open that cannot be read yet."""
        self.close_block()
        if self.block is not None:
            return
        item = self._page.session.protocol.items[name]
        self.block = ItemBlock(self._theme, self._page, item, "shared")
        done = Button(self._theme, "Done")
        done.clicked.connect(self.close_block)
        self._answering = QWidget()
        self._answering.setLayout(
            column(self._theme, self.block, row(self._theme, None, done), gap="s")
        )
        self._place.insertWidget(0, self._answering)
        self.block.control.field.setFocus()

    def answer_told(self, names: frozenset[str]) -> None:
        """Opens the fact whose date has a field of one of these names."""
        items = self._page.session.protocol.items
        asked = ((item, question(items[item])) for item in self.items)
        item = next(
            (item for item, words in asked if any(one.endswith(f", {words}") for one in names)), ""
        )
        if item:
            self.answer_here(item)

    def close_block(self) -> None:
        """Hands over what was typed and shows the facts again. Stays while it cannot be read."""
        if self.block is not None and self.block.apply() is not None:
            return
        if self._answering is not None:
            self._place.removeWidget(self._answering)
            self._answering.hide()
            self._answering.deleteLater()
        self.block = self._answering = None
        if self.table is not None:
            links = list(self.table.links.values())
            if links:
                links[0].setFocus()
