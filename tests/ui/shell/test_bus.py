"""The lock of the system, its sleep and another user lock the window, told over a real bus.

The bus is a real one of its own; who speaks on it is a stand-in for logind and for a desktop's
lock (``fake_logind``). What a ward's own desktop does could not be tried here.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui import system, windows_messages
from srh_assess.ui.bus import Bus
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.windows_messages import POWER, SESSION_CHANGE, Message, WindowsMessages, is_gone
from tests.ui.shell.conftest import sign_in
from tests.ui.shell.test_wizard import shown

DAEMON = shutil.which("dbus-daemon")
needs_bus = pytest.mark.skipif(DAEMON is None, reason="this computer has no dbus-daemon")


class Logind:
    """The stand-in, in a process of its own."""

    def __init__(self, address: str, *how: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fake_logind.py")), *how],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def happens(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        assert self.line() == "done"

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def address() -> Iterator[str]:
    """A bus that only this test is on."""
    assert DAEMON is not None
    daemon = subprocess.Popen(
        [DAEMON, "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(timeout=10)
    daemon.stdout.close()


@pytest.fixture
def bus(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[QDBusConnection]:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    yield QDBusConnection.connectToBus(address, "a bus of its own")
    QDBusConnection.disconnectFromBus("a bus of its own")


@pytest.fixture
def logind(address: str) -> Iterator[Logind]:
    made = Logind(address)
    yield made
    made.end()


def is_locked(program: Program) -> Callable[[], bool]:
    return lambda: isinstance(program.window.page, SignInPage)


@needs_bus
def test_lock_sleep_and_another_user_lock_the_window(
    ward: Program, bus: QDBusConnection, logind: Logind, qtbot: QtBot
) -> None:
    follows = Bus(ward.window.lock_at_once, bus, bus, ward.window)
    for what in ("lock", "sleep yes", "saver yes", "Active no", "LockedHint yes"):
        logind.happens("Active yes")
        logind.happens("LockedHint no")
        shown(ward, BoardPage)
        logind.happens(what)
        if what == "sleep yes":
            qtbot.waitUntil(is_locked(ward))
            assert logind.line() == "let go"  # the computer may sleep now, not before
            logind.happens("sleep no")
            qtbot.waitUntil(lambda: follows._holds is not None)
        qtbot.waitUntil(is_locked(ward))
        assert ward.desk is not None
        assert ward.desk.me is None
        sign_in(ward, qtbot)


@needs_bus
def test_what_is_no_absence_locks_nothing(
    ward: Program, bus: QDBusConnection, logind: Logind, qtbot: QtBot
) -> None:
    locks: list[str] = []
    follows = Bus(lambda: locks.append("locked"), bus, bus, ward.window)
    for what in ("saver no", "Active yes", "LockedHint no", "sleep no", "lock"):
        logind.happens(what)
    qtbot.waitUntil(lambda: locks == ["locked"])  # the last one, which came behind the others
    follows.screen(False)
    assert locks == ["locked"]


@needs_bus
def test_without_a_session_there_is_still_the_sleep(
    ward: Program, bus: QDBusConnection, address: str, qtbot: QtBot
) -> None:
    logind = Logind(address, "--no-session")
    Bus(ward.window.lock_at_once, bus, bus, ward.window)
    logind.happens("sleep yes")
    qtbot.waitUntil(is_locked(ward))
    logind.end()


@needs_bus
def test_without_logind_the_desktops_own_lock_is_heard(
    ward: Program, bus: QDBusConnection, qtbot: QtBot
) -> None:
    Bus(ward.window.lock_at_once, bus, bus, ward.window)
    told = QDBusMessage.createSignal("/x", "org.freedesktop.ScreenSaver", "ActiveChanged")
    told.setArguments([True])
    bus.send(told)
    qtbot.waitUntil(is_locked(ward))


def test_without_any_bus_the_program_goes_on(ward: Program) -> None:
    nothing = QDBusConnection("no such bus")
    assert not nothing.isConnected()
    Bus(ward.window.lock_at_once, nothing, nothing, ward.window)
    shown(ward, BoardPage)


def test_the_program_listens_to_the_system_it_runs_on(
    ward: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    ward.listen()
    assert isinstance(ward._system, Bus)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows_messages, "WindowsMessages", lambda *told: told)
    assert system.listen(ward.window.lock_at_once, ward.window) == (
        ward.window.lock_at_once,
        ward.window,
    )


# ---- Windows: which message means what. That they come could not be tried here.


@pytest.mark.parametrize(
    ("message", "what", "gone"),
    [
        (SESSION_CHANGE, 0x7, True),  # locked
        (SESSION_CHANGE, 0x8, False),  # unlocked
        (SESSION_CHANGE, 0x2, True),  # another user's is shown
        (SESSION_CHANGE, 0x1, False),
        (SESSION_CHANGE, 0x4, True),  # the remote desktop is let go
        (SESSION_CHANGE, 0x6, True),  # signed off
        (POWER, 0x4, True),  # about to sleep
        (POWER, 0x12, False),  # awake
        (0x0100, 0x7, False),  # a key
    ],
)
def test_a_message_of_windows(ward: Program, message: int, what: int, gone: bool) -> None:
    assert is_gone(message, what) is gone
    locks: list[str] = []
    hears = WindowsMessages(lambda: locks.append("locked"), ward.window)
    told = Message(window=None, message=message, what=what, about=0)
    assert hears.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert hears.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert locks == (["locked"] if gone else [])


def test_windows_is_asked_to_tell(ward: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, int]] = []

    class Library:
        class wtsapi32:  # noqa: N801 - named by Windows
            @staticmethod
            def WTSRegisterSessionNotification(handle: object, scope: int) -> int:
                asked.append((handle, scope))
                return 1

    assert windows_messages.register(ward.window) is False
    monkeypatch.setattr(ctypes, "windll", Library, raising=False)
    assert windows_messages.register(ward.window) is True
    assert windows_messages.register(object()) is False
    assert len(asked) == 1
    assert asked[0][1] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux")
@pytest.mark.parametrize("asked", [True, False])
def test_a_program_that_fails_leaves_no_image_of_its_memory(tmp_path: Path, *, asked: bool) -> None:
    """Also where no limit on its size binds; without asking, the system is allowed to write one."""
    program = (
        "import ctypes, os\n"
        "from srh_assess.ui import system\n"
        f"{'system.no_memory_image()' if asked else ''}\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)\n"
        "os.abort()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode < 0
    assert ended.stdout.strip() == ("0" if asked else "1")
    assert not asked or not list(tmp_path.iterdir())


def test_windows_is_asked_to_end_a_program_that_fails_quietly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    kernel = SimpleNamespace(SetErrorMode=asked.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    system.no_memory_image()
    assert asked == [3]
