"""Starting, answering on the screen, and memory: against a bare window of the same toolkit.

Each start is a process of its own. The processes print one number and end.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from pathlib import Path

import srh_assess
from srh_assess.clock import SystemClock
from srh_assess.shipped import shipped
from tests.benchmarks.figures import Figure
from tests.benchmarks.scripts import CLICKS, SIGN_IN, WIZARD
from tests.workflow.homes import new_desk

BARE = """
import time; begun = time.perf_counter()
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
app = QApplication([])
window = QMainWindow(); window.setCentralWidget(QLineEdit()); window.resize(1366, 768)
window.show(); app.processEvents()
"""
SAY_TIME = "print((time.perf_counter() - begun) * 1000)\n"
SAY_MEMORY = """
import re
print(int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def _run(script: str, folder: Path, times: int) -> float:
    """The best of some goes: what the machine can do when nothing else happens."""
    if not folder.joinpath("slots.json").exists():
        new_desk(folder, SystemClock()).lock()
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SRH_BENCH_HOME": str(folder),
        "PYTHONPATH": str(_delivered(folder.with_name(f"{folder.name}-program"))),
    }
    numbers = []
    for _ in range(times):
        done = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
        )
        numbers.append(float(done.stdout.split()[-1]))
    return min(numbers)


def _delivered(where: Path) -> Path:
    """The program as a ward has it: compiled, without its sources. Qt for Python reads the whole
    source of each module that is imported, and keeps it, where there is one."""
    package = where / "srh_assess"
    if not package.exists():
        shutil.copytree(
            Path(srh_assess.__file__).parent, package,
            ignore=shutil.ignore_patterns("__pycache__"),
        )  # fmt: skip
        compileall.compile_dir(package, legacy=True, quiet=1)
        for source in package.rglob("*.py"):
            source.unlink()
        shutil.copytree(shipped(), package / "resources")
    return where


def start(folder: Path) -> Figure:
    """From the first line of Python to a sign-in screen that takes a key."""
    return Figure(
        what="start to a usable sign-in screen", value=_run(SIGN_IN + SAY_TIME, folder, 7),
        floor=_run(BARE + SAY_TIME, folder, 7), unit="ms", aim=1.5, against="a bare window",
    )  # fmt: skip


def memory(folder: Path) -> Figure:
    """What the program holds with a question page open."""
    return Figure(
        what="memory with the wizard open", value=_run(WIZARD + SAY_MEMORY, folder, 1),
        floor=_run(BARE + SAY_MEMORY, folder, 3), unit="MB", aim=2, against="a bare window",
    )  # fmt: skip


def click(folder: Path) -> Figure:
    """From a pressed answer to the redrawn page, on disk in between: the 99th of a hundred."""
    return Figure(
        what="an answer, click to redrawn (99th of 100)", value=_run(CLICKS, folder, 1),
        floor=1000 / 60, unit="ms", aim=1, against="one 60 Hz frame",
    )  # fmt: skip
