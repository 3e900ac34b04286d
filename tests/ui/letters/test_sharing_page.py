"""Her choice on the screen: nothing ticked, each tick seen at once, no yes to what was not seen."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment import facts
from srh_assess.assessment.identity import NO_BREAK
from srh_assess.clock import local
from srh_assess.errors import StoreFault
from srh_assess.ui.frame import Frame
from srh_assess.ui.pages.letter_setting import on_paper
from srh_assess.ui.pages.sharing import SharingPage
from srh_assess.ui.pages.sharing_boxes import NOTHING
from srh_assess.ui.reading import tab_stops
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.session import Session
from tests.ui.letters.conftest import Show
from tests.ui.letters.made import LONG_NAME, agreed, letter_of
from tests.ui.undressed import undress
from tests.workflow.memory import MemoryJournal


def events() -> None:
    for _ in range(4):
        QApplication.processEvents()


def box(page: SharingPage, name: str) -> Answer:
    return next(g.answers[name] for g in page.boxes.groups if name in g.answers)


def tick(page: SharingPage, *names: str) -> None:
    for name in names:
        box(page, name).click()
    events()


def to_end(page: SharingPage) -> None:
    page.letter.verticalScrollBar().setValue(page.letter.verticalScrollBar().maximum())
    events()


def answered(page: SharingPage) -> list[str]:
    return [share.fact.decision for share in page.sharing.shares]


@pytest.fixture
def page(theme: Theme, session: Session, shown: Show) -> SharingPage:
    made = shown(SharingPage(theme, letter_of(session)))
    assert isinstance(made, SharingPage)
    return made


# ---- the boxes and the letter -------------------------------------------------------------------


def test_every_box_is_empty_and_a_suggestion_is_a_word(page: SharingPage) -> None:
    answers = [one for group in page.boxes.groups for one in group.answers.values()]
    assert answers
    assert not any(one.isChecked() for one in answers)
    assert box(page, "identity").accessibleDescription() == "suggested"
    assert box(page, "inpatient").accessibleDescription() == "only if she agrees"
    assert [a.code for a in page.boxes.groups[1].answers.values()] == [
        "hiv", "assault", "unsafe", "inpatient", "information",
    ]  # fmt: skip
    assert "Nothing about the patient is in this letter yet" in page.letter.words
    assert not page.answer.yes_button.isEnabled()
    assert "something is chosen" in page.answer.why.text()


def test_a_box_that_would_add_nothing_says_so(page: SharingPage) -> None:
    empty = [one.id for one in page.sharing.boxes if one.empty]
    assert empty
    assert all(box(page, name).accessibleDescription() == NOTHING for name in empty)


def write(page: SharingPage, words: str) -> None:
    page.informed.field.setFocus()
    page.informed._lines.setPlainText(words)
    page.heading.setFocus()
    events()


def test_what_was_told_or_given_is_kept_and_goes_along_with_its_own_tick(
    page: SharingPage, theme: Theme, session: Session, shown: Show
) -> None:
    assert page.informed.isVisibleTo(page)
    assert box(page, "information").accessibleDescription() == NOTHING
    tick(page, "identity")
    write(page, "  The leaflet about coils  \n\nThe clinic's own number")
    assert session.record.informed["srh_in_reach"].fact.words == (
        "The leaflet about coils\nThe clinic's own number"
    )
    assert box(page, "information").accessibleDescription() == "suggested"
    assert "leaflet about coils" not in page.letter.words
    assert "Not in this letter" in page.letter.words
    tick(page, "information")
    assert "The leaflet about coils" in page.letter.new_words
    write(page, "The leaflet about coils, read together")
    assert "read together" in page.letter.words
    again = shown(SharingPage(theme, letter_of(session)))
    assert isinstance(again, SharingPage)
    assert again.informed.words == "The leaflet about coils, read together"


def test_what_was_told_or_given_may_not_be_a_leaflet_in_itself(
    page: SharingPage, session: Session
) -> None:
    write(page, "x" * 1001)
    assert "1001 characters" in page.informed.field.accessibleDescription()
    assert page.informed.words == "x" * 1001
    assert not session.record.informed
    write(page, "Told about the visit")
    assert "characters" not in page.informed.field.accessibleDescription()
    write(page, "")
    assert session.record.informed["srh_in_reach"].fact.words == ""
    assert box(page, "information").accessibleDescription() == NOTHING


def test_her_copy_and_a_reader_who_only_sends_appointments_ask_nothing_of_it(
    theme: Theme, session: Session, shown: Show
) -> None:
    for kind in ("her_copy", "breast_screen"):
        made = shown(SharingPage(theme, letter_of(session, kind)))
        assert isinstance(made, SharingPage)
        assert not made.informed.isVisibleTo(made)
        assert "information" not in {one.id for one in made.sharing.boxes}


def test_a_tick_writes_its_sentence_at_once_and_marks_it_until_the_next(
    page: SharingPage,
) -> None:
    tick(page, "identity")
    assert "WREN, Marianne" in page.letter.words
    assert "WREN, Marianne" in page.letter.new_words
    tick(page, "gynaecology")
    assert "There is trouble with periods." in page.letter.new_words
    assert "WREN, Marianne" not in page.letter.new_words
    tick(page, "identity")
    assert "WREN, Marianne" not in page.letter.words
    assert "WREN" not in page.sharing.plain_text


def test_no_line_ends_inside_a_date_a_name_or_a_hyphened_word(
    theme: Theme, talk, shown: Show
) -> None:
    page = shown(SharingPage(theme, letter_of(talk(LONG_NAME))))
    assert isinstance(page, SharingPage)
    tick(page, *(one.id for one in page.sharing.boxes))
    page.letter.setParent(None)
    broken = re.compile(r"\w-\u2060?$")
    for width in range(360, 900, 45):
        page.letter.resize(width, 600)
        page.letter.document().documentLayout().documentSize()
        block = page.letter.document().begin()
        while block.isValid():
            layout, text = block.layout(), block.text()
            for number in range(layout.lineCount() - 1):
                line = layout.lineAt(number)
                end = line.textStart() + line.textLength()
                assert not broken.search(text[:end]), (width, text)
            block = block.next()
    assert "\u2060" not in page.letter.words
    assert "17-Mar-2026" in page.letter.words
    page.letter.deleteLater()


def test_every_word_of_the_letter_is_on_the_screen(page: SharingPage) -> None:
    tick(page, *(one.id for one in page.sharing.boxes))
    for size in ("page", "larger", "aloud"):
        page.letter.size_of(size)
        words = page.letter.words
        assert NO_BREAK not in words
        for block in page.sharing.letter.blocks:
            assert block.heading in words
            for row in block.rows:
                assert row.text.replace(NO_BREAK, " ") in words, row
                assert row.label in words


def test_what_is_new_is_painted_on_the_soft_ground_with_a_bar(
    page: SharingPage, theme: Theme
) -> None:
    tick(page, "identity", "gynaecology")
    picture = page.letter.viewport().grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(0, 40) for y in range(picture.height())}
    assert on_paper(theme, "accent-soft").name() in seen
    assert on_paper(theme, "accent").name() in seen


@pytest.mark.parametrize("name", ["dark", "high-contrast"])
def test_the_letter_is_white_in_every_theme(page: SharingPage, theme: Theme, name: str) -> None:
    theme.choose(name)  # type: ignore[arg-type]  # one of the themes
    events()
    picture = page.letter.viewport().grab().toImage()
    assert picture.pixelColor(3, 3) == theme.colour("paper")


def test_who_reads_what_stands_alone_is_said(page: SharingPage) -> None:
    tick(page, "hiv")
    said = page.boxes.findChildren(Text)
    words = " ".join(label.text() for label in said)
    assert f"HIV: test or result: {page.sharing.recipient.name} will read this" in words
    tick(page, "hiv")
    words = " ".join(label.text() for label in said if not label.isHidden())
    assert "will read this" not in words


def test_her_wish_and_what_a_no_means_stand_on_top(page: SharingPage) -> None:
    words = page.findChildren(Text)
    told = " ".join(label.text() for label in words)
    assert "Early in the talk Maya said yes to this reader. It ticks nothing" in told
    assert "Without a letter the clinic can still come" in told


# ---- yes ----------------------------------------------------------------------------------------


def test_yes_opens_after_choice_end_and_finding_and_closes_with_the_next_tick(
    page: SharingPage,
) -> None:
    yes, why = page.answer.yes_button, page.answer.why
    tick(page, "identity", "gynaecology")
    assert not yes.isEnabled()
    assert "the end of the letter" in why.text()
    to_end(page)
    assert page.sharing.shown == "read_by_her"
    assert "the line above" in why.text()
    page.answer.finding.answers["able"].click()
    assert yes.isEnabled()
    assert why.isHidden()
    tick(page, "contraception")
    assert not yes.isEnabled()
    assert "the end of the letter" in why.text()
    tick(page, "contraception")
    assert yes.isEnabled()


def test_a_letter_that_fits_is_seen_as_soon_as_it_stands_there(
    page: SharingPage, frame: Frame
) -> None:
    tick(page, "identity", "gynaecology")
    assert not page.answer.yes_button.isEnabled()
    frame.resize(1366, 2400)
    events()
    assert page.letter.verticalScrollBar().maximum() == 0
    assert page.sharing.shown == "read_by_her"
    tick(page, "contraception")
    assert page.sharing.shown == "read_by_her"


def test_her_yes_is_written_down_and_leads_to_the_pages(
    page: SharingPage, journal: MemoryJournal
) -> None:
    went = QSignalSpy(page.go)
    tick(page, "identity", "gynaecology")
    to_end(page)
    page.answer.finding.answers["able"].click()
    page.answer.yes_button.click()
    fact = journal.all[-1].fact
    assert isinstance(fact, facts.ShareDecided)
    assert (fact.decision, fact.items) == ("yes", ("gynaecology", "identity"))
    assert fact.shown == "read_by_her"
    assert went.at(0) == ["preview:srh_in_reach"]
    assert page.sharing.stands


def test_what_was_read_aloud_to_the_end_counts_as_seen(page: SharingPage) -> None:
    tick(page, "identity", "gynaecology")
    page.aloud.click()
    events()
    assert not page.boxes.isVisible()
    assert page.letter.hasFocus()
    assert page.letter.verticalScrollBar().value() == 0
    assert page.heard.isVisible()
    assert page.letter.verticalScrollBar().maximum() > 0
    page.heard.click()
    events()
    assert page.boxes.isVisible()
    assert not page.heard.isVisible()
    assert page.sharing.shown == "read_to_her"


def test_larger_makes_the_words_larger(page: SharingPage) -> None:
    tick(page, "identity", "gynaecology")
    before = page.letter.verticalScrollBar().maximum()
    page.larger.click()
    assert page.letter.verticalScrollBar().maximum() > before
    page.larger.click()
    assert page.letter.verticalScrollBar().maximum() == before


def test_a_doubt_leaves_the_decision_open_and_asks_for_the_longer_form(page: SharingPage) -> None:
    went: list[str] = []
    page.go.connect(went.append)
    tick(page, "identity", "gynaecology")
    to_end(page)
    page.answer.finding.answers["able"].click()
    page.answer.finding.answers["doubt"].click()
    assert not page.answer.yes_button.isEnabled()
    assert page.answer.why.text() == "Yes is closed while there is a reason to doubt"
    assert went == ["doubt:srh_in_reach"]
    assert page.session.record.capacity[-1].outcome == "not_completed"
    assert answered(page) == []
    page.answer.finding.answers["doubt"].click()
    assert page.answer.finding.codes == ("doubt",)
    page.answer.finding.answers["able"].click()
    assert page.answer.yes_button.isEnabled()


def test_a_finding_that_was_not_saved_stands_open_again(
    page: SharingPage, journal: MemoryJournal
) -> None:
    tick(page, "identity", "gynaecology")
    to_end(page)
    journal.fail = StoreFault("letter-not-saved", reason="No space left on device")
    page.answer.finding.answers["doubt"].click()
    assert page.answer.finding.codes == ()
    assert page.fault.isVisible()
    page.answer.finding.answers["able"].click()
    assert page.answer.yes_button.isEnabled()


def test_a_disk_that_refuses_says_so_and_nothing_is_agreed(
    page: SharingPage, journal: MemoryJournal
) -> None:
    failed = QSignalSpy(page.failed)
    tick(page, "identity", "gynaecology")
    to_end(page)
    page.answer.finding.answers["able"].click()
    journal.fail = StoreFault("letter-not-saved", reason="No space left on device")
    page.answer.yes_button.click()
    assert failed.count() == 1
    assert page.fault.isVisible()
    assert "No space left" in page.fault.content.accessibleName()  # type: ignore[union-attr]
    assert answered(page) == []
    page.answer.yes_button.click()
    assert answered(page) == ["yes"]
    assert page.fault.isHidden()


# ---- no and later -------------------------------------------------------------------------------


def test_no_is_written_down_thanked_and_nothing_else_is_asked(
    page: SharingPage, frame: Frame
) -> None:
    tick(page, "identity")
    page.answer.no_button.click()
    assert answered(page) == ["no"]
    notice = page.answer.findChildren(Notice)[-1]
    assert "Maya said no, 14:41" in notice.accessibleName()
    assert "Thank Maya" in notice.accessibleName()
    assert notice.hasFocus()
    assert not page.answer.yes_button.isVisible()
    assert not any(group.isEnabled() for group in page.boxes.groups)
    bar = frame.actions_bar
    page.offer(bar)
    assert bar.primary.property("role") == "primary"


def test_later_takes_a_day_or_waits_for_her(page: SharingPage) -> None:
    page.answer.later_button.click()
    entry = page.answer.findChildren(DateEntry)[0]
    on_day = next(b for b in page.answer.findChildren(Button) if "on this day" in b.text())
    on_day.click()
    assert answered(page) == []
    assert "The day is missing" in entry._complaint._words.text()
    day = local(page.session.clock.now() + timedelta(days=2)).date()
    for key, words in (("day", day.day), ("month", day.month), ("year", day.year)):
        line = entry._boxes[key]
        line.setText("")
        QTest.keyClicks(line, str(words))
    on_day.click()
    share = page.sharing.share
    assert share is not None
    assert (share.fact.decision, share.fact.again_on) == ("later", day)


def test_later_makes_room_and_a_second_press_closes_it_again(page: SharingPage) -> None:
    page.answer.later_button.click()
    assert not page.answer.finding.isVisible()
    page.answer.later_button.click()
    assert page.answer.finding.isVisible()
    assert not any(e.isVisible() for e in page.answer.findChildren(DateEntry))
    assert page.answer.why.isVisible()


def test_later_only_if_she_asks(page: SharingPage) -> None:
    page.answer.later_button.click()
    if_asked = next(b for b in page.answer.findChildren(Button) if "brings it up" in b.text())
    if_asked.click()
    share = page.sharing.share
    assert share is not None
    assert (share.fact.ask_again, share.fact.again_on) == ("if_she_asks", None)
    assert "Only if Maya asks" in page.answer.findChildren(Notice)[-1].accessibleName()


# ---- asked again, closed ------------------------------------------------------------------------


def test_asked_again_every_box_is_empty_and_the_old_yes_keeps_until_she_answers(
    theme: Theme, session: Session, shown: Show
) -> None:
    agreed(session, "identity", "gynaecology")
    page = shown(SharingPage(theme, letter_of(session)))
    assert isinstance(page, SharingPage)
    assert not any(one.isChecked() for g in page.boxes.groups for one in g.answers.values())
    assert box(page, "identity").accessibleDescription() == "chosen before"
    assert letter_of(session).stands


@pytest.mark.parametrize("born", [None, "2012"])
def test_closed_for_her_age_the_reason_stands_on_top(
    theme: Theme, session: Session, shown: Show, born: str | None
) -> None:
    record = session.record
    assert record.identity is not None
    assert record.stay is not None
    day = None if born is None else record.identity.born.replace(year=2012)  # type: ignore[union-attr]
    who = replace(record.identity, born=day)
    session.add(facts.AdmissionCorrected(identity=who, stay=record.stay, reason="Wrong year"))
    page = shown(SharingPage(theme, letter_of(session)))
    assert isinstance(page, SharingPage)
    assert page.fault.isVisible()
    assert "under 18" in page.fault.content.accessibleName()  # type: ignore[union-attr]
    assert not any(group.isEnabled() for group in page.boxes.groups)
    for button in (page.answer.yes_button, page.answer.no_button, page.answer.later_button):
        assert not button.isEnabled()


# ---- her own copy -------------------------------------------------------------------------------


def test_her_own_copy_asks_for_no_finding_and_can_be_made_or_not(
    theme: Theme, session: Session, shown: Show
) -> None:
    page = shown(SharingPage(theme, letter_of(session, "her_copy")))
    assert isinstance(page, SharingPage)
    assert page.heading.text() == "What may stand on Maya’s own copy?"
    assert not page.answer.finding.isVisible()
    assert page.answer.why.text() == "It opens when Maya has chosen something"
    went = QSignalSpy(page.go)
    tick(page, "identity", "gynaecology")
    page.answer.yes_button.click()
    assert went.at(0) == ["preview:her_copy"]
    page = shown(SharingPage(theme, letter_of(session, "her_copy")))
    assert isinstance(page, SharingPage)
    page.answer.no_button.click()
    assert "No copy is made" in page.answer.findChildren(Notice)[-1].accessibleName()


# ---- keys ---------------------------------------------------------------------------------------


def test_the_whole_page_by_keyboard(page: SharingPage, frame: Frame) -> None:
    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        events()

    assert page.heading.hasFocus()
    press(Qt.Key.Key_Down)
    assert box(page, "identity").hasFocus()
    press(Qt.Key.Key_Space)
    assert "identity" in page.sharing.ticks
    press(Qt.Key.Key_3)
    assert page.sharing.ticks == {"identity"}
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert len(page.sharing.ticks) == 2
    press(Qt.Key.Key_F6)
    assert page.letter.hasFocus()
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.boxes.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    press(Qt.Key.Key_Return)
    assert page.letter.hasFocus()
    before = page.letter.verticalScrollBar().value()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_End)
    assert page.letter.verticalScrollBar().value() >= before
    assert page.sharing.shown == "read_by_her"
    press(Qt.Key.Key_Return)
    assert page.answer.finding.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    press(Qt.Key.Key_Space)
    assert page.sharing.able_now
    press(Qt.Key.Key_Return)
    assert page.answer.yes_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert page.sharing.stands


def test_f6_leaves_the_letter_for_the_rest_of_the_window(page: SharingPage, frame: Frame) -> None:
    page.letter.setFocus()
    QTest.keyClick(page.letter, Qt.Key.Key_F6)
    events()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert frame.actions_bar.isAncestorOf(focus)


def test_everything_that_can_be_reached_has_a_name(page: SharingPage, frame: Frame) -> None:
    page.answer.later_button.click()
    for stop in tab_stops(page):
        assert stop.accessibleName(), stop


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_with_large_text_and_a_long_name_nothing_is_cut(
    theme: Theme, talk, shown: Show, frame: Frame, scale: float
) -> None:
    theme.scale_text(scale)
    theme.dress(QApplication.instance())  # type: ignore[arg-type]
    page = shown(SharingPage(theme, letter_of(talk(LONG_NAME))))
    assert isinstance(page, SharingPage)
    events()
    for group in page.boxes.groups:
        for one in group.answers.values():
            assert one.height() >= one.heightForWidth(one.width())
    for button in (page.answer.yes_button, page.answer.later_button, page.answer.no_button):
        assert button.width() >= button.sizeHint().width()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    undress(app)
