"""The hazard log: 25 rows, rated by the matrix, each control with a test that exists."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from srh_assess.errors import ContentFault
from srh_assess.workflow.safety_file import Control, Rating, lines, load

CHECKOUT = Path(__file__).resolve().parents[2]
FILE = load()
CONTROLS = [(hazard.id, control) for hazard in FILE.hazard for control in hazard.control]
# Law and ethics F: the rating before and after.
RATED = {
    "H01": (3, 2), "H02": (4, 2), "H03": (4, 3), "H04": (4, 3), "H05": (4, 3), "H06": (4, 3),
    "H07": (3, 2), "H08": (3, 3), "H09": (3, 2), "H10": (3, 2), "H11": (4, 3), "H12": (3, 3),
    "H13": (4, 3), "H14": (3, 2), "H15": (3, 2), "H16": (3, 2), "H17": (4, 3), "H18": (4, 3),
    "H19": (3, 2), "H20": (3, 2), "H21": (3, 3), "H22": (3, 3), "H23": (3, 3), "H24": (3, 3),
    "H25": (2, 2),
}  # fmt: skip


@cache
def named_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def exists(node_id: str) -> bool:
    """Whether pytest would find it: its file is there and holds a test of that name."""
    file, _, name = node_id.partition("::")
    path = CHECKOUT / file
    return name.startswith("test_") and path.is_file() and name in named_in(path)


def test_every_hazard_is_there_and_rated_by_the_matrix() -> None:
    assert {h.id: (FILE.risk(h.before), FILE.risk(h.after)) for h in FILE.hazard} == RATED
    assert all(h.causes and h.effects and h.control for h in FILE.hazard)
    assert all(after < 4 for _, after in RATED.values())


@pytest.mark.parametrize(("hazard", "control"), CONTROLS)
def test_a_control_names_a_test_that_exists_or_the_step_it_is_planned_for(
    hazard: str, control: Control
) -> None:
    assert bool(control.tests) != bool(control.planned), hazard
    missing = [node_id for node_id in control.tests if not exists(node_id)]
    assert missing == [], f"{hazard} names tests that do not exist"


@pytest.mark.parametrize(
    "node_id",
    [
        "tests/contract/test_safety_file.py::test_that_nobody_wrote",
        "tests/contract/test_no_such_file.py::test_a",
        "tests/contract/test_safety_file.py::exists",
        "tests/contract/test_safety_file.py",
    ],
)
def test_a_test_that_does_not_exist_is_noticed(node_id: str) -> None:
    assert not exists(node_id)


def test_the_purpose_says_what_the_program_never_does() -> None:
    for word in ("does not make a diagnosis", "not for emergencies", "under 18", "police"):
        assert word in FILE.purpose


def test_it_can_be_printed() -> None:
    said = "\n".join(lines(FILE))
    assert said.startswith("# What this program is for")
    assert all(f"## {hazard.id} {hazard.name}" in said for hazard in FILE.hazard)
    assert "shown by tests/" in said
    assert "planned: step" in said


def test_a_log_that_does_not_hold_together_is_refused(tmp_path: Path) -> None:
    (tmp_path / "purpose.md").write_text("for something", "utf-8")
    (tmp_path / "hazards.toml").write_text("hazard = 1", "utf-8")
    with pytest.raises(ContentFault):
        load(tmp_path)


def test_the_matrix_knows_its_corners() -> None:
    assert FILE.risk(Rating(severity="minor", likelihood="very_low")) == 1
    assert FILE.risk(Rating(severity="catastrophic", likelihood="very_high")) == 5
