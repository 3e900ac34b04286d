"""The rooms of paper: what can be printed without a woman on it, and how this unit prints."""

from __future__ import annotations

from functools import partial

from srh_assess.errors import UserError
from srh_assess.ui.pages.paper import PaperPage, PapersPage
from srh_assess.ui.pages.print_settings import PrintSettingsPage, Typed
from srh_assess.ui.printing import Press, QtPress
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import papers
from srh_assess.workflow.papers import CALIBRATION, Paper


class PapersRoom(Owner):
    """The list, and one paper of it."""

    screen = "papers"

    def __init__(self, window: Window, ward: Ward, press: Press | None = None) -> None:
        self._window, self._ward, self._press = window, ward, press or QtPress()
        self._inside = False

    def begin(self) -> None:
        """The list."""
        self._inside = False
        self._window.own(self)
        page = PapersPage(self._window.theme, papers.every())
        page.opened.connect(self.open)
        self._show(page, "Done")

    def open(self, wanted: str) -> None:
        """One paper."""
        self._inside = True
        desk = self._ward.desk
        paper = next(one for one in papers.every() if one.id == wanted)
        self._show(
            PaperPage(
                self._window.theme,
                paper,
                make=lambda large: papers.made(desk, wanted, large=large),
                save=partial(papers.to_file, paper=wanted),
                press=self._press,
                ask=self._window.ask,
            ),
            "To the papers",
        )

    def _show(self, page: Page, words: str) -> None:
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer(words, role="plain")

    def go_on(self) -> None:
        """From a paper to the list, from there to where one came from."""
        if self._inside:
            self.begin()
        else:
            self._ward.come_home()

    def go_back(self) -> None:
        """The same."""
        self.go_on()


class PrintingRoom(Owner):
    """The settings, and the calibration page as it would print with what is typed."""

    screen = "printing"

    def __init__(self, window: Window, ward: Ward, press: Press | None = None) -> None:
        self._window, self._ward, self._press = window, ward, press or QtPress()
        self._page: PrintSettingsPage | None = None
        self._typed: Typed | None = None

    def begin(self) -> None:
        """The settings as they are, or as they were typed before the calibration page."""
        unit = self._ward.desk.unit
        assert unit is not None
        page = PrintSettingsPage(self._window.theme, unit.envelope, viewer=unit.viewer)
        if self._typed is not None:
            page.show_typed(self._typed)
        page.calibrate.connect(self._calibrate)
        self._page = page
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Keep", back=True)

    def _calibrate(self) -> None:
        page, desk = self._page, self._ward.desk
        assert page is not None
        typed = page.envelope()
        if typed is None:
            return
        self._page, self._typed = None, page.typed
        self._window.show_page(
            PaperPage(
                self._window.theme,
                Paper(CALIBRATION, "Calibration page"),
                make=lambda _: papers.calibration(desk, typed),
                save=partial(papers.to_file, paper=CALIBRATION),
                press=self._press,
                ask=self._window.ask,
            ),
            FORM,
        )
        self._window.actions_bar.offer("To the settings", role="plain")

    def go_on(self) -> None:
        """Keeps what is typed, with its reason; from the calibration page back."""
        page = self._page
        if page is None:
            self.begin()
            return
        typed = page.envelope()
        if typed is None:
            return
        if not page.touched:
            self._ward.come_home()
            return
        try:
            papers.set_envelope(
                self._ward.desk, typed, viewer=page.viewer.isChecked(), reason=page.reason.words
            )
        except UserError as fault:
            page.refuse(fault)
            return
        self._ward.come_home()

    def go_back(self) -> None:
        """From the calibration page to the settings, from there to where one came from."""
        if self._page is None:
            self.begin()
        else:
            self._ward.come_home()
