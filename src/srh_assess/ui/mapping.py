"""Mapping aids: rows without names, written by the role that answers for records."""

from __future__ import annotations

from pathlib import Path

from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.ui.pages.mapping import MappingPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import mapping, periods


class MappingRoom(Owner):
    """One page: which months, and why."""

    screen = "mapping"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward

    def begin(self) -> None:
        """The page."""
        self._window.own(self)
        self._show()

    def _show(self, said: str = "") -> None:
        desk = self._ward.desk
        spans = periods.choices(local(desk.clock.now()).date(), "internal")
        page = MappingPage(self._window.theme, spans, mapping.LABEL, said=said)
        page.wanted.connect(self._save)
        self._page = page
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Done", role="plain")

    def _save(self) -> None:
        told = self._page.wish()
        if told is None:
            return
        folder = self._window.ask.folder("Folder for the two files", Path.home())
        if folder is None:
            return
        desk = self._ward.desk
        try:
            files = mapping.save(desk.opened, desk.clock, told[0], folder, told[1])
        except UserError as fault:
            self._window.tell(fault)
        else:
            self._show(f"Saved: {', '.join(file.name for file in files)}")

    def go_on(self) -> None:
        """Home."""
        self._ward.come_home()

    def go_back(self) -> None:
        """The same."""
        self.go_on()
