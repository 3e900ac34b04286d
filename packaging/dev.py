#!/usr/bin/env python3
"""One command for everything a developer or a ward's technician does with the source tree.

    python3 packaging/dev.py run      open the program (without a display: walk through it)
    python3 packaging/dev.py test     every check and every test; --long for the unbounded ones
    python3 packaging/dev.py check    format, lint, types, import contracts, sizes, habits
    python3 packaging/dev.py bench    the measurements, each against its floor in the same run
    python3 packaging/dev.py build    freeze the program into dist/ and let it test itself

Each first makes the virtual environment ``.venv`` ready. Standard library only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from environment import PYTHON, ROOT, Trouble, make_ready, run

BUILD = ROOT / "build"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_RUNS = ("alone", "group")
_TRAINING = ("--scenario", "amara-half-an-hour-after", "--run")


def start(arguments: argparse.Namespace) -> int:
    """Opens the program, or without a display walks through it and says where the pictures are."""
    if _has_display():
        return run(PYTHON, "-m", "srh_assess", *arguments.words)
    out = BUILD / "walkthrough"
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(exist_ok=True)
    print("There is no display here, so the program walks through one assessment")
    print("by itself, and through a training scenario, alone and with a group.")
    for more in ((out,), *((out / f"training-{how}", *_TRAINING, how) for how in _RUNS)):
        if run(PYTHON, "-m", "srh_assess", "walkthrough", *more, **OFFSCREEN):
            raise Trouble("The walkthrough did not finish; its own words are above.")
    pictures, letters = (len(list(out.rglob(kind))) for kind in ("*.png", "*.pdf"))
    print(f"{pictures} pictures and {letters} letters are in {out}")
    return 0


def check(_arguments: argparse.Namespace) -> int:
    """Runs every check, to the end; fails when one of them found something."""
    return _report(_checks())


def test(arguments: argparse.Namespace) -> int:
    """Runs every check and every test, to the end, and closes with the count of tests."""
    failed = _checks()
    results = BUILD / "test-results.xml"
    results.unlink(missing_ok=True)
    workers = str(min(os.cpu_count() or 1, 4))
    words = [
        "-n",
        workers,
        "--dist",
        "worksteal",
        "--cov",
        "--cov-report=",
        f"--junitxml={results}",
    ]
    if arguments.long:
        words.append("--long")
    _step(failed, "tests", PYTHON, "-m", "pytest", *words, **OFFSCREEN)
    _step(failed, "coverage", PYTHON, "packaging/coverage_gate.py")
    with tempfile.TemporaryDirectory() as elsewhere:
        own_home = {"SRH_ASSESS_HOME": str(Path(elsewhere, "home")), **OFFSCREEN}
        _step(failed, "self-test", PYTHON, "-m", "srh_assess", "self-test", **own_home)
    code = _report(failed)
    passed, wrong = _counted(results)
    print(f"{passed} passed, {wrong} failed")
    return code or int(wrong > 0 or passed == 0)


def bench(arguments: argparse.Namespace) -> int:
    """Runs the measurements; what they print is theirs to say."""
    if not (ROOT / "tests/benchmarks/__main__.py").is_file():
        raise Trouble("There are no measurements yet: tests/benchmarks is missing.")
    return run(PYTHON, "-m", "tests.benchmarks", *arguments.words, **OFFSCREEN)


def build(_arguments: argparse.Namespace) -> int:
    """Freezes the program into one folder and lets the frozen program test itself."""
    spec = ROOT / "packaging/srh-assess.spec"
    words = ["--noconfirm", "--clean", "--log-level=WARN"]
    folders: list[str | Path] = ["--distpath", ROOT / "dist", "--workpath", BUILD / "pyinstaller"]
    if run(PYTHON, "-m", "PyInstaller", *words, *folders, spec):
        raise Trouble("The program could not be frozen; PyInstaller's own words are above.")
    program = ROOT / "dist/srh-assess" / ("srh-assess.exe" if os.name == "nt" else "srh-assess")
    with tempfile.TemporaryDirectory() as elsewhere:
        code = run(program, "self-test", SRH_ASSESS_HOME=str(Path(elsewhere, "home")), **OFFSCREEN)
    if code:
        raise Trouble(f"The program was frozen into {program.parent}, but its self-test failed.")
    print(f"The program is in {program.parent} and passed its self-test.")
    return 0


# --- the steps -------------------------------------------------------------------------------


def _checks() -> list[str]:
    failed: list[str] = []
    ruff = (PYTHON, "-m", "ruff")
    _step(failed, "format", *ruff, "format", "--check", "--quiet", ".")
    _step(failed, "lint", *ruff, "check", "--quiet", ".")
    _step(failed, "types", PYTHON, "-m", "mypy", "--no-error-summary")
    _step(failed, "import contracts", PYTHON.parent / "lint-imports", "--no-logo", "--no-cache")
    _step(failed, "sizes", PYTHON, "packaging/size_limits.py")
    _step(failed, "habits", PYTHON, "packaging/habits.py")
    return failed


def _step(failed: list[str], name: str, *command: str | Path, **more: str) -> None:
    print(f"-- {name}", flush=True)
    if run(*command, **more):
        failed.append(name)


def _report(failed: list[str]) -> int:
    if failed:
        print(f"Failed: {', '.join(failed)}; what each found is above.", file=sys.stderr)
    else:
        print("All is well.")
    sys.stderr.flush()
    return int(bool(failed))


def _counted(results: Path) -> tuple[int, int]:
    """Tests that passed and that failed, from what pytest wrote; nothing written is one failure."""
    if not results.is_file():
        return 0, 1
    suites = [suite.attrib for suite in ET.parse(results).getroot().iter("testsuite")]
    total, wrong, skipped = (
        sum(sum(int(suite[name]) for name in names) for suite in suites)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return total - wrong - skipped, wrong


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the command line ------------------------------------------------------------------------


def main() -> int:
    """Reads the command line, makes the ground ready and does what was asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    doing: dict[str, Callable[[argparse.Namespace], int]] = {
        "run": start, "test": test, "check": check, "bench": bench, "build": build,
    }  # fmt: skip
    for name, what in doing.items():
        words = commands.add_parser(name, help=(what.__doc__ or "").splitlines()[0])
        if name == "test":
            words.add_argument("--long", action="store_true", help="also the unbounded tests")
    arguments, words_left = parser.parse_known_args()
    arguments.words = words_left
    if words_left and arguments.command not in ("run", "bench"):
        parser.error(f"{arguments.command} does not know {words_left[0]}")
    try:
        make_ready(tools=arguments.command == "build")
        return doing[arguments.command](arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
