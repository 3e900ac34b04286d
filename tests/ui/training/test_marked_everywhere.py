"""TRAINING in every room and on every page that the modules themselves name, and in every file that
any of them writes: a room, a page or a writer that is new is looked for here by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import srh_assess
from srh_assess.ui import training as pages
from srh_assess.ui.rooms import WARD_ROOMS
from srh_assess.ui.theme import Theme
from srh_assess.ui.training import rooms
from srh_assess.ui.training.hall import HallPage
from srh_assess.ui.training.outside import OutsidePage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.ward_pages import DeskPage
from srh_assess.ui.woman_rooms import WOMAN_ROOMS
from srh_assess.workflow import training_ward
from tests.ui.training.conftest import AMARA, EWA, Grab, practice, rest, walk
from tests.ui.training.test_worlds import marked

# ---- every room, from the rooms' own lists


@pytest.mark.parametrize("room", rooms.OPENS)
def test_every_room_of_training_is_marked(
    training: TrainingProgram, theme: Theme, room: str
) -> None:
    hall = training.window.page
    assert isinstance(hall, HallPage)
    hall.acts[room].click()
    rest(training)
    assert training.window.page is not hall
    marked(training, theme)


def test_what_stands_round_the_course_is_a_room_or_leads_out(training: TrainingProgram) -> None:
    hall = training.window.page
    assert isinstance(hall, HallPage)
    assert set(hall.acts) == {*rooms.OPENS, "leave"}


def test_every_room_about_the_woman_is_marked(training: TrainingProgram, theme: Theme) -> None:
    walk(training).choose(AMARA, "alone")
    training.window.actions_bar.primary.click()
    run, opened = practice(training), []
    for room in WOMAN_ROOMS:
        if not run.desk.may(room.action):
            continue
        run.open_woman_room(room.id, run.drill.admission)
        rest(training)
        marked(training, theme)
        opened.append(room.id)
        run.come_home()
    assert len(opened) > 8
    run.open_overview(run.drill.admission)
    rest(training)
    marked(training, theme)


def test_no_room_of_the_ward_opens_in_a_run(training: TrainingProgram) -> None:
    """Whatever leads to them leads outside her room: nothing of the ward's list is offered."""
    walk(training).choose(AMARA, "alone")
    run = practice(training)
    run.more()
    assert training.window.owner.screen == "training_outside"
    page = training.window.page
    assert isinstance(page, OutsidePage)
    offered = {one.text() for one in page.buttons.values()}
    assert not offered & {room.words for room in WARD_ROOMS}


# ---- every page that a module names


def screens() -> set[str]:
    """Every screen that a module of training says it shows."""
    found = set()
    for file in Path(pages.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and (said == "training" or said.startswith("training_")):
                found.add(said)
    return found - NO_SCREENS


NO_SCREENS = {"training_", "training_own", "training_papers", "training_facts", "training_world"}


def test_every_page_that_training_names_is_seen_and_marked(
    training: TrainingProgram, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_ward, "STAYS", 13)
    seen: set[str] = set()

    def grab(_: str) -> None:
        seen.add(training.window.owner.screen)
        marked(training, theme)

    hand = walk(training, grab)
    hand.choose(EWA, "group")
    hand.pause_and_go_back()
    list(hand.run())
    hand.end()
    hand.choose(EWA, "pair")
    hand._beside("leave").click()
    training.window.actions_bar.primary.click()
    for room in rooms.OPENS:
        hall = training.window.page
        assert isinstance(hall, HallPage)
        hall.acts[room].click()
        rest(training)
        grab(room)
        training.window.actions_bar.back_button.click()
    round_the_ward(training, grab)
    assert screens() <= seen


def round_the_ward(program: TrainingProgram, grab: Grab) -> None:
    """Builds a very small one, and looks at what stands round it."""
    hall = program.window.page
    assert isinstance(hall, HallPage)
    hall.acts["ward"].click()
    program.window.actions_bar.primary.click()
    grab("building")
    rest(program)
    grab("desk")
    page = program.window.page
    assert isinstance(page, DeskPage)
    page.acts["planted"].click()
    grab("planted")


# ---- every writer of a file

WRITES = {"write_atomically", "write_bytes", "write_text", "writestr"}
MARKS = "tests.workflow.test_training_marks:"
WRITERS = {
    "ui/painting.py": f"{MARKS}test_every_picture_of_the_figures",
    "ui/walkthrough.py": "tests.ui.training.test_worlds:test_every_page_of_a_run_is_marked",
    "ui/crash.py": "what a mistake of the program was: no paper, no picture, nothing of a record",
    "letters/logo.py": "a logo made smaller in memory; it stands on letters, which are marked",
    "letters/page.py": "the page of a letter or paper, in memory",
    "letters/tags.py": "the same page with its reading order, in memory",
    "workflow/save_file.py": "the one way to write: below are those who call it",
    "workflow/summing.py": f"{MARKS}test_every_file_of_the_figures",
    "workflow/sharing.py": f"{MARKS}test_every_letter_and_its_file_name",
    "workflow/outgoing.py": f"{MARKS}test_every_letter_and_its_file_name",
    "workflow/papers.py": f"{MARKS}test_papers_without_anybody_on_them",
    "workflow/her_record.py": f"{MARKS}test_everything_held_about_her",
    "workflow/disposal.py": f"{MARKS}test_a_certificate_of_disposal_carries_the_mark_of_its_desk",
    "workflow/mapping.py": f"{MARKS}test_rows_of_a_fixed_shape_are_refused",
    "workflow/training_papers.py": f"{MARKS}test_papers_of_training",
    "workflow/training_own.py": "tests.ui.training.test_authoring:test_one_file_out_and_in_and_twice",
    "workflow/print_protocol.py": "the handbook of the content: about nobody, from no page of a run",
    "workflow/importing.py": "a report on a bed list; training takes no bed list in",
    "workflow/place.py": "which kind of home it is: a file of the record itself",
}
"""Every module that writes, with the test that finds the mark in it, or why there is none."""


def writers() -> Iterator[str]:
    """Modules that write something a person could carry away: the store writes sealed files only,
    and the command line hands on what the workflow made."""
    root = Path(srh_assess.__file__).parent
    for file in root.rglob("*.py"):
        name = str(file.relative_to(root)).replace("\\", "/")
        if name.split("/")[0] in ("store", "cli"):
            continue
        if any(_writes(node) for node in ast.walk(ast.parse(file.read_text("utf-8")))):
            yield name


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return isinstance(node, ast.Call) and getattr(node.func, "id", "") in {*WRITES, "open"}
    held = node.func.value
    of = held.id if isinstance(held, ast.Name) else ""
    saved = isinstance(held, ast.Call) or of in ("image", "picture", "pixmap", "pdf")
    written = of in ("save", "save_file")
    return (
        node.func.attr in WRITES
        or (node.func.attr == "write" and written)
        or (node.func.attr == "save" and saved)
    )


def test_every_writer_of_a_file_is_known_with_its_test_or_its_reason() -> None:
    assert set(writers()) == set(WRITERS)
    for proof in WRITERS.values():
        if proof.startswith("tests."):
            module, _, name = proof.partition(":")
            assert callable(getattr(import_module(module), name)), proof
