"""Earlier stays in the window: asked about before a new one is made, and read beside this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from srh_assess.assessment.identity import clinical_date
from srh_assess.errors import Refused
from srh_assess.ui.ask import Ask, Way
from srh_assess.ui.pages.as_it_was import AsItWasPage
from srh_assess.ui.pages.earlier_stays import EarlierPage, question_words, stay_words
from srh_assess.ui.stay import ROOM, HerRoom
from srh_assess.ui.timeline import then
from srh_assess.workflow.before import Earlier
from srh_assess.workflow.relation import SAME_STAY

Answer = Literal["same", "other", "open", "back", "stay"]
_LOOK = Way("stay", "Look at what is typed again", safe=True)
_SAME = (
    Way("stay", "I cannot say yet", safe=True),
    Way("same", "Yes, the same woman"),
    Way("other", "No, another woman"),
)


def ask_before(ask: Ask, found: Sequence[Earlier], came: datetime, now: datetime) -> Answer:
    """Whether the woman being admitted was here before: a person says, the program asks."""
    here = any(one.on_ward for one in found)
    ended = max((one.ended for one in found if one.ended is not None), default=None)
    ways = [_LOOK]
    if here:
        ways.append(Way("open", "Yes, on the ward now: open that stay"))
    elif ended is not None and timedelta(0) <= came - ended <= SAME_STAY:
        ways.append(Way("back", "Yes, back within 24 hours: go on with that stay"))
    if not here:
        ways.append(Way("same", "Yes, and this is a new stay"))
    ways.append(Way("other", "No, another woman"))
    said: Mapping[str, Answer] = {
        "same": "same", "other": "other", "open": "open", "back": "back", "stay": "stay"
    }  # fmt: skip
    return said[ask.ways("Was this woman here before?", ways, question_words(found, now))]


class EarlierStays(HerRoom):
    """Drives the window while her earlier stays are looked at."""

    screen = "earlier_stays"

    def first(self) -> None:
        """Those somebody said are hers, and those nobody has looked at."""
        record, desk = self.session.record, self._ward.desk
        assert record.identity is not None
        self._found = {
            one.admission: one
            for one in desk.earlier(record.identity)
            if one.admission != self._admission
        }
        said = record.along.earlier
        hers = [self._earlier(admission) for admission in record.along.hers]
        maybe = [one for one in self._found.values() if one.admission not in said]
        page = EarlierPage(self._window.theme, self.session, hers, maybe)
        page.read.connect(self._read)
        page.asked.connect(self._look)
        self.open(page, ROOM)

    def _earlier(self, admission: str) -> Earlier:
        """A stay that was said to be hers, also where its name is no longer alike."""
        if admission in self._found:
            return self._found[admission]
        record = self._ward.desk.record(admission, beside=self._admission)
        if record.stay is None:
            raise Refused("stay-unknown")
        ended = record.ended.at if record.ended else None
        return Earlier(admission=admission, how="", admitted=record.stay.admitted, ended=ended)

    def _read(self, admission: str) -> None:
        desk = self._ward.desk
        entries = desk.entries(admission, beside=self._admission)
        was = then(self._ward, self.session.journal, entries, entries[-1].number)
        self.open(AsItWasPage(self._window.theme, was, desk.name_of, whole=True), ROOM)

    def _look(self, admission: str) -> None:
        """Somebody says whether it is hers before it is read beside hers."""
        one = self._found[admission]
        heading = f"Is the stay from {clinical_date(one.admitted)} one of the same woman?"
        told = f"{stay_words(one)}. Compare name, birth date and number first."
        code = self._window.ask.ways(heading, _SAME, told)
        if code == "stay":
            return
        self._ward.desk.say_earlier(self._admission, admission, same=code == "same")
        self.end()
        EarlierStays(self._window, self._ward, self._admission).begin()

    def go_on(self) -> None:
        """From a stay to the list, from there to her overview."""
        self.go_back()

    def go_back(self) -> None:
        """From a stay to the list, from there to her overview."""
        if isinstance(self._page, AsItWasPage):
            self.first()
        else:
            self.overview()
