"""Courses: that one was held, for the manager's chart; and how sure its people feel, for them.

The first is written in the ward's ledger by a trainer who is signed in there. The second stays in
the training home, under codes, and comes out as figures of a group of eight people or more.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.store.opened import Opened
from srh_assess.training import confidence
from srh_assess.training.confidence import Told, Topic, Wave
from srh_assess.training.content import content
from srh_assess.workflow import leading
from srh_assess.workflow.training_facts import CourseHeld, CourseOpened, SureTold

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk
    from srh_assess.workflow.training_world import Training

ACTION = "run_training"
LONGEST_TITLE = 80
_BETTER = re.compile(r"\bimprov", re.IGNORECASE)
"""The title stands on a chart, and a chart does not say that anything became better."""


class Course(Struct, frozen=True, kw_only=True):
    """One course in Training, what it is asked, and when for the third time."""

    id: str
    title: str
    day: date
    more: tuple[str, ...] = ()

    @property
    def topics(self) -> Mapping[str, str]:
        """What its people are asked: the same in every wave."""
        return confidence.topics(self.more)

    @property
    def later(self) -> date:
        """The day of the third wave."""
        return self.day + timedelta(weeks=content().weeks_later)


# -- for the manager's chart, in the ward's own ledger --------------------------------------------


def held(desk: Desk, day: date, title: str) -> None:
    """Writes down that a course was held. Refused to whoever leads none, for a day to come,
    without a title, and with one that says what came of it."""
    desk.need(ACTION)
    _check(title, day, local(desk.clock.now()).date(), future=False)
    if _BETTER.search(title):
        raise BadInput("training-title")
    desk.keep_led(CourseHeld(day=day, title=title.strip()))


def held_here(desk: Desk) -> tuple[CourseHeld, ...]:
    """Every course that was held here, by its day, for whoever leads one."""
    desk.need(ACTION)
    facts = (entry.fact for entry in desk.ledger)
    return tuple(sorted((f for f in facts if isinstance(f, CourseHeld)), key=lambda one: one.day))


def all_held(opened: Opened) -> tuple[tuple[int, CourseHeld], ...]:
    """Every course that was held, with the number of its entry: a day and a title, no person."""
    return tuple(
        (entry.number, entry.fact)
        for entry in leading.entries(opened)
        if isinstance(entry.fact, CourseHeld)
    )


# -- how sure people feel, in the training home ---------------------------------------------------


def open_course(training: Training, title: str, day: date, more: Collection[str] = ()) -> Course:
    """A new group, asked what everybody is and these topics besides. Refused to whoever does not
    lead."""
    training.need_lead()
    _check(title, day, _today(training), future=True)
    added = tuple(topic for topic in confidence.besides() if topic in more)
    made = Course(id=secrets.token_hex(4), title=title.strip(), day=day, more=added)
    training.write(CourseOpened(course=made.id, title=made.title, day=made.day, more=added))
    return made


def courses(training: Training) -> tuple[Course, ...]:
    """Every course, the newest first."""
    found = [
        Course(id=fact.course, title=fact.title, day=fact.day, more=_more(fact))
        for fact in training.written()
        if isinstance(fact, CourseOpened)
    ]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def _more(fact: CourseOpened) -> tuple[str, ...]:
    """One that was opened when everything was asked goes on being asked everything."""
    return tuple(confidence.besides()) if fact.more is None else fact.more


def waves(training: Training, course: Course) -> tuple[Wave, ...]:
    """What can be asked today: the third wave not before it is one."""
    early = course.day + timedelta(weeks=content().weeks_earliest)
    if _today(training) >= early:
        return ("eight_weeks",)
    if _today(training) < course.day:
        return ("before",)
    return ("before", "after", "looking_back")


def new_code(training: Training, course: Course) -> str:
    """A code for one person: written on her own slip, asked for again eight weeks later, and in
    no list beside a name."""
    known = {one.person for one in _told(training.written(), course)}
    while True:
        colour = secrets.choice(content().colours).lower()
        code = f"{colour}-{secrets.randbelow(900) + 100}"
        if code not in known:
            return code


def tell(
    training: Training, course: Course, person: str, wave: Wave, values: Mapping[str, int]
) -> None:
    """Keeps what somebody said. Refused for what is no answer, and for a wave that is not now."""
    code = person.strip().lower()
    if not code or len(code) > LONGEST_TITLE or " " in code:
        raise BadInput("training-code")
    if wave not in waves(training, course):
        raise BadInput("training-wave")
    if not confidence.fits(values, course.topics):
        raise BadInput("training-scale")
    training.write(SureTold(course=course.id, person=code, wave=wave, values=dict(values)))


def group(training: Training, course: Course) -> tuple[Topic, ...]:
    """The figures of a group, topic by topic; none of fewer than eight people."""
    training.need_lead()
    return confidence.figures(_told(training.written(), course), course.topics)


def _told(facts: Iterable[object], course: Course) -> list[Told]:
    return [
        Told(person=fact.person, wave=fact.wave, values=fact.values)
        for fact in facts
        if isinstance(fact, SureTold) and fact.course == course.id
    ]


def _today(training: Training) -> date:
    return local(training.outside.now()).date()


def _check(title: str, day: date, today: date, *, future: bool) -> None:
    if not title.strip():
        raise BadInput("training-name-missing")
    if len(title.strip()) > LONGEST_TITLE or "\n" in title:
        raise BadInput("training-name-long", most=str(LONGEST_TITLE))
    if day > today and not future:
        raise BadInput("training-day")
