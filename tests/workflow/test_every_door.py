"""Every command and every writer of a file, found by reading the program: none is left out of the
tests that nothing crosses between the worlds and that everything of training is marked."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import pytest

import srh_assess
from srh_assess.assessment.keeping import Disposed
from srh_assess.cli import parser
from srh_assess.errors import Refused
from srh_assess.workflow import disposal, mapping, training_world
from srh_assess.workflow.periods import Span
from srh_assess.workflow.training_world import PASSPHRASE, Training
from tests.workflow.test_no_crossing import COMMANDS
from tests.workflow.test_training_marks import is_marked
from tests.workflow.worlds import training

SOURCE = Path(srh_assess.__file__).parent
MARKS, CROSSING = "tests.workflow.test_training_marks", "tests.workflow.test_no_crossing"
PAPERS, OWN = "tests.workflow.test_training_papers", "tests.workflow.test_training_own"
HERE = "tests.workflow.test_every_door"

# ---- commands

ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "verify": f"{CROSSING}.test_verify_proves_training_too",
        "restore": "tests.store.test_worlds.test_no_backup_is_made_of_training_and_none_lands_on_another_world",
        "protocol": f"{CROSSING}.test_no_command_reaches_into_training",
    }
)
"""Commands that are given a record and are tried by a test of their own."""


def commands(made: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def takes_a_record(made: argparse.ArgumentParser) -> bool:
    """Whether it is told where a record lies, beside the one that every command may be given."""
    return any(action.dest == "home_folder" for action in made._actions)


def test_every_command_that_opens_a_record_is_tried_against_training() -> None:
    found = {name for name, made in commands(parser()) if takes_a_record(made)}
    assert found
    assert found <= {*COMMANDS, *ELSEWHERE}


# ---- writers of files

KEPT = "in its own home"
NOTHING = "nothing of a record"
WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "cli.content": NOTHING,
        "cli.hers": f"{CROSSING}.test_no_command_reaches_into_training",
        "cli.scenarios": f"{PAPERS}.test_every_scenario_can_be_played_from_paper",
        "cli.words": NOTHING,
        "letters.save": "a tool of the others",
        "workflow.save_file": "a tool of the others",
        "ui.crash": "no value of a record, whichever it is",
        "workflow.disposal": f"{HERE}.test_a_certificate_of_disposal_is_marked",
        "workflow.her_record": f"{MARKS}.test_everything_held_about_her",
        "workflow.importing": f"{CROSSING}.test_no_woman_is_brought_into_training_by_hand_or_from_a_list",
        "workflow.mapping": f"{HERE}.test_nobody_in_training_may_write_rows",
        "workflow.outgoing": f"{MARKS}.test_every_letter_and_its_file_name",
        "workflow.papers": f"{MARKS}.test_papers_without_anybody_on_them",
        "workflow.place": KEPT,
        "workflow.print_protocol": NOTHING,
        "workflow.sharing": f"{MARKS}.test_every_letter_and_its_file_name",
        "workflow.summing": f"{MARKS}.test_every_file_of_the_figures",
        "workflow.training_own": "a scenario: data about nobody, invented or not",
        "workflow.training_papers": f"{MARKS}.test_papers_of_training",
    }
)
"""Where each module that writes a file is proved, or why it need not be. The store writes into
the home it was given and nowhere else; its files are tried one by one in ``test_no_crossing``."""
_CALLS = frozenset({"write_atomically", "write_bytes", "write_text"})


def writes(module: ast.Module) -> bool:
    """Whether it writes a file."""
    for call in ast.walk(module):
        if not isinstance(call, ast.Call):
            continue
        of = call.func
        name = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
        base = getattr(of.value, "id", "") if isinstance(of, ast.Attribute) else ""
        modes = {one.value for one in call.args if isinstance(one, ast.Constant)}
        opens = name in ("open", "fdopen") and modes & {"w", "wb", "x", "xb", "a", "ab"}
        if name in _CALLS or opens or (base in ("save", "save_file") and name == "write"):
            return True
    return False


def writers() -> set[str]:
    found = set()
    for file in SOURCE.rglob("*.py"):
        if writes(ast.parse(file.read_text("utf-8"))):
            found.add(".".join(file.relative_to(SOURCE).with_suffix("").parts))
    return found


def test_every_writer_of_a_file_is_proved_or_says_why_not() -> None:
    found = {name for name in writers() if not name.startswith("store.")}
    assert found == set(WRITERS)


@pytest.mark.parametrize("proof", sorted({*WRITERS.values(), *ELSEWHERE.values()}))
def test_the_proofs_are_there(proof: str) -> None:
    if not proof.startswith("tests."):
        assert " " in proof  # a reason
        return
    module, _, name = proof.rpartition(".")
    assert callable(getattr(import_module(module), name))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    made = training(tmp_path_factory.mktemp("training"))
    yield made
    made.close()


PEOPLE = tuple(name for name, _, _ in training_world._PEOPLE)


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_in_training_may_write_rows(world: Training, who: str, tmp_path: Path) -> None:
    world.desk.sign_in(who, PASSPHRASE)
    span = Span(first="2026-10", last="2026-11")
    with pytest.raises(Refused):
        mapping.save(world.desk.opened, world.clock, span, tmp_path, "To try it")
    assert not list(tmp_path.iterdir())


def test_a_certificate_of_disposal_is_marked(world: Training) -> None:
    world.begin("sam-pressure-from-the-round")
    world.desk.sign_in("keeper", PASSPHRASE)
    now = world.clock.now()
    day = now.date()
    fact = Disposed(disposal="d1", admission="a1", held_as="mental_health", entries=3, first=day,
                    last=day, reason="Its time is over", proposed_by="")  # fmt: skip
    made = disposal.Certificate(at=now, agreed_by="", asked_by="", fact=fact)
    is_marked(disposal.paper(world.desk, made))
