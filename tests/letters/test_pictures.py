"""Every page of every letter looks as it did. New or changed on purpose? Draw the pictures anew
(``python -m tests.letters.pictures``), look at them, and commit them with the change."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from srh_assess.letters.template import kinds
from tests.letters import pictures

ANEW = "draw them anew: QT_QPA_PLATFORM=offscreen python -m tests.letters.pictures"


@pytest.fixture(scope="module")
def letters() -> dict[str, bytes]:
    return pictures.letters(pictures.session())


@pytest.mark.parametrize("kind", [*kinds(), "her_copy-large"])
def test_every_page_looks_as_the_picture_that_is_kept(
    qapp: QApplication, letters: dict[str, bytes], kind: str
) -> None:
    drawn, before = pictures.pages(letters[kind]), pictures.kept(kind)
    assert len(drawn) == len(before), f"{kind} has {len(drawn)} pages, {len(before)} kept; {ANEW}"
    for number, (new, old) in enumerate(zip(drawn, before, strict=True), 1):
        off = pictures.apart(new, old)
        assert off <= pictures.MOST, f"{kind}, page {number}: a tile is {off} off; {ANEW}"


def test_no_picture_is_kept_of_a_letter_there_is_not() -> None:
    names = {path.name.split(".")[0] for path in pictures.FOLDER.glob("*.png")}
    assert names <= {*kinds(), "her_copy-large"}


def test_a_line_that_moved_a_word_that_went_and_another_size_are_seen(
    qapp: QApplication, letters: dict[str, bytes]
) -> None:
    page = pictures.pages(letters["her_copy"])[0]
    assert pictures.apart(page, page) == 0
    assert pictures.apart(page, page.scaled(page.width() - 1, page.height())) == 255
    moved, without = QImage(page.size(), page.format()), page.copy()
    moved.fill(QColor("white"))
    painter = QPainter(moved)
    painter.drawImage(0, 2, page)
    painter.end()
    assert pictures.apart(page, moved) > pictures.MOST
    painter = QPainter(without)
    painter.fillRect(30, 25, 30, 6, QColor("white"))
    painter.end()
    assert pictures.apart(page, without) > pictures.MOST


def test_the_command_keeps_what_differs_and_only_that(
    qapp: QApplication, letters: dict[str, bytes], monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    sheets = pictures.pages(letters["her_copy"])
    assert len(pictures.keep("her_copy", sheets)) == len(sheets)
    assert pictures.keep("her_copy", sheets) == []
    assert pictures.keep("her_copy", sheets[:1]) == []
    assert [path.name for path in tmp_path.iterdir()] == ["her_copy.1.png"]
