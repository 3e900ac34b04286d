"""The safety lines of the ward, from *More*: for readers of the care team it is all there is."""

from __future__ import annotations

from srh_assess.ui.pages.safety_lines import SafetyLinesPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import safety_lines


class SafetyLines(Owner):
    """Shows them, made anew whenever it is opened."""

    screen = "safety_lines"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward

    def begin(self) -> None:
        """The page."""
        self._window.own(self)
        page = SafetyLinesPage(self._window.theme, safety_lines.lines(self._ward.desk))
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Done")

    def go_on(self) -> None:
        """Home."""
        self._ward.come_home()

    def go_back(self) -> None:
        """To what else can be opened."""
        self._ward.more()
