"""The summary in the window: a year on one page, each figure month by month, files at a level."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.ui.pages.figures import GROUPS, FigurePage, GroupsPage, SummaryPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.summing import Summary, Wish, full_year, year_to

KINDS = "Excel workbook (*.xlsx)"


class FiguresRoom(Owner):
    """The summary of twelve months; it is made beside the window."""

    screen = "summary"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._back = 0
        self._summary: Summary | None = None
        self._inside = False

    def begin(self) -> None:
        """The newest twelve months."""
        self._window.own(self)
        self._make()

    def _today(self) -> date:
        return local(self._ward.desk.clock.now()).date()

    def _make(self, said: str = "") -> None:
        desk, (first, last) = self._ward.desk, year_to(self._today(), self._back)
        wish = Wish(first=first, last=last, level="internal")
        self._window.actions_bar.note.say("Counting")
        self._window.work.run(
            lambda: desk.summary(wish), lambda found: self._show(found, said), self._none
        )

    def _show(self, summary: Summary, said: str) -> None:
        self._summary, self._inside = summary, False
        page = SummaryPage(self._window.theme, summary, latest=not self._back, said=said)
        page.opened.connect(self.open)
        page.moved.connect(self._move)
        page.save.connect(self._save)
        self._page(page, "Done")
        if said:
            announce(self._window, said)

    def open(self, figure: str) -> None:
        """One figure, month by month; or three of them by group."""
        assert self._summary is not None
        self._inside = True
        theme, summary = self._window.theme, self._summary
        page = (
            GroupsPage(theme, summary) if figure == GROUPS else FigurePage(theme, summary, figure)
        )
        self._page(page, "To the summary")

    def _page(self, page: Page, words: str) -> None:
        self._window.show_page(page, FORM)
        self._window.actions_bar.note.say("")
        self._window.actions_bar.offer(words, role="plain")

    def _move(self, years: int) -> None:
        self._back -= years
        self._make()

    def _save(self, level: str) -> None:
        """A file at a level; outside the ward only whole years of quarters go out."""
        today = self._today()
        first, last = year_to(today, self._back)
        if level != "internal":
            first, last = full_year(today, self._back)
        name = f"summary-{level}-{first}-to-{last}.xlsx"
        file = self._window.ask.place_to_save("The summary", Path.home() / name, KINDS)
        if file is None:
            return
        desk = self._ward.desk
        wish = Wish(first=first, last=last, level=level)  # type: ignore[arg-type]  # one of three
        said = f"Saved: {first} to {last}, level {level}"
        self._window.work.run(
            lambda: desk.save_summary(wish, "xlsx", file), lambda _: self._make(said), self._refused
        )

    def _none(self, fault: Exception) -> None:
        self._refused(fault)
        self._ward.come_home()

    def _refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self._window.actions_bar.note.say("")
        self._window.tell(fault)

    def go_on(self) -> None:
        """From a figure to the summary, from there to where one came from."""
        if self._inside and self._summary is not None:
            self._show(self._summary, "")
        else:
            self._ward.come_home()

    def go_back(self) -> None:
        """The same."""
        self.go_on()
