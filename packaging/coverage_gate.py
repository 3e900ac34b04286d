"""Fails unless every branch of the packages that carry safety was taken in the last test run.

    python packaging/coverage_gate.py

Reads the data that the test run left. An exclusion needs its reason on the same line:
``# pragma: no cover - only on Windows``.

``coverage_gaps.txt`` beside this file names the modules that are not there yet. They are named
again at each run, with how much is missing; every other module must be whole. The list only
ever gets shorter.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coverage import Coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "srh_assess"
GAPS = ROOT / "packaging" / "coverage_gaps.txt"
COMPLETE = (
    "rules", "assessment", "charts", "workflow", "store", "letters", "measures", "training",
)  # fmt: skip

_PRAGMA = re.compile(r"#\s*pragma:\s*no\s*(?:cover|branch)\b(?P<rest>.*)")
_REASON = re.compile(r"\w+\W+\w+")  # two words at least


def unreasoned(path: Path) -> Iterator[str]:
    """Each exclusion in one file that does not say why."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        pragma = _PRAGMA.search(line)
        if pragma and not _REASON.search(pragma["rest"]):
            yield f"{path}:{number}: an exclusion without a reason on the same line"


def not_taken(name: str, found: dict[str, list[Any]]) -> Iterator[str]:
    """Each line of one file that never ran and each branch that was never taken."""
    for line in found["missing_lines"]:
        yield f"{name}:{line}: never ran"
    for line, target in found["missing_branches"]:
        way = "out of the function" if target < 0 else f"to line {target}"
        if line not in found["missing_lines"]:
            yield f"{name}:{line}: never went {way}"


def not_there_yet() -> frozenset[str]:
    """The modules that are not held to every branch yet."""
    lines = GAPS.read_text("utf-8").splitlines() if GAPS.exists() else []
    return frozenset(line for line in lines if line and not line.startswith("#"))


def measured() -> dict[str, dict[str, list[Any]]]:
    """What the last test run left, by file; empty when there was none."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "coverage.json")
        try:
            coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
            coverage.load()
            coverage.json_report(outfile=str(out))
        except CoverageException:
            return {}
        return {
            (ROOT / name).relative_to(SOURCE).as_posix(): found
            for name, found in json.loads(out.read_text("utf-8"))["files"].items()
        }


def main() -> int:
    """Prints what is not covered and what is excluded without a reason; 1 when anything is."""
    os.chdir(ROOT)  # the data names files from here
    files = measured()
    if not files:
        print("There is no coverage data to read; run the tests first.")
        return 1
    complaints = [line for path in sorted(SOURCE.rglob("*.py")) for line in unreasoned(path)]
    short = not_there_yet()
    for name in COMPLETE:
        for path in sorted((SOURCE / name).rglob("*.py")):
            file = path.relative_to(SOURCE).as_posix()
            missing = [*not_taken(file, files[file])] if file in files else [f"{file}: never ran"]
            if file in short:
                print(f"{file}: {len(missing)} still missing, as listed")
            else:
                complaints += missing
    for line in complaints:
        print(line)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
