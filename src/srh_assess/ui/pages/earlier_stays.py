"""Earlier stays that are hers, or may be: read beside this one, never mixed into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal, SignalInstance

from srh_assess.assessment.identity import called, clinical_date
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow.before import Earlier
from srh_assess.workflow.session import Session

PAGE = flow.Page(id="earlier_stays", kind="check", title="Earlier stays")
HOW = {
    "number": "the same NHS number",
    "name_and_birth": "a similar name and the same birth date",
    "name": "a similar name",
    "": "said by a person",
}


def stay_words(earlier: Earlier) -> str:
    """``05-Jan-2026 to 12-Jan-2026``, or that she is on the ward now."""
    until = clinical_date(earlier.ended) if earlier.ended else "now, on this ward"
    return f"{clinical_date(earlier.admitted)} to {until}"


class EarlierPage(SittingPage):
    """``read`` names the stay to be opened, ``asked`` the one that somebody has to look at."""

    read = Signal(str)
    asked = Signal(str)

    def __init__(
        self, theme: Theme, session: Session, hers: Sequence[Earlier], maybe: Sequence[Earlier]
    ) -> None:
        record = session.record
        assert record.identity is not None
        who = called(record.identity)
        super().__init__(theme, session, PAGE, Heading(f"{who}: earlier stays"))
        if hers:
            self._add(Text("The same woman, as somebody said", "heading"))
            self._list(hers, "Read", self.read)
        if maybe:
            self._add(Text("May be the same woman: the program does not know", "heading"), gap="xl")
            self._list(maybe, "Look at it", self.asked)
        if not hers and not maybe:
            self._add(Text("No earlier stay of the same number, or of a similar name and the same "
                           "birth date, is in this record."))  # fmt: skip

    def _list(self, stays: Iterable[Earlier], link: str, told: SignalInstance) -> None:
        rows = tuple(
            Fact(
                id=one.admission,
                label=stay_words(one),
                value=f"{HOW[one.how][0].upper()}{HOW[one.how][1:]}",
                link=link,
                link_name=f"{link}, the stay from {clinical_date(one.admitted)}",
            )
            for one in stays
        )
        table = Facts(self._theme, rows)
        table.pressed.connect(told)
        self._add(table, gap="s")

    def offer(self, bar: ActionBar) -> None:
        """Back to her overview."""
        bar.offer("To the overview")


def question_words(found: Sequence[Earlier], now: datetime) -> str:
    """What is said before a new stay is made: each earlier one, and in what it is alike."""
    told = [f"{stay_words(one)}: {HOW[one.how]}." for one in found if one.admitted <= now]
    return "There is a stay that may be of the same woman. " + " ".join(told)
