"""Courses: a date for the manager's chart, and how sure a group feels, never one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.store import home
from srh_assess.store.figures import figures, place
from srh_assess.store.keys import Cost
from srh_assess.workflow import (
    annotating,
    courses,
    leading,
    ledger_words,
    synthetic,
    training_world,
)
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.training_facts import CourseOpened
from srh_assess.workflow.training_world import Training
from tests.workflow.worlds import PROTOCOL, training

WORDS = "four plain words here"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
DAY = NOON.date()
VALUES = {"periods": 3, "fgm": 8}
MORE = ("fgm", "periods", "none such")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(
        tmp_path / "home", PROTOCOL, SetClock(NOON), cost=Cost(memory=128, passes=1, lanes=1)
    )
    list(synthetic.make(made, WORDS))
    return made


@pytest.fixture
def world(tmp_path: Path) -> Training:
    return training(tmp_path / "training")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def on(world: Training, day: date) -> None:
    clock = world.outside
    assert isinstance(clock, SetClock)
    clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


# -- for the manager ------------------------------------------------------------------------------


def test_a_trainer_writes_down_that_a_course_was_held_and_a_manager_reads_it(desk: Desk) -> None:
    desk.sign_in("teodora", WORDS)
    courses.held(desk, DAY, " Asking well ")
    courses.held(desk, DAY - timedelta(days=90), "First")
    assert code_of(lambda: courses.held(desk, DAY + timedelta(days=1), "x")) == "training-day"
    assert code_of(lambda: courses.held(desk, DAY, " ")) == "training-name-missing"
    assert code_of(lambda: courses.held(desk, DAY, "x" * 81)) == "training-name-long"
    assert [one.title for one in courses.held_here(desk)] == ["First", "Asking well"]
    desk.sign_in("harriet", WORDS)
    assert desk.me is not None
    assert code_of(lambda: courses.held_here(desk)) == "role-may-not"
    opened = home.unlock(desk.folder, "harriet", WORDS, desk.clock)
    assert [fact.title for _, fact in courses.all_held(opened)] == ["Asking well", "First"]
    assert not place(opened).exists()  # no figures yet: nothing is written there
    with figures(opened, make=True):
        pass
    for _ in range(2):
        desk.sign_in("harriet", WORDS)
        there = annotating.standing(opened).annotations
        assert [(one.day, one.sentence) for one in there] == [
            (DAY, "training wave: Asking well"),
            (DAY - timedelta(days=90), "training wave: First"),
        ]
    first = annotating.standing(opened).annotations[0]
    annotating.take_back(opened, desk.clock, first.id, "It was another day")
    desk.sign_in("harriet", WORDS)
    assert len(annotating.standing(opened).annotations) == 1
    assert code_of(lambda: courses.held(desk, DAY, "x")) == "role-may-not"
    desk.sign_in("teodora", WORDS)
    assert code_of(lambda: courses.held(desk, DAY, "How care improved")) == "training-title"
    said = ledger_words.said(leading.entries(opened), PROTOCOL, desk.name_of)
    assert said[2].lines == ("Asking well, 03-Nov-2026",)


def test_whoever_leads_none_writes_none_down(desk: Desk) -> None:
    desk.sign_in("harriet", WORDS)
    assert code_of(lambda: courses.held(desk, DAY, "x")) == "role-may-not"


# -- how sure people feel -------------------------------------------------------------------------


def test_eight_people_before_after_and_eight_weeks_later(world: Training) -> None:
    course = courses.open_course(world, "Asking well", DAY, MORE)
    assert courses.courses(world) == (course,)
    people = [courses.new_code(world, course) for _ in range(8)]
    assert len(set(people)) == 8
    on(world, DAY - timedelta(days=2))
    assert courses.waves(world, course) == ("before",)
    for person in people:
        courses.tell(world, course, person, "before", VALUES)
    on(world, DAY)
    assert "after" in courses.waves(world, course)
    for person in people[:7]:
        courses.tell(world, course, f" {person.upper()} ", "after", {"periods": 7})
    found = {topic.id: topic for topic in courses.group(world, course)}
    assert found["periods"].waves["before"].middle == 3
    assert found["periods"].waves["after"].middle is None
    courses.tell(world, course, people[7], "after", {"periods": 7})
    found = {topic.id: topic for topic in courses.group(world, course)}
    assert found["periods"].changes["before", "after"].middle == 4
    assert found["fgm"].changes["before", "after"].middle is None
    on(world, DAY + timedelta(weeks=6) - timedelta(days=1))
    assert "eight_weeks" not in courses.waves(world, course)
    on(world, DAY + timedelta(weeks=6))
    assert courses.waves(world, course) == ("eight_weeks",)
    assert course.later == DAY + timedelta(weeks=8)
    for person in people:
        courses.tell(world, course, person, "eight_weeks", {"periods": 8})
    found = {topic.id: topic for topic in courses.group(world, course)}
    assert found["periods"].changes["before", "eight_weeks"].middle == 5
    world.close()


def test_what_somebody_said_outlives_a_run_and_a_restart(world: Training, tmp_path: Path) -> None:
    course = courses.open_course(world, "Asking well", DAY, MORE)
    other = courses.open_course(world, "Another", DAY - timedelta(days=30))
    courses.tell(world, course, "teal-100", "after", VALUES)
    world.begin("tobi-his-words")
    world.close()
    again = training(tmp_path / "training")
    assert courses.courses(again) == (course, other)
    assert len(again.written()) == 4  # the unit, two courses, one answer
    written = leading.entries(again._unlock())
    said = ledger_words.said(written, PROTOCOL, again.desk.name_of)
    assert [one.title for one in said][:2] == [
        "Somebody said how sure she feels", "A group was opened in Training",
    ]  # fmt: skip
    assert "teal" not in str(said)


def test_a_code_that_is_taken_is_not_given_again(
    world: Training, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = courses.open_course(world, "Asking well", DAY, MORE)
    drawn = iter([0, 0, 1])
    monkeypatch.setattr("secrets.choice", lambda seq: seq[0])
    monkeypatch.setattr("secrets.randbelow", lambda _: next(drawn))
    first = courses.new_code(world, course)
    courses.tell(world, course, first, "before", VALUES)
    assert courses.new_code(world, course) == first.replace("100", "101")


@pytest.mark.parametrize(
    ("person", "wave", "values", "code"),
    [
        (" ", "before", VALUES, "training-code"),
        ("Ruth Adeyemi", "before", VALUES, "training-code"),
        ("x" * 81, "before", VALUES, "training-code"),
        ("teal-100", "eight_weeks", VALUES, "training-wave"),
        ("teal-100", "before", {}, "training-scale"),
        ("teal-100", "before", {"periods": 11}, "training-scale"),
    ],
)
def test_what_cannot_be_kept_is_said(
    world: Training, person: str, wave: str, values: dict[str, int], code: str
) -> None:
    course = courses.open_course(world, "Asking well", DAY, MORE)
    assert code_of(lambda: courses.tell(world, course, person, wave, values)) == code  # type: ignore[arg-type]


def test_who_only_learns_opens_no_group_and_reads_no_figures(world: Training) -> None:
    course = courses.open_course(world, "Asking well", DAY, MORE)
    world.leads = False
    assert code_of(lambda: courses.open_course(world, "x", DAY)) == "role-may-not"
    assert code_of(lambda: courses.group(world, course)) == "role-may-not"
    courses.tell(world, course, "teal-100", "before", VALUES)


# -- the ways in ----------------------------------------------------------------------------------


def test_the_way_in_from_a_ward_locks_it_and_asks_its_roles(desk: Desk) -> None:
    for who, leads in (("ruth", False), ("teodora", True), ("harriet", False)):
        desk.sign_in(who, WORDS)
        world = training_world.enter(desk)
        assert desk.me is None
        assert world.leads is leads
        assert world.folder == training_world.folder_of(desk.folder)
    assert code_of(lambda: training_world.enter(desk)) == "not-signed-in"


def test_before_sign_in_one_learns_beside_a_ward_and_leads_where_there_is_none(
    desk: Desk, tmp_path: Path
) -> None:
    clock = SetClock(NOON)
    assert not training_world.beside(desk.folder, PROTOCOL, clock).leads
    stick = training_world.beside(tmp_path / "stick", PROTOCOL, clock)
    assert stick.leads
    stick.open()
    stick.begin("tobi-his-words")
    stick.close()


def test_training_never_removes_what_is_not_its_own(desk: Desk) -> None:
    world = Training(desk.folder, PROTOCOL, SetClock(NOON))
    world.desk.folder = desk.folder
    assert code_of(world.remove) == "training-not-here"
    assert desk.exists


def test_a_course_asks_the_same_in_every_wave(world: Training) -> None:
    plain = courses.open_course(world, "Plain", DAY)
    assert len(plain.topics) == 8
    assert code_of(lambda: courses.tell(world, plain, "teal-1", "before", {"fgm": 3})) == (
        "training-scale"
    )
    courses.open_course(world, "Asking well", DAY, MORE)
    world.write(CourseOpened(course="old", title="Of before", day=DAY))
    found = {one.title: one for one in courses.courses(world)}
    assert found["Asking well"].more == ("fgm", "periods")
    assert set(found["Asking well"].topics) == {*plain.topics, "fgm", "periods"}
    assert len(found["Of before"].topics) == 12  # as its people were asked at first
    assert {one.id for one in courses.group(world, found["Plain"])} == set(plain.topics)
