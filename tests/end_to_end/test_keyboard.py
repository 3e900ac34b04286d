"""One assessment with the keyboard only, from the first start to two letters, and the same
answers found again in the store and on the paper."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import Answer
from srh_assess.clock import SetClock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.recovery_key import RecoveryKeyPage
from srh_assess.ui.pages.set_up import SetUpPage
from srh_assess.ui.story import MAYA, WHEN, story
from srh_assess.ui.walkthrough import Walk
from tests.end_to_end.keys import Keyboard
from tests.ui.shell.conftest import NOW, WORDS, Start

UNIT = {
    "_trust": "Northmoor Health Trust",
    "_ward_name": "Willow Ward",
    "_phone": "020 7946 0040",
    "_address": "Post Room\n1 Quay Street",
    "_clinic_name": "Northmoor in-reach clinic",
    "_clinic_phone": "020 7946 0018",
}


class Pointer(QObject):
    """Counts what a pointer does: nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.used = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.used += event.type() == QEvent.Type.MouseButtonPress
        return False


def set_up(program: Program, hand: Keyboard, walk: Walk) -> None:
    """The first start, typed."""
    page = walk.page(SetUpPage)
    for name, words in UNIT.items():
        hand.type(getattr(page, name).field, words)
    for person, name, display in (
        (page._first, "frances", "Frances Lindqvist"), (page._nurse, "ruth", "Ruth Adeyemi"),
    ):  # fmt: skip
        hand.type(person.display.field, display)
        hand.type(person.name.field, name)
        hand.type(person.passphrase.field, WORDS)
        hand.type(person.again.field, WORDS)
    walk.go_on()
    walk.wait()
    keys = walk.page(RecoveryKeyPage)
    for place, entry in keys._asked.items():
        hand.type(entry.field, keys._key[place])  # read off the screen, as from her paper
    walk.go_on()


def paper(folder: Path) -> list[str]:
    """The text of every letter, on one line each."""
    found = []
    for path in sorted(folder.glob("*.pdf"), key=lambda one: one.stat().st_mtime_ns):
        pages = [page.extract_text() for page in PdfReader(path).pages]
        found.append(" ".join(" ".join(pages).split()))
    return found


def test_from_first_start_to_two_letters_with_the_keyboard_only(
    start: Start, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    program, pointer = start(), Pointer()
    qtbot.waitUntil(program.window.isActiveWindow)
    qapp.installEventFilter(pointer)
    hand = Keyboard(program.window)
    walk = Walk(program.window, story=story("go"), passphrase=WORDS, hand=hand, grab=lambda _: None)
    set_up(program, hand, walk)
    walk.sign_in("ruth")
    walk.admit()
    admission = walk.page(BoardPage).current()
    walk.go_on()
    pages = list(walk.talk())
    letters = list(walk.letters(tmp_path))
    walk.go_on()
    qapp.removeEventFilter(pointer)
    assert pointer.used == 0
    assert len(pages) > 20
    assert len(letters) == 2
    walk.page(BoardPage)

    assert program.desk is not None
    record = program.desk.record(admission)
    assert record.sittings[0].signed is not None
    assert record.sittings[0].signed.outcome == "complete"
    told = {item: said for item, said in MAYA.items() if item in record.answers}
    assert len(told) > 20
    for item, said in told.items():
        assert _matches(record.answers[item], said), item
    for item in ("T01", "T07"):
        assert record.answers[item].when.known, item
        assert (NOW - (record.answers[item].when.earliest or NOW)) >= WHEN[item]

    to_clinic, hers = paper(tmp_path)
    for words in ("WREN, Marianne", "999 000 0018", "Northmoor in-reach clinic"):
        assert words in to_clinic.replace("\u00a0", " ")
    for words in (
        "Not getting pregnant just now", "Condoms", "To start one", "Would rather not",
        "Swab for chlamydia and gonorrhoea", "12-Jul-2026",
    ):  # fmt: skip
        assert words in to_clinic
    assert "HIV" not in to_clinic  # stands alone, and she did not tick it
    for words in ("Dear Maya", "Not getting pregnant just now", "heavy, painful"):
        assert words in hers


def test_a_pointer_would_be_noticed(qtbot: QtBot, qapp: QApplication, clock: SetClock) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QPushButton

    pointer, button = Pointer(), QPushButton("Press")
    qtbot.addWidget(button)
    button.show()
    qapp.installEventFilter(pointer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qapp.removeEventFilter(pointer)
    assert pointer.used > 0


def _matches(answer: Answer, said: str | tuple[str, ...]) -> bool:
    if isinstance(said, tuple):
        return isinstance(answer.value, tuple) and set(answer.value) == set(said)
    return str(answer.value) == said or (answer.state is not None and answer.state.value == said)
