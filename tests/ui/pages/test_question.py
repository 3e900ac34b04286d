"""Questions: one tap an answer, saved at once, follow-ups below, nothing passed over unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.answers import Source, State, When
from srh_assess.errors import StoreFault
from srh_assess.ui.pages import check_rows
from srh_assess.ui.pages.base import Remembered
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.widgets.answer import Answer as OneAnswer
from srh_assess.workflow import needs, signing
from srh_assess.workflow.session import Session
from tests.ui.pages.made import NOW, begin, sitting
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def talk(session: Session) -> Session:
    begin(session)
    return session


@pytest.fixture
def ask(talk, theme, page_of, opened):
    """Opens a page of questions and gives it."""

    def make(name: str, remembered: Remembered | None = None) -> QuestionPage:
        page = QuestionPage(theme, talk, page_of(name), remembered=remembered)
        opened(page)
        return page

    return make


def press(page: QuestionPage, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key)
    QApplication.processEvents()


def type_in(field, words: str) -> None:
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, words)


# --- answering -------------------------------------------------------------------------------


def test_the_words_to_say_are_the_heading(ask) -> None:
    page = ask("q:recent_sex")
    assert page.heading.text().startswith("“In the last week")
    assert page.heading.property("role") == "aloud"
    assert page.accessibleName() == page.heading.text()


def test_a_digit_answers_and_saves_at_once_without_moving_on(ask, talk) -> None:
    page = ask("q:something_happened")
    press(page, Qt.Key.Key_2)
    assert talk.record.answers["T03"].value == "no"
    assert talk.record.answers["T03"].source is Source.ASKED
    assert page.valid


def test_states_are_answers_like_any_other(ask, talk) -> None:
    page = ask("q:something_happened")
    words = [one.words for one in page.blocks["T03"].control.group.answers.values()]
    assert words == ["Yes", "No", "Unsure", "Would rather not say", "Ask me later"]
    press(page, Qt.Key.Key_4)
    assert talk.record.answers["T03"].state is State.DECLINED


def test_a_second_press_clears_the_answer_as_a_new_entry(ask, talk, journal) -> None:
    page = ask("q:something_happened")
    press(page, Qt.Key.Key_2)
    before = len(journal.all)
    press(page, Qt.Key.Key_2)
    assert "T03" not in talk.record.answers
    assert len(journal.all) > before


def test_what_the_record_holds_is_shown(ask, talk) -> None:
    talk.answer("T03", "no", source=Source.NOTES, taken=NOW - timedelta(days=2))
    page = ask("q:something_happened")
    group = page.blocks["T03"].control.group
    assert group.codes == ("no",)
    assert "From notes, 08-Mar" in group.answers["no"].accessibleDescription()


def test_none_of_these_clears_the_others(ask, talk) -> None:
    page = ask("q:body_now")
    group = page.blocks["T08"].control.group
    group.answers["pain"].click()
    group.answers["none"].click()
    assert talk.record.answers["T08"].value == ("none",)
    group.answers["declined"].click()
    assert talk.record.answers["T08"].state is State.DECLINED


# --- follow-ups ------------------------------------------------------------------------------


def test_follow_ups_open_below_and_leave_the_focus_alone(ask, talk) -> None:
    page = ask("q:recent_sex")
    assert list(page.blocks) == ["T01"]
    press(page, Qt.Key.Key_1)
    assert list(page.blocks) == ["T01", "T02", "T10"]
    assert page.blocks["T01"].isAncestorOf(QApplication.focusWidget())
    press(page, Qt.Key.Key_Return)
    assert page.blocks["T02"].isAncestorOf(QApplication.focusWidget())


def test_a_set_aside_follow_up_comes_back_with_keep_and_ask_again(ask, talk) -> None:
    remembered = Remembered()
    page = ask("q:recent_sex", remembered=remembered)
    press(page, Qt.Key.Key_1)
    page.blocks["T02"].control.group.press(1)
    page.blocks["T01"].control.group.press(2)
    assert list(page.blocks) == ["T01"]
    page.blocks["T01"].control.group.press(1)
    band = page.blocks["T02"]._band
    assert band is not None
    assert remembered.given_back == {"T02"}
    band.keep_button.click()
    assert page.blocks["T02"]._band is None
    assert talk.record.answers["T02"].value == "yes"


def test_ask_again_takes_the_old_answer_back(ask, talk) -> None:
    page = ask("q:recent_sex")
    press(page, Qt.Key.Key_1)
    page.blocks["T02"].control.group.press(1)
    page.blocks["T01"].control.group.press(2)
    page.blocks["T01"].control.group.press(1)
    band = page.blocks["T02"]._band
    assert band is not None
    band.again_button.click()
    assert "T02" not in talk.record.answers
    assert page.blocks["T02"]._band is None


def test_an_answer_of_an_earlier_sitting_says_so(protocol, clock, journal, theme, opened) -> None:
    first = sitting(protocol, clock, journal)
    begin(first, "defer")
    first.answer("X31", "no")
    first.answer("T03", "no")
    assert needs.undecided(first) == ()
    signing.sign(first, "deferred")
    clock.move(timedelta(hours=23))
    again = sitting(protocol, clock, journal)
    begin(again)
    page = QuestionPage(
        theme, again, next(p for p in again.pages if p.id == "q:something_happened")
    )
    opened(page)
    band = page.blocks["T03"]._band
    assert band is not None
    assert "in an earlier sitting" in page.blocks["T03"]._band_words()
    band.keep_button.click()
    assert page.blocks["T03"]._band is None


def test_an_answer_that_has_grown_old_is_grey_and_asked_again(
    protocol, clock, journal, theme, opened
) -> None:
    first = sitting(protocol, clock, journal)
    begin(first, "defer")
    first.answer("X31", "no")
    first.answer("T03", "no", words="not since May")
    signing.sign(first, "deferred")
    clock.move(timedelta(hours=25))
    later = sitting(protocol, clock, journal)
    begin(later)
    page = QuestionPage(
        theme, later, next(p for p in later.pages if p.id == "q:something_happened")
    )
    opened(page)
    block = page.blocks["T03"]
    answers = block.control.findChildren(OneAnswer)
    assert "too long ago to stand by itself" in block._band_words()
    assert all(one._grey for one in answers)
    answers[0].grab()
    shown = [fact for s in check_rows.sections(later) for fact in s.asked if fact.id == "T03"]
    assert shown[0].muted
    assert "ask again" in shown[0].value
    assert block._band is not None
    block._band.keep_button.click()
    kept = later.record.answers["T03"]
    assert (kept.taken, kept.words, kept.value) == (clock.now(), "not since May", "no")
    assert "too long ago" not in block._band_words()
    assert not any(one._grey for one in answers)


# --- times, words, sources -------------------------------------------------------------------


def test_a_dated_answer_opens_its_time_below(ask, talk) -> None:
    page = ask("q:recent_sex")
    date = page.blocks["T01"].date
    assert date is not None
    assert date.isHidden()
    press(page, Qt.Key.Key_1)
    assert not date.isHidden()
    assert not talk.record.answers["T01"].when.known
    date._boxes["day"].setText("7")
    date._boxes["month"].setText("3")
    date._boxes["year"].setText("2026")
    date._boxes["time"].setText("20:00")
    date._typed("20:00")
    page.apply()
    assert talk.record.answers["T01"].when == When.exactly(NOW.replace(day=7, hour=20))
    page.blocks["T01"].control.group.press(2)
    assert not talk.record.answers["T01"].when.known
    assert date.isHidden()


def test_a_time_that_is_only_shown_stays_as_it_was_kept(ask, talk) -> None:
    when = When(NOW - timedelta(hours=40), NOW - timedelta(hours=38))
    talk.answer("T01", "yes", when=when)
    page = ask("q:recent_sex")
    page.apply()
    assert talk.record.answers["T01"].when == when


def test_a_time_that_cannot_be_read_stops_continue_with_a_sentence(ask, talk) -> None:
    page = ask("q:recent_sex")
    press(page, Qt.Key.Key_1)
    date = page.blocks["T01"].date
    assert date is not None
    for box, words in (("day", "30"), ("month", "2"), ("year", "2026")):
        date._boxes[box].setText(words)
    date._typed("2026")
    page.apply()
    assert not page.valid
    assert page.error
    assert page.heading.text().startswith("Error: ")
    date._boxes["day"].setText("7")
    date._boxes["month"].setText("3")
    date._typed("7")
    for name in ("T02", "T10"):
        page.blocks[name].control.group.answers["unsure"].click()
    page.apply()
    assert page.valid
    assert not page.heading.text().startswith("Error: ")


def test_her_words_stand_with_the_answer(ask, talk) -> None:
    page = ask("q:something_happened")
    extras = page.blocks["T03"].extras
    assert extras.add_words.text() == "Add her words"
    extras.add_words.click()
    QTest.keyClicks(extras.entry.field, "I would rather not")
    page.apply()
    assert page.error == "Choose an answer for these words to stand with"
    page.blocks["T03"].control.group.press(2)
    page.apply()
    assert page.valid
    assert talk.record.answers["T03"].words == "I would rather not"
    assert talk.record.answers["T03"].taken == NOW


def test_an_answer_from_her_notes_keeps_source_and_day(ask, talk) -> None:
    page = ask("q:something_happened")
    block = page.blocks["T03"]
    block.extras.from_notes.click()
    block.extras.notes.sources[Source.NOTES].click()
    for box, words in (("day", "1"), ("month", "3"), ("year", "2026")):
        block.extras.notes.date._boxes[box].setText(words)
    block.extras.notes.date._typed("2026")
    block.control.group.press(2)
    answer = talk.record.answers["T03"]
    assert answer.source is Source.NOTES
    assert answer.taken.date().isoformat() == "2026-03-01"


def test_words_added_later_do_not_make_an_old_answer_a_new_one(ask, talk, clock) -> None:
    talk.answer("T03", "no")
    clock.move(timedelta(hours=3))
    page = ask("q:something_happened")
    page.blocks["T03"].extras.entry.show_words("Never")
    page.apply()
    assert talk.record.answers["T03"].taken == NOW


def test_who_is_not_she_is_called_by_name(protocol, theme, opened, long_name) -> None:
    begin(long_name)
    page = QuestionPage(theme, long_name, next(p for p in long_name.pages if p.kind == "opening"))
    opened(page)
    words = page.blocks["O01"].extras.add_words.text()
    assert words == "Add Anne-Marie Oluwaseun’s words"


# --- other kinds -----------------------------------------------------------------------------


def test_a_scale_takes_its_own_digits(ask, talk) -> None:
    page = ask("q:ending_stress")
    press(page, Qt.Key.Key_7)
    assert talk.record.answers["Z05"].value == 7
    press(page, Qt.Key.Key_0)
    assert talk.record.answers["Z05"].value == 0
    control = page.blocks["Z05"].control
    control.states.answers["declined"].click()
    assert talk.record.answers["Z05"].state is State.DECLINED
    assert control.group.codes == ()
    control.group.press(4)
    assert control.states.codes == ()
    assert not control.group.press(11)


def test_text_is_kept_when_its_field_is_left(ask, talk) -> None:
    page = ask("q:ending")
    control = page.blocks["Z01"].control
    type_in(control.field, "To sleep")
    page.heading.setFocus()
    assert talk.record.answers["Z01"].value == "To sleep"
    assert not control.states.press(1)
    control.states.answers["ask_later"].click()
    assert talk.record.answers["Z01"].state is State.ASK_LATER
    type_in(control.field, "To go home")
    page.apply()
    assert talk.record.answers["Z01"].value == "To go home"


def test_a_number_is_checked_and_kept(ask, talk) -> None:
    talk.answer("T07", "yes")
    talk.answer("X10", "positive")
    page = ask("q:pregnant")
    control = page.blocks["P03"].control
    type_in(control.field, "ninety")
    page.apply()
    assert "number" in page.error
    type_in(control.field, "12")
    page.apply()
    assert talk.record.answers["P03"].value == 12
    control.states.answers["unsure"].click()
    assert talk.record.answers["P03"].state is State.UNSURE
    assert control.field.text() == ""


def test_a_date_of_its_own_is_kept_with_both_bounds(ask, talk) -> None:
    talk.answer("C01", ("implant",))
    page = ask("q:method")
    control = page.blocks["C02"].control
    for box, words in (("day", "7"), ("month", "3"), ("year", "2025")):
        control._entry._boxes[box].setText(words)
    control._entry._typed("2025")
    page.apply()
    answer = talk.record.answers["C02"]
    assert answer.value == "date"
    assert answer.when.earliest is not None
    assert answer.when.earliest.year == 2025
    control.states.answers["unsure"].click()
    assert talk.record.answers["C02"].state is State.UNSURE
    assert not talk.record.answers["C02"].when.known
    talk.answer("C02", "date", when=answer.when)
    again = ask("q:method")
    assert again.blocks["C02"].control.when == answer.when


# --- Continue --------------------------------------------------------------------------------


def test_continue_stops_once_over_a_core_question_without_an_answer(ask) -> None:
    page = ask("q:something_happened")
    page.apply()
    assert not page.valid
    assert page.error.startswith("No answer yet: Something sexual")
    page.apply()
    assert page.valid


def test_what_the_disk_refuses_stays_on_the_screen(ask, talk, journal: MemoryJournal) -> None:
    page = ask("q:something_happened")
    faults: list[object] = []
    page.failed.connect(faults.append)
    journal.fail = StoreFault("disk-full")
    press(page, Qt.Key.Key_2)
    assert "T03" not in talk.record.answers
    assert page.blocks["T03"].control.group.codes == ("no",)
    assert len(faults) == 1
    page.apply()
    assert talk.record.answers["T03"].value == "no"
    assert page.valid


def test_what_is_said_first_stands_on_the_first_page_of_a_section(ask) -> None:
    assert ask("q:recent_sex")._preface is not None
    assert ask("q:something_happened")._preface is None


def test_folds_stay_open_over_the_sitting(ask) -> None:
    remembered = Remembered()
    page = ask("q:something_happened", remembered=remembered)
    page.blocks["T03"]._advice.buttons[2].click()
    assert remembered.open_folds == {"Why we ask"}
    again = ask("q:last_year", remembered=remembered)
    assert again.blocks["T09"]._advice.buttons[2].isChecked()


def test_a_narrow_window_keeps_the_answers_in_sight(talk, theme, page_of, opened) -> None:
    theme.scale_text(1.5)
    page = QuestionPage(theme, talk, page_of("q:recent_sex"))
    opened(page)
    assert page._preface is not None
    assert not page._preface.buttons[0].isChecked()
    block = page.blocks["T01"]
    assert block._advice is not None
    assert block._body.indexOf(block._advice) > block._body.indexOf(block.control)


def test_staff_questions_stand_without_quotation_marks(ask, talk) -> None:
    talk.answer("T08", ("pain",))
    page = ask("q:body_now")
    staff = [b for b in page.blocks.values() if b.item.staff]
    assert staff
    assert staff[0].extras.add_words.text() == "Add a note"
    staff[0].control.group.press(2)
    assert talk.record.answers[staff[0].item.id].source is Source.NOTES


# --- the stop rule ---------------------------------------------------------------------------


def test_stress_at_the_end_of_the_talk_says_what_to_do(ask, talk) -> None:
    page = ask("q:ending_stress")
    assert page.stop.said == ""
    assert page.stop.isHidden()
    group = page.blocks["Z05"].control.group
    group.press(8)
    assert page.stop.isVisibleTo(page)
    assert page.stop.said.startswith("Stay with her, do something calming")
    assert "Stop here for today" in page.stop._notice.accessibleName()
    group.press(4)
    assert page.stop.said.startswith("If it rose by 3 or more in this talk, stop here.")
    group.press(2)
    assert page.stop.said == ""
    assert page.stop.isHidden()


def test_other_questions_have_no_stop_rule(ask) -> None:
    assert not hasattr(ask("q:something_happened"), "stop")
