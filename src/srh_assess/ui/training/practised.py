"""The real wizard in a run: the scenario beside its pages, and between them what it has waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.wizard import Wizard

if TYPE_CHECKING:
    from srh_assess.ui.training.practice import Practice


class Practised(Wizard):
    """Looks between two pages what the scenario has waiting, and shows it beside each."""

    def __init__(self, window: TrainingWindow, ward: Practice, admission: str) -> None:
        super().__init__(window, ward, admission)
        self._practice = ward
        self._called = False  # that somebody is called away stands over the page that is shown

    def _go_to(self, page: str) -> None:
        if self._called:
            self._called = False
            self._practice.meet("went_on")
        if self._practice.takes_the_page():
            self.hand_over_typed()
            self._keep_page(page)
            self.end()
            self._practice.open(self._admission)
            return
        super()._go_to(page)

    def redraw(self) -> None:
        """The page's own surroundings, then the scenario's."""
        super().redraw()
        if not self._ended and self._page is not None:
            self._practice.tell(self._page)
            self._called = self._practice.called is not None

    def pause(self) -> None:
        """Outside, as on the ward; a group stops where it is."""
        self._called = False
        if self._practice.group:
            self.keep_draft()
            self._practice.meet("paused")
            self._practice.pause()
            return
        super().pause()
        if self._ended and self._practice.called is not None:
            self._practice.meet("paused")
            self._practice.show_board()

    def shown_again(self) -> None:
        """Back from a covered screen: whoever was called away has left it whole."""
        self._called = self._practice.called is not None
        super().shown_again()
