"""The walk through a full ward: a picture of each screen of its day, and a home that verifies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from srh_assess.ui.ward_walk import HER_ROOMS, NURSE, ROOMS
from srh_assess.walk import walk
from srh_assess.workflow.verify import verify_home
from tests.ui.undressed import undress

WORDS = "four plain words here"
BOARD = {"board", "board-by-what-is-due", "board-initials-only", "board-all", "board-due",
         "board-offer", "board-mine", "board-overdue"}  # fmt: skip


def test_a_full_ward_in_pictures(qapp: QApplication, tmp_path: Path) -> None:
    lines = list(walk(tmp_path, scenario="ward", passphrase=WORDS))
    undress(qapp)
    assert "12 women on the board." in lines
    names = {path.stem.partition("-")[2] for path in tmp_path.glob("*.png")}
    rooms = {room.replace("_", "-") for room in (*ROOMS, *HER_ROOMS)}
    assert names == {*BOARD, *rooms, "overview", "end-of-stay", "gate-again", "questions-again"}
    report = verify_home(tmp_path / "home", NURSE, WORDS)
    assert report.faults == 0, report.lines
