"""What the system tells about whoever sits at it: its own lock, sleep, another user.

On Linux it is told over the bus of this computer (``ui.bus``), on Windows in messages to the
program (``ui.windows_messages``). Nothing here leaves the computer. Where the system tells
nothing, the lock after a while without a touch stands alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject


def listen(lock: Callable[[], None], window: QObject) -> object:
    """Calls ``lock`` whenever, by what the system says, nobody sits here any more. What is given
    back has to be kept for as long as that is to be so."""
    if sys.platform == "win32":
        from srh_assess.ui.windows_messages import WindowsMessages

        return WindowsMessages(lock, window)
    from PySide6.QtDBus import QDBusConnection

    from srh_assess.ui.bus import Bus

    return Bus(lock, QDBusConnection.systemBus(), QDBusConnection.sessionBus(), window)
