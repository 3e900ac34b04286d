"""The questions to staff in the window."""

from __future__ import annotations

from srh_assess.errors import UserError
from srh_assess.ui.pages.staff_views import StaffViewsPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import staff_views


class StaffViews(Owner):
    """Drives the window while somebody who works here is asked."""

    screen = "staff_views"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._page: StaffViewsPage | None = None

    def begin(self) -> None:
        """The questions, or the day of the next asking."""
        desk = self._ward.desk
        rows, again = staff_views.questions(desk.protocol), staff_views.again_on(desk)
        self._page = StaffViewsPage(self._window.theme, rows, again)
        self._window.own(self)
        self._window.show_page(self._page, FORM)
        bar = self._window.actions_bar
        if self._page.open:
            bar.offer("Keep", icon="tick")
        else:
            bar.offer("To the ward board", role="plain")

    def go_on(self) -> None:
        """Keeps the answers; then back to the board."""
        page = self._page
        if page is not None and page.open:
            try:
                staff_views.give(self._ward.desk, page.said, page.words.words)
            except UserError as fault:
                self._window.tell(fault)
                return
        self._ward.come_home()

    def go_back(self) -> None:
        """To the board; nothing is kept."""
        self._ward.come_home()
