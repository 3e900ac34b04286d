"""Habits that no linter knows, each a wall that someone once climbed over.

    python packaging/habits.py [ROOT]

Every rule says where it holds and why; a rule that is wrong is changed here, never worked round.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_NETWORK = {"QtNetwork", "QtNetworkAuth", "QtHttpServer", "QtWebSockets", "QtWebEngineCore"}
_MODAL = {"QMessageBox", "QInputDialog", "QErrorMessage"}
_SPIN = {"QSpinBox", "QDoubleSpinBox"}
_PLATFORM = {"fcntl", "msvcrt", "winreg"}
_PRESENT = {"now", "utcnow", "today"}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")


@dataclass(frozen=True)
class Habit:
    """One rule: what it refuses, why, and where it does not hold."""

    name: str
    why: str
    refuses: Callable[[ast.AST], bool]
    where: str = "src/"
    except_in: tuple[str, ...] = ()

    def holds_in(self, path: str) -> bool:
        """Whether the rule looks at this file at all."""
        return path.startswith(self.where) and not path.startswith(self.except_in or ("//",))


def _names(node: ast.AST) -> set[str]:
    """Every name that an expression or an import brings in."""
    match node:
        case ast.Import(names=names):
            return {part for alias in names for part in alias.name.split(".")}
        case ast.ImportFrom(module=module, names=names):
            return {*(module or "").split("."), *(alias.name for alias in names)}
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return {name}
    return set()


def _called(node: ast.AST) -> tuple[str, str]:
    """``("app", "exec")`` for ``self.app.exec()``; empty words for anything else."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id=owner))):
            return owner, name
        case ast.Call(func=ast.Attribute(attr=name, value=ast.Attribute(attr=owner))):
            return owner, name
        case ast.Call(func=ast.Attribute(attr=name)):
            return "", name
        case ast.Call(func=ast.Name(id=name)):
            return "", name
    return "", ""


def _runs_a_modal_loop(node: ast.AST) -> bool:
    owner, name = _called(node)
    of_application = owner in ("app", "application", "QApplication", "QGuiApplication")
    opens_file_dialog = owner == "QFileDialog" and name.startswith("get")
    return (name in ("exec", "exec_") and not of_application) or opens_file_dialog


def _reads_the_clock(node: ast.AST) -> bool:
    owner, name = _called(node)
    return (owner in ("datetime", "date") and name in _PRESENT) or (owner, name) == ("time", "time")


def _hides_an_import(node: ast.AST) -> bool:
    """``import_module`` of anything but a platform's own module, named in full."""
    if not isinstance(node, ast.Call) or _called(node)[1] not in ("import_module", "__import__"):
        return False
    match node.args:
        case [ast.Constant(value=str(name))]:
            return name not in _PLATFORM
    return True


def _waits_by_the_clock(node: ast.AST) -> bool:
    return _called(node) in (("time", "sleep"), ("qtbot", "wait"), ("QTest", "qWait"))


def _holds_a_colour(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _COLOUR.search(node.value) is not None
    )


HABITS = (
    Habit(
        "a question goes through ui/ask.py",
        "a modal dialog anywhere else stops the tests and cannot be answered by them",
        lambda node: _runs_a_modal_loop(node) or bool(_names(node) & _MODAL),
        except_in=("src/srh_assess/ui/ask.py",),
    ),
    Habit(
        "a test opens no modal dialog",
        "the next answer is queued at ui/ask.py",
        lambda node: _runs_a_modal_loop(node) or bool(_names(node) & _MODAL),
        where="tests/",
        except_in=("tests/ui/test_ask.py",),
    ),
    Habit(
        "nothing speaks to a network",
        "the program has no server; inside PySide6 the import contracts are blind",
        lambda node: bool(_names(node) & _NETWORK),
    ),
    Habit(
        "an import stands in an import statement",
        "the import contracts see no other",
        _hides_an_import,
    ),
    Habit(
        "the present comes from a Clock",
        "rules and workflow are tested at any moment only if nobody reads the clock by himself",
        _reads_the_clock,
        except_in=("src/srh_assess/clock.py",),
    ),
    Habit(
        "a number is typed, never spun",
        "a spin box cannot show that there is no answer yet",
        lambda node: bool(_names(node) & _SPIN),
    ),
    Habit(
        "a colour stands in the theme file",
        "three themes come from one file of named colours",
        _holds_a_colour,
        where="src/srh_assess/ui/",
    ),
    Habit(
        "a test waits for a signal, never for a time",
        "a machine that is busy is no reason to fail",
        _waits_by_the_clock,
        where="tests/",
    ),
    Habit(
        "a test wraps a Qt method in a function, never in a mock",
        "PySide6 6.10 and later end the process on a bare Mock",
        lambda node: isinstance(node, ast.ImportFrom | ast.Import) and "mock" in _names(node),
        where="tests/",
    ),
)


def breaches(root: Path) -> Iterator[str]:
    """Every breach in the source and the tests under ``root``, in words."""
    for folder in ("src", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            yield from _breaches_in(path, path.relative_to(root).as_posix())


def _breaches_in(path: Path, name: str) -> Iterator[str]:
    holding = [habit for habit in HABITS if habit.holds_in(name)]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for habit in holding:
            if habit.refuses(node):
                line = getattr(node, "lineno", 1)
                yield f"{name}:{line}: {habit.name}: {habit.why}"


def main(words: list[str]) -> int:
    """Prints each breach; 1 when there is one."""
    found = sorted(set(breaches(Path(words[0]) if words else ROOT)))
    for line in found:
        print(line)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
