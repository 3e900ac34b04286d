"""The walls between the layers, each proved by a deliberate breach.

A copy of the program's tree gets one offending import; the linter must then name that contract and
no other, so that a wall cannot seem to stand because another one caught the fall.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# contract -> (file that offends, its import)
BREACHES = [
    ("layers", "rules/offender.py", "import srh_assess.workflow"),
    ("layers", "assessment/offender.py", "import srh_assess.rules"),
    ("layers", "protocol/offender.py", "import srh_assess.assessment"),
    ("layers", "letters/offender.py", "import srh_assess.store"),
    ("layers", "errors.py", "import srh_assess.clock"),
    ("layers", "shipped.py", "import srh_assess.errors"),
    ("layers", "workflow/offender.py", "import srh_assess.ui"),
    ("layers", "ui/offender.py", "import srh_assess.cli"),
    ("layers", "newcomer/__init__.py", "x = 1"),
    ("qt", "workflow/offender.py", "from PySide6.QtCore import QObject"),
    ("qt", "rules/offender.py", "import shiboken6"),
    ("qt", "__main__.py", "import PySide6.QtWidgets"),
    ("sql", "workflow/offender.py", "import sqlite_utils"),
    ("sql", "cli.py", "import sqlite3"),
    ("sql", "ui/offender.py", "from sqlcipher3 import dbapi2"),
    ("reportlab", "store/offender.py", "import reportlab"),
    ("reportlab", "ui/offender.py", "from reportlab.pdfgen import canvas"),
    ("ui", "ui/offender.py", "import srh_assess.store"),
    ("ui", "ui/offender.py", "from srh_assess import letters"),
    ("network", "workflow/offender.py", "import socket"),
    ("network", "store/offender.py", "import urllib.request"),
    ("network", "ui/offender.py", "from http import client"),
    ("network", "app.py", "import asyncio"),
]


@pytest.fixture
def tree(checkout: Path, tmp_path: Path) -> Path:
    """A copy of what the linter reads."""
    without_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(checkout / "src", tmp_path / "src", ignore=without_caches)
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    return tmp_path


def _broken(root: Path) -> set[str]:
    """The ids of the contracts that the linter calls broken in the tree at ``root``."""
    said = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in said.stdout, said.stdout + said.stderr
    return {c["id"] for c in _contracts(root) if f"{c['name']} BROKEN" in said.stdout}


def _contracts(root: Path) -> list[dict[str, str]]:
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    contracts: list[dict[str, str]] = settings["tool"]["importlinter"]["contracts"]
    return contracts


@pytest.mark.parametrize(("contract", "file", "offence"), BREACHES)
def test_a_breach_is_named(tree: Path, contract: str, file: str, offence: str) -> None:
    path = tree / "src/srh_assess" / file
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as offender:
        offender.write(f"\n{offence}\n")
    assert _broken(tree) == {contract}


def test_the_store_recomputes_no_finding(tree: Path) -> None:
    # store lies above rules, so that only this contract stands between them
    (tree / "src/srh_assess/store/offender.py").write_text("import srh_assess.rules\n", "utf-8")
    assert _broken(tree) == {"findings"}


def test_every_contract_is_kept_and_proved(tree: Path) -> None:
    assert _broken(tree) == set()
    proved = {contract for contract, _file, _offence in BREACHES} | {"findings"}
    assert proved == {contract["id"] for contract in _contracts(tree)}


def test_ui_is_walled_off_from_each_of_the_four_that_exists(checkout: Path) -> None:
    walled = next(c for c in _contracts(checkout) if c["id"] == "ui")["forbidden_modules"]
    for name in ("store", "letters", "measures", "interop"):
        if (checkout / "src/srh_assess" / name).is_dir():
            assert f"srh_assess.{name}" in walled
