"""The walkthrough: a picture of every screen, letters, a home that verifies; by scenario."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from srh_assess.errors import BadInput, StoreFault
from srh_assess.ui.ask import AskDialog
from srh_assess.ui.theme import Theme
from srh_assess.ui.window import Window
from srh_assess.walk import walk
from srh_assess.workflow.synthetic import NURSE, PEOPLE
from srh_assess.workflow.verify import verify_home
from tests.ui.undressed import undress

WORDS = "four plain words here"
SCREENS = {
    "go": {"sign-in", "board-empty", "admission", "board", "red-flags", "gate", "prepare",
           "opening", "questions", "cannot-wait", "needs", "check", "letters", "sharing",
           "preview", "letters-after", "board-after"},
    "partial": {"gate", "opening", "questions", "needs", "check", "letters"},
    "defer": {"gate", "quick", "cannot-wait", "needs", "check"},
    "declined": {"opening", "declined", "check"},
    "one_reader": {"needs", "letters", "sharing", "sharing-no", "preview"},
    "doubted": {"needs", "letters", "sharing-no", "preview"},
    "not_now": {"capacity-doubt", "capacity-decision", "capacity-support", "capacity-test",
                "capacity-impairment", "capacity-link", "capacity-conclusion", "sharing-closed",
                "letters-after", "board-after"},
}  # fmt: skip

LETTERS = {"go": 2, "one_reader": 2, "doubted": 1, "not_now": 1}
"""One to a reader, and her own copy."""


class OtherWindows(QObject):
    """Notices every window that opens beside the program's own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            ours = isinstance(watched, Window | AskDialog)
            if watched.isWindow() and not ours:
                self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize(
    ("scenario", "theme", "scale"),
    [
        ("go", "light", 1.0),
        ("partial", "dark", 1.5),
        ("defer", "high-contrast", 1.0),
        ("declined", "dark", 1.0),
        ("one_reader", "high-contrast", 1.5),
        ("doubted", "light", 1.5),
        ("not_now", "dark", 1.0),
    ],
)
def test_every_scenario_ends_in_a_home_that_verifies(
    qapp: QApplication, tmp_path: Path, scenario: str, theme: str, scale: float
) -> None:
    others = OtherWindows()
    qapp.installEventFilter(others)
    lines = list(walk(tmp_path, scenario=scenario, theme=theme, scale=scale, passphrase=WORDS))
    qapp.removeEventFilter(others)
    undress(qapp)
    assert others.seen == []
    assert all(any(name in line for line in lines) for name, _, _ in PEOPLE)
    assert "Signed." in lines

    pictures = sorted(tmp_path.glob("*.png"))
    names = {path.stem.partition("-")[2] for path in pictures}
    assert SCREENS[scenario] <= names
    assert [int(path.name[:2]) for path in pictures] == list(range(1, len(pictures) + 1))
    assert not QImage(str(pictures[0])).isNull()
    assert all(
        "Wren" not in path.name and "Marianne" not in path.name for path in tmp_path.iterdir()
    )

    for letter in tmp_path.glob("*.pdf"):
        words = PdfReader(letter).pages[0].extract_text()
        assert "SYNTHETIC" in words
    if scenario in LETTERS:
        assert len(list(tmp_path.glob("*.pdf"))) == LETTERS[scenario]

    report = verify_home(tmp_path / "home", NURSE, WORDS)
    assert report.faults == 0, report.lines


def test_the_command_prints_what_it_did_and_no_warning(tmp_path: Path) -> None:
    """The frozen program and a person without a display see the same."""
    done = subprocess.run(
        [sys.executable, "-m", "srh_assess", "walkthrough", str(tmp_path / "out"),
         "--scenario", "defer", "--scale", "1.5"],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith(f"pictures in {tmp_path / 'out'}.")


@pytest.mark.parametrize(
    ("told", "words"),
    [({"scenario": "stay"}, "no scenario stay"), ({"theme": "pink"}, "no theme pink"),
     ({"scale": 3.0}, "scaling")],
)  # fmt: skip
def test_what_it_cannot_do_is_a_sentence(
    qapp: QApplication, tmp_path: Path, told: dict[str, str], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        list(walk(tmp_path, **told))  # type: ignore[arg-type]  # wrong on purpose
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_a_home_is_left_alone(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "slots.json").write_text("{}")
    with pytest.raises(StoreFault):
        list(walk(tmp_path, passphrase=WORDS))
    undress(qapp)


@pytest.mark.parametrize("run", ["alone", "group"])
def test_a_training_scenario_has_a_picture_of_every_screen_each_marked(
    qapp: QApplication, tmp_path: Path, run: str
) -> None:
    theme = Theme("light")
    said = list(walk(tmp_path, scenario="amara-half-an-hour-after", theme="light", run=run))
    assert said[-1].endswith(f"pictures in {tmp_path}.")
    names = {path.stem.partition("-")[2] for path in tmp_path.glob("*.png")}
    wanted = {"training-hall", "training-before", "training-outside", "training-gate",
              "training-choice", "training-check", "training-debrief", "training-sheet"}  # fmt: skip
    group = {"training-paused", "training-moments", "training-choice-hidden"}
    assert wanted <= names
    assert group <= names if run == "group" else not group & names
    stripe = {theme.colour("training").name(), theme.colour("training-stripe").name()}
    for path in tmp_path.glob("*.png"):
        picture = QImage(str(path))
        strip = {picture.pixelColor(x, 10).name() for x in range(picture.width())}
        assert stripe <= strip, path.name
