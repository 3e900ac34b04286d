"""The project's own checks, each proved by a deliberate breach and by code that keeps the rule."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# habit -> (file that breaks it, its line)
BREACHES = [
    ("a question goes through ui/ask.py", "src/srh_assess/ui/page.py", "dialog.exec()"),
    ("a question goes through ui/ask.py", "src/srh_assess/ui/page.py", "QDialog().exec_()"),
    (
        "a question goes through ui/ask.py",
        "src/srh_assess/app.py",
        "from PySide6.QtWidgets import QMessageBox",
    ),
    (
        "a question goes through ui/ask.py",
        "src/srh_assess/ui/page.py",
        "QFileDialog.getSaveFileName(None)",
    ),
    ("a test opens no modal dialog", "tests/ui/test_page.py", "dialog.exec()"),
    (
        "nothing speaks to a network",
        "src/srh_assess/ui/page.py",
        "from PySide6 import QtNetwork",
    ),
    (
        "nothing speaks to a network",
        "src/srh_assess/ui/page.py",
        "from PySide6.QtNetwork import QTcpSocket",
    ),
    (
        "an import stands in an import statement",
        "src/srh_assess/rules/gate.py",
        "importlib.import_module('sqlite3')",
    ),
    (
        "an import stands in an import statement",
        "src/srh_assess/rules/gate.py",
        "__import__(name)",
    ),
    ("the present comes from a Clock", "src/srh_assess/rules/gate.py", "datetime.now(UTC)"),
    ("the present comes from a Clock", "src/srh_assess/workflow/a.py", "date.today()"),
    ("the present comes from a Clock", "src/srh_assess/store/a.py", "time.time()"),
    ("a number is typed, never spun", "src/srh_assess/ui/page.py", "QSpinBox()"),
    ("a colour stands in the theme file", "src/srh_assess/ui/page.py", "x = 'color: #14586A;'"),
    ("a test waits for a signal, never for a time", "tests/test_a.py", "time.sleep(1)"),
    ("a test waits for a signal, never for a time", "tests/test_a.py", "qtbot.wait(50)"),
    (
        "a test wraps a Qt method in a function, never in a mock",
        "tests/test_a.py",
        "from unittest.mock import Mock",
    ),
]

KEPT = [
    ("src/srh_assess/ui/ask.py", "QMessageBox().exec()"),
    ("src/srh_assess/app.py", "app.exec()"),
    ("src/srh_assess/clock.py", "datetime.now(UTC)"),
    ("src/srh_assess/store/lock.py", "importlib.import_module('msvcrt')"),
    ("src/srh_assess/ui/page.py", "x = 'entry #12'"),
    ("src/srh_assess/workflow/a.py", "clock.now()"),
    ("tests/test_a.py", "qtbot.waitUntil(done)"),
]


def _check(checkout: Path, script: str, *words: Path) -> tuple[int, str]:
    command: list[str | Path] = [sys.executable, checkout / "packaging" / script, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("habit", "name", "line"), BREACHES)
def test_a_broken_habit_is_named(
    checkout: Path, tmp_path: Path, habit: str, name: str, line: str
) -> None:
    _write(tmp_path, name, f"{line}\n")
    code, said = _check(checkout, "habits.py", tmp_path)
    assert (code, said.splitlines()[0].startswith(f"{name}:1: {habit}: ")) == (1, True)
    assert len(said.splitlines()) == 1


def test_kept_habits_are_quiet(checkout: Path, tmp_path: Path) -> None:
    for name, line in KEPT:
        with _write(tmp_path, name, "").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    assert _check(checkout, "habits.py", tmp_path) == (0, "")


def _nested(depth: int) -> str:
    lines = [f"{'    ' * level}if {level}:" for level in range(1, depth + 1)]
    return "\n".join(["def deep():", *lines, f"{'    ' * (depth + 1)}pass\n"])


CHAIN = "def chain(x):\n    if x == 0:\n        pass\n" + "".join(
    f"    elif x == {n}:\n        pass\n" for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = 1\n" * 400, ""),
        ("x = 1\n" * 401, "401 lines"),
        ("def f():\n" + "    x = 1\n" * 49, ""),
        ("def f():\n" + "    x = 1\n" * 50, "f has 51 lines"),
        (_nested(4), ""),
        (_nested(5), "deep is nested 5 deep"),
        (CHAIN, ""),
    ],
)
def test_sizes(checkout: Path, tmp_path: Path, text: str, complaint: str) -> None:
    _write(tmp_path, "room.py", text)
    code, said = _check(checkout, "size_limits.py", tmp_path)
    assert code == int(bool(complaint))
    assert complaint in said


@pytest.fixture
def covered(checkout: Path, tmp_path: Path) -> Path:
    """A small program whose test took one of two branches of a rule."""
    _write(tmp_path, "src/srh_assess/__init__.py", "")
    _write(tmp_path, "src/srh_assess/rules/__init__.py", "")
    rule = "def rule(x):\n    if x:\n        return 1\n    return 0\n"
    _write(tmp_path, "src/srh_assess/rules/gate.py", rule)
    _write(tmp_path, "pyproject.toml", (checkout / "pyproject.toml").read_text("utf-8"))
    _write(
        tmp_path,
        "packaging/coverage_gate.py",
        (checkout / "packaging/coverage_gate.py").read_text("utf-8"),
    )
    return tmp_path


def _run_covered(root: Path, calls: str) -> None:
    program = (
        f"import sys; sys.path.insert(0, 'src')\nfrom srh_assess.rules.gate import rule\n{calls}\n"
    )
    _write(root, "drive.py", program)
    for words in (["run", "drive.py"], ["combine", "-q"]):
        subprocess.run([sys.executable, "-m", "coverage", *words], cwd=root, check=True)


def test_a_branch_not_taken_fails_the_gate(covered: Path) -> None:
    _run_covered(covered, "rule(0)")
    assert _check(covered, "coverage_gate.py")[1].splitlines() == [
        "rules/gate.py:3: never ran",
        "rules/gate.py:2: never went to line 3",
    ]


def test_every_branch_taken_passes_the_gate(covered: Path) -> None:
    _run_covered(covered, "rule(0), rule(1)")
    assert _check(covered, "coverage_gate.py") == (0, "")


def test_a_module_on_the_list_is_named_and_does_not_fail_the_gate(covered: Path) -> None:
    _write(covered, "packaging/coverage_gaps.txt", "# Not there yet.\nrules/gate.py\n")
    _run_covered(covered, "rule(0)")
    said = "rules/gate.py: 2 still missing, as listed\n"
    assert _check(covered, "coverage_gate.py") == (0, said)


def test_a_module_no_test_imports_fails_the_gate(covered: Path) -> None:
    _write(covered, "src/srh_assess/rules/forgotten.py", "x = 1\n")
    _run_covered(covered, "rule(0), rule(1)")
    code, said = _check(covered, "coverage_gate.py")
    assert (code, said) == (1, "rules/forgotten.py:1: never ran\n")


def test_an_exclusion_needs_a_reason(covered: Path) -> None:
    gate = covered / "src/srh_assess/rules/gate.py"
    excluded = gate.read_text("utf-8").replace("if x:", "if x:  # pragma: no cover")
    gate.write_text(excluded, "utf-8")
    _run_covered(covered, "rule(0)")
    code, said = _check(covered, "coverage_gate.py")
    assert (code, said.endswith("an exclusion without a reason on the same line\n")) == (1, True)
    gate.write_text(excluded.replace("no cover", "no cover - only on Windows"), "utf-8")
    assert _check(covered, "coverage_gate.py") == (0, "")


def test_no_data_fails_the_gate(covered: Path) -> None:
    assert _check(covered, "coverage_gate.py")[0] == 1
