"""The guards of ``conftest.py``, each proved by a test that does what it forbids."""

from __future__ import annotations

from pathlib import Path

import pytest

STOPPED = {
    "ERROR": (
        "test_makes_an_application", "test_logs_a_warning", "test_leaves_a_window",
        "test_leaves_a_timer", "test_leaves_a_single_shot", "test_leaves_a_qthread",
        "test_leaves_a_thread",
    ),
    "FAILED": ("test_qt_warns", "test_python_warns"),
}  # fmt: skip

MISDEEDS = """
import logging, threading, warnings
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget

kept = []

# First, while there is no application yet.
def test_makes_an_application():
    kept.append(QApplication([]))

def test_logs_a_warning():
    logging.getLogger("srh_assess.store").warning("told")

def test_takes_the_warning_it_expects(logged):
    logging.getLogger("srh_assess.store").warning("told")
    assert logged.pop().getMessage() == "told"

def test_qt_warns():
    qWarning("told")

def test_leaves_a_window(qtbot):
    kept.append(QWidget())

def test_closes_its_window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QTimer.singleShot(0, widget.close)
    timer = QTimer(widget)
    timer.start(1000)

def test_leaves_a_timer(qtbot):
    timer = QTimer()
    timer.start(100000)
    kept.append(timer)

def test_leaves_a_single_shot(qtbot):
    QTimer.singleShot(100000, lambda: None)

def test_leaves_a_qthread(qtbot):
    class Sleeper(QThread):
        def run(self):
            self.msleep(4000)
    thread = Sleeper()
    thread.start()
    kept.append(thread)

def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, daemon=True).start()

def test_python_warns():
    warnings.warn("told", DeprecationWarning)

def test_end(qtbot):
    for thing in kept:
        if isinstance(thing, QThread):
            thing.wait()
"""


def test_each_guard_stops_its_breach(pytester: pytest.Pytester, checkout: Path) -> None:
    pytester.makeconftest((checkout / "tests/conftest.py").read_text("utf-8"))
    settings = (checkout / "pyproject.toml").read_text("utf-8")
    pytester.makepyprojecttoml(settings[settings.index("[tool.pytest.ini_options]") :])
    pytester.makepyfile(test_misdeeds=MISDEEDS)
    pytester.path.joinpath("tests").mkdir()
    result = pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider", ".")
    stopped = {
        tuple(line.split(" - ")[0].split(" test_misdeeds.py::"))
        for line in result.outlines
        if line.startswith(("ERROR test_", "FAILED test_"))
    }
    assert stopped == {(how, name) for how, names in STOPPED.items() for name in names}
