"""The real window with a question page open, for the processes that are measured."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from srh_assess import app as program
from srh_assess.assessment.facts import Stay
from srh_assess.clock import SystemClock
from srh_assess.protocol.load import load
from srh_assess.store.backup import Contents
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.workflow import gating
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE, PLAIN, WOMAN, give
from srh_assess.workflow.session import Session
from tests.workflow.homes import CHEAP

PAGE = "q:symptoms"


def opened() -> tuple[program.Program, QApplication]:
    """Signed in, a sitting gone through the gate, and a page of two questions on the screen."""
    folder = Path(os.environ["SRH_BENCH_HOME"])
    application = QApplication([])
    theme = Theme()
    theme.dress(application)
    protocol, clock = load(), SystemClock()
    desk = Desk(folder, protocol, clock, cost=CHEAP)
    desk.sign_in(NURSE.name, PASSPHRASE)
    admission = desk.admit(WOMAN, Stay(admitted=clock.now()))
    _through_the_gate(desk.session(admission))
    parts = program.make(theme, folder, clock=clock, protocol=protocol, make_desk=lambda _: desk)
    parts.window.resize(1366, 768)
    parts.window.show()
    parts.ward.enter(desk)
    parts.ward.open(admission)
    application.processEvents()
    return parts, application


def _through_the_gate(session: Session) -> None:
    for item in session.protocol.items.values():
        if item.core and item.staff and item.id in session.findings.asking.asked:
            give(session, item, PLAIN)
    gating.decide(session, "go")
    session.go(PAGE)


def pressed(parts: program.Program, application: QApplication, times: int) -> list[float]:
    """Milliseconds from a press of an answer until the window is redrawn; on disk in between."""
    group = parts.window.findChildren(AnswerGroup)[0]
    redrawn = Redrawn()
    parts.window.installEventFilter(redrawn)
    taken = []
    for number, _ in zip(cycle((1, 2)), range(times), strict=False):
        begun = time.perf_counter()
        group.press(number)
        redrawn.wait(application)
        taken.append((time.perf_counter() - begun) * 1000)
    parts.window.removeEventFilter(redrawn)
    return taken


class Redrawn(QObject):
    """Sees the window redraw itself. A forced repaint on top of it would paint everything twice."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts what the window redraws."""
        self.times += event.type() == QEvent.Type.UpdateRequest
        return False

    def wait(self, application: QApplication) -> None:
        """Returns once the window has redrawn itself, and nothing is left to redraw."""
        before, last = self.times, -1
        while self.times == before or self.times != last:
            last = self.times
            application.processEvents()


def beside_a_backup() -> None:
    """Answers without a backup, then the same while one runs beside the window. Prints one line:
    the longest stall of the window, the answers, the backup itself."""
    parts, application = opened()
    desk, work = parts.desk, parts.window.long_work
    assert desk is not None
    alone_taken: list[float] = []
    alone = _stalls(parts, application, lambda: len(alone_taken) < 120, alone_taken)
    made: list[Contents] = []
    taken: list[float] = []
    begun = time.perf_counter()
    work.run(desk.backup_now(), made.append, _raise)
    meanwhile = _stalls(parts, application, lambda: not made, taken)
    lasted = time.perf_counter() - begun
    found = made[0]
    told = {
        "admissions": found.admissions, "entries": found.entries, "seconds": lasted,
        "megabytes": desk.backups()[0].file.stat().st_size / 1e6, "answers": len(taken),
        "stall": max(meanwhile), "stall_alone": max(alone),
        "answer": _ninety_ninth(taken), "answer_alone": _ninety_ninth(alone_taken),
    }  # fmt: skip
    print(json.dumps(told))
    parts.close()


def _stalls(
    parts: program.Program,
    application: QApplication,
    goes_on: Callable[[], bool],
    taken: list[float],
) -> list[float]:
    """Milliseconds of each turn of the event loop while answers are given, one every few turns;
    ``taken`` gets those of the answers."""
    group = parts.window.findChildren(AnswerGroup)[0]
    turns: list[float] = []
    redrawn = Redrawn()
    parts.window.installEventFilter(redrawn)
    rests = threading.Event()  # nobody sets it: a window that waits for its next event
    for number in cycle(range(10)):
        begun = time.perf_counter()
        if number in (0, 5):
            group.press(1 + number // 5)
            redrawn.wait(application)
            taken.append((time.perf_counter() - begun) * 1000)
        else:
            application.processEvents()
            rests.wait(0.002)
        turns.append((time.perf_counter() - begun) * 1000)
        if not goes_on():
            return turns
    raise AssertionError("a cycle never ends")


def _ninety_ninth(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.99))]


def _raise(fault: Exception) -> None:
    raise fault
