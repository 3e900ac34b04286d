"""That a course was held: a day and a title, for the manager's charts. No person is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from srh_assess.clock import Clock, local
from srh_assess.errors import UserError
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.forms import Field, FormPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import courses
from srh_assess.workflow.training_facts import CourseHeld

_FIELDS = (
    Field(key="title", label="Title of the course", hint="It stands on the manager’s charts"),
    Field(key="day", label="The day it was held", kind="past"),
)
_HINT = "The day and the title stand on the charts. Nobody who was there is named anywhere"


class TrainingDoorRoom(Owner):
    """The door from inside: the other window opens, and this one stays as it is."""

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward

    def begin(self) -> None:
        """Opens it. Whoever runs training here leads there."""
        desk = self._ward.desk
        desk.need("train")
        self._window.training_wanted.emit(desk.may("run_training"))
        self._ward.more()


class HeldPage(FormPage, HandFilled):
    """The form, and below it what was written down before."""

    def __init__(
        self, theme: Theme, clock: Clock, held: Sequence[CourseHeld], table: Mapping[str, Any]
    ) -> None:
        super().__init__(theme, clock, "A course was held", _FIELDS, table, hint=_HINT)
        if held:
            rows = [Text(f"{weekday_date(one.day)}: {one.title}") for one in reversed(held)]
            self._add(column(theme, Text("Written down", "heading"), *rows, gap="xs"), gap="xl")


class CoursesHeld(Owner):
    """Drives the window while a trainer writes one down."""

    screen = "courses"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._page: HeldPage | None = None

    def begin(self) -> None:
        """The form and what there is."""
        desk = self._ward.desk
        today = local(desk.clock.now()).date()
        page = HeldPage(self._window.theme, desk.clock, courses.held_here(desk), {"day": today})
        page.written.connect(self._written)
        self._page = page
        self._window.own(self)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Write it down", icon="tick")

    def _written(self, table: Mapping[str, Any]) -> None:
        desk = self._ward.desk
        day = table.get("day") or local(desk.clock.now()).date()
        try:
            courses.held(desk, day, str(table.get("title", "")))
        except UserError as fault:
            self._window.tell(fault)
            return
        self.begin()

    def go_on(self) -> None:
        """Writes it down."""
        if self._page is not None:
            self._page.apply()

    def go_back(self) -> None:
        """To what else can be opened."""
        self._ward.more()
