"""From a memory stick: training writes into the folder it was given, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import srh_assess
from srh_assess.shipped import shipped

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from srh_assess import app as programs
from srh_assess.ui.theme import Theme
from srh_assess.workflow import drill_model
application = QApplication([])
theme = Theme("light")
theme.dress(application)
program = programs.make_training(theme, Path(sys.argv[1]))
program.window.show()
program.world.open()
drill = program.world.begin("sam-pressure-from-the-round")
drill_model.play(drill)
drill.end()
program.close()
print("played")
"""


def told(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Every file in it, with its size and the time it was written."""
    return {
        str(file.relative_to(folder)): (file.stat().st_size, file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_a_whole_run_writes_into_the_folder_that_was_given_and_nowhere_else(
    tmp_path: Path,
) -> None:
    stick, own, passing, here = (tmp_path / one for one in ("stick", "home", "tmp", "here"))
    for folder in (stick, own, passing, here):
        folder.mkdir()
    program, content = Path(srh_assess.__file__).parent, Path(str(shipped("scenarios"))).parent
    before = told(program), told(content)
    told_it = {
        **os.environ, "HOME": f"{own}", "USERPROFILE": f"{own}", "APPDATA": f"{own}",
        "LOCALAPPDATA": f"{own}", "XDG_CONFIG_HOME": f"{own}", "XDG_DATA_HOME": f"{own}",
        "XDG_CACHE_HOME": f"{passing}", "TMPDIR": f"{passing}", "TEMP": f"{passing}",
        "TMP": f"{passing}", "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": f"{program.parent}",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, f"{stick / 'data'}"],
        env=told_it, cwd=here, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "played" in done.stdout, done.stderr
    assert told(stick)
    assert all(name.startswith("data") for name in told(stick))
    assert (told(program), told(content)) == before
    assert not told(own)
    assert not told(here)
    left = {name for name in told(passing) if "fontconfig" not in name and "qt" not in name.lower()}
    assert not left
