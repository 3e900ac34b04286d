"""The weekly huddle in the window, the results owed, and both on paper."""

from __future__ import annotations

from functools import partial
from typing import cast

from srh_assess.ui.pages.huddle import HuddlePage
from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.printing import Press, QtPress
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import huddle, papers
from srh_assess.workflow.huddle import Which
from srh_assess.workflow.papers import Paper

PAPER = "huddle"


class Huddle(Owner):
    """Drives the window while the ward's open needs are gone through."""

    screen = "huddle"

    def __init__(
        self, window: Window, ward: Ward, which: Which = "all", press: Press | None = None
    ) -> None:
        self._window, self._ward, self._which = window, ward, which
        self._press = press or QtPress()
        self._inside = False

    def begin(self) -> None:
        """What is open now, of the chosen kind."""
        self._inside = False
        desk, ward = self._ward.desk, self._ward
        page = HuddlePage(self._window.theme, self._which)
        page.show_stays(huddle.huddle(desk, self._which), desk.clock.now(), initials=ward.private)
        page.opened.connect(self._open)
        page.only.connect(self._only)
        page.paper.connect(self._paper)
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("To the ward board")

    def _open(self, admission: str) -> None:
        self._ward.open_woman_room("follow_up", admission)

    def _only(self, which: str) -> None:
        self._which = cast(Which, which)
        self.begin()

    def _paper(self) -> None:
        """As it will print: initials only where the board shows no names."""
        self._inside = True
        desk, which, initials = self._ward.desk, self._which, self._ward.private
        page = PaperPage(
            self._window.theme,
            Paper(PAPER, "Weekly huddle"),
            make=lambda _: huddle.printed(desk, which, initials=initials),
            save=partial(papers.to_file, paper=PAPER),
            press=self._press,
            ask=self._window.ask,
        )
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("To the huddle", role="plain")

    def go_on(self) -> None:
        """From the paper to the list, from the list to the board."""
        if self._inside:
            self.begin()
        else:
            self._ward.come_home()

    def go_back(self) -> None:
        """The same."""
        self.go_on()
