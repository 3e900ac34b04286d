"""Drives the window in a lead's rooms: one page after another, each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from srh_assess.ui.ask import Way
from srh_assess.ui.lead.approval import ApprovalPage, WithdrawPage
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.lead.changes import ChangesPage
from srh_assess.ui.lead.handbook import HandbookPage
from srh_assess.ui.lead.hub import HubPage
from srh_assess.ui.lead.numbers import NumberPage, NumbersPage
from srh_assess.ui.lead.own_place import OwnPlacePage
from srh_assess.ui.lead.places import PlacePage, PlacesPage
from srh_assess.ui.lead.supplies import SuppliesPage
from srh_assess.ui.lead.version import VersionPage
from srh_assess.ui.lead.wards import WardPage, WardsPage
from srh_assess.ui.lead.wording import WordingPage
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import FORM, Owner, Window

if TYPE_CHECKING:
    from srh_assess.ui.theme import Theme
    from srh_assess.ui.ward import Ward
    from srh_assess.workflow.desk import Desk

_PAGES: Mapping[str, Callable[[Leading, str], LeadPage]] = {
    "lead": lambda room, _: HubPage(room),
    "approval": lambda room, _: ApprovalPage(room),
    "withdraw": lambda room, _: WithdrawPage(room),
    "numbers": lambda room, _: NumbersPage(room),
    "number": NumberPage,
    "places": lambda room, _: PlacesPage(room),
    "place": PlacePage,
    "own_place": OwnPlacePage,
    "supplies": lambda room, _: SuppliesPage(room),
    "wording": lambda room, _: WordingPage(room),
    "wards": lambda room, _: WardsPage(room),
    "ward": WardPage,
    "handbook": lambda room, _: HandbookPage(room),
    "version": lambda room, _: VersionPage(room),
    "changes": lambda room, _: ChangesPage(room),
}
_GIVE_UP = (Way("stay", "Keep typing", safe=True), Way("drop", "Give it up"))


class Leading(Owner):
    """A lead's rooms. They open no woman's record and need no key to one."""

    screen = "lead"

    def __init__(self, window: Window, ward: Ward) -> None:
        self.window, self._ward = window, ward
        self._page: LeadPage | None = None
        self._here: dict[str, int] = {}
        self._open = "lead"

    @property
    def theme(self) -> Theme:
        """The theme of the window."""
        return self.window.theme

    @property
    def desk(self) -> Desk:
        """The desk the lead sits at."""
        return self._ward.desk

    def begin(self) -> None:
        """Takes the window: the list of what there is."""
        self.window.own(self)
        self.open("lead")

    @property
    def here(self) -> str:
        """The page that is open."""
        return self._open

    def go_to(self, here: str) -> None:
        """That page again."""
        self.open(here)

    def open(self, wanted: str, said: str = "") -> None:
        """``approval``, ``number:ID`` and the like; ``said`` stands beside the acts."""
        self._leave_page()
        self._open = wanted
        kind, _, about = wanted.partition(":")
        page = self._page = _PAGES[kind](self, about)
        page.go.connect(self.open)
        page.done.connect(self._done)
        page.changed.connect(self._offer)
        self.screen = page.guide
        self.window.show_page(page, FORM)
        self._offer()
        if said:
            self.window.actions_bar.note.say(said)
            announce(self.window, said)

    def _offer(self) -> None:
        if self._page is not None:
            self._page.offer(self.window.actions_bar)
            self.window.fit_acts()

    def _done(self, said: str) -> None:
        if self._page is not None:
            self.open(self._page.above, said)

    def _leave_page(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            page.end()

    # ---- what the window passes on

    def go_on(self) -> None:
        """The act of the page; one without an act leads back."""
        if self._page is None:
            return
        if self._page.act:
            self._page.apply()
        else:
            self.go_back()

    def other_act(self) -> None:
        """The act beside it."""
        if self._page is not None:
            self._page.other_act()

    def go_back(self) -> None:
        """To the page above; from the list back to where the room was opened. What is typed and
        not kept is asked about."""
        page = self._page
        if page is None or (page.touched and not self._give_up()):
            return
        if isinstance(page, HubPage):
            self._leave_page()
            self._ward.come_home()
        else:
            self.open(page.above)

    def _give_up(self) -> bool:
        return self.window.ask.ways("Give up what is typed?", _GIVE_UP) == "drop"

    def keep_draft(self) -> None:
        """The window locks or closes: nothing of a form is kept, what was kept is in the list."""
        self._leave_page()
