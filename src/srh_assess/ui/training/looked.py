"""An invented ward in the window: the real board, lists, records and summary, with a line above
every page that says where one is and leads out.

Nobody signs in or out here: whoever leaves the desk comes back to who sits at it. What would
bring in a real woman, or look after the computer, is not offered.
"""

from __future__ import annotations

from collections.abc import Callable

from srh_assess.errors import Refused
from srh_assess.ui import rooms
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.training.scene import SceneView
from srh_assess.ui.training.ward_pages import ACTS, SEAT
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.ward import Ward
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.wizard import Wizard
from srh_assess.workflow.training_ward import TITLE, InventedWard
from srh_assess.workflow.training_world import PASSPHRASE

ROOMS = frozenset(
    ("safety_lines", "huddle", "results", "ward_round", "find_stay", "police_log", "summary",
     "staff_views", "papers")
)  # fmt: skip
"""The rooms of a ward's day and of its figures. The others look after accounts, backups and the
record itself, and bring in or give away what is real."""


class LookedRound(Ward):
    """Drives the window on the board of an invented ward. ``acted`` gets what is pressed above
    the page."""

    def __init__(
        self, window: TrainingWindow, ward: InventedWard, acted: Callable[[str], None]
    ) -> None:
        super().__init__(window, sign_out=lambda: acted(SEAT.id))
        self._training_window, self._acted = window, acted
        self._desk = ward.desk
        self._view = SceneView(
            when=f"{TITLE}, {ward.number}",
            quick=(SEAT, *ACTS),
            line_only=True,
        )

    def begin(self) -> None:
        """The board, or the rooms of whoever reads no record."""
        self._training_window.scene_bar.acted.connect(self._pressed)
        self._training_window.show_scene(self._view)
        self.come_home()

    def leave(self) -> None:
        """The window speaks to this desk no longer."""
        self._training_window.scene_bar.acted.disconnect(self._pressed)
        self.keep_draft()

    def _pressed(self, act: str) -> None:
        owner = self._window.owner
        if owner is not self:
            owner.keep_draft()  # everything typed is handed over
        self._acted(act)

    @property
    def rooms(self) -> tuple[WardRoom, ...]:
        """Those of a ward's day and of its figures."""
        return tuple(room for room in rooms.WARD_ROOMS if room.id in ROOMS)

    def show_board(self, current: str = "") -> None:
        """Every woman on the ward. Nobody else is brought in."""
        super().show_board(current)
        assert self._board is not None
        self._board.admit_button.hide()

    def admit(self) -> None:
        """Says why not."""
        self._window.tell(Refused("training-ward-admit"))

    def sitting_with(self, admission: str) -> Wizard:
        """The same pages; the passphrase of a signature is filled in."""
        return _Signs(self._window, self, admission)


class _Signs(Wizard):
    """Fills in the passphrase where a signature asks for it."""

    def redraw(self) -> None:
        """The page's own surroundings first."""
        super().redraw()
        if not self._ended and isinstance(self._page, CheckPage):
            panel = self._page.panel
            if not panel.passphrase.words:
                panel.passphrase.show_words(PASSPHRASE)
