"""How sure people feel: which course, which time, under which code; and the figures of a group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.training import confidence
from srh_assess.training.confidence import Wave
from srh_assess.ui.training.confidence import ConfidencePage
from srh_assess.ui.training.course_pages import CoursePage, CoursesPage, FiguresPage, ThanksPage
from srh_assess.ui.training.forms import Field, FormPage
from srh_assess.ui.training.room import Room, TrainingRoom
from srh_assess.workflow import courses
from srh_assess.workflow.courses import Course


def _fields() -> tuple[Field, ...]:
    standard = ", ".join(one.replace("_", " ") for one in confidence.topics())
    return (
        Field(key="title", label="Title of the course"),
        Field(key="day", label="The day it is held", kind="future"),
        Field(key="more", label="Asked besides", kind="many", names=confidence.besides(),
              hint=f"Asked of everybody: {standard}. Fewer questions are answered "
              "more often; add what the course is about"),
    )  # fmt: skip


class Confidence(Room):
    """Drives the window while people say how sure they feel."""

    screen = "training_course"

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room.window)
        self._room, self._world = room, room.world
        self._course: Course | None = None
        self._person = ""
        self._wave: Wave = "before"

    def begin(self) -> None:
        """Every course; a trainer opens one, and sees the figures of its group."""
        self._course = None
        page = CoursesPage(
            self._window.theme, courses.courses(self._world), leads=self._world.leads
        )
        page.opened.connect(self._open)
        page.figures.connect(self._figures)
        page.begun.connect(self._new)
        self._show(page, self.screen, "Done", role="plain", icon="tick")

    def _new(self) -> None:
        today = local(self._world.outside.now()).date()
        page = FormPage(
            self._window.theme, self._world.outside, "Open a course", _fields(), {"day": today},
            hint="Its people are asked before, after, and eight weeks later",
        )  # fmt: skip
        page.written.connect(self._opened)
        self._show(page, self.screen, "Open it", icon="tick")

    def _opened(self, table: Mapping[str, Any]) -> None:
        today = local(self._world.outside.now()).date()
        day = table.get("day") or today
        try:
            courses.open_course(
                self._world, str(table.get("title", "")), day, table.get("more", ())
            )
        except UserError as fault:
            self._window.tell(fault)
            return
        self.begin()

    def _found(self, id: str) -> Course:
        return next(one for one in courses.courses(self._world) if one.id == id)

    # ---- one person

    def _open(self, id: str) -> None:
        self._course = course = self._found(id)
        waves = [one for one in courses.waves(self._world, course) if one != "looking_back"]
        page = CoursePage(
            self._window.theme,
            course.title,
            {wave: confidence.WORDS[wave] for wave in waves},
            new_code=partial(courses.new_code, self._world, course),
        )
        page.told.connect(self._ask)
        self._show(page, self.screen, "Continue")

    def _ask(self, person: str, wave: str) -> None:
        course = self._course
        assert course is not None
        self._person, self._wave = person, cast(Wave, wave)
        page = ConfidencePage(
            self._window.theme,
            f"{confidence.WORDS[self._wave]}: how sure do you feel?",
            course.topics,
            looking_back=wave == "after",
        )
        page.written.connect(self._written)
        self._show(page, self.screen, "Keep", icon="tick")

    def _written(self, now: Mapping[str, int], before: Mapping[str, int]) -> None:
        course = self._course
        assert course is not None
        try:
            courses.tell(self._world, course, self._person, self._wave, now)
            if before:
                courses.tell(self._world, course, self._person, "looking_back", before)
        except UserError as fault:
            self._window.tell(fault)
            return
        later = course.later if self._wave != "eight_weeks" else None
        page = ThanksPage(self._window.theme, self._person, later)
        self._show(page, self.screen, "Done", icon="tick", back=False)

    # ---- a group

    def _figures(self, id: str) -> None:
        course = self._found(id)
        try:
            topics = courses.group(self._world, course)
        except UserError as fault:
            self._window.tell(fault)
            return
        self._show(
            FiguresPage(self._window.theme, course.title, topics), self.screen, "To the courses",
            role="plain",
        )  # fmt: skip

    # ---- what the window passes on

    def go_on(self) -> None:
        """The page's own act; from a list to the hall, from what only shows to the list."""
        if isinstance(self._page, CoursesPage):
            self._room.hall()
        elif isinstance(self._page, FiguresPage | ThanksPage):
            self.begin()
        else:
            super().go_on()

    def go_back(self) -> None:
        """To the list, from there to the hall. What was not kept is given up."""
        if isinstance(self._page, CoursesPage):
            self._room.hall()
        else:
            self.begin()
