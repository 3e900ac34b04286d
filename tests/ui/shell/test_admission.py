"""Admitting and correcting: what blocks, what only warns, and nothing typed that is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import UNKNOWN
from srh_assess.assessment.identity import NO_BREAK
from srh_assess.clock import SetClock
from srh_assess.errors import BadInput
from srh_assess.ui.pages.admission import AdmissionPage, _day
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.nhs_entry import NhsEntry
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.problems import ErrorSummary
from srh_assess.ui.widgets.text import Text
from tests.ui.shell.conftest import MAYA, admit, sign_in


@pytest.fixture
def form(ward: Program) -> AdmissionPage:
    ward.ward.admit()
    return page_of(ward)


def page_of(program: Program) -> AdmissionPage:
    page = program.window.page
    assert isinstance(page, AdmissionPage)
    return page


def fill(page: AdmissionPage) -> None:
    page._family.show_words("Wren")
    page._given.show_words("Marianne")
    page._born.show_when(_day(date(1997, 3, 22)))
    page._nhs.show_number("9990000018")
    page._room_entry.show_words("12")


def go_on(program: Program) -> None:
    program.window.actions_bar.primary.click()


def sentences(program: Program) -> list[str]:
    assert program.window.page is not None
    summaries = program.window.page.findChildren(ErrorSummary)
    return [link.text() for summary in summaries for link in summary.links]


def test_only_identity_blocks(ward: Program, form: AdmissionPage) -> None:
    form._admitted.show_when(None)
    go_on(ward)
    said = sentences(ward)
    assert len(said) == 4
    assert said[0] == "Write the family name, or the one name"
    assert said[1] == "Give the date of birth, or choose Not known"
    assert "NHS number" in said[2]
    assert said[3] == "Give the day and time of the admission"


@pytest.mark.parametrize("born", [date(1997, 3, 22), date(1998, 3, 29), date(1997, 10, 26)])
def test_a_birth_date_that_is_shown_again_has_no_time(form: AdmissionPage, born: date) -> None:
    form._born.show_when(_day(born))
    assert form._born._boxes["time"].text() == ""
    assert form.draft().who.born == born
    shown = [text.text() for text in form._born.findChildren(Text)]
    assert not any("00:00" in words for words in shown)


def test_admitted_and_on_the_board(ward: Program, form: AdmissionPage, clock: SetClock) -> None:
    fill(form)
    form._interpreter.choose(["yes"])
    form._staff.choose(["Women only"])
    form._chaperone.choose(["Wanted"])
    form._infection.show_words(" Gloves and apron ")
    go_on(ward)
    page = ward.window.page
    assert isinstance(page, BoardPage)
    assert ward.desk is not None
    record = ward.desk.record(page.current())
    assert record.identity is not None
    assert record.stay is not None
    assert record.identity.nhs_number == "9990000018"
    assert record.identity.born == date(1997, 3, 22)
    assert record.stay.admitted == clock.now()
    assert record.stay.interpreter is True
    assert record.stay.staff_gender == "Women only"
    assert record.stay.chaperone == "Wanted"
    assert record.stay.infection_control == "Gloves and apron"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2026, 7, 15), "past"),
        (date(1905, 1, 1), "120"),
    ],
)
def test_a_birth_date_that_cannot_be(
    ward: Program, form: AdmissionPage, born: date, words: str
) -> None:
    fill(form)
    form._born.show_when(_day(born))
    go_on(ward)
    assert words in sentences(ward)[0]


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("30", "2", "1997", "not in the calendar"),
        ("3", "13", "1997", "month"),
        ("", "3", "1997", "day"),
    ],
)
def test_boxes_that_make_no_date(
    ward: Program, form: AdmissionPage, qtbot: QtBot, day: str, month: str, year: str, words: str
) -> None:
    fill(form)
    form._born.show_when(None)
    for name, typed in (("day", day), ("month", month), ("year", year)):
        qtbot.keyClicks(form._born._boxes[name], typed)
    go_on(ward)
    assert words in sentences(ward)[0].lower()


def test_under_eighteen_says_what_stays_closed(form: AdmissionPage) -> None:
    form._born.show_when(_day(date(2008, 7, 15)))
    form.changed.emit()
    assert form._young.isVisible()
    form._born.show_when(_day(date(2008, 7, 14)))
    form.changed.emit()
    assert not form._young.isVisible()


def test_a_like_name_is_a_warning_and_no_wall(ward: Program, clock: SetClock) -> None:
    admit(ward, clock)
    ward.ward.admit()
    form = page_of(ward)
    fill(form)
    form._nhs.show_number("9990000026")
    form.changed.emit()
    assert form._like_name.isVisible()
    ward.window.ask.answer_next("other")
    go_on(ward)
    page = ward.window.page
    assert isinstance(page, BoardPage)
    assert all(line.like_name for line in page.board.shown)


@pytest.mark.parametrize("name", ["Nguyễn", "O’Brien", "علي", "Anne-Marie", "X" * 200])
def test_every_name_is_kept_as_it_is_written(ward: Program, form: AdmissionPage, name: str) -> None:
    fill(form)
    form._family.show_words(name)
    form._given.show_words("")
    go_on(ward)
    page = ward.window.page
    assert isinstance(page, BoardPage)
    assert ward.desk is not None
    identity = ward.desk.record(page.current()).identity
    assert identity is not None
    assert identity.family == name


@pytest.mark.parametrize(("name", "words"), [("X" * 201, "200"), ("Wren7", "digit seven")])
def test_a_name_that_cannot_be(ward: Program, form: AdmissionPage, name: str, words: str) -> None:
    fill(form)
    form._family.show_words(name)
    go_on(ward)
    assert words in sentences(ward)[0]


def test_an_unknown_number_needs_its_reason(ward: Program, form: AdmissionPage) -> None:
    fill(form)
    form._nhs._unknown.click()
    go_on(ward)
    assert sentences(ward) == ["Write why the NHS number is not known"]
    form._nhs._why.setText("New to the country")
    go_on(ward)
    page = ward.window.page
    assert isinstance(page, BoardPage)
    assert ward.desk is not None
    identity = ward.desk.record(page.current()).identity
    assert identity is not None
    assert (identity.nhs_number, identity.nhs_number_reason) == ("", "New to the country")


def test_an_admission_in_the_future_is_refused(ward: Program, form: AdmissionPage) -> None:
    fill(form)
    for name, typed in (("day", "15"), ("month", "7"), ("year", "2026"), ("time", "10:00")):
        form._admitted._boxes[name].setText(typed)
    go_on(ward)
    assert "past" in sentences(ward)[0]


def test_back_asks_before_it_gives_up_what_is_typed(ward: Program, form: AdmissionPage) -> None:
    fill(form)
    ward.window.ask.answer_next("stay", "drop")
    ward.window.actions_bar.back_button.click()
    assert page_of(ward)._family.words == "Wren"
    ward.window.actions_bar.back_button.click()
    assert isinstance(ward.window.page, BoardPage)


def test_locking_keeps_what_is_typed_for_the_same_person(
    ward: Program, form: AdmissionPage, qtbot: QtBot
) -> None:
    fill(form)
    form._nhs.show_number("123")
    ward.window.lock_now()
    sign_in(ward, qtbot)
    again = page_of(ward)
    assert again._family.words == "Wren"
    assert again._nhs.words == "123"
    ward.window.lock_now()
    sign_in(ward, qtbot, "miriam")
    assert isinstance(ward.window.page, BoardPage)


def test_a_correction_needs_its_reason_and_goes_back_to_her(ward: Program, maya: str) -> None:
    ward.ward.open(maya)
    ward.window.correct_button.click()
    form = page_of(ward)
    assert form._given.words == "Marianne"
    form._given.show_words("Mary-Anne")
    go_on(ward)
    assert sentences(ward) == ["Write one line that says why it is corrected"]
    assert form._reason is not None
    form._reason.show_words("Spelt wrongly on arrival")
    go_on(ward)
    assert isinstance(ward.window.page, RedFlagsPage)
    assert ward.desk is not None
    identity = ward.desk.record(maya).identity
    assert identity is not None
    assert identity.given == "Mary-Anne"


def test_a_correction_shows_what_is_known_and_what_is_not(ward: Program, clock: SetClock) -> None:
    who = replace(MAYA, born=None, nhs_number="", nhs_number_reason="No papers")
    admission = admit(ward, clock, who)
    ward.ward.correct_record(admission)
    form = page_of(ward)
    assert form._born.when == UNKNOWN
    assert form._nhs.given == ("", "No papers")
    ward.window.actions_bar.back_button.click()
    assert isinstance(ward.window.page, RedFlagsPage)


def test_a_clock_that_was_set_back_is_told(
    ward: Program, form: AdmissionPage, clock: SetClock
) -> None:
    fill(form)
    clock.move(-timedelta(minutes=5))
    go_on(ward)
    assert "past" in sentences(ward)[0]
    assert form._family.words == "Wren"


@pytest.mark.parametrize(
    ("code", "field"),
    [("admitted-before-birth", "_admitted"), ("birth-date-future", "_born"),
     ("nhs-number-check", "_nhs"), ("disk-full", "_family")],
)  # fmt: skip
def test_what_the_workflow_refuses_stands_at_its_field(
    ward: Program, form: AdmissionPage, code: str, field: str
) -> None:
    fill(form)
    fault = BadInput(code)
    form.refuse(fault)
    assert sentences(ward) == [str(fault)]
    summary = form.findChildren(ErrorSummary)[0]
    summary.links[0].click()
    focus = ward.window.focusWidget()
    assert focus is not None
    assert getattr(form, field).isAncestorOf(focus)


# ---- the number


@pytest.mark.parametrize(
    "typed",
    ["9434765919", "943 476 5919", "943-476-5919", "9434765870", "9000000009", "9000000017",
     "9000000025", "4505577104", "4010232137", "9876543210", "9990000018", "9990000026"],
)  # fmt: skip
def test_numbers_that_can_be(qtbot: QtBot, theme: Theme, typed: str) -> None:
    entry = NhsEntry(theme)
    qtbot.addWidget(entry)
    qtbot.keyClicks(entry.field, typed)
    digits = "".join(sign for sign in typed if sign.isdigit())
    assert entry.problem() == ""
    assert entry.given == (digits, "")
    assert entry.words.replace(NO_BREAK, "") == digits
    assert entry.words[3] == entry.words[7] == NO_BREAK
    said = "tests" if digits.startswith("999") else "fits"
    assert said in entry._echo.text()


@pytest.mark.parametrize(
    "typed",
    ["9434765918", "4343434343", "1297287652", "9991234567", "1234567890", "9990000000",
     "9990000145", "0000000000", "9999999999", "987654321", "98765432100", "", "943476591O",
     "９４３４７６５９１９"],
)  # fmt: skip
def test_numbers_that_cannot_be(qtbot: QtBot, theme: Theme, typed: str) -> None:
    entry = NhsEntry(theme)
    qtbot.addWidget(entry)
    entry._line.setText(typed)  # pasted: a test keyboard has no full-width digits
    entry._line.textEdited.emit(typed)
    assert entry.problem() != ""
    assert entry._echo.text() == ""
    entry._left_number()
    assert bool(entry.field.accessibleDescription() != "For example 999 123 4567") == bool(typed)


def test_the_cursor_stays_where_it_was_among_the_digits(qtbot: QtBot, theme: Theme) -> None:
    entry = NhsEntry(theme)
    qtbot.addWidget(entry)
    qtbot.keyClicks(entry.field, "94376")
    entry._line.setCursorPosition(2)
    qtbot.keyClicks(entry.field, "5")
    assert entry.words == f"945{NO_BREAK}376"
    assert entry._line.cursorPosition() == 3
    qtbot.keyClick(entry.field, Qt.Key.Key_Backspace)
    assert entry.words == f"943{NO_BREAK}76"


def test_typing_a_number_takes_not_known_back(qtbot: QtBot, theme: Theme) -> None:
    entry = NhsEntry(theme)
    qtbot.addWidget(entry)
    entry.show()
    entry._unknown.click()
    assert entry._why.isVisible()
    qtbot.keyClicks(entry.field, "9")
    assert not entry._why.isVisible()
