"""Windows, pages and widgets.

PySide6 6.12.0 returns ``None``, ``True`` and ``False`` from its calls without taking a reference
to them. From Python 3.12 on that is harmless, since they cannot be used up there. Before, each
call takes one away, and after some thousand calls the interpreter stops ("none_dealloc",
"bool_dealloc"), in the middle of a sitting. So on older Pythons they are given more references,
once, than calls can ever take.
"""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    for lasting in (None, True, False):
        ctypes.c_ssize_t.from_address(id(lasting)).value += 1 << 40
