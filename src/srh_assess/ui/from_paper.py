"""The way into entering a paper form: when and who, then the usual pages with a strip on each."""

from __future__ import annotations

from srh_assess.assessment.naming import woman
from srh_assess.errors import UserError
from srh_assess.ui.pages.paper_entry import PaperEntryPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import from_paper


class FromPaper(Owner):
    """Asks, begins, and hands over to the wizard."""

    screen = "from_paper"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        self._window, self._ward, self._admission = window, ward, admission
        self._page: PaperEntryPage | None = None

    def begin(self) -> None:
        """When the talk was, and who asked."""
        desk = self._ward.desk
        who = woman(desk.record(self._admission).identity)
        self._page = PaperEntryPage(self._window.theme, desk.clock, who.name)
        self._window.own(self)
        self._window.show_page(self._page, FORM)
        self._window.actions_bar.offer("Begin entering")

    def go_on(self) -> None:
        """Begins, in the sitting that is open or in a new one."""
        page = self._page
        if page is None or not page.complete():
            return
        assert page.taken is not None
        try:
            session = self._ward.desk.session(self._admission)
            from_paper.begin(session, page.taken, page.by)
        except UserError as fault:
            page.refuse(fault)
            return
        self._page = None
        self._ward.open(self._admission)

    def go_back(self) -> None:
        """Nothing was begun."""
        self._page = None
        self._ward.open_overview(self._admission)
