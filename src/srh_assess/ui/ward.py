"""After sign-in: the ward board, and the way to each woman and each room.

What stood open when the window was locked is opened again for the same person: the same
woman, the same page, and an admission that was only typed so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from srh_assess.clock import local
from srh_assess.ui import board_words, reminders, return_to, rooms, woman_rooms
from srh_assess.ui.kept import Step
from srh_assess.ui.pages.admission import Written
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.desk import BoardRow, Desk
from srh_assess.workflow.typed import Spot

if TYPE_CHECKING:  # slow to load, and not needed for the board
    from srh_assess.ui.wizard import Wizard

EVERY = 30_000  # milliseconds between two looks at the board


class Ward(Owner):
    """Drives the window on the board; hands it to whoever drives what is opened there."""

    def __init__(self, window: Window, *, sign_out: Callable[[], None]) -> None:
        self._window, self._sign_out = window, sign_out
        self._desk: Desk | None = None
        self._rows: tuple[BoardRow, ...] = ()
        self._board: BoardPage | None = None
        self._left_by = ""
        self._left_at = ""
        self._draft: Written | None = None
        self._waiting: dict[str, dict[str, Step]] = {}
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._look_again)
        self._private: bool | None = None
        self._looked: dict[str, datetime] = {}
        self._since: datetime | None = None

    @property
    def desk(self) -> Desk:
        """The desk somebody sits at."""
        assert self._desk is not None
        return self._desk

    def _me(self) -> str:
        me = self._desk.me if self._desk is not None else None
        return me.id if me is not None else ""

    # ---- coming in

    def enter(self, desk: Desk) -> None:
        """Somebody has signed in: back to where the same person was, else the board."""
        self._desk = desk
        self._window.own(self)
        same = self._left_by == self._me()
        left = return_to.left(self._window, desk)
        if not same:
            self._waiting, self._draft, self._left_at = {}, None, ""
        admission, draft = self._left_at, self._draft
        self._left_at, self._draft, self._left_by = "", None, ""
        if draft is not None:
            self._at(return_to.CORRECT if admission else return_to.ADMIT, admission)
            self._written_down(draft, correcting=admission)
        elif left is None and admission:  # the disk refused to take down where it was
            self.open(admission)
        elif left is None or not return_to.go(self._window, self, left.spot):
            self.come_home()

    def _at(self, room: str, about: str = "") -> None:
        """From now on this is where a return leads."""
        self._window.typing.spot = Spot(room=room, about=about)

    def left_at(self, admission: str, waiting: Mapping[str, Step]) -> None:
        """The window locks while this record is open; ``waiting`` the disk has not taken."""
        self._left_by, self._left_at = self._me(), admission
        self._waiting = {admission: dict(waiting)} if waiting else {}

    def left_typed(self, draft: Written, correcting: str) -> None:
        """The window locks over an admission, or a correction of one, that is only typed."""
        self._left_by, self._left_at, self._draft = self._me(), correcting, draft

    def waiting(self, admission: str) -> Mapping[str, Step]:
        """What the same person left unsaved in this record. Given once."""
        return self._waiting.pop(admission, {})

    # ---- what else can be opened

    @property
    def has_board(self) -> bool:
        """Whether who is signed in may see who is on the ward."""
        return self.desk.reads_records and self.desk.may("see_board")

    @property
    def rooms(self) -> tuple[WardRoom, ...]:
        """Every room that there is, whoever is signed in."""
        return rooms.WARD_ROOMS

    def come_home(self) -> None:
        """The first page of who is signed in: the board, or what this account may open."""
        if self.has_board:
            self.show_board()
        else:
            self.more()

    def more(self) -> None:
        """What this account may open beside the talk."""
        assert self.desk.me is not None
        self._at(return_to.MORE)
        listed = [room for room in self.rooms if self.desk.may(room.action)]
        waits = {room.id: room.waits(self.desk) for room in listed}
        page = MorePage(self._window.theme, self.desk.me.display, listed, waits)
        page.opened.connect(self.open_room)
        self._board, self.screen = None, "more"
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.sign_out_button.setVisible(self.has_board)
        bar = self._window.actions_bar
        bar.offer("To the ward board" if self.has_board else "Sign out", back=False)
        self._window.fit_acts()

    def open_room(self, room: str) -> None:
        """One of the rooms of the ward or of this computer."""
        found = next(one for one in self.rooms if one.id == room)
        self.desk.need(found.action)
        self._board = None
        self._at(room)
        found.owner(self._window, self).begin()

    def open_woman_room(self, room: str, admission: str) -> None:
        """One of the rooms about one woman."""
        found = next(one for one in woman_rooms.WOMAN_ROOMS if one.id == room)
        self.desk.need(found.action)
        self._at(return_to.HERS + room, admission)
        self._through(admission, lambda: found.owner(self._window, self, admission).begin())

    def open_overview(self, admission: str) -> None:
        """Where her assessment stands, and everything else that can be done for her."""
        from srh_assess.ui.signed import Signed

        self._at(return_to.OVERVIEW, admission)
        self._through(admission, lambda: Signed(self._window, self, admission).begin())

    def _through(self, admission: str, on: Callable[[], None]) -> None:
        """Opens her record, once what its door asks is answered."""
        from srh_assess.ui.at_the_door import AtTheDoor

        self._board = None
        AtTheDoor(self._window, self, admission, on).begin()

    # ---- the board

    def show_board(self, current: str = "") -> None:
        """Every woman on the ward."""
        self._at(return_to.BOARD)
        page = BoardPage(
            self._window.theme,
            ward=", ".join(self.desk.my_wards),
            private=self.private,
        )
        page.initials.connect(self._hide_names)
        page.seen.connect(self._seen)
        page.opened.connect(self.open)
        page.quick.connect(self.ask_quickly)
        page.admit.connect(self.admit)
        page.changed.connect(self._offer)
        self._board, self.screen = page, "board"
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.sign_out_button.setVisible(True)
        self._window.more_button.setVisible(True)
        self._since = self._looked.get(self._me())
        self._fill(current)
        self._timer.start(EVERY)

    @property
    def private(self) -> bool:
        """Whether the board shows initials only: as somebody chose here, else as the unit does."""
        unit = self.desk.unit
        return self._private if self._private is not None else bool(unit and unit.initials)

    def _hide_names(self, private: bool) -> None:
        self._private = private
        self._fill()

    def _seen(self) -> None:
        """What became due has been looked at."""
        self._since = self.desk.clock.now()
        self._fill()

    def _lines(self) -> tuple[board_words.Line, ...]:
        me = self.desk.me
        assert me is not None
        self._rows = self.desk.board()
        looking = board_words.Looking(
            protocol=self.desk.protocol,
            now=self.desk.clock.now(),
            me=me.display,
            my_id=me.id,
            private=self.private,
        )
        return board_words.lines(self._rows, looking)

    def remind(self) -> None:
        """Elsewhere than on the board: only that something became due there, and how much."""
        since = self._looked.get(self._me())
        if since is not None:
            due = reminders.became_due(self._lines(), since, self.desk.clock.now())
            self._window.footer.reminder.say(reminders.short(due))

    def _fill(self, current: str = "") -> None:
        assert self._board is not None
        lines, now = self._lines(), self.desk.clock.now()
        since = self._since or now
        due = reminders.became_due(lines, since, now)
        self._board.meanwhile.say(reminders.words(due, since))
        self._window.footer.reminder.say(reminders.short(due) if self._board.low else "")
        self._board.show_lines(lines, current=current)
        self._looked[self._me()] = now
        self._offer()

    def _offer(self) -> None:
        """Open and the quick question stand below the rows, with the day and who is signed in."""
        me = self.desk.me
        assert self._board is not None
        assert me is not None
        now = local(self.desk.clock.now())
        bar, empty = self._window.actions_bar, not self._board.current()
        note = me.display
        if self._window.mode == "wide":
            note += f", {weekday_date(now.date())}, {now:%H:%M}"
        other = "" if empty else "One quick question"
        bar.offer("Admit" if empty else "Open", other=other, back=False, note=note)

    def _look_again(self) -> None:
        shown = self._board is not None and self._window.page is self._board
        if shown and self._desk is not None and self._desk.reads_records:
            self._fill()
        else:
            self._timer.stop()

    def open(self, admission: str) -> None:
        """One woman's assessment: a form that was interrupted, the sitting that is open, a first
        one, or what was signed."""
        self._at(return_to.TALK, admission)
        self._through(admission, lambda: self._open(admission))

    def _open(self, admission: str) -> None:
        from srh_assess.ui.decisions import interrupted
        from srh_assess.ui.signed import Signed

        record = self.desk.record(admission)
        room = interrupted(self._window, self, record)
        if room is not None:
            room.resume()
        elif record.sittings and record.open_sitting is None:
            Signed(self._window, self, admission).begin()
        else:
            self.sitting_with(admission).begin()

    def sitting_with(self, admission: str) -> Wizard:
        """Who leads through the pages of a sitting with her."""
        from srh_assess.ui.wizard import Wizard

        return Wizard(self._window, self, admission)

    def open_signed(self, admission: str) -> None:
        """Right after the signature: the letters, unless the talk is closed to her."""
        from srh_assess.ui.signed import Signed

        self._at(return_to.OVERVIEW, admission)
        locked = self.desk.talk_locked(self.desk.record(admission))
        Signed(self._window, self, admission).begin(letters=not locked)

    def ask_quickly(self, admission: str) -> None:
        """The one-sentence check alone, without the rest of the assessment."""
        self._at(return_to.TALK, admission)
        self._through(admission, lambda: self.sitting_with(admission).begin(quick=True))

    def overview(self) -> None:
        """Her overview, from the row of the board."""
        if self._board is not None and self._board.current():
            self.open_overview(self._board.current())

    # ---- admitting and correcting

    def admit(self) -> None:
        """A stay begins."""
        self._at(return_to.ADMIT)
        self._written_down()

    def correct_record(self, admission: str) -> None:
        """Who she is, or her stay, was written wrongly."""
        self._at(return_to.CORRECT, admission)
        self._written_down(correcting=admission)

    def _written_down(self, draft: Written | None = None, *, correcting: str = "") -> None:
        from srh_assess.ui.admitting import Admitting

        self._board = None
        Admitting(self._window, self, correcting).begin(draft)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Open on the board, Admit on an empty one."""
        if self._board is not None and self._board.current():
            self._board.open_row()
        elif self._board is not None:
            self.admit()
        elif self.has_board:
            self.show_board()
        else:
            self._sign_out()

    def other_act(self) -> None:
        """The quick question on the board."""
        if self._board is not None:
            self._board.ask_quickly()

    def sign_out(self) -> None:
        """The next person begins at the board."""
        self._sign_out()

    def keep_draft(self) -> None:
        """Nothing is typed on the board."""
        self._timer.stop()
        self._left_by, self._left_at, self._draft = self._me(), "", None
