"""Windows, pages and widgets.

PySide6 6.12.0 returns ``None`` from its calls without taking a reference to it. From Python 3.12
on that is harmless, since ``None`` cannot be used up there. Before, each call takes one away,
and after some thousand calls the interpreter stops ("none_dealloc"), in the middle of a
sitting. So on older Pythons ``None`` is given more references, once, than calls can ever take.
"""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
