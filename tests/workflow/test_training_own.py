"""Scenarios of our own: written, kept from doing it once, brought in, handed on, taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from srh_assess.errors import UserError
from srh_assess.training import authoring, scenarios, toml
from srh_assess.training.marking import marks
from srh_assess.workflow import drill_model
from srh_assess.workflow import training_own as own
from srh_assess.workflow.training_world import Training
from tests.workflow.worlds import PROTOCOL, training


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Training:
    return training(tmp_path_factory.mktemp("training"))


@pytest.fixture
def world(made: Training) -> Iterator[Training]:
    made.leads = True
    made.open()
    yield made
    for kept in made.shelf().kept:
        if kept.own:
            own.take_away(made, kept)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def copy(world: Training, of: str = "ines-not-with-a-man", id: str = "ours") -> authoring.Table:
    return own.copy(world, world.shelf().of(of), id, "Our own", "The ward")


def test_a_copy_is_changed_kept_and_played(world: Training) -> None:
    table = copy(world)
    table["vignette"] = {"notes": "Another day."}
    assert own.faults(world, table) == ()
    kept = own.save(world, table)
    assert kept.own
    assert kept.scenario.reviewed == date(2026, 11, 3)
    assert world.shelf().of("ours").scenario.vignette.notes == "Another day."
    assert own.save(world, table).scenario == kept.scenario
    drill = world.begin("ours")
    assert drill_model.play(drill)
    drill.end()
    assert marks(drill.scenario, drill.scene()).full


def test_a_new_one_says_all_that_is_missing(world: Training) -> None:
    table = own.new(world, "The ward")
    found = {fault.code for fault in own.faults(world, table)}
    assert {"scenario-id", "scenario-missing", "scenario-nothing-expected"} <= found
    assert code_of(lambda: own.save(world, table)) in found
    assert not world.own.exists() or not list(world.own.glob("*"))


def test_the_model_answer_is_kept_from_doing_it_once(world: Training) -> None:
    table = copy(world, "bryony-her-good-hour", "our-bryony")
    whole = table["expect"]
    table["expect"] = []
    table["expect"] = [{**whole[0], "best": "for_her", "unsafe": ["able"], "accept": []}]
    kept = own.preview(world, {**table, "expect": whole})
    drill = world.begin(kept)
    assert drill_model.play(drill)
    drill.end()
    made = own.model_from(drill, table)
    told = {one["field"]: one for one in made["expect"]}
    assert told["choice.at_eleven"]["best"] == "not_able_now"
    assert told["choice.at_eleven"]["why"] == whole[0]["why"]
    assert told["gate.outcome"]["best"] == "partial"
    assert told["clock.tc_ec_lng"]["best"] == "rung"
    assert told["item.R08"]["best"] == "comes_and_goes"
    assert not any(field.startswith(("asked.", "stopping.")) for field in told)
    left = {fault.code for fault in own.faults(world, made)}
    assert left == {"scenario-no-why"}
    for one in made["expect"]:
        one["why"] = one["why"] or "As it was done"
    own.save(world, made)
    again = world.begin("our-bryony")
    drill_model.play(again)
    again.end()
    assert marks(again.scenario, again.scene()).full


def test_what_must_not_happen_stays_in_the_model() -> None:
    table = {"expect": [{"field": "asked.A08", "best": "not_asked"}, {"field": "gate.outcome"}]}
    made = authoring.with_model(table, [{"field": "gate.outcome", "best": "go"}])
    assert [one["field"] for one in made["expect"]] == ["gate.outcome", "asked.A08"]


def test_one_from_another_trust_is_brought_in_as_it_stands(world: Training, tmp_path: Path) -> None:
    table = {**copy(world, id="theirs"), "house_style": {"colour": "teal"}}
    file = tmp_path / "theirs.toml"
    file.write_bytes(toml.written(table))
    kept = own.bring_in(world, file)
    assert kept.file.read_bytes() == file.read_bytes()
    assert code_of(lambda: own.bring_in(world, file)) == "scenario-twice"
    out = tmp_path / "out.toml"
    own.hand_on(world.shelf().of("theirs"), out)
    assert out.read_bytes() == file.read_bytes()
    file.write_text("import os", "utf-8")
    assert code_of(lambda: own.bring_in(world, file)) == "scenario-not-toml"
    assert code_of(lambda: own.bring_in(world, tmp_path / "none.toml")) == "scenario-no-file"


def test_an_id_that_another_one_has_is_not_taken(world: Training) -> None:
    table = copy(world, id="tobi-his-words")
    assert [fault.code for fault in own.faults(world, table)] == ["scenario-twice"]
    assert code_of(lambda: own.save(world, table)) == "scenario-twice"


def test_what_came_with_the_program_stays(world: Training) -> None:
    kept = world.shelf().of("tobi-his-words")
    assert code_of(lambda: own.take_away(world, kept)) == "scenario-shipped"
    assert kept.file.exists()


def test_who_only_learns_changes_nothing(world: Training, tmp_path: Path) -> None:
    kept = own.save(world, copy(world))
    world.leads = False
    try:
        for act in (
            lambda: own.save(world, copy(world)),
            lambda: own.bring_in(world, kept.file),
            lambda: own.take_away(world, kept),
        ):
            assert code_of(act) == "role-may-not"
        assert kept.file.exists()
    finally:
        world.leads = True


def test_a_preview_is_played_and_not_kept(world: Training) -> None:
    kept = own.preview(world, copy(world))
    drill = world.begin(kept)
    assert drill.scenario.id == "ours"
    assert [one for one in world.shelf().kept if one.own] == []
    assert scenarios.faults(toml.written(copy(world)), PROTOCOL) == ()
