"""Her stay in the window: another room, leave and return, discharge and transfer, correcting."""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.assessment.facts import Left
from srh_assess.assessment.legal import SectionChanged, SectionDayCorrected
from srh_assess.errors import UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.end_of_stay import EndForm
from srh_assess.ui.pages.her_stay import StayPage, acts
from srh_assess.ui.pages.legal_day import LegalDayForm
from srh_assess.ui.pages.stay_forms import BackForm, LeaveForm, LegalForm, Moved, MoveForm, StayForm
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import stay as stays
from srh_assess.workflow.relation import SAME_STAY
from srh_assess.workflow.stay import Going

ROOM = Parts(rail=False, so_far=False)
"""A room beside the talk has no rail and no So far."""
_ANYWAY = (Way("stay", "Not yet", safe=True), Way("end", "End the stay all the same"))


class HerRoom(WomanOwner):
    """A room about one woman: no sitting is begun by opening it, and back leads to her overview."""

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)

    def begin(self) -> None:
        """Her banner, and the first page."""
        self.enter()
        self.first()

    def first(self) -> None:
        """The first page of the room."""
        raise NotImplementedError

    def overview(self) -> None:
        """Her overview."""
        self.hand_over_typed()
        self.end()
        self._ward.open_overview(self._admission)

    def go_on(self) -> None:
        """Continue leads to her overview."""
        self.overview()

    def go_back(self) -> None:
        """Back does too."""
        self.overview()


class HerStay(HerRoom):
    """Drives the window while her stay is looked at or changed."""

    screen = "stay"

    _open_form = ""

    def first(self) -> None:
        """The stay as it stands."""
        self._open_form = ""
        now = stays.present(self.session.record, self.session.clock)
        rows = acts(self.session.record, now, SAME_STAY / timedelta(hours=1))
        page = StayPage(self._window.theme, self.session, rows)
        page.act.connect(self._act)
        self.screen = "stay"
        self.open(page, ROOM)

    @property
    def here(self) -> str:
        """The form that is open."""
        return self._open_form

    def go_to(self, here: str) -> None:
        """That form again."""
        self._act(here)

    def _act(self, act: str) -> None:
        if act == "correct":
            self.correct()
            return
        self._open_form = act
        page = self._form(act)
        page.written.connect(self._written)
        self.open(page, ROOM)

    def _form(self, act: str) -> StayForm:
        theme, session = self._window.theme, self.session
        if act == "end":
            now = stays.present(session.record, session.clock)
            standing = stays.standing_open(session.protocol, session.record, now)
            return EndForm(theme, session, standing)
        forms: dict[str, type[MoveForm | LeaveForm | LegalForm | LegalDayForm | BackForm]] = {
            "move": MoveForm, "leave": LeaveForm, "legal": LegalForm, "back": BackForm,
            "legal_day": LegalDayForm,
        }  # fmt: skip
        return forms[act](theme, session)

    def _written(self, given: object) -> None:
        page = self._page
        assert isinstance(page, StayForm)
        if isinstance(page, EndForm) and page.pressing and not self._anyway(page):
            return
        try:
            self._do(given)
        except UserError as fault:
            page.refuse(fault)
            return
        self.end()
        gone = isinstance(given, Going) or not self._ward.desk.door(self._admission).stands_open
        if gone:  # or moved to a ward that is not on this board
            self._ward.come_home()
        else:
            HerStay(self._window, self._ward, self._admission).begin()

    def _anyway(self, page: EndForm) -> bool:
        """A running clock or an owed result is asked about, and never blocks."""
        names = "; ".join(dict.fromkeys(one.name for one in page.pressing))
        asked = self._window.ask.ways("This still runs. End the stay now?", _ANYWAY, names)
        return asked == "end"

    def _do(self, given: object) -> None:
        desk, admission = self._ward.desk, self._admission
        if isinstance(given, Going):
            desk.end(admission, given, anyway=True)
        elif isinstance(given, Moved):
            desk.move(admission, given.at, given.room, given.ward)
        elif isinstance(given, SectionChanged):
            desk.change_section(admission, given.on, given.legal_status)
        elif isinstance(given, SectionDayCorrected):
            desk.correct_section_day(admission, given)
        elif isinstance(given, Left):
            desk.leave(admission, given)
        elif isinstance(given, datetime):
            desk.come_back(admission, given)

    def go_on(self) -> None:
        """A form is handed over; the stay itself leads to her overview."""
        page = self._page
        if isinstance(page, StayForm):
            page.apply()
        else:
            self.overview()

    def go_back(self) -> None:
        """From a form to the stay, from there to her overview."""
        if isinstance(self._page, StayForm):
            self.hand_over_typed()
            self.first()
        else:
            self.overview()
