"""A room of the ward with a list and one entry of it: the way in, the way back, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from srh_assess.errors import UserError
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.pages.listing import ListPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM, Owner, Window


class ListRoom(Owner):
    """Base: ``show_list`` makes the list, ``open`` one entry. What is typed is given up only
    after a question."""

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._page: Page | None = None
        self._entry = ""

    def begin(self) -> None:
        """Opens at the list."""
        self._window.own(self)
        self.show_list()

    def show_list(self) -> None:
        """The list, made anew."""
        raise NotImplementedError

    def open(self, entry: str) -> None:
        """One entry of it."""
        raise NotImplementedError

    @property
    def here(self) -> str:
        """The entry that is open."""
        return self._entry

    def go_to(self, here: str) -> None:
        """That entry again; one that is gone by now leads to the list."""
        with suppress(KeyError):
            self._opened(here)

    def _opened(self, entry: str) -> None:
        self._entry = entry
        self.open(entry)

    # ---- for the rooms themselves

    def _list(self, page: ListPage) -> None:
        self._entry = ""
        page.opened.connect(self._opened)
        self._show(page, "Done")

    def _show(self, page: Page, words: str) -> None:
        self._page = page
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer(words, icon="tick" if words != "Done" else "chevron-right")
        self._window.fit_acts()

    def _keep(self, page: HandlePage, act: Callable[[], object]) -> None:
        """Keeps it and goes back to the list, or says on the page what stands against it."""
        try:
            act()
        except UserError as fault:
            page.refuse(fault)
            return
        self.show_list()

    # ---- what the window passes on

    def go_on(self) -> None:
        """Keeps what is written; from the list, home."""
        if isinstance(self._page, ListPage):
            self._ward.come_home()
        elif self._page is not None:
            self._page.apply()

    def go_back(self) -> None:
        """From an entry to the list, from the list to what else can be opened."""
        if isinstance(self._page, ListPage):
            self._ward.more()
        else:
            self.show_list()
