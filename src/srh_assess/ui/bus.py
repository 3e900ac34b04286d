"""What Linux tells about whoever sits at the computer, over the bus between its own programs.

``logind`` tells that the session is locked, that another user's is shown in its place, and that
the computer is about to sleep; a desktop's own lock tells of itself. The computer waits with its
sleep until the window is locked, where it grants that.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusVariant,
)

LOGIN = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
AUTO = f"{MANAGER}/session/auto"
_CHANGES = "org.freedesktop.DBus.Properties"
SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
WAIT = 500  # milliseconds; nobody answers later than that on one's own computer


class Bus(QObject):
    """Calls ``lock`` when the session is locked or left, and before sleep."""

    def __init__(
        self,
        lock: Callable[[], None],
        system: QDBusConnection,
        session: QDBusConnection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock, self._system = lock, system
        self._session = ""
        self._holds: object = None
        if system.isConnected():
            self._follow_login()
        if session.isConnected():
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, _slot("screen(bool)"))

    def _follow_login(self) -> None:
        self._session = self._own_session()
        hand = self._system.connect
        hand("", MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", self, _slot("sleeps(bool)"))
        if self._session:
            hand("", self._session, f"{LOGIN}.Session", "Lock", self, _slot("locked()"))
            hand("", self._session, _CHANGES, "PropertiesChanged", self,
                 _slot("changed(QDBusMessage)"))  # fmt: skip
        self._hold_sleep()

    # ---- what is told

    @Slot()
    def locked(self) -> None:
        """The session is being locked."""
        self._lock()

    @Slot(bool)
    def screen(self, active: bool) -> None:
        """The desktop's own lock is on."""
        if active:
            self._lock()

    @Slot(bool)
    def sleeps(self, about_to: bool) -> None:
        """The computer is about to sleep: locked first, then let go. Awake, it waits anew."""
        if about_to:
            self._lock()
            self._holds = None  # lets the computer go to sleep
        else:
            self._hold_sleep()

    @Slot(QDBusMessage)
    def changed(self, _: QDBusMessage) -> None:
        """Something of the session is other than before: it is not shown any more, or locked."""
        if self._of_session("Active") is False or self._of_session("LockedHint") is True:
            self._lock()

    # ---- asking

    def _own_session(self) -> str:
        """Where logind tells of the session this program runs in; empty where there is none."""
        id = os.environ.get("XDG_SESSION_ID") or self._of_session("Id", AUTO)
        return f"{MANAGER}/session/{label(str(id))}" if id else ""

    def _of_session(self, name: str, session: str = "") -> object:
        path = session or self._session
        answer = self._asked(path, _CHANGES, "Get", f"{LOGIN}.Session", name)
        told = next(iter(answer.arguments()), None)
        return told.variant() if isinstance(told, QDBusVariant) else None

    def _hold_sleep(self) -> None:
        """Asks to be waited for. The answer holds the sleep until it is let go."""
        words = ("sleep", "srh-assess", "Locks the record first", "delay")
        self._holds = self._asked(MANAGER, f"{LOGIN}.Manager", "Inhibit", *words)

    def _asked(self, path: str, interface: str, name: str, *told: str) -> QDBusMessage:
        call = QDBusMessage.createMethodCall(LOGIN, path, interface, name)
        call.setArguments(list(told))
        return self._system.call(call, timeout=WAIT)


def label(id: str) -> str:
    """A session's id as the last part of its path: what is no letter or digit, and a digit at
    the front, as an underscore and its number."""
    told = [
        one if one.isascii() and one.isalnum() and not (place == 0 and one.isdigit())
        else "".join(f"_{byte:02x}" for byte in one.encode())
        for place, one in enumerate(id)
    ]  # fmt: skip
    return "".join(told)


def _slot(signature: str) -> bytes:
    """A slot as Qt names it. It is text; only its declared type says bytes."""
    return cast("bytes", SLOT(signature))
