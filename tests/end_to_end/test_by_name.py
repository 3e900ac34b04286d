"""Of somebody who did not say *she*, no page, letter or print says *she* or *her*.

One walk through the whole program beside Sasha, whose words are he and him, and one beside a
person of whom nobody has asked; everything on each screen is read.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui import woman_rooms
from srh_assess.ui.story import Story, story
from srh_assess.ui.walkthrough import Hand, Walk
from srh_assess.workflow import synthetic
from tests.end_to_end.reading import read
from tests.ui.shell.conftest import WORDS, finished

SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
OF_ANY_WOMAN = {
    "In own words, for example she, her": "the pronouns themselves",
    "They will see her on the ward today at 16:00.": "typed in the walk",
    "A guide for nurses on women’s psychiatric intensive care. Her choices, her words, "
    "and nothing left open.": "before anybody is on the ward",
}


class Reader:
    """Reads each screen that the walk comes by."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.said: dict[str, str] = {}
        self.screens: list[str] = []

    def grab(self, name: str) -> None:
        self.screens.append(name)
        for words in read(self.program.window):
            self.said.setdefault(words, name)

    @property
    def wrong(self) -> list[str]:
        return sorted(
            f"{screen}: {words}"
            for words, screen in self.said.items()
            if SHE.search(words) and words not in OF_ANY_WOMAN
        )


def sasha(scenario: str, pronouns: str) -> Story:
    told = story(scenario)
    who = {**told.identity, "Preferred name": "Sasha", "Given name": "Alexander",
           "Pronouns": pronouns, "Gender": "Male"}  # fmt: skip
    if not pronouns:
        del who["Pronouns"]
    return replace(told, identity=who)


def paper(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.glob("*.pdf")):
        pages = [page.extract_text() for page in PdfReader(path).pages]
        found.append(" ".join(" ".join(pages).split()))
    return found


@pytest.mark.parametrize(
    ("scenario", "pronouns"), [("go", "he, him"), ("defer", ""), ("not_now", "they, them")]
)
def test_no_screen_says_she_of_sasha(
    program: Program, tmp_path: Path, qtbot: QtBot, scenario: str, pronouns: str
) -> None:
    reader = Reader(program)
    told = sasha(scenario, pronouns)
    walk = Walk(program.window, story=told, passphrase=WORDS, hand=Hand(), grab=reader.grab)
    walk.sign_in(synthetic.NURSE)
    finished(program, qtbot)
    walk.admit()
    walk.go_on()
    list(walk.talk())
    folder = tmp_path / "letters"
    folder.mkdir()
    list(walk.letters(folder))
    reader.grab("letters-after")
    desk = program.desk
    assert desk is not None
    (row,) = desk.board()
    for room in woman_rooms.WOMAN_ROOMS:
        if not desk.may(room.action):
            continue
        program.ward.open_overview(row.admission)
        reader.grab("overview")
        program.ward.open_woman_room(room.id, row.admission)
        finished(program, qtbot)
        reader.grab(room.id)
    assert reader.wrong == []
    assert len(reader.said) > 1000
    assert [text for text in paper(folder) if SHE.search(text)] == []
