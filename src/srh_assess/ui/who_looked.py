"""Who opened her record: a plain list for her, to be read aloud or read by herself."""

from __future__ import annotations

from collections.abc import Sequence

from srh_assess.assessment.identity import called
from srh_assess.saying import counted
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.stay import ROOM, HerRoom
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow, log
from srh_assess.workflow.log import Look
from srh_assess.workflow.session import Session

PAGE = flow.Page(id="who_looked", kind="check", title="Who opened the record")
_TOLD = (
    "Everybody who opened this record, the newest first. Who opened it while the stay was over or "
    "on another ward had to give a reason. A question or a complaint about any of it goes "
    "outside the ward, under “Say something” at the foot of every page."
)


def look_rows(theme: Theme, looks: Sequence[Look]) -> Facts:
    """One row for each person and sign-in."""
    rows = [
        Fact(
            id=str(place),
            label=look.when,
            value=f"{look.who}{f', {look.role}' if look.role else ''}. {'. '.join(look.what)}",
        )
        for place, look in enumerate(looks)
    ]
    return Facts(theme, rows, shares=(1, 3))


class WhoLookedPage(SittingPage):
    """One row for each person and sign-in."""

    def __init__(self, theme: Theme, session: Session, looks: Sequence[Look]) -> None:
        assert session.record.identity is not None
        who = called(session.record.identity)
        super().__init__(theme, session, PAGE, Heading(f"{who}: who opened the record"))
        self._add(Text(_TOLD), gap="m")
        self._add(Text(counted(len(looks), "time", "times"), "muted"), gap="m")
        self.rows = look_rows(theme, looks)
        self._add(self.rows, gap="s")

    def offer(self, bar: ActionBar) -> None:
        """Back to her overview."""
        bar.offer("Done", back=False)


class WhoLooked(HerRoom):
    """Drives the window while the list is read."""

    screen = "who_looked"

    def first(self) -> None:
        """The list; it holds this look, too."""
        looks = log.looks(self._ward.desk, self._admission)
        self.open(WhoLookedPage(self._window.theme, self.session, looks), ROOM)
