"""Slow work beside the window: its result, its fault, its slowness, and its end."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from srh_assess.ui.work import Work


def test_a_result_comes_back_in_the_windows_own_thread(qtbot: QtBot) -> None:
    work = Work()
    told: list[object] = []
    assert work.run(lambda: threading.current_thread().name, told.append, told.append)
    assert work.busy
    assert not work.run(lambda: 1, told.append, told.append)
    qtbot.waitUntil(lambda: not work.busy)
    assert told == ["work"]


def test_a_fault_comes_back_as_itself(qtbot: QtBot) -> None:
    work = Work()
    done: list[object] = []
    failed: list[object] = []

    def fails() -> None:
        raise LookupError("lost")

    work.run(fails, done.append, failed.append)
    qtbot.waitUntil(lambda: not work.busy)
    assert done == []
    assert isinstance(failed[0], LookupError)


def test_it_says_when_it_takes_longer_than_a_moment(qtbot: QtBot) -> None:
    work, gate = Work(), threading.Event()
    with qtbot.waitSignal(work.slow, timeout=5000):
        work.run(gate.wait, lambda _: None, lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)


def test_closing_the_window_waits_and_drops_the_result(qtbot: QtBot) -> None:
    work = Work()
    told: list[object] = []
    work.run(lambda: 1, told.append, told.append)
    work.finish()
    assert not work.busy
    qtbot.waitUntil(lambda: True)
    assert told == []
    work.finish()


def test_what_is_forgotten_is_told_to_nobody_and_nobody_waits_for_it(qtbot: QtBot) -> None:
    work, gate = Work(), threading.Event()
    told: list[object] = []
    work.run(lambda: gate.wait() and "before", told.append, told.append)
    work.forget()
    assert not work.busy
    assert work.run(lambda: "after", told.append, told.append)
    gate.set()
    qtbot.waitUntil(lambda: not work.busy and not work.forgotten)
    assert told == ["after"]
    work.forget()


def test_closing_the_window_waits_for_what_was_forgotten_too(qtbot: QtBot) -> None:
    work, gate = Work(), threading.Event()
    told: list[object] = []
    work.run(gate.wait, told.append, told.append)
    work.forget()
    gate.set()
    work.finish()
    QCoreApplication.processEvents()
    assert told == []
