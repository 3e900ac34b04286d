"""A page of questions: the words to say, the answers, and what follows from them below."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from srh_assess.protocol.model import Item
from srh_assess.rules.stopping import STRESS
from srh_assess.ui.pages.base import Head, Remembered, SittingPage
from srh_assess.ui.pages.block import ItemBlock, Look
from srh_assess.ui.pages.stop_rule import StopRule
from srh_assess.ui.pages.table_facts import TableFacts
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.fold import Fold, Folds
from srh_assess.ui.widgets.hand_filled import DatesByHand
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session


class QuestionPage(SittingPage, DatesByHand):
    """The items of one page of the map. Follow-ups open below the answer that needs them.

    An answer is saved at once and does not move on. Continue stops once over a core question
    without any answer, so that none is passed over by accident; pressed again it goes on.
    ``brief`` leaves out what is said before a section and keeps the answers close together.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
        brief: bool = False,
    ) -> None:
        items = [session.protocol.items[item] for item in page.items]
        self._alone = not brief and sum(item.shown_when is None for item in items) <= 1
        first = items[0]
        place, of = _place(session, page)
        super().__init__(
            theme,
            session,
            page,
            Heading(first.say, aloud=not first.staff),
            remembered=remembered,
            head=Head(
                kicker=page.title,
                progress=f"{place} of {of}" if of > 1 else "",
                hint=first.hint,
            ),
        )
        self._passed: frozenset[str] = frozenset()
        self._unmet: tuple[Problem, ...] = ()
        self.blocks: dict[str, ItemBlock] = {}
        self._box = QVBoxLayout()
        self._box.setSpacing(theme.space("xl"))
        self._preface: Folds | None = None
        self._narrow = False
        if not brief and place == 1 and (said := _preface(session, page)):
            self._preface = Fold(theme, "Say first", f"“{said}”", is_open=True)
            self._body.insertWidget(self._body.indexOf(self.heading), self._preface)
            self._body.insertSpacing(self._body.indexOf(self.heading), theme.space("s"))
        self._add(self._box, gap="m" if self._alone else "l")
        self.told = TableFacts(theme, session, items=page.items)
        self._add(self.told, gap="l")
        if STRESS in page.items:
            self.stop = StopRule(theme, session)
            self._add(self.stop, gap="l")
            self.stop.renew()
            self.changed.connect(self.stop.renew)
        self._lay_out()
        self.changed.connect(self._lay_out)
        self.changed.connect(self.told.renew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds what is said first, and puts advice below, where the answers need the room."""
        super().resizeEvent(event)
        tokens = self._theme.tokens
        narrow = self.window().width() / self._theme.scale < tokens.breakpoint.narrow
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if self._preface is not None:
            self._preface.buttons[0].setChecked(not narrow)
        for block in self.blocks.values():
            block.narrow(narrow)

    # ---- which items there are now

    def _items(self) -> list[Item]:
        """The items of this page on the map as it is now; those it was opened with while the
        map has no such page any more."""
        now = next((p for p in self.session.pages if p.id == self.page.id), self.page)
        return [self.session.protocol.items[item] for item in now.items]

    def _lay_out(self) -> None:
        items = self._items()
        wanted = [item.id for item in items]
        for gone in [name for name in self.blocks if name not in wanted]:
            block = self.blocks.pop(gone)
            self._box.removeWidget(block)
            block.hide()
            block.deleteLater()
        for place, item in enumerate(items):
            if item.id not in self.blocks:
                self.blocks[item.id] = self._block(item, first=place == 0)
                self._box.insertWidget(place, self.blocks[item.id])
        for block in self.blocks.values():
            block.show_record()

    def _block(self, item: Item, *, first: bool) -> ItemBlock:
        look: Look = "page" if first and self._alone else "shared"
        return ItemBlock(self._theme, self, item, look, says=not first)

    # ---- Continue

    @property
    def valid(self) -> bool:
        """Nothing typed is unreadable, and no core question was passed over unseen."""
        return super().valid and not self._unmet

    @property
    def error(self) -> str:
        """The first thing to put right."""
        return self._unmet[0].sentence if self._unmet else super().error

    def apply(self) -> None:
        """Hands over what is typed; says once which core questions have no answer."""
        blocks = tuple(self.blocks.values())
        problems = [problem for block in blocks if (problem := block.apply()) is not None]
        unanswered = frozenset(b.item.id for b in blocks if b.item.core and b.open)
        if not problems and not unanswered <= self._passed:
            problems = [_unanswered(b) for b in blocks if b.item.id in unanswered]
        self._passed = unanswered
        self._unmet = tuple(problems)
        self._problems(self._unmet)


def _unanswered(block: ItemBlock) -> Problem:
    label = block.item.label
    return Problem(f"No answer yet: {label}. Continue again leaves it open", block.control.field)


def _place(session: Session, page: flow.Page) -> tuple[int, int]:
    ids = [one.id for one in session.pages if one.section == page.section]
    return (ids.index(page.id) + 1 if page.id in ids else 0), len(ids)


def _preface(session: Session, page: flow.Page) -> str:
    sections = session.protocol.sections
    return next((one.preface for one in sections if one.id == page.section), "")
