"""Needs and plan: each need confirmed by the nurse, wanted or not by her, with one owner."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.saying import counted
from srh_assess.ui.pages.base import ALONE_WITH_HER, Head, Remembered, SittingPage
from srh_assess.ui.pages.clock_line import ClockLine
from srh_assess.ui.pages.columns import Columns
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.need_detail import NeedDetail
from srh_assess.ui.pages.need_words import face
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.need_card import NeedCard, NeedFace
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow, needs, offers
from srh_assess.workflow.session import Session

FURTHER = "further"
"""Asked for with ``go``: the page of what could be talked about besides."""


class NeedsPage(SittingPage):
    """The list at the left, the chosen need at the right. One press confirms all shown.

    Continue shows the next need that nobody has decided yet; after the last it goes on.
    """

    around = ALONE_WITH_HER

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(
            theme, session, page, Heading(page.title), remembered=remembered, head=Head(), wide=True
        )
        self._unmet: tuple[Problem, ...] = ()
        self._stays = False
        self.cards: dict[str, NeedCard] = {}
        self.selected = ""
        self._count = Text("", "hint")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("s"))
        self.confirm_all = Button(theme, "Confirm all shown", icon="tick")
        self.confirm_all.clicked.connect(self._confirm_all)
        self.add_link = Button(theme, "", "quiet", icon="plus")
        self.add_link.clicked.connect(self._open_catalogue)
        self.catalogue = self._make_catalogue()
        self.more_link = Button(theme, "", "quiet", icon="chevron-right")
        self.more_link.clicked.connect(partial(self.go.emit, FURTHER))
        self.detail: NeedDetail | None = None
        self._right = QVBoxLayout()
        left, right = QWidget(), QWidget()
        left.setLayout(
            column(
                theme,
                self.confirm_all,
                self.more_link,
                self._list,
                self.add_link,
                self.catalogue,
                None,
            )
        )
        self._right.setContentsMargins(0, 0, 0, 0)
        right.setLayout(self._right)
        self._add(self._count, gap="xs")
        self.clocks = ClockLine(theme, session)
        self._add(self.clocks, gap="m")
        self._columns = Columns(theme, left, right, shares=(3, 7))
        self._add(self._columns)
        self.changed.connect(self.clocks.renew)
        self._renew()
        self.changed.connect(self._renew)

    def _make_catalogue(self) -> ChoiceEntry:
        named = self.woman.possessive
        self.add_link.reword(
            f"Add a need in {named} own words" if self.woman.is_she else "Add a need"
        )
        names = [rule.name for rule in self.session.protocol.needs.values()]
        entry = ChoiceEntry(self._theme, "A need from the catalogue", names)
        entry.settled.connect(self._add_named)
        entry.hide()
        return entry

    # ---- the list

    def _renew(self) -> None:
        lines = needs.lines(self.session)
        now = self.session.clock.now()
        ids = [line.id for line in lines]
        open_ones = needs.undecided(self.session)
        if self.selected not in ids:
            self.selected = next((name for name in ids if name in open_ones), "") or "".join(
                ids[:1]
            )
        had_focus = any(card.hasFocus() for card in self.cards.values())
        self._rebuild([face(line, self.woman, now) for line in lines])
        if had_focus and self.selected in self.cards:
            self.cards[self.selected].setFocus(Qt.FocusReason.OtherFocusReason)
        self._count.setText(self._count_words(len(ids)))
        self.confirm_all.setVisible(len(open_ones) > 0)
        self.confirm_all.reword(f"Confirm all shown, {len(open_ones)}")
        self._offer_more()
        self._show_detail()

    def _offer_more(self) -> None:
        """A calm line: which parts have more questions that fit. Nothing opens by itself."""
        fitting = offers.offers(self.session)
        names = ", ".join(offer.name for offer in fitting[:3]) + (", ..." if fitting[3:] else "")
        self.more_link.setVisible(bool(fitting))
        self.more_link.reword(
            "More questions, if she wants" if self.woman.is_she else "More questions, if wanted"
        )
        self.more_link.setToolTip(names)
        self.more_link.setAccessibleDescription(names)

    def _count_words(self, count: int) -> str:
        if not count:
            return "Nothing was raised"
        raised = counted(count, "need", "needs")
        return f"{raised} raised. Each one is {self.woman.name}’s to want or not"

    def _rebuild(self, faces: list[NeedFace]) -> None:
        while (taken := self._list.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.cards = {}
        for one in faces:
            card = NeedCard(self._theme, one)
            card.pressed.connect(self.select)
            card.choose(one.id == self.selected)
            self._list.addWidget(card)
            self.cards[one.id] = card

    def select(self, need: str) -> None:
        """Shows one need in detail; what was typed in the one before is handed over first."""
        if self.detail is not None and self.detail.need != need and self.detail.apply() is not None:
            return
        self.selected = need
        for name, card in self.cards.items():
            card.choose(name == need)
        self._show_detail()
        if self.detail is not None and self._columns.stacked:
            show_in_view(self.detail)

    def _show_detail(self) -> None:
        if self.detail is not None and self.detail.need == self.selected:
            self.detail.show_record()
            return
        if self.detail is not None:
            self._right.removeWidget(self.detail)
            self.detail.hide()
            self.detail.deleteLater()
            self.detail = None
        if self.selected:
            self.detail = NeedDetail(self._theme, self, self.selected)
            self._right.addWidget(self.detail)

    # ---- acts

    def _confirm_all(self) -> None:
        self.keep(partial(needs.confirm, self.session, *needs.undecided(self.session)))

    def _open_catalogue(self) -> None:
        self.catalogue.show()
        self.catalogue.field.setFocus()

    def _add_named(self) -> None:
        names = {rule.name: rule.id for rule in self.session.protocol.needs.values()}
        need = names.get(self.catalogue.words)
        if need is None:
            return
        self.selected = need
        self.keep(partial(needs.confirm, self.session, need, named_by_her=True))
        self.catalogue.show_name("")
        self.catalogue.hide()
        self.select(need)

    # ---- Continue

    def _next_open(self) -> str:
        """The next need in the list that nobody decided on; empty when there is none."""
        ids, open_ones = list(self.cards), needs.undecided(self.session)
        start = ids.index(self.selected) + 1 if self.selected in ids else 0
        return next((name for name in ids[start:] if name in open_ones), "")

    def offer(self, bar: ActionBar) -> None:
        """Names what Continue does."""
        bar.offer("Next need" if self._next_open() else "Continue")

    @property
    def valid(self) -> bool:
        """Whether it goes on: nothing unreadable, and no next need to look at."""
        return super().valid and not self._unmet and not self._stays

    @property
    def error(self) -> str:
        """The first thing to put right."""
        return self._unmet[0].sentence if self._unmet else super().error

    def apply(self) -> None:
        """Hands over what is typed, then shows the next need that is open."""
        problem = self.detail.apply() if self.detail is not None else None
        self._unmet = (problem,) if problem is not None else ()
        self._problems(self._unmet)
        following = self._next_open()
        self._stays = bool(following) and not self._unmet
        if self._stays:
            self.select(following)
            show_in_view(self.cards[following])
            self.changed.emit()
