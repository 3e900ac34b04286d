"""The handover in the window: the person is named, she is asked about each of the two papers."""

from __future__ import annotations

from srh_assess.ui.frame import Parts
from srh_assess.ui.pages.follow_acts import Values
from srh_assess.ui.pages.follow_form import Field, FollowForm
from srh_assess.ui.pages.hand_over import HandOverPage
from srh_assess.ui.stay import HerRoom
from srh_assess.workflow import handing, sharing
from srh_assess.workflow import stay as stays

ROOM = Parts(rail=False, so_far=False)
_ANSWERS = {"accepted": "Yes, takes it over", "asked": "Asked, no answer yet"}
ADVICE = (
    "A person, not a service: {she} agrees to this name. Another name later, or another word, "
    "and {she} is asked again."
)


class HandOver(HerRoom):
    """Drives the window while a handover is made."""

    screen = "handover"

    def first(self) -> None:
        """The handover as it stands."""
        desk, session = self._ward.desk, self.session
        papers = {
            kind: sharing.on_desk(desk, session, kind)
            for kind in (handing.HANDOVER, handing.SEALED)
        }
        now = stays.present(session.record, session.clock)
        standing = stays.standing_open(session.protocol, session.record, now)
        page = HandOverPage(self._window.theme, session, papers, standing)
        page.name.connect(self._name)
        page.paper.connect(self._paper)
        self.open(page, ROOM)

    def _name(self) -> None:
        named = self.session.record.onward
        fields = (
            Field(id="receiver", label="Who takes over, by name", needed=True,
                  words=named.receiver if named else ""),
            Field(id="team", label="Their team or ward", words=named.team if named else ""),
            Field(id="contact", label="How to reach them", words=named.contact if named else ""),
            Field(id="answer", label="What they said", kind="answers", choices=_ANSWERS,
                  needed=True, words=named.answer if named else ""),
        )  # fmt: skip
        form = FollowForm(
            self._window.theme, self.session, "Who takes over?", fields, self._write, advice=ADVICE
        )
        self.open(form, ROOM)

    def _write(self, values: Values) -> object:
        return handing.name(self.session, **values)

    def _paper(self, kind: str) -> None:
        from srh_assess.ui.signed import Signed

        self.hand_over_typed()
        self.end()
        Signed(self._window, self._ward, self._admission).begin_with(kind)

    def go_on(self) -> None:
        """Keeps the form; from the handover to her overview."""
        page = self._page
        if not isinstance(page, FollowForm):
            self.overview()
            return
        page.apply()
        if page.kept:
            self.first()

    def go_back(self) -> None:
        """From the form to the handover, from there to her overview."""
        if isinstance(self._page, FollowForm):
            self.first()
        else:
            self.overview()
