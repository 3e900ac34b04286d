"""What holds for every test: nothing is warned about, nothing is left running or open.

A test that needs a window asks for ``qtbot``; every other test runs without a QApplication.
A test that expects a warning in the log asks for ``logged`` and takes the record out of it.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline and no "too slow": a test must not depend on how busy the machine is.
_UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("default", max_examples=40, derandomize=True, **_UNTIMED)  # type: ignore[arg-type]
settings.register_profile("long", max_examples=2000, print_blob=True, **_UNTIMED)  # type: ignore[arg-type]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the unbounded versions too")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "default")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    unwanted = {"bench"} if config.getoption("--long") else {"bench", "long"}
    left_out = [item for item in items if any(item.get_closest_marker(m) for m in unwanted)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long versions were asked for: for tests that scale a count."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(autouse=True)
def home_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test finds, or makes, the machine's own home."""
    home = tmp_path_factory.getbasetemp() / "no-home-was-named"
    monkeypatch.setenv("SRH_ASSESS_HOME", str(home))
    monkeypatch.setenv("PROGRAMDATA", str(home))


# --- the log ---------------------------------------------------------------------------------


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[logging.LogRecord]]:
    """Every warning the program logged; whatever is still in the list at the end fails the test."""
    handler = _Warnings()
    logger = logging.getLogger("srh_assess")
    logger.addHandler(handler)
    yield handler.records
    logger.removeHandler(handler)
    if handler.records:
        said = "; ".join(f"{r.levelname} {r.name}: {r.getMessage()}" for r in handler.records)
        pytest.fail(f"the program logged: {said}", pytrace=False)


# --- threads, timers, windows ----------------------------------------------------------------


@pytest.fixture(autouse=True)
def nothing_left_behind(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Fails a test that ends with a running thread, an active timer or a window still there."""
    threads = set(threading.enumerate())
    if {"qtbot", "qapp"} & set(request.fixturenames):
        request.getfixturevalue("qapp")
        watch = _QtWatch(monkeypatch)
        yield
        left = watch.left()
        _nothing_copied()
    else:
        had_application = _application_exists()
        yield
        left = []
        if _application_exists() and not had_application:
            left.append("a QApplication, in a test that did not ask for qtbot")
    for thread in set(threading.enumerate()) - threads:
        thread.join(2)  # one that is about to end may do so
        if thread.is_alive():
            left.append(f"the thread {thread.name}")
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def _nothing_copied() -> None:
    """What Python put on the clipboard must not outlive Python: the process would end in a fault."""
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().clear()


def _application_exists() -> bool:
    core = sys.modules.get("PySide6.QtCore")
    return core is not None and core.QCoreApplication.instance() is not None


class _QtWatch:
    """Remembers every QThread and QTimer that was started, and the windows that were there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from PySide6.QtCore import QThread, QTimer
        from PySide6.QtWidgets import QApplication

        self._started: list[weakref.ref[Any]] = []
        self._shots: list[_Shot] = []
        self._before = set(map(id, QApplication.topLevelWidgets()))
        for kind in (QThread, QTimer):
            monkeypatch.setattr(kind, "start", self._remembering(kind.start))
        single_shot: Any = QTimer.singleShot

        def remembered_shot(*args: Any) -> None:
            if not callable(args[-1]):  # the form that names a slot as text
                single_shot(*args)
                return
            shot = _Shot(args)
            self._shots.append(shot)
            single_shot(*args[:-1], shot)

        monkeypatch.setattr(QTimer, "singleShot", staticmethod(remembered_shot))

    def _remembering(self, start: Callable[..., None]) -> Callable[..., None]:
        # A plain function, never a Mock: PySide6 6.10 and later crash on those.
        started = self._started

        def remembered(self: Any, *args: Any) -> None:
            started.append(weakref.ref(self))
            start(self, *args)

        return remembered

    def left(self) -> list[str]:
        """What is still there, each in words."""
        windows = self._windows()
        if windows:  # perhaps only waiting for the collector
            gc.collect()
            windows = self._windows()
        return [*windows, *self._running(), *(s.where for s in self._shots if s.pending())]

    def _windows(self) -> list[str]:
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        for _ in range(3):  # a deletion may ask for another
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()
        return [
            f"the window {type(widget).__name__} {widget.objectName()}".rstrip()
            for widget in QApplication.topLevelWidgets()
            if id(widget) not in self._before
        ]

    def _running(self) -> list[str]:
        import shiboken6
        from PySide6.QtCore import QThread

        left = []
        for thing in {id(t): t for t in (ref() for ref in self._started) if t is not None}.values():
            if not shiboken6.isValid(thing):
                continue
            if isinstance(thing, QThread):
                if thing.isRunning() and not thing.wait(2000):
                    left.append(f"the QThread {thing.objectName() or type(thing).__name__}")
            elif thing.isActive():
                left.append(f"a QTimer of {type(thing.parent()).__name__}")
        return left


class _Shot:
    """The work of one ``QTimer.singleShot``: done, or still to come?"""

    def __init__(self, args: tuple[Any, ...]) -> None:
        self._work = args[-1]
        self._context = weakref.ref(args[-2]) if _is_qobject(args[-2]) else None
        self.done = False
        self.where = f"a single shot of {getattr(self._work, '__qualname__', self._work)}"

    def __call__(self) -> None:
        self.done = True
        self._work()

    def pending(self) -> bool:
        import shiboken6

        owner = getattr(self._work, "__self__", None)
        if self._context is not None:
            owner = self._context()
            if owner is None:
                return False
        alive = not _is_qobject(owner) or shiboken6.isValid(owner)
        return alive and not self.done


def _is_qobject(thing: object) -> bool:
    from PySide6.QtCore import QObject

    return isinstance(thing, QObject)


# --- data ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top of the source tree."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def nobody_waits_at_the_window(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that moves its clock is not locked out by a slow machine: whoever wants to be looked
    at asks for it (``idle.look``, ``typing.look``)."""
    if {"qtbot", "qapp"} & set(request.fixturenames):
        never = 24 * 3_600_000
        monkeypatch.setattr("srh_assess.ui.idle.LOOK_EVERY", never)
        monkeypatch.setattr("srh_assess.ui.typing.LOOK_EVERY", never)


@pytest.fixture(autouse=True)
def no_more_than_is_waited_for(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``qtbot.waitUntil`` looks again after each single step of the window, not after as many as
    go into ten milliseconds: what comes one step later than what was waited for is missing every
    time, and not only on the day a machine is slow."""
    if "qtbot" not in request.fixturenames:
        return
    from PySide6.QtCore import QCoreApplication, QThread

    def one_step(_bot: QtBot, _milliseconds: int) -> None:
        QCoreApplication.processEvents()
        QThread.msleep(1)  # what runs beside the window has its turn

    monkeypatch.setattr("pytestqt.qtbot.QtBot.wait", one_step)
