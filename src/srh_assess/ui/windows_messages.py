"""What Windows tells about whoever sits at the computer, in messages to the program.

The session is locked or unlocked, another user's takes its place, the computer is about to sleep.
Made and heard on Windows only; which message means what is told anywhere.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

SESSION_CHANGE, POWER = 0x02B1, 0x0218
_LEFT = frozenset({0x2, 0x4, 0x6, 0x7})  # console or remote let go, signed off, locked
_SLEEPS = frozenset({0x4})
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """A message as Windows hands it over: MSG of the Windows headers."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("what", ctypes.c_size_t),
        ("about", ctypes.c_ssize_t),
    )


def is_gone(message: int, what: int) -> bool:
    """Whether this message says that nobody sits here any more."""
    return (message == SESSION_CHANGE and what in _LEFT) or (message == POWER and what in _SLEEPS)


class WindowsMessages(QAbstractNativeEventFilter):
    """Calls ``lock`` for the messages that say so."""

    def __init__(self, lock: Callable[[], None], window: QObject) -> None:
        super().__init__()
        self._lock = lock
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self)
        self._registered = register(window)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Looks at what comes in, and lets it through."""
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]  # all give bytes
            told = Message.from_address(int(message))
            if is_gone(told.message, told.what):
                self._lock()
        return False, 0


def register(window: object) -> bool:
    """Asks Windows to tell this window of its session. False where it does not."""
    library = getattr(ctypes, "windll", None)
    handle = getattr(window, "winId", None)
    if library is None or handle is None:
        return False
    ask = library.wtsapi32.WTSRegisterSessionNotification
    return bool(ask(ctypes.c_void_p(int(handle())), _THIS_SESSION))
