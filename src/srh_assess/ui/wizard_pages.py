"""Which class shows which kind of page, and the pages that stand beside the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from srh_assess.errors import Refused
from srh_assess.ui import telling
from srh_assess.ui.pages.base import Head, Remembered, SittingPage
from srh_assess.ui.pages.check import CheckPage, Confirm
from srh_assess.ui.pages.check_rows import ALONE
from srh_assess.ui.pages.declined import DeclinedPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.offers import OffersPage
from srh_assess.ui.pages.other_urgent import OtherUrgentPage
from srh_assess.ui.pages.prepare import PreparePage
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.pages.quick import QuickPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow.flow import PageKind
from srh_assess.workflow.session import Session


class MakesPage(Protocol):
    """How a page of the map is made."""

    def __call__(
        self, theme: Theme, session: Session, page: flow.Page, *, remembered: Remembered
    ) -> SittingPage:
        """The page, filled from the session."""
        ...


PAGES: Mapping[PageKind, MakesPage] = {
    "red_flags": RedFlagsPage,
    "gate": GatePage,
    "prepare": PreparePage,
    "opening": QuestionPage,
    "questions": QuestionPage,
    "quick": QuickPage,
    "declined": DeclinedPage,
    "needs": NeedsPage,
    "offers": OffersPage,
}
"""Every kind but *check*, which also needs to know who signs."""

QUICK = flow.Page(
    id="quick", kind="quick", title="One quick question", section="opening", items=("X31",)
)
OTHER = flow.Page(id="other_urgent", kind="questions", title="Something else that cannot wait")


def of_map(
    theme: Theme, session: Session, page: flow.Page, confirm: Confirm, remembered: Remembered
) -> SittingPage:
    """The page of the map. ``confirm`` raises ``Refused`` unless it is given the passphrase of
    who is signed in."""
    if page.kind == "check":
        return CheckPage(theme, session, page, confirm, remembered=remembered)
    return PAGES[page.kind](theme, session, page, remembered=remembered)


def other_urgent(theme: Theme, session: Session, remembered: Remembered) -> SittingPage:
    """What no question asks about and cannot wait."""
    return OtherUrgentPage(theme, session, OTHER, remembered=remembered)


def alone(theme: Theme, session: Session, item: str, remembered: Remembered) -> SittingPage:
    """One item that no page of the map asks: a fact from the notes that is to be changed."""
    asked = session.protocol.items[item]
    page = flow.Page(
        id=ALONE + item, kind="questions", title=asked.label, section=asked.section, items=(item,)
    )
    return QuestionPage(theme, session, page, remembered=remembered)


class NotAskedPage(SittingPage):
    """A section without a question now: each of them, and why it is not asked."""

    def __init__(self, theme: Theme, session: Session, section: str) -> None:
        name = next(s.name for s in session.protocol.sections if s.id == section)
        page = flow.Page(id=f"not_asked:{section}", kind="questions", title=name, section=section)
        super().__init__(
            theme, session, page, Heading(name), head=Head(hint="Not asked in this sitting")
        )
        reasons = telling.not_asked(session, section)
        if not reasons:
            self._add(Text("Nothing here waits to be asked"))
        else:
            rows = [
                Fact(id=label, label=label, value=why, icon="dash", muted=True)
                for label, why in reasons
            ]
            self._add(Facts(theme, rows))


class LockedPage(SittingPage):
    """Under 18, or without a birth date: the talk is closed, and what stays open."""

    def __init__(self, theme: Theme, session: Session) -> None:
        page = flow.Page(id="locked", kind="questions", title="The talk is closed")
        super().__init__(theme, session, page, Heading("The talk is closed here"))
        fault = Refused("talk-locked")
        self._add(Notice(theme, fault.next_step, "attention", strong=fault.sentence))
        self._add(Text("If the birth date is missing or wrong, correct it: Ctrl+I"))

    def offer(self, bar: ActionBar) -> None:
        """Nothing lies behind this page but the board."""
        bar.offer("Back to the ward board")

    def apply(self) -> None:
        """Leaves for the board."""
        self.leave.emit()
