"""A scenario on the real workflow: what she says, what happens, time, going back, resuming."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from srh_assess.assessment.answers import State
from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.training.scenarios import Kept, read
from srh_assess.workflow import drill_model, gating
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.drill_begun import LeftOpen
from srh_assess.workflow.training_world import PASSPHRASE, Training
from srh_assess.workflow.verify import verify_home
from tests.workflow.worlds import PROTOCOL, defer, gate, hear, sitting, training


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Training:
    return training(tmp_path_factory.mktemp("training"))


@pytest.fixture
def world(made: Training) -> Iterator[Training]:
    made.open()
    yield made
    made.close()


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def test_she_is_on_the_board_as_the_scenario_has_her(world: Training) -> None:
    world.begin("tobi-his-words", run="group")
    (row,) = world.desk.board()
    assert (row.family, row.given, row.room) == ("Slate", "Tobi", "1")
    assert row.nhs_number.startswith("999")
    assert f"{local(world.clock.now()):%H:%M}" == "11:20"
    drill = world.begin("ewa-her-sister-translates")
    (row,) = world.desk.board()
    assert row.family == "Indigo"
    assert drill.run == "alone"
    record = drill.scene().record
    assert record.stay is not None and record.stay.interpreter
    assert record.identity is not None and record.identity.born is not None
    assert world.desk.kind == "training"


def test_what_an_item_gets(world: Training) -> None:
    drill = world.begin("amara-half-an-hour-after")
    assert drill.heard("X31").value == "yes_not_now"
    assert "Something happened" in drill.heard("X31").words
    assert drill.heard("R12").value == ("sex_5_days", "hiv_exposure", "assault")
    when = drill.heard("X20").when
    assert when.earliest is not None
    assert abs(world.clock.now() - timedelta(hours=40) - when.earliest) < timedelta(minutes=1)
    assert drill.heard("R01").told
    plain = drill.heard("A03")
    assert (plain.told, plain.value) == (False, "no")
    assert plain.words == "No"
    assert drill.heard("R02").words
    for item in PROTOCOL.items.values():
        heard = drill.heard(item.id)
        assert heard.words, item.id
        assert (heard.value is None) is not (heard.state is None) or item.id == "O04"
        assert heard.state is None or heard.state in (item.states or ()), item.id


def test_states_and_days_ago_are_heard(world: Training) -> None:
    drill = world.begin("kemi-six-weeks-after")
    when = drill.heard("X25").when.earliest
    assert when is not None
    assert (world.clock.now() - when).days == 41
    assert world.begin("farah-too-old-for-this").heard("S01").state is State.UNSURE


def test_a_run_from_the_gate_to_a_choice_and_back(world: Training) -> None:
    drill = world.begin("amara-half-an-hour-after")
    session = sitting(drill)
    assert drill.waiting() == ()
    assert drill.came_of() == ()
    gate(drill, session)
    defer(session)
    assert drill.waiting() == ()
    hear(drill, session, "X31")
    (event,) = drill.waiting()
    assert event.id == "later"
    assert code_of(lambda: drill.choose("after_her_sentence", "thank")) == "training-not-now"
    assert code_of(lambda: drill.happen("nothing")) == "training-not-now"
    drill.happen("later")
    assert code_of(lambda: drill.choose("after_her_sentence", "sing")) == "training-not-now"
    assert code_of(lambda: drill.happen("after_her_sentence")) == "training-not-now"
    assert (
        code_of(lambda: drill.choose("after_her_sentence", "thank", hands={"thank": -1}))
        == "training-hands"
    )
    drill.choose("after_her_sentence", "details", hands={"details": 5, "thank": 2})
    assert drill.waiting() == ()
    chosen = drill.played().chosen["after_her_sentence"]
    assert [(one.code, one.count) for one in chosen.hands] == [("details", 5), ("thank", 2)]
    drill.move_on(minutes=1)
    assert [one.id for one in drill.moments()] == ["start", "later", "after_her_sentence"]
    drill.back_to("after_her_sentence")
    assert drill.played().chosen == {}
    assert "X31" in drill.scene().record.answers
    drill.back_to("start")
    assert drill.scene().record.answers == {}
    assert code_of(lambda: drill.back_to("after_her_sentence")) == "training-not-now"


def test_what_comes_of_it_is_shown_once(world: Training) -> None:
    drill = world.begin("ines-not-with-a-man")
    (choice,) = drill.waiting()
    drill.choose(choice.id, "persuade")
    ((place, branch),) = drill.came_of()
    assert branch.then.startswith("Ines turns")
    drill.seen(place)
    assert drill.came_of() == ()


def test_ability_comes_and_goes_and_time_moves_on(world: Training) -> None:
    drill = world.begin("bryony-her-good-hour")
    session = sitting(drill)
    gate(drill, session)
    assert session.findings.gate.outcome == "partial"
    begun = world.clock.now()
    world.clock.move_on(begun - timedelta(hours=1))
    assert world.clock.now() >= begun
    assert code_of(lambda: drill.move_on(minutes=-5)) == "training-jump"
    assert code_of(lambda: drill.move_on(minutes=60 * 24 * 61)) == "training-jump"
    assert drill.move_on(minutes=15) - begun == timedelta(minutes=15)
    session.answer("T01", "yes")
    hear(drill, session, "T02")
    assert drill.heard("R08").value == "comes_and_goes"


def test_a_run_that_was_left_goes_on_where_it_stood(tmp_path: Path) -> None:
    first = training(tmp_path / "t")
    assert first.resume() is None
    drill = first.begin("sam-pressure-from-the-round")
    drill.choose("to_the_round", "hold")
    then = drill.move_on(minutes=25)
    number = drill.way_back
    assert len(number) == 4
    first.close(keep=True)
    again = training(tmp_path / "t")
    assert again.left() == LeftOpen(title="", numbered=True)
    for typed in ("", "12", number[::-1] + "0"):
        assert code_of(partial(again.resume, typed)) == "training-way-back"
    found = again.resume(number)
    assert found is not None
    assert (found.scenario.id, found.admission) == (drill.scenario.id, drill.admission)
    assert again.clock.now() == then
    assert found.played().chosen["to_the_round"].code == "hold"
    found.end("left")
    found.end("finished")
    assert found.played().ended == "left"
    assert found.waiting() == ()
    assert again.resume() is None
    assert again.left() is None
    again.close()
    again.open()
    assert again.desk.board() == ()
    again.remove()
    assert not again.desk.exists
    again.remove()


def test_a_group_goes_on_without_a_number(tmp_path: Path) -> None:
    first = training(tmp_path / "t")
    drill = first.begin("sam-pressure-from-the-round", run="group")
    assert drill.way_back == ""
    first.close(keep=True)
    again = training(tmp_path / "t")
    assert again.left() == LeftOpen(title=drill.scenario.title, numbered=False)
    assert again.resume() is not None
    again.close()


def test_a_scenario_that_was_changed_meanwhile_is_not_gone_on_with(tmp_path: Path) -> None:
    world = training(tmp_path / "t")
    world.own.mkdir()
    kept = world.shelf().of("sam-pressure-from-the-round")
    text = kept.file.read_text("utf-8").replace("sam-pressure-from-the-round", "own-one")
    (world.own / "own.toml").write_text(text, "utf-8")
    drill = world.begin("own-one")
    assert drill.kept.own
    (world.own / "own.toml").write_text(text.replace("Sixth day", "A day"), "utf-8")
    assert world.resume() is None
    world.close()


def own(world: Training, *places: str) -> Drill:
    """A scenario of our own with one event at each of these places."""
    kept = world.shelf().of("chioma-valproate-untested")
    happens = "".join(
        f'[[event]]\nid = "e{n}"\nat = "after:{place}"\ntext = "It rains."\n'
        for n, place in enumerate(places)
    )
    raw = (kept.file.read_text("utf-8") + happens).encode()
    made = Kept(scenario=read(raw, PROTOCOL), file=Path(), mark="m", own=True)
    return world.begin(made)


def test_things_happen_after_the_needs_the_signature_and_a_part_that_is_over(
    world: Training,
) -> None:
    drill = own(world, "needs", "signed", "pregnancy", "periods", "gate")
    session = sitting(drill)
    gate(drill, session)
    assert [one.id for one in drill.waiting()] == []
    gating.decide(session, "go")
    assert [one.id for one in drill.waiting()] == ["e4"]
    hear(drill, session, "P01")
    assert [one.id for one in drill.waiting()] == ["e4"]
    assert drill_model.play(drill)
    went = drill.played().happened
    assert {"e0", "e1", "e2", "e3", "e4"} <= set(went)
    assert went["e2"] <= went["e0"] <= went["e1"]


def test_a_part_that_was_passed_over_is_over(world: Training) -> None:
    drill = own(world, "pregnancy")
    session = sitting(drill)
    gate(drill, session)
    gating.decide(session, "go")
    hear(drill, session, "P01")
    session.go(next(page.id for page in session.pages if page.section == "pregnancy"))
    assert drill.waiting() == ()
    session.go("needs")
    assert [one.id for one in drill.waiting()] == ["alarm", "e0"]


@pytest.mark.parametrize(
    ("code", "stands", "signed"), [("set_aside", "set_aside", True), ("none", "raised", False)]
)
def test_the_player_sets_a_need_aside_or_leaves_it(
    world: Training, code: str, stands: str, signed: bool
) -> None:
    drill = world.begin("chioma-valproate-untested")
    wanted = {**drill_model.best(drill.scenario), "need.N09": code, "item.P02": "unsure"}
    assert drill_model.play(drill, wanted) is signed
    assert drill.scene().stands("need.N09").codes == {stands}
    assert drill.scene().stands("item.P02").codes == {"unsure"}


def test_a_whole_run_proves_clean(world: Training) -> None:
    drill = world.begin("amara-half-an-hour-after")
    session = sitting(drill)
    gate(drill, session)
    defer(session)
    hear(drill, session, "X31")
    drill.happen("later")
    drill.choose("after_her_sentence", "thank")
    drill.move_on(minutes=30)
    drill.end()
    world.desk.lock()
    report = verify_home(
        world.desk.folder, "learner", PASSPHRASE, protocol=PROTOCOL, clock=world.clock
    )
    assert report.lines[-1] == "Everything fits."
