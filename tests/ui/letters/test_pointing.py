"""Pointing at a line of the preview, with the mouse and with keys, shows what stands behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment import facts
from srh_assess.ui.ask import Ask
from srh_assess.ui.pages.pointing import HINT
from srh_assess.ui.pages.preview import AS_TEXT, PreviewPage
from srh_assess.ui.theme import Theme
from srh_assess.workflow import behind
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from tests.ui.letters.conftest import Show
from tests.ui.letters.made import FakePress, agreed, letter_of

Opened = Callable[[Sharing], PreviewPage]


@pytest.fixture
def preview(theme: Theme, shown: Show, press: FakePress) -> Opened:
    def show(sharing: Sharing) -> PreviewPage:
        page = shown(PreviewPage(theme, sharing, ask=Ask(theme), press=press))
        assert isinstance(page, PreviewPage)
        QApplication.processEvents()
        return page

    return show


def number(page: PreviewPage, start: str) -> int:
    lines = behind.lines(page.sharing)
    return next(n for n, (text, _) in enumerate(lines) if text.startswith(start))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Trouble with periods:", "Question: Trouble with periods; asked, 10-Mar-2026 14:41"),
        (
            "There is trouble with periods.",
            "Need: Trouble with periods, confirmed 10-Mar-2026 14:41",
        ),
        ("Born:", "Admission: who this is"),
        ("Able to decide:", "Decision: what was found about deciding this letter"),
        ("Agreed with Maya:", "Decision: the answer to this letter, yes, 10-Mar-2026 14:41"),
        ("What we found", behind.STANDING),
        ("Last cervical screening:", "Question: Last smear test"),
    ],
)
def test_each_line_knows_what_it_came_from(session: Session, line: str, said: str) -> None:
    sharing = agreed(session)
    lines = behind.lines(sharing)
    found = [what for text, what in lines if text.startswith(line)]
    assert found
    assert found[0].startswith(said)
    assert "\n".join(text for text, _ in lines).strip() == sharing.plain_text.strip()


def test_a_row_of_the_tables_says_its_source_and_the_answers_behind_it(session: Session) -> None:
    session.begin()
    session.answer("R13", ("carbamazepine",))
    sharing = letter_of(session)
    sharing.tick("contraception", on=True)
    found = [what for text, what in behind.lines(sharing) if text.startswith("Carbamazepine: W")]
    assert len(found) == 1
    assert found[0].startswith("Reference table: NHS Specialist Pharmacy Service")
    assert "Evidence: " in found[0]
    assert "Question: " in found[0]


def test_before_she_answered_the_lines_say_so(session: Session) -> None:
    sharing = letter_of(session)
    sharing.tick("identity", on=True)
    said = dict(behind.lines(sharing))
    assert "not given yet" in " ".join(said.values())
    assert "not written down yet" in " ".join(said.values())


def test_an_open_question_and_a_refusal_say_so(session: Session) -> None:
    session.begin()
    session.clear("G02")
    sharing = letter_of(session)
    sharing.tick("gynaecology", on=True)
    assert "No answer in the record" in " ".join(what for _, what in behind.lines(sharing))


def test_the_text_tells_with_the_arrow_keys(preview: Opened, session: Session) -> None:
    page = preview(agreed(session))
    assert page.behind.words.text() == HINT
    page.tabs[AS_TEXT].click()
    page.text.setFocus()
    for _ in range(number(page, "Born:")):
        QTest.keyClick(page.text, Qt.Key.Key_Down)
    assert page.behind.words.text() == "Admission: who this is"


def test_no_line_of_what_is_told_ends_inside_a_date(preview: Opened, session: Session) -> None:
    page = preview(agreed(session))
    page.behind.say(number(page, "Trouble with periods:"))
    assert "10-\u2060Mar-\u20602026 14:41" in page.behind.words.text()


def test_the_text_tells_under_the_mouse(preview: Opened, session: Session) -> None:
    page = preview(agreed(session))
    page.tabs[AS_TEXT].click()
    QApplication.processEvents()
    block = page.text.document().findBlockByNumber(number(page, "Born:"))
    page.text.setTextCursor(_cursor(page, block.position()))  # what is seen can be pointed at
    place = page.text.cursorRect().center()
    QTest.mouseMove(page.text.viewport(), place)
    page.text.pointed.emit(page.text.line_at(place))
    assert page.behind.words.text() == "Admission: who this is"


def _cursor(page: PreviewPage, position: int):
    cursor = page.text.textCursor()
    cursor.setPosition(position)
    return cursor


def test_the_pages_tell_under_the_mouse_and_with_keys(preview: Opened, session: Session) -> None:
    page = preview(agreed(session))
    sheets = page.pdf.sheets
    assert sheets is not None
    wanted = number(page, "Trouble with periods:")
    where = next(one for one in sheets.spots.places if one[2] == wanted)
    scale = sheets._scale(where[0])
    place = sheets._frame(where[0]).topLeft() + where[1].center() * scale
    assert sheets.line_at(place) == wanted
    assert sheets.line_at(QPointF(-5, -5)) is None
    QTest.mouseMove(sheets.viewport(), QPoint(1, 1))
    sheets.pointed.emit(wanted, False)
    assert page.behind.words.text().startswith("Question: Trouble with periods")
    sheets.setFocus()
    for _ in range(len(sheets.spots.places) + 1):
        QTest.keyClick(sheets, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert page.behind.words.text()
    assert sheets.verticalScrollBar().value() > 0
    last = sheets._here
    QTest.keyClick(sheets, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert sheets._here == last - 1
    QTest.keyClick(sheets, Qt.Key.Key_Up)
    assert sheets._here == last - 1, "without Ctrl the pages scroll"


def test_every_line_of_the_letter_is_found_on_the_pages(preview: Opened, session: Session) -> None:
    page = preview(agreed(session))
    sheets = page.pdf.sheets
    assert sheets is not None
    lines = behind.lines(page.sharing)
    found = {one[2] for one in sheets.spots.places}
    missing = [text for n, (text, _) in enumerate(lines) if text and n not in found]
    assert missing == [page.sharing.letter.footer], "the foot, which is on every page"


def test_words_to_look_at_are_counted_and_led_to(preview: Opened, session: Session) -> None:
    record = session.record
    assert record.identity is not None
    assert record.stay is not None
    stay = replace(record.stay, communication="She is non-compliant with forms")
    session.add(
        facts.AdmissionCorrected(identity=record.identity, stay=stay, reason="For the test")
    )
    page = preview(agreed(session, "identity", "care"))
    assert page.advice.isVisible()
    assert page.advice.count.text() == "1 word to look at"
    page.advice.button.click()
    assert page.views.currentIndex() == AS_TEXT
    assert page.advice.card.isVisible()
    quiet = preview(agreed(session, "identity"))
    assert not quiet.advice.isVisible()
