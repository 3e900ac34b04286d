"""What the system tells about whoever sits at it: its own lock, sleep, another user.

On Linux it is told over the bus of this computer (``ui.bus``), on Windows in messages to the
program (``ui.windows_messages``). Nothing here leaves the computer. Where the system tells
nothing, the lock after a while without a touch stands alone.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

_NO_DUMP = 4  # PR_SET_DUMPABLE
_QUIETLY = 0x0001 | 0x0002  # no box about an error, and none about a fault that ends the program


def no_memory_image() -> None:
    """When the program fails, no handler of the system's is given its memory: keys are in it. A
    limit on the size of such a file does not bind a handler that is told through a pipe."""
    windows = getattr(ctypes, "windll", None)
    if windows is not None:
        windows.kernel32.SetErrorMode(_QUIETLY)
    elif sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NO_DUMP, 0, 0, 0, 0)


def listen(lock: Callable[[], None], window: QObject) -> object:
    """Calls ``lock`` whenever, by what the system says, nobody sits here any more. What is given
    back has to be kept for as long as that is to be so."""
    no_memory_image()
    if sys.platform == "win32":
        from srh_assess.ui.windows_messages import WindowsMessages

        return WindowsMessages(lock, window)
    from PySide6.QtDBus import QDBusConnection

    from srh_assess.ui.bus import Bus

    return Bus(lock, QDBusConnection.systemBus(), QDBusConnection.sessionBus(), window)
