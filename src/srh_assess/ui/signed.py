"""Her overview: where her assessment stands, its letters, what was signed, and the rooms about
her. It is what opens while no sitting is open; while one is, it leads back to it."""

from __future__ import annotations

from contextlib import suppress

from srh_assess.assessment.naming import woman
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui import wizard_pages
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.base import Remembered
from srh_assess.ui.pages.letters import LettersPage
from srh_assess.ui.pages.preview import PreviewPage
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.printing import QtPress
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.ui.woman_rooms import WOMAN_ROOMS
from srh_assess.workflow import readers, sharing
from srh_assess.workflow.sharing import HER_COPY

STANDS = Parts(rail=False)
"""Once a sitting is signed there is no section to go to."""
LETTER = Parts(rail=False, so_far=False)
"""A letter needs the whole width."""


_LETTERS = ("letters", "sharing", "preview")


class Signed(WomanOwner):
    """Drives the window after a signature, when a signed assessment is opened, and on the
    overview."""

    screen = "stand"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)
        self._press = QtPress()
        self._here = ""

    def begin(self, *, letters: bool = False) -> None:
        """Where the assessment stands; right after a signature, the letters."""
        self.enter()
        if letters:
            self.jump("letters")
        else:
            self._stand()

    @property
    def here(self) -> str:
        """``letters``, ``sharing:KIND`` or ``preview:KIND``."""
        return self._here

    def go_to(self, here: str) -> None:
        """That page again; a letter that is not made any more leads to where it stands."""
        if here.partition(":")[0] not in _LETTERS:
            self.back_to_decisions(here)
            return
        with suppress(UserError):
            self.jump(here)

    def _stand(self) -> None:
        self._here = ""
        desk = self._ward.desk
        locked = desk.talk_locked(self.session.record)
        listed = [
            room for room in WOMAN_ROOMS if desk.may(room.action) and not (room.talk and locked)
        ]
        page = StandPage(self._window.theme, self.session, listed, locked=locked)
        page.room.connect(self._room)
        page.new_sitting.connect(self._begin_again)
        page.read.connect(self._read)
        self.screen = "stand"
        self.open(page, STANDS)

    def overview(self) -> None:
        """Where the assessment stands, from a letter or from what was signed."""
        self.hand_over_typed()
        self._stand()

    def _room(self, room: str) -> None:
        self.end()
        self._ward.open_woman_room(room, self._admission)

    def _begin_again(self) -> None:
        if self.is_signed:
            try:
                self.session.begin()
            except StoreFault:
                return  # told by ``_not_saved``
            except UserError as fault:
                self._window.tell(fault)
                return
        self.end()
        self._ward.open(self._admission)

    def _read(self) -> None:
        check = next((one for one in self.session.pages if one.kind == "check"), None)
        if check is None:
            return
        desk, theme = self._ward.desk, self._window.theme
        page = wizard_pages.of_map(theme, self.session, check, desk.confirm, Remembered())
        self.screen, self._here = "check", ""
        self.open(page, page.around)

    # ---- letters

    def jump(self, page: str) -> None:
        """``letters``, ``sharing:KIND``, ``doubt:KIND`` or ``preview:KIND``."""
        what, _, kind = page.partition(":")
        self._here = "" if what == "doubt" else page
        desk, theme = self._ward.desk, self._window.theme
        self.screen = what
        if what == "letters":
            found = readers.listed(desk, self.session)
            rest = readers.others(desk.unit, found) if desk.unit else ()
            self.open(LettersPage(theme, self.session, found, rest), LETTER)
            return
        letter = sharing.on_desk(desk, self.session, kind)
        if what == "doubt":
            self._doubt(kind, letter.decision)
            return
        if what == "sharing":
            self.open(SharingPage(theme, letter), LETTER)
        else:
            self.open(
                PreviewPage(
                    theme, letter, ask=self._window.ask, press=self._press, other=self._other(kind)
                ),
                LETTER,
            )

    def _doubt(self, kind: str, decision: str) -> None:
        """The longer form about sharing with this reader, then back to the letter, ticked as it
        was; her yes still needs the end of the letter seen anew."""
        from srh_assess.ui.decisions import Decisions

        page, window, ward, admission = self._page, self._window, self._ward, self._admission
        ticked = page.sharing.ticks if isinstance(page, SharingPage) else frozenset()
        self.hand_over_typed()
        self.end()

        def back() -> None:
            Signed(window, ward, admission).begin_again_with(kind, ticked)

        Decisions(window, ward, admission, back=back).begin_with(decision)

    def begin_with(self, kind: str) -> None:
        """The letter of one kind: its pages where her yes stands, else what she is asked."""
        self.enter()
        stands = sharing.on_desk(self._ward.desk, self.session, kind).stands
        self.jump(f"{'preview' if stands else 'sharing'}:{kind}")

    def begin_again_with(self, kind: str, ticked: frozenset[str]) -> None:
        """The letter to this reader, as it was left for the longer form."""
        self.enter()
        self.jump(f"sharing:{kind}")
        if isinstance(self._page, SharingPage):
            self._page.take_up(ticked)

    def _other(self, kind: str) -> tuple[str, str]:
        """Beside a letter to a reader stands her own copy."""
        if kind == HER_COPY:
            return "", ""
        return HER_COPY, f"{woman(self.session.record.identity).starting_possessive} own copy"

    # ---- Continue, Back

    def go_on(self) -> None:
        """The way on: from a letter to the letters, from the letters to the board."""
        page = self._page
        if page is None or not self.saved_by_now():
            return
        page.apply()
        if self._ended or self._page is not page or not page.valid:
            return
        if isinstance(page, LettersPage):
            self.leave()
        elif isinstance(page, SharingPage | PreviewPage):
            self.jump("letters")
        else:
            self._stand()

    def go_back(self) -> None:
        """From a letter to the letters, from there to where the assessment stands, from there
        to the board."""
        self.hand_over_typed()
        if isinstance(self._page, SharingPage | PreviewPage):
            self.jump("letters")
        elif isinstance(self._page, StandPage):
            self.leave()
        else:
            self._stand()
