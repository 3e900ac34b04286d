"""The ward round list in the window, and the team's decision about one woman's talk."""

from __future__ import annotations

from srh_assess.assessment import identity
from srh_assess.assessment.along import TeamDecided
from srh_assess.assessment.facts import Identity
from srh_assess.errors import UserError
from srh_assess.ui.pages.team_decision import TeamForm
from srh_assess.ui.pages.ward_round import RoundLine, RoundPage, reasons
from srh_assess.ui.stay import ROOM, HerRoom
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import again
from srh_assess.workflow.desk import BoardRow
from srh_assess.workflow.huddle import initials, room_order


class WardRound(Owner):
    """Drives the window while the list is read."""

    screen = "ward_round"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward

    def begin(self) -> None:
        """Everyone on the list, by room."""
        desk = self._ward.desk
        lines = sorted(map(self._line, desk.ward_round()), key=lambda line: room_order(line.room))
        page = RoundPage(self._window.theme, lines, desk.clock.now())
        page.opened.connect(self._ward.open_overview)
        page.decide.connect(self._decide)
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("To the ward board")

    def _line(self, row: BoardRow) -> RoundLine:
        desk, put_off = self._ward.desk, row.put_off
        assert put_off is not None
        who = Identity(family=row.family, given=row.given, preferred=row.preferred)
        why = {reason.code: reason.label for reason in desk.protocol.gate.reasons}
        return RoundLine(
            admission=row.admission,
            name=initials(row) if self._ward.private else identity.full_name(who),
            room=row.room,
            times=put_off.times,
            since=put_off.since,
            why=reasons(why, put_off.reason),
            possible=put_off.possible,
            next_look=row.next_look,
            owner=row.gate_owner,
            team=again.for_team(desk.protocol, put_off, desk.clock.now()),
        )

    def _decide(self, admission: str) -> None:
        TeamDecision(self._window, self._ward, admission).begin()

    def go_on(self) -> None:
        """To the board."""
        self._ward.come_home()

    def go_back(self) -> None:
        """To the board, too."""
        self._ward.come_home()


class TeamDecision(HerRoom):
    """Drives the window while the team's decision about one woman's talk is written down."""

    screen = "ward_round"

    def first(self) -> None:
        """The form."""
        page = TeamForm(self._window.theme, self.session)
        page.written.connect(self._written)
        self.open(page, ROOM)

    def _written(self, fact: object) -> None:
        page = self._page
        assert isinstance(page, TeamForm)
        assert isinstance(fact, TeamDecided)
        try:
            self._ward.desk.team_decided(self._admission, fact)
        except UserError as fault:
            page.refuse(fault)
            return
        self._to_list()

    def _to_list(self) -> None:
        self.hand_over_typed()
        self.end()
        WardRound(self._window, self._ward).begin()

    def go_on(self) -> None:
        """Hands the form over."""
        page = self._page
        assert isinstance(page, TeamForm)
        page.apply()

    def go_back(self) -> None:
        """Back to the list."""
        self._to_list()
