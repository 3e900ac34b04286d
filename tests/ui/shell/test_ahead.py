"""What the first page needs of the program, and what is loaded behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from srh_assess.ui.ahead import STEPS, Ahead

_SIGN_IN = """
import json, sys
from pathlib import Path
from srh_assess import app
application = app.application()
from srh_assess.ui.theme import Theme
theme = Theme()
theme.dress(application)
program = app.make(theme, Path(sys.argv[1]))
program.window.show()
program.open()
application.processEvents()
assert program.window.page.heading.text() == "Sign in"
first = sorted(sys.modules)
from srh_assess.ui.ahead import Ahead
ahead = Ahead(program.window)
ahead.begin()
turns = 0
while ahead.left:
    left = ahead.left
    application.processEvents()
    assert left - ahead.left <= 1
    turns += 1
print(json.dumps([first, sorted(sys.modules), turns]))
"""


def test_the_first_page_needs_neither_database_nor_ciphers_nor_protocol(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SIGN_IN, str(home)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    first, later, turns = json.loads(done.stdout.splitlines()[-1])
    heavy = {
        "cryptography", "sqlcipher3", "sqlite_utils", "reportlab", "srh_assess.assessment.facts",
        "srh_assess.protocol.model", "srh_assess.store.home", "srh_assess.workflow.desk",
        "srh_assess.ui.ward",
    }  # fmt: skip
    assert heavy & set(first) == set()
    assert heavy - set(later) == {"reportlab"}
    assert turns >= len(STEPS)


def test_each_step_loads_a_module_of_its_own() -> None:
    found = [step() for step in STEPS]
    assert all(isinstance(one, ModuleType) for one in found)
    assert len({id(one) for one in found}) == len(STEPS)


def test_it_rests_when_everything_is_loaded_or_when_it_is_told(qtbot, qapp) -> None:
    taken: list[int] = []
    ahead = Ahead(qapp, (lambda: taken.append(1), lambda: taken.append(2)))
    ahead.begin()
    ahead.rest()
    qapp.processEvents()
    assert (taken, ahead.left) == ([], 2)
    ahead.begin()
    qtbot.waitUntil(lambda: not ahead._timer.isActive())
    assert (taken, ahead.left) == ([1, 2], 0)
    ahead.deleteLater()
