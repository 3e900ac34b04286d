"""No path, command or file moves anything between a ward's record and Training."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from srh_assess.assessment import drilling
from srh_assess.assessment.facts import Admitted, AnyFact, Entry, Identity, Stay
from srh_assess.cli import main
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.shipped import shipped
from srh_assess.store import home, verify
from srh_assess.store.keys import Cost
from srh_assess.workflow import drill_model, importing, synthetic, training_world
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.history import History
from srh_assess.workflow.training_world import LEARNER, PASSPHRASE, Training, TrainingDesk
from srh_assess.workflow.verify import replayed
from tests.workflow.worlds import NOON, PROTOCOL

WORDS = "four plain words here"
CHEAP = Cost(memory=128, passes=1, lanes=1)
WREN = Identity(family="Wren", given="Marianne", nhs_number="9434765919")
BEDS = "Family name,Given name,Date of birth,NHS number,Admitted\nWren,Marianne,22/03/1997,,01/11/2026\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with a woman on it, and Training beside it with a run in the middle."""
    folder = tmp_path_factory.mktemp("worlds") / "home"
    desk = Desk(folder, PROTOCOL, SetClock(NOON), cost=CHEAP)
    list(synthetic.make(desk, WORDS))
    desk.sign_in(synthetic.NURSE, WORDS)
    desk.admit(WREN, Stay(admitted=NOON, ward="Willow Ward"))
    training = training_world.enter(desk)
    training.open()
    drill = training.begin("sam-pressure-from-the-round")
    drill_model.play(drill)
    training.close(keep=True)
    return folder


