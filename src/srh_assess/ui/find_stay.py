"""Finding a stay in the window: what is typed is looked for as it is typed."""

from __future__ import annotations

from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.before import like_another

MOST = 50
HINT = "Past stays too, the newest first; of another ward by the whole name or number"


class FindStay(Owner):
    """Drives the window while a stay is looked for."""

    screen = "find_stay"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self.page = FindPage(window.theme, HINT)
        self.page.sought.connect(self._seek)
        self.page.opened.connect(ward.open_overview)

    def begin(self) -> None:
        """The page, the cursor in its field."""
        self._window.own(self)
        self._window.show_page(self.page, FORM)
        self._window.actions_bar.offer("To the ward board")
        self._window.focus_on(self.page.words.field)

    def _seek(self, words: str) -> None:
        desk = self._ward.desk
        found = desk.stays_found(words)
        here = desk.board() if found and desk.may("see_board") else ()
        away = frozenset(one.admission for one in found if not desk.on_my_wards(one.ward))
        self.page.show_found(found, MOST, like_another(found, here), away)

    def go_on(self) -> None:
        """To the board."""
        self._ward.come_home()

    def go_back(self) -> None:
        """To the board, too."""
        self._ward.come_home()
