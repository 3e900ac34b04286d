"""A stay is written down, or who she is and her stay are corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.errors import UserError
from srh_assess.ui import board_words
from srh_assess.ui.ask import Way
from srh_assess.ui.pages.admission import AdmissionPage, Written, as_written
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.desk import BoardRow

if TYPE_CHECKING:
    from srh_assess.ui.ward import Ward

_WAYS = (Way("stay", "Keep typing", safe=True), Way("drop", "Give it up"))


class Admitting(Owner):
    """Drives the window while the form of an admission is open; ``correcting`` names the one
    that is corrected, and is empty for a new stay."""

    screen = "admission"

    def __init__(self, window: Window, ward: Ward, correcting: str = "") -> None:
        self._window, self._ward, self._correcting = window, ward, correcting
        self._desk = ward.desk
        self._rows = self._desk.board()

    def begin(self, draft: Written | None = None) -> None:
        """The form: as it was left where there is a ``draft``, else as the record stands."""
        correcting = self._correcting
        self._page = AdmissionPage(
            self._window.theme,
            self._desk.clock,
            ward=self._desk.my_wards[0],
            before=draft or self._standing(),
            correcting=bool(correcting),
            said=self._desk.said_wrong(correcting) if correcting else (),
            alike=self._alike,
        )
        self._page.written.connect(self._written)
        self._untouched = self._page.draft()
        self._window.own(self)
        self._window.show_page(self._page, FORM)
        self._window.actions_bar.offer("Correct" if correcting else "Admit")

    def _standing(self) -> Written | None:
        correcting = self._correcting
        return as_written(self._desk.record(correcting)) if correcting else None

    def _alike(self, family: str, given: str) -> bool:
        typed = BoardRow(admission="", family=family, given=given, admitted=self._desk.clock.now())
        others = [row for row in self._rows if row.admission != self._correcting]
        return "" in board_words.like_names([typed, *others])

    def _written(self, written: object) -> None:
        assert isinstance(written, Written)
        admission = self._correcting
        try:
            if admission:
                who, stay, reason = written.who, written.stay, written.reason
                self._desk.correct(admission, who, stay, reason, written.came_under)
            else:
                self._admit(written)
        except UserError as fault:
            self._page.refuse(fault)
            return
        if admission:
            self._ward.open(admission)

    def _admit(self, written: Written) -> None:
        """A new stay, unless an earlier one turns out to go on. Earlier ones are asked about."""
        from srh_assess.ui.earlier import ask_before

        desk, came = self._desk, written.stay.admitted
        found = desk.earlier(written.who)
        said = ask_before(self._window.ask, found, came, desk.clock.now()) if found else "other"
        if said == "stay":
            return
        if said == "open":
            self._ward.open_overview(next(one.admission for one in found if one.on_ward))
            return
        if said == "back":
            admission = max(found, key=lambda one: one.ended or one.admitted).admission
            desk.come_back(admission, came)
        else:
            admission = desk.admit(written.who, written.stay)
            for one in found:
                desk.say_earlier(admission, one.admission, same=said == "same")
        self._ward.show_board(admission)

    def go_on(self) -> None:
        """Admit, or correct."""
        self._page.apply()

    def go_back(self) -> None:
        """What was typed is given up, and asked about first."""
        if self._page.draft() != self._untouched and not self._give_up():
            return
        if self._correcting:
            self._ward.open(self._correcting)
        else:
            self._ward.show_board()

    def _give_up(self) -> bool:
        return self._window.ask.ways("Give up what is typed?", _WAYS) == "drop"

    def keep_draft(self) -> None:
        """It is there again after the same person's sign-in."""
        self._ward.left_typed(self._page.draft(), self._correcting)
