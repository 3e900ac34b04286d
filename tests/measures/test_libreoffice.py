"""The workbook in a program that is not ours: every cell says what the model says, no formula."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from srh_assess.measures import sheets
from tests.measures.test_drawn import made, stays

OFFICE = shutil.which("soffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Comma, quotes, UTF-8, all sheets, formulas shown as such."""


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_libreoffice_reads_every_cell_as_it_was_written(tmp_path: Path) -> None:
    assert OFFICE is not None
    found = made(stays(20, 8, 12))
    file = tmp_path / "summary.xlsx"
    file.write_bytes(sheets.as_xlsx(found))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", EVERY_SHEET, "--outdir", str(tmp_path),
         str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for name, rows in sheets.sheets(found).items():
        text = (tmp_path / f"summary-{name}.csv").read_text("utf-8")
        read = list(csv.reader(text.splitlines()))
        assert len(read) == len(rows)
        for written, told in zip(rows, read, strict=True):
            for value, cell in zip(written, told, strict=False):
                if isinstance(value, float):
                    assert float(cell) == pytest.approx(value)
                else:
                    assert cell == ("" if value is None else str(value))
