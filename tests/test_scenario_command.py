"""The command about training scenarios: plain sentences, and the right way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from srh_assess.cli import main
from srh_assess.shipped import shipped

INES = shipped("scenarios") / "ines-not-with-a-man.toml"


def test_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(list(shipped("scenarios").glob("*.toml")))
    assert main(["scenario", "list", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(lines)
    assert all(row["content_notice"] and row["aims"] for row in rows)


def test_a_file_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "check", str(INES)]) == 0
    assert capsys.readouterr().out == "It can be played.\n"
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(INES.read_text("utf-8").replace('"Amber"', '"Smith"'), "utf-8")
    assert main(["scenario", "check", str(wrong)]) == 1
    assert "could be a patient" in capsys.readouterr().out
    assert main(["scenario", "check", str(tmp_path / "none.toml")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_one_is_printed(tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    assert main(["scenario", "print", "ines-not-with-a-man", "-o", str(out)]) == 0
    assert "TRAINING" in PdfReader(out).pages[0].extract_text()
    assert main(["scenario", "print", "nobody", "-o", str(out)]) == 2


def test_one_is_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "play", str(INES)]) == 0
    assert "Full marks." in capsys.readouterr().out
    file = tmp_path / "other.toml"
    text = INES.read_text("utf-8")
    file.write_text(text.replace('field = "item.X66"\nbest = "person"\nunsafe = ["topic", "whole"]',
                                 'field = "item.X31"\nbest = "unsure"'), "utf-8")  # fmt: skip
    assert main(["scenario", "play", str(file)]) == 1
    assert "does not get full marks" in capsys.readouterr().out
    file.write_text(text.replace('field = "gate.outcome"\nbest = "partial"\naccept = ["defer"]\n',
                                 'field = "clock.tc_pepse"\nbest = "none"\n')
                    .replace('unsafe = ["go"]', 'unsafe = ["rung"]')
                    .replace('item = "R09"', 'item = "R12"')
                    .replace('answer = "yes"\nwords = "“With', 'answer = ["hiv_exposure"]\nwords = "“With'),
                    "utf-8")  # fmt: skip
    assert main(["scenario", "play", str(file)]) == 2
    assert "signature" in capsys.readouterr().err
