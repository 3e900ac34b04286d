"""The real window with a question page open, for the processes that are measured."""

from __future__ import annotations

import os
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from srh_assess import app as program
from srh_assess.assessment.facts import Stay
from srh_assess.clock import SystemClock
from srh_assess.protocol.load import load
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
    taken = []
    for number, _ in zip(cycle((1, 2)), range(times), strict=False):
        begun = time.perf_counter()
        group.press(number)
        application.processEvents()
        parts.window.repaint()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken
