"""Back to where somebody was: the same room, about the same woman, at the same page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.errors import UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.widgets.moments import when_words
from srh_assess.workflow.typed import Spot, Typed

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward
    from srh_assess.ui.window import Window
    from srh_assess.workflow.desk import Desk

TALK, OVERVIEW, BOARD, MORE = "talk", "overview", "board", "more"
ADMIT, CORRECT, HERS = "admit", "correct", "hers:"
_WAYS = (Way("go", "Go back to it", safe=True), Way("drop", "Throw it away"))
_SURE = (Way("keep", "Keep it", safe=True), Way("drop", "Throw it away"))


def go(window: Window, ward: Ward, spot: Spot) -> bool:
    """Opens it as it is opened by hand, with what its door asks. False where that is closed to
    who is signed in by now, or is not there any more."""
    try:
        _open(ward, spot)
    except UserError:
        window.typing.drop()  # the record is gone, or not this account's to open any more
        return False
    if spot.here:
        window.owner.go_to(spot.here)
    return True


def _open(ward: Ward, spot: Spot) -> None:
    room, about = spot.room, spot.about
    if room in (TALK, CORRECT) and about:
        {TALK: ward.open, CORRECT: ward.correct_record}[room](about)
    elif room == OVERVIEW:
        ward.open_overview(about)
    elif room.startswith(HERS):
        ward.open_woman_room(room.removeprefix(HERS), about)
    elif room == ADMIT:
        ward.admit()
    elif room == MORE:
        ward.more()
    elif room in ("", BOARD):
        ward.come_home()
    else:
        ward.open_room(room)


def left(window: Window, desk: Desk) -> Typed | None:
    """Where who has signed in was interrupted; none when there is nothing to go back to. When
    nobody else sat here since, nothing is asked."""
    found = window.typing.begin(desk)
    if found is None or window.typing.same or _goes_on(window, found):
        return found
    return None


def _goes_on(window: Window, found: Typed) -> bool:
    """After a power cut, or when somebody else sat here meanwhile: whether what was typed is
    gone on with. Throwing it away takes a second answer."""
    if not found.holds_words:
        return False
    heading = found.heading or found.asked[0].heading
    when = when_words(found.at, window.clock.now())
    told = f"On the page “{heading}”, {when}. It was never handed over"
    while window.ask.ways("You had typed something that is not kept yet", _WAYS, told) != "go":
        if window.ask.ways("Throw away what you typed?", _SURE, told) == "drop":
            window.typing.drop()
            return False
    return True
