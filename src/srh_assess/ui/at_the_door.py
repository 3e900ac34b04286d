"""Before a record opens: a reason where she is not on this ward now, a question about a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from srh_assess.errors import UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.watched import Door

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward

_HEADINGS = {"ended": "This stay has ended", "other_ward": "This stay is on another ward"}
_TOLD = (
    "It can be opened for a reason: a result came back, somebody rang, a letter was asked for. "
    "The reviewer sees at once who opened it and why, and the woman may see it too.",
)
_QUESTIONS = {
    "own": "This is your name. Is it your own record?",
    "colleague": "Somebody who works here has this name. Is it a colleague’s record?",
}
_NOT = Way("back", "Do not open it", safe=True)
_ANSWERS = {
    "own": (_NOT, Way("somebody_else", "No, another woman"), Way("same_person", "Yes, open it")),
    "colleague": (
        _NOT,
        Way("somebody_else", "No, another woman"),
        Way("same_person", "Yes, and it is part of my work here"),
    ),
}
_KEPT = "Your answer is kept. A colleague you do not work with may be the better one to open it"


class AtTheDoor(Owner):
    """Asks what the door asks, and then goes ``on``."""

    screen = "glass"

    def __init__(self, window: Window, ward: Ward, admission: str, on: Callable[[], None]) -> None:
        self._window, self._ward, self._admission, self._on = window, ward, admission, on
        self._page: HandlePage | None = None

    def begin(self) -> None:
        """The question about the name first: who says no goes no further."""
        door = self._ward.desk.door(self._admission)
        if door.like and not self._answered(door):
            self._ward.come_home()
        elif door.glass is not None:
            self._ask_why(door)
        else:
            self._on()

    def _answered(self, door: Door) -> bool:
        answer = self._window.ask.ways(_QUESTIONS[door.like], _ANSWERS[door.like], _KEPT)
        if answer == "back":
            return False
        same = answer == "same_person"
        self._ward.desk.say_of_name(self._admission, "same_person" if same else "somebody_else")
        return True

    def _ask_why(self, door: Door) -> None:
        assert door.glass is not None
        page = HandlePage(
            self._window.theme, _HEADINGS[door.glass], notes=_TOLD, label="Why do you open it?"
        )
        page.written.connect(self._written)
        self._page = page
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Open it")
        self._window.focus_on(page.entry.field)

    def _written(self) -> None:
        assert self._page is not None
        try:
            self._ward.desk.break_glass(self._admission, self._page.entry.words)
        except UserError as fault:
            self._page.refuse(fault)
            return
        self._on()

    # ---- what the window passes on

    def go_on(self) -> None:
        """Opens it, with the reason that is written."""
        if self._page is not None:
            self._page.apply()

    def go_back(self) -> None:
        """Nothing was opened."""
        self._ward.come_home()
