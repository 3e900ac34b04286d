"""Every shipped scenario, played through the real workflow: right, wrong in each way, left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from srh_assess.shipped import shipped
from srh_assess.training.debrief import debrief
from srh_assess.training.marking import Marks, marks
from srh_assess.training.model import Expect, Scenario
from srh_assess.training.scenarios import read
from srh_assess.workflow import drill_model
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import PASSPHRASE, Training
from srh_assess.workflow.verify import verify_home
from tests.workflow.worlds import PROTOCOL, training

SCENARIOS = {
    file.stem: read(file.read_bytes(), PROTOCOL)
    for file in sorted(shipped("scenarios").glob("*.toml"))
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    made = training(tmp_path_factory.mktemp("training"))
    yield made
    made.close()


def marked(drill: Drill) -> Marks:
    return marks(drill.scenario, drill.scene())


@pytest.mark.parametrize("id", SCENARIOS)
def test_played_right_it_gets_full_marks_and_proves_clean(world: Training, id: str) -> None:
    drill = world.begin(id)
    assert drill_model.play(drill)
    drill.end()
    found = marked(drill)
    assert [
        (one.field, one.outcome, one.stood) for one in found.lines if one.outcome != "best"
    ] == []
    assert found.full
    assert found.through
    went = drill.played()
    happenings = {one.id for one in drill.scenario.happenings}
    assert {*went.happened, *went.chosen} == happenings
    world.desk.lock()
    report = verify_home(
        world.desk.folder, "learner", PASSPHRASE, protocol=PROTOCOL, clock=world.clock
    )
    assert report.lines[-1] == "Everything fits."
    world.open()


_UNDONE = {"item": "none", "asked": "not_asked", "clock": "none", "need": "none"}


def wrong(scenario: Scenario) -> Iterator[tuple[Expect, str]]:
    """Each way to do it wrong that a scenario lists: every unsafe code, every other choice, and
    whatever is essential left undone."""
    for one in scenario.expects:
        codes = set(one.unsafe)
        if one.weight == "essential":
            codes |= {_UNDONE[kind] for kind in [one.field.partition(".")[0]] if kind in _UNDONE}
        if one.field.startswith("choice."):
            choice = scenario.choice(one.field.removeprefix("choice."))
            codes |= {option.code for option in choice.options}
        yield from ((one, code) for code in sorted(codes - {one.best, *one.accept}))


WRONG = [
    pytest.param(id, one, code, id=f"{id}-{one.field}-{code}")
    for id, scenario in SCENARIOS.items()
    for one, code in wrong(scenario)
]


@pytest.mark.parametrize(("id", "one", "code"), WRONG)
def test_played_wrong_it_is_marked_so_with_the_reason(
    world: Training, id: str, one: Expect, code: str
) -> None:
    drill = world.begin(id)
    drill_model.play(drill, {**drill_model.best(drill.scenario), one.field: code})
    drill.end()
    found = marked(drill)
    line = next(mark for mark in found.lines if mark.field == one.field)
    assert line.outcome == ("unsafe" if code in one.unsafe else "missed"), line.stood
    assert line.why == one.why
    assert line.source
    told = debrief(drill.scenario, drill.scene(), PROTOCOL)
    shown = [mark for step in told.path for mark in step.marks] + list(told.unseen)
    assert [(mark.why, mark.source) for mark in shown if mark.field == one.field] == [
        (one.why, one.source)
    ]
    assert not found.full
    if line.outcome == "unsafe":
        assert line in found.unsafe
        assert not found.through


@pytest.mark.parametrize("id", SCENARIOS)
def test_left_at_once_it_blames_nobody(world: Training, id: str) -> None:
    drill = world.begin(id)
    drill.end("left")
    found = marked(drill)
    assert {one.outcome for one in found.lines} == {"not_reached"}
    assert not found.through
    assert found.of_domain() == {}
    assert world.resume() is None


@pytest.mark.parametrize("id", SCENARIOS)
def test_left_on_the_way_it_is_marked_as_far_as_it_went(world: Training, id: str) -> None:
    drill = world.begin(id)
    last = drill.scenario.choices[-1].id
    assert not drill_model.play(drill, until=last)
    drill.end("left")
    found = marked(drill)
    by_field = {one.field: one.outcome for one in found.lines}
    assert by_field[f"choice.{last}"] == "not_reached"
    assert "unsafe" not in by_field.values()
    assert not found.through
