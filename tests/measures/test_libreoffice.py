"""The workbook in a program that is not ours: every cell says what the model says, no formula."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from msgspec.structs import replace

from srh_assess.measures import sheets
from srh_assess.measures.marks import TRAINING
from srh_assess.measures.summary import Summary
from tests.measures.stays import random_stays
from tests.measures.test_summary import made

OFFICE = shutil.which("soffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Comma, quotes, UTF-8, all sheets, formulas shown as such."""
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
SHEET = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"
HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1+1}")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


def summaries() -> dict[str, Summary]:
    """One for each level and one of a training home, each with notes that would be formulas."""
    stays = random_stays(3, 900)
    found = {level: made(stays, level)[0] for level in ("internal", "trust", "publish")}
    found = {name: replace(one, notes=(*one.notes, *HOSTILE)) for name, one in found.items()}
    return {**found, "training": replace(found["internal"], home_kind="training")}


def converted(files: Sequence[Path], into: str, folder: Path) -> None:
    assert OFFICE is not None
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", into, "--outdir", str(folder),
         *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def formulas(file: Path) -> tuple[int, int]:
    """How many sheets a flat document has, and how many of its cells are formulas."""
    all_ = list(ElementTree.parse(file).getroot().iter())
    return sum(one.tag == SHEET for one in all_), sum(FORMULA in one.attrib for one in all_)


def with_a_formula(folder: Path) -> Path:
    """A workbook that the search for formulas has to find."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "=1+1"
    book.save(folder / "other.xlsx")
    return folder / "other.xlsx"


def test_libreoffice_reads_every_cell_as_it_was_written_at_every_level(tmp_path: Path) -> None:
    told = summaries()
    for name, one in told.items():
        (tmp_path / f"{name}.xlsx").write_bytes(sheets.as_xlsx(one))
    files = [tmp_path / f"{name}.xlsx" for name in told]
    converted(files, EVERY_SHEET, tmp_path)
    converted((*files, with_a_formula(tmp_path)), "fods", tmp_path)
    assert formulas(tmp_path / "other.fods") == (1, 1)
    for name, one in told.items():
        assert formulas(tmp_path / f"{name}.fods") == (len(sheets.sheets(one)), 0)
        for sheet, rows in sheets.sheets(one).items():
            read = (tmp_path / f"{name}-{sheet}.csv").read_text("utf-8").splitlines()
            lines = list(csv.reader(read))
            if name == "training":
                assert lines.pop(0)[0] == TRAINING
            assert len(lines) == len(rows) > 1
            for written, line in zip(rows, lines, strict=True):
                for value, cell in zip_longest(written, line, fillvalue=""):
                    assert _same(value, cell), (name, sheet, value, cell)


def _same(value: str | float | None, cell: str) -> bool:
    if isinstance(value, float):
        return float(cell) == pytest.approx(value)
    return cell == ("" if value is None else str(value))
