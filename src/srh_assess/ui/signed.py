"""While no sitting is open: where her assessment stands, its letters, what was signed."""

from __future__ import annotations

from srh_assess.errors import UserError
from srh_assess.ui import wizard_pages
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.base import Remembered
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import sharing

SIGNED = Parts(rail=False)
"""Once a sitting is signed there is no section to go to."""


class Signed(WomanOwner):
    """Drives the window after a signature, and when a signed assessment is opened."""

    screen = "stand"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)

    def begin(self) -> None:
        """Where the assessment stands."""
        self.enter()
        self._stand()

    def _stand(self) -> None:
        letters = sharing.every(self._ward.desk, self.session)
        page = StandPage(self._window.theme, self.session, letters)
        page.new_sitting.connect(self._begin_again)
        page.read.connect(self._read)
        self.screen = "stand"
        self.open(page, SIGNED)

    def _begin_again(self) -> None:
        try:
            self.session.begin()
        except UserError:
            return  # told by ``_not_saved``
        self.end()
        self._ward.open(self._admission)

    def _read(self) -> None:
        check = next((one for one in self.session.pages if one.kind == "check"), None)
        if check is None:
            return
        desk, theme = self._ward.desk, self._window.theme
        self.screen = "check"
        self.open(
            wizard_pages.of_map(theme, self.session, check, desk.confirm, Remembered()), SIGNED
        )

    # ---- Continue, Back

    def go_on(self) -> None:
        """The primary act of the page, then back to where the assessment stands."""
        page = self._page
        if page is None or not self.saved_by_now():
            return
        page.apply()
        if not self._ended and self._page is page and page.valid:
            self._stand()

    def go_back(self) -> None:
        """From a letter to where the assessment stands, from there to the board."""
        self.hand_over_typed()
        if isinstance(self._page, StandPage):
            self.leave()
        else:
            self._stand()
