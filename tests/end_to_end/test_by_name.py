"""Of somebody who did not say *she*, no page, letter or print says *she* or *her*.

One walk through the whole program beside Sasha, whose words are he and him, and one beside a
person of whom nobody has asked; everything on each screen is read.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui import woman_rooms
from srh_assess.ui.story import Story, story
from srh_assess.ui.walkthrough import Hand, Walk
from srh_assess.workflow import calling, her_record, huddle, synthetic, urgent
from srh_assess.workflow.desk import Desk
from tests.end_to_end.reading import read
from tests.ui.shell.conftest import WORDS, finished

SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
TYPED = "They will see her on the ward today"
OF_ANY_WOMAN = {
    "In own words, for example she, her": "the pronouns themselves",
    f"{TYPED} at 16:00.": "typed in the walk",
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


def printed(desk: Desk, admission: str, folder: Path) -> list[str]:
    """The text of every letter, of the huddle's sheet, of the sheets for calls, and of a copy of
    the whole record."""
    session = desk.session(admission, begin=False)
    calls = urgent.running(session.protocol, session.record, session.findings)
    data = [
        *(path.read_bytes() for path in sorted(folder.glob("*.pdf"))),
        huddle.printed(desk, "all", initials=False).data,
        her_record.copy(desk, admission, "pdf").data,
        *(calling.on_desk(desk, session, one).data for one in calls),
    ]
    found = []
    for one in data:
        pages = [page.extract_text() for page in PdfReader(BytesIO(one)).pages]
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
    papers = printed(desk, row.admission, folder)
    assert len(papers) > 3
    found = [text[max(0, one.start() - 60) : one.end() + 30]
             for text in papers for one in SHE.finditer(text)]  # fmt: skip
    assert [words for words in found if TYPED not in words] == []