@pytest.fixture
def ward(made: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(made, folder)
    return folder


@pytest.fixture
def world(ward: Path) -> Path:
    return training_world.folder_of(ward) / "world"


def heads(ward: Path) -> Mapping[str, str]:
    """The newest entry of both journals, and that each proves clean."""
    found = {}
    for name, folder, user, words in (
        ("ward", ward, synthetic.NURSE, WORDS),
        ("training", training_world.folder_of(ward) / "world", LEARNER, PASSPHRASE),
    ):
        opened = home.unlock(folder, user, words, SetClock(NOON), training=name == "training")
        verdict = verify.walk(opened)
        assert verdict.clean
        found[name] = verdict.newest
    return found


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    assert str(caught.value)
    return caught.value.code


def test_no_other_door_opens_training_and_training_opens_no_other(ward: Path, world: Path) -> None:
    before = heads(ward)
    desk = Desk(world, PROTOCOL, SetClock(NOON), cost=CHEAP)
    assert code_of(lambda: desk.sign_in(LEARNER, PASSPHRASE)) == "training-door"
    other = TrainingDesk(ward, PROTOCOL, SetClock(NOON), cost=CHEAP)
    assert code_of(lambda: other.sign_in(synthetic.NURSE, WORDS)) == "training-not-here"
    assert heads(ward) == before


@pytest.fixture
def learning(ward: Path) -> Iterator[Training]:
    training = Training(training_world.folder_of(ward), PROTOCOL, SetClock(NOON))
    training.open()
    yield training
    training.desk.lock()


def test_no_woman_is_brought_into_training_by_hand_or_from_a_list(
    ward: Path, learning: Training
) -> None:
    board = learning.desk.board()
    assert (
        code_of(lambda: learning.desk.admit(WREN, Stay(admitted=NOON, ward="Willow Ward")))
        == "training-no-scenario"
    )
    wish = importing.Wish()
    assert code_of(lambda: learning.desk.bring_in(BEDS.encode(), wish)) == "training-no-scenario"
    (row,) = board
    corrected = Identity(family="Heather", given="Sam", nhs_number="9434765919")
    stay = Stay(admitted=NOON, ward="Willow Ward")
    assert (
        code_of(lambda: learning.desk.correct(row.admission, corrected, stay, "why"))
        == "training-real-number"
    )
    assert learning.desk.board() == board


COMMANDS = {
    "backup": ["backup", "HOME", "OUT"],
    "summary": ["summary", "HOME", "--from", "2026-10", "--to", "2026-11", "--level", "internal",
                "--format", "csv", "-o", "OUT"],
    "import-admissions": ["import-admissions", "HOME", "BEDS"],
    "record": ["record", "HOME", "Heather", "-o", "OUT"],
    "simulate": ["simulate", "HOME", "--admissions", "3", "--seed", "1"],
    "rehearse": ["protocol", "--rehearse", "PROTOCOL", "HOME"],
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_reaches_into_training(
    ward: Path, world: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = heads(ward)
    words, beds, out = tmp_path / "words", tmp_path / "beds.csv", tmp_path / "out"
    words.write_text(PASSPHRASE, "utf-8")
    beds.write_text(BEDS, "utf-8")
    places = {"HOME": world, "OUT": out, "BEDS": beds, "PROTOCOL": shipped("protocol")}
    line = [str(places.get(word, word)) for word in COMMANDS[command]]
    if command != "simulate":
        line += ["--user", LEARNER]
    assert main([*line, "--passphrase-file", str(words)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not out.exists()
    assert heads(ward) == before


def test_verify_proves_training_too(world: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text(PASSPHRASE, "utf-8")
    line = ["verify", str(world), "--user", LEARNER, "--passphrase-file", str(words)]
    assert main(line) == 0


def digest(folder: Path) -> Mapping[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


CODES = {
    "clinical.db": "home-damaged",
    "ledger.json": "ledger-damaged",
    "anchor": "anchor-missing",
}


@pytest.mark.parametrize("file", CODES)
@pytest.mark.parametrize("way", ["into training", "out of training"])
def test_a_file_of_one_world_is_no_file_of_the_other(
    ward: Path, world: Path, file: str, way: str
) -> None:
    source, target = (ward, world) if way == "into training" else (world, ward)
    shutil.copyfile(source / file, target / file)
    user, words = (LEARNER, PASSPHRASE) if target == world else (synthetic.NURSE, WORDS)
    kind = TrainingDesk if target == world else Desk
    desk = kind(target, PROTOCOL, SetClock(NOON), cost=CHEAP)
    code = code_of(lambda: desk.sign_in(user, words))
    assert code == CODES[file]


def test_leaving_training_leaves_nothing_of_the_run_and_the_ward_as_it_was(
    ward: Path, learning: Training
) -> None:
    before = digest(ward)
    drill = learning.begin("tobi-his-words")
    drill_model.play(drill)
    learning.close()
    after = digest(ward)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert all(name.startswith("training/") for name in changed)
    world = learning.desk.folder
    assert [path.name for path in (world / "moments").iterdir()] == ["empty.db"]
    learning.open()
    assert learning.desk.board() == ()
    assert learning.resume() is None


def test_the_ward_s_record_is_closed_while_training_is_open(ward: Path) -> None:
    desk = Desk(ward, PROTOCOL, SetClock(NOON), cost=CHEAP)
    desk.sign_in(synthetic.NURSE, WORDS)
    training = training_world.enter(desk)
    training.open()
    assert desk.me is None
    assert desk.kind is None
    assert code_of(desk.board) == "not-signed-in"
    training.desk.lock()


def test_verify_names_an_entry_of_another_world() -> None:
    """What somebody with the keys had written past the walls."""
    begun = drilling.DrillBegun(scenario="x", version=1, mark="m")
    admitted = Admitted(identity=WREN, stay=Stay(admitted=NOON))
    history = History(PROTOCOL)
    cases: tuple[tuple[tuple[AnyFact, ...], str, int], ...] = (
        ((admitted, begun), "live", 2),
        ((begun, admitted), "synthetic", 1),
        ((admitted,), "training", 1),
    )
    for facts, kind, number in cases:
        entries = tuple(
            Entry(id=f"{n}", number=n, admission="a", at=NOON, author="x", fact=fact)
            for n, fact in enumerate(facts, 1)
        )
        faults, _ = replayed(history, "a", iter(entries), kind=kind)
        assert faults == [f"Entry {number}: it belongs to another world than this home."]
