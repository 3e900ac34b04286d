"""A stand-in for logind and for a desktop's lock, on a bus of its own, told on stdin what happens.

Run as a program on the bus that ``DBUS_SESSION_BUS_ADDRESS`` names. It answers what the program
asks, as the real one does; every line on stdin is one thing that happens.
"""

from __future__ import annotations

import os
import sys
import threading

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

LOGIN, MANAGER, SESSION = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "/org/freedesktop/login1/session/_33",
)
STATE: dict[str, object] = {"Active": True, "LockedHint": False, "Id": "3"}


class Logind(QDBusVirtualObject):
    """Knows one session, and hands out one thing to hold the sleep with."""

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, asked: QDBusMessage, bus: QDBusConnection) -> bool:
        answer = self.answer(asked.member(), asked.arguments())
        reply = asked.createReply()
        if answer is None:
            reply = asked.createErrorReply("org.freedesktop.login1.NoSuchSession", "none")
        else:
            reply.setArguments(answer)
        bus.send(reply)
        return True

    def answer(self, member: str, told: list[object]) -> list[object] | None:
        if member == "Get" and "--no-session" not in sys.argv:
            return [QDBusVariant(STATE[str(told[1])])]
        if member == "Inhibit":
            reader, writer = os.pipe()
            handed = QDBusUnixFileDescriptor(writer)
            os.close(writer)
            threading.Thread(target=let_go, args=(reader,), daemon=True).start()
            return [handed]
        return None


def let_go(reader: int) -> None:
    """Says when the last holder of the other end is gone."""
    os.read(reader, 1)
    print("let go", flush=True)


class Happens(QObject):
    told = Signal(str)


def say(path: str, interface: str, name: str, *told: object) -> None:
    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(list(told))
    QDBusConnection.sessionBus().send(signal)


def happen(line: str) -> None:
    what, _, value = line.strip().partition(" ")
    if what == "lock":
        say(SESSION, f"{LOGIN}.Session", "Lock")
    elif what == "sleep":
        say(MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", value == "yes")
    elif what == "saver":
        say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", value == "yes")
    elif what in STATE:
        STATE[what] = value == "yes"
        say(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged",
            f"{LOGIN}.Session", {}, [what])  # fmt: skip
    print("done", flush=True)


def main() -> None:
    app = QCoreApplication([])
    bus, logind, happens = QDBusConnection.sessionBus(), Logind(), Happens()
    option = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert bus.registerVirtualObject("/", logind, option)
    assert bus.registerService(LOGIN)
    happens.told.connect(happen)
    print("ready", flush=True)

    def listen() -> None:
        for line in sys.stdin:
            happens.told.emit(line)
        app.quit()

    threading.Thread(target=listen, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main()
