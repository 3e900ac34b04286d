"""What a manager writes in the room of figures: from before, on the charts, new limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from srh_assess.errors import UserError
from srh_assess.ui.ask import Question, Way
from srh_assess.ui.pages.figure_forms import BaselinePage, LimitsPage, WrittenPage
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import annotating, summing
from srh_assess.workflow.annotating import spoken
from srh_assess.workflow.periods import Span

if TYPE_CHECKING:
    from srh_assess.ui.figures import FiguresRoom


class Writing:
    """Part of the room of figures."""

    def __init__(self, room: FiguresRoom) -> None:
        self._room, self._measure = room, ""

    def begin(self) -> None:
        """What stands on the charts, and one more."""
        room = self._room
        desk = room.ward.desk
        there = annotating.standing(desk.opened)
        first = annotating.earliest(desk.opened, desk.clock)
        page = WrittenPage(room.window.theme, desk.clock, there, first)
        page.back.connect(self._take_back)
        room.page(page, "Keep")

    def baselines(self) -> None:
        """The ward's own figures before."""
        room = self._room
        assert room.summary is not None
        names = {id: room.summary.figure(id).name for id in summing.COMPARED}
        standing = summing.standing_baselines(room.ward.desk.opened)
        room.page(BaselinePage(room.window.theme, names, standing), "Keep")

    def limits(self, measure: str) -> None:
        """New limits of one figure."""
        room = self._room
        assert room.summary is not None
        self._measure = measure
        figure = room.summary.figure(measure)
        months = [(cell.period, Span(cell.period, cell.period).words) for cell in figure.series[1:]]
        page = LimitsPage(room.window.theme, f"{measure} {figure.name}", months)
        room.page(page, "Keep")

    def _take_back(self, id: str) -> None:
        room = self._room
        ways = (Way("back", "Take it back"), Way("stay", "Leave it", safe=True))
        told = room.window.ask.question(
            Question(
                heading="Take this off the charts?",
                explanation="The journal keeps that it stood there, and why it was taken back.",
                ways=ways,
                words="Why",
                needed=frozenset({"back"}),
                line=True,
            )
        )
        if told.code == "back":
            desk = room.ward.desk
            self._kept(lambda: annotating.take_back(desk.opened, desk.clock, id, told.words))

    def keeps(self, page: Page | None) -> bool:
        """Keeps what was typed on one of these pages; whether it was one."""
        opened, clock = self._room.ward.desk.opened, self._room.ward.desk.clock
        match page:
            case WrittenPage():
                told = page.annotation()
                if told is not None:
                    said = self._outside(told[1])
                    self._kept(lambda: annotating.annotate(opened, clock, *told), said)
            case BaselinePage():
                base = page.baseline()
                if base is not None:
                    self._kept(lambda: summing.set_baseline(opened, clock, base))
            case LimitsPage():
                found = page.limits()
                if found is not None:
                    measure = self._measure
                    self._kept(lambda: annotating.set_limits(opened, clock, measure, *found))
            case _:
                return False
        return True

    def _outside(self, day: date) -> str:
        """What is said of a day that the charts shown now do not hold."""
        found = self._room.summary
        month = f"{day:%Y-%m}"
        if found is None or found.first <= month <= found.last:
            return ""
        return (
            f". It stands on the charts of a period that holds {spoken(month)}; this one does not"
        )

    def _kept(self, work: Callable[[], object], besides: str = "") -> None:
        try:
            work()
        except UserError as fault:
            self._room.window.tell(fault)
        else:
            self._room.make(f"Kept{besides}")
