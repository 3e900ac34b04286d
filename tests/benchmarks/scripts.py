"""What the measured processes run. Each is a whole program text, started on its own.

``SRH_BENCH_HOME`` names a folder in which the parent has made a home.
"""

from __future__ import annotations

SIGN_IN = """
import time; begun = time.perf_counter()
import os
from pathlib import Path
from srh_assess import app as program
application = program.application()
from srh_assess.ui.theme import Theme
theme = Theme(); theme.dress(application)
parts = program.make(theme, Path(os.environ["SRH_BENCH_HOME"]))
parts.window.resize(1366, 768); parts.window.show(); parts.open()
application.processEvents()
"""

_IN = """
import time
from tests.benchmarks.inside import opened
parts, application = opened()
begun = time.perf_counter()
"""

WIZARD = _IN

CLICKS = (
    _IN
    + """
from tests.benchmarks.inside import pressed
print(sorted(pressed(parts, application, 100))[98])
"""
)
