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
    for file in made.own.glob("*"):
        file.unlink()


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def copy(world: Training, of: str = "ines-not-with-a-man", id: str = "ours") -> authoring.Table:
    """The table of a copy that can be played; not kept yet."""
    table = own.table_of(world, of)
    return authoring.copied(table, id, "Our own", "The ward", date(2026, 11, 3))


def test_a_copy_is_changed_kept_and_played(world: Training) -> None:
    begun = own.copy(world, "ines-not-with-a-man")
    assert begun.id == "not-with-a-man"
    assert {fault.code for fault in begun.faults} == {"scenario-missing"}  # nobody wrote it yet
    table = {**begun.table, "author": "The ward", "vignette": {"notes": "Another day."}}
    kept = own.keep(world, table)
    assert not kept.faults
    assert own.keep(world, table) == kept
    assert world.shelf().of(kept.id).scenario.vignette.notes == "Another day."
    drill = world.begin(kept.id)
    assert drill_model.play(drill)
    drill.end()
    assert marks(drill.scenario, drill.scene()).full


def test_a_new_one_is_kept_with_all_that_is_missing(world: Training) -> None:
    begun = own.new(world, "The door")
    assert {"scenario-missing", "scenario-nothing-expected"} <= {f.code for f in begun.faults}
    (found,) = own.every(world)
    assert (found.id, found.title) == ("the-door", "The door")
    assert own.new(world, "The door").id == "the-door-2"
    assert not any(one.own for one in world.shelf().kept)


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
    left = {fault.code for fault in own.keep(world, made).faults}
    assert left == {"scenario-no-why"}
    for one in made["expect"]:
        one["why"] = one["why"] or "As it was done"
    own.keep(world, made)
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
    file.write_bytes(b"# A remark of theirs.\n" + toml.written(table))
    taken = own.take(world, own.read(world, file))
    assert world.shelf().of("theirs").file.read_bytes() == file.read_bytes()
    out = own.hand_on(taken, tmp_path)
    assert out.name == "TRAINING-theirs.toml"
    assert out.read_bytes() == file.read_bytes()
    assert code_of(lambda: own.take(world, own.read(world, file))) == "scenario-twice"
    other = own.take(world, own.read(world, file), anew=True)
    assert other.id == "theirs-2"
    assert other.table["house_style"] == {"colour": "teal"}


def test_an_id_that_points_elsewhere_leads_nowhere(world: Training, tmp_path: Path) -> None:
    file = tmp_path / "from-elsewhere.toml"
    file.write_text('format = 1\nid = "../../../etc/x"\ntitle = "<b>=cmd()</b>"\n', "utf-8")
    taken = own.take(world, own.read(world, file))
    assert [one.name for one in world.own.iterdir()] == ["etc-x.toml"]
    assert taken.faults
    file.write_text("format = 1\n", "utf-8")
    assert own.read(world, file).id == "from-elsewhere"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a" * (50 * 1024 * 1024), "scenario-large"),
        (b"\xff\xfe", "scenario-not-text"),
        (b"import os", "scenario-not-toml"),
        (b"format = 99\n", "scenario-newer"),
        (b'title = "no format"\n', "scenario-no-format"),
        (b"format = 1\nreviewed = 2026-02-31\n", "scenario-not-toml"),
    ],
)
def test_what_is_no_scenario_is_refused_with_the_reason(
    world: Training, tmp_path: Path, raw: bytes, code: str
) -> None:
    file = tmp_path / "file.toml"
    file.write_bytes(raw)
    assert code_of(lambda: own.read(world, file)) == code
    assert code_of(lambda: own.read(world, tmp_path / "none.toml")) == "scenario-no-file"
    assert not own.every(world)


def test_a_file_of_ours_that_cannot_be_read_keeps_its_name_taken(world: Training) -> None:
    world.own.mkdir(parents=True, exist_ok=True)
    (world.own / "broken.toml").write_text("format = ", "utf-8")
    assert own.every(world) == ()
    assert "broken" in own.taken(world)


def test_one_that_could_not_be_read_again_is_not_kept(world: Training) -> None:
    table = {**copy(world), "vignette": {"notes": "a" * scenarios.LARGEST}}
    assert code_of(lambda: own.keep(world, table)) == "scenario-large"
    assert not own.every(world)


def test_what_came_with_the_program_stays(world: Training) -> None:
    kept = world.shelf().of("tobi-his-words")
    own.remove(world, "tobi-his-words")
    assert kept.file.exists()


def test_who_only_learns_changes_nothing(world: Training) -> None:
    kept = own.keep(world, copy(world))
    world.leads = False
    try:
        for act in (
            lambda: own.keep(world, copy(world)),
            lambda: own.new(world, "Another"),
            lambda: own.copy(world, "tobi-his-words"),
            lambda: own.take(world, kept),
            lambda: own.remove(world, kept.id),
        ):
            assert code_of(act) == "role-may-not"
        assert own.every(world) == (kept,)
    finally:
        world.leads = True


def test_a_preview_is_played_and_not_kept(world: Training) -> None:
    kept = own.preview(world, copy(world))
    drill = world.begin(kept)
    assert drill.scenario.id == "ours"
    assert [one for one in world.shelf().kept if one.own] == []
    assert scenarios.faults(toml.written(copy(world)), PROTOCOL) == ()
