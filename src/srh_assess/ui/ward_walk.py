"""Walks through a full ward of invented women, with a picture of every screen of the ward's day.

The ward is a drill's: twelve women, one in each state that a board knows, and the stays behind
them. On the way two talks are begun again and paused; nothing else is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from srh_assess.protocol.model import Protocol
from srh_assess.saying import counted
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.pages.her_stay import StayPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.offers import OffersPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.walkthrough import Hand, Pictures
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import Window
from srh_assess.workflow import simulate
from srh_assess.workflow.invented.setting import Setting

P = TypeVar("P", bound=Page)
SCENARIO = "ward"
NURSE = "nurse"
STAYS, SEED = 36, 11
SOUGHT = "larch"
MOST_PAGES = 8
ROOMS = ("huddle", "results", "ward_round", "bed_list", "staff_views", "find_stay")
HER_ROOMS = ("follow_up", "stay", "timeline", "earlier_stays", "handover")
FOLLOWED = 4
"""The place of the woman whose rooms are shown: needs found, planned and followed."""
TALKS = {11: "gate", 3: "questions"}
"""The places of those with whom a talk is begun, and the screen that is shown of it."""


def fill(folder: Path, protocol: Protocol, now: datetime, passphrase: str) -> Iterator[str]:
    """Makes the ward, and says who can sign in."""
    made = simulate.simulate(
        folder,
        STAYS,
        SEED,
        protocol,
        setting=Setting(profile="drill"),
        at=now,
        passphrase=passphrase,
    )
    yield from made.lines


def walked(window: Window, passphrase: str, pictures: Pictures) -> Iterator[str]:
    """The ward's day, from signing in to the end of a stay that is not ended after all."""
    walk = WardWalk(window, passphrase, pictures.grab)
    walk.sign_in()
    yield f"Signed in as {NURSE}."
    yield f"{counted(walk.board(), 'woman', 'women')} on the board."
    for room in ROOMS:
        walk.room(room)
        yield f"  {room.replace('_', ' ')}"
    walk.woman()
    yield "One woman: her stay, her timeline, what is followed, the handover."
    walk.talks()
    yield "Two talks begun again: the strip of the gate, and answers that have grown old."


class WardWalk:
    """One walk. ``grab`` keeps a picture under a name."""

    def __init__(self, window: Window, passphrase: str, grab: Callable[[str], None]) -> None:
        self.window, self.passphrase, self.grab = window, passphrase, grab
        self.hand = Hand()

    def sign_in(self) -> None:
        """As the nurse of the ward."""
        page = self._page(SignInPage)
        self.hand.type(page.name.field, NURSE)
        self.hand.type(page.passphrase.field, self.passphrase)
        self._press(page.button)
        while self.window.work.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.hand.rest()

    def board(self) -> int:
        """By room, by what is due, through every filter, with initials only."""
        page = self._page(BoardPage)
        self.grab("board")
        for button in (page.order, page.private):
            self._press(button)
            self.grab(f"board-{button.toolTip().split(' (')[0].lower().replace(' ', '-')}")
            self._press(button)
        for code, button in page.filters.items():
            self._press(button)
            self.grab(f"board-{code}")
        page.show_only("all")
        return len(page.board.shown)

    def room(self, room: str) -> None:
        """A room of the ward, from *More*, and back to the board."""
        self._press(self.window.more_button)
        self._press(self._page(MorePage).buttons[room])
        page = self.window.page
        if isinstance(page, FindPage):
            self.hand.type(page.words.field, SOUGHT)
            self.hand.rest()
        self.grab(room)
        self._press(self.window.actions_bar.back_button)

    def talks(self) -> None:
        """Two women with whom a talk is begun anew: one put off again and again, whose strip
        tells of it, and one whose answers have grown old and stand there to be asked again."""
        for place, name in TALKS.items():
            self._open(place)
            if isinstance(self.window.page, StandPage):
                self._press(self._page(StandPage).again)
            for _ in range(MOST_PAGES):
                if self.window.owner.screen == name and not self._to_agree():
                    break
                self._press(self.window.actions_bar.primary)
            self.grab(f"{name}-again")
            self.window.ask.answer_next("called_away")
            self._press(self.window.actions_bar.pause_button)

    def _to_agree(self) -> bool:
        """Where she is asked for her yes, alone with staff, she says it: then there is a way on."""
        page = self.window.page
        if not isinstance(page, OffersPage):
            return False
        self.hand.choose(page.alone, "alone")
        for line in page.rows.values():
            self.hand.choose(line.group, "yes")
            self.hand.rest()
        return True

    def woman(self) -> None:
        """One woman's page, her rooms, and the form that would end her stay."""
        for room in HER_ROOMS:
            self._open(FOLLOWED)
            page = self._page(StandPage)
            if room == HER_ROOMS[0]:
                self.grab("overview")
            self._press(page.rooms[room])
            self.grab(room)
            if isinstance(self.window.page, StayPage):
                self._press(self.window.page.buttons["end"])
                self.grab("end-of-stay")
                self._press(self.window.actions_bar.back_button)
            self._press(self.window.actions_bar.back_button)
            if isinstance(self.window.page, StandPage):
                self._press(self.window.actions_bar.primary)

    # ---- small things

    def _open(self, place: int) -> None:
        page = self._page(BoardPage)
        room = str(place + 1)
        line = next(one for one in page.board.shown if one.room == room)
        page.opened.emit(line.admission)
        self.hand.rest()

    def _press(self, button: Button) -> None:
        self.hand.press(button)
        self.hand.rest()

    def _page(self, kind: type[P]) -> P:
        page = self.window.page
        if not isinstance(page, kind):
            raise TypeError(f"{type(page).__name__} is shown, not {kind.__name__}")
        return page
