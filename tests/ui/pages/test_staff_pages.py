"""The pages staff fill in: red flags, the gate, the room, one quick question, her no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.answers import Source
from srh_assess.errors import StoreFault
from srh_assess.ui.pages import check_rows
from srh_assess.ui.pages.declined import DeclinedPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.other_urgent import OtherUrgentPage
from srh_assess.ui.pages.prepare import PreparePage
from srh_assess.ui.pages.quick import QuickPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.workflow import again, flow
from srh_assess.workflow.session import Session
from srh_assess.workflow.signs import signs
from tests.ui.pages.made import GREEN, NOW, answer_gate, begin

QUICK = flow.Page(id="quick", kind="quick", title="One quick question", items=("X31",))
OTHER = flow.Page(id="other_urgent", kind="questions", title="Something else")


def key(pressed: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, pressed)
    QApplication.processEvents()


# --- red flags -------------------------------------------------------------------------------


@pytest.fixture
def flags(session: Session, theme, page_of, opened) -> RedFlagsPage:
    page = RedFlagsPage(theme, session, page_of("red_flags"))
    opened(page)
    return page


def test_none_in_the_notes_is_one_deliberate_answer(flags, session: Session) -> None:
    flags.apply()
    assert not flags.valid
    assert "None of these in the notes" in flags.error
    flags.flags.shown["R12"].control.group.answers["none"].click()
    flags.apply()
    assert flags.valid
    assert session.record.answers["R12"].value == ("none",)
    assert session.record.answers["R12"].source is Source.NOTES


def test_the_time_of_each_flag_opens_below(flags, session: Session) -> None:
    group = flags.flags.shown["R12"].control.group
    assert flags.times.shown == {}
    group.answers["sex_5_days"].click()
    group.answers["assault"].click()
    assert list(flags.times.shown) == ["X20", "X22"]
    entry = flags.times.shown["X20"].control._entry
    for box, words in (("day", "9"), ("month", "3"), ("year", "2026"), ("time", "20:00")):
        entry._boxes[box].setText(words)
    entry._typed("20:00")
    flags.apply()
    assert flags.valid
    assert session.record.answers["X20"].when.exact
    group.answers["sex_5_days"].click()
    assert list(flags.times.shown) == ["X22"]


def test_a_flag_time_that_cannot_be_read_stops_continue(flags) -> None:
    flags.flags.shown["R12"].control.group.answers["assault"].click()
    entry = flags.times.shown["X22"].control._entry
    entry._boxes["day"].setText("40")
    entry._typed("40")
    flags.apply()
    assert not flags.valid
    assert flags.error
    entry._unknown_toggled(True)
    flags.apply()
    assert flags.valid


def test_medicines_stand_on_the_same_page(flags, session: Session) -> None:
    flags.medicines.shown["R13"].control.group.answers["valproate"].click()
    assert session.record.answers["R13"].value == ("valproate",)


# --- the gate --------------------------------------------------------------------------------


@pytest.fixture
def gate(session: Session, theme, page_of, opened):
    def make() -> GatePage:
        page = GatePage(theme, session, page_of("gate"))
        opened(page)
        return page

    return make


def test_one_key_a_row_and_the_next_row_opens(gate, session: Session) -> None:
    page = gate()
    page.rows.open_row("R01")
    for n, item in enumerate(GREEN):
        assert page.rows.rows[item].is_open
        assert page.card.still_open() == f"{12 - n} of 12 still to fill in"
        assert page.outcome is None
        key(Qt.Key.Key_1)
    assert page.outcome == "go"
    assert page.card.hasFocus()
    assert page.window().actions_bar.primary.isEnabled()
    page.apply()
    assert page.valid
    assert session.record.gate is not None
    assert session.record.gate.outcome == "go"


def test_while_rows_are_open_there_is_no_outcome_and_no_way_on(gate, session: Session) -> None:
    answer_gate(session)
    session.clear("R05")
    page = gate()
    assert page.outcome is None
    assert not page.window().actions_bar.primary.isEnabled()
    assert page.window().actions_bar.note.text() == "1 of 12 still to fill in"
    page.apply()
    assert not page.valid
    assert page.error == "1 of 12 still to fill in"
    assert page.rows.rows["R05"].is_open


def test_up_and_down_go_from_row_to_row(gate) -> None:
    page = gate()
    page.rows.open_row("R01")
    key(Qt.Key.Key_Down)
    assert page.rows.rows["R02"].is_open
    key(Qt.Key.Key_Up)
    assert page.rows.rows["R01"].is_open
    key(Qt.Key.Key_Right)
    assert page.rows.rows["R01"].is_open


def test_a_press_on_a_closed_row_opens_it_and_a_second_press_clears(gate, session) -> None:
    answer_gate(session)
    page = gate()
    row = page.rows.rows["R08"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.is_open
    key(Qt.Key.Key_1)
    assert "R08" not in session.record.answers
    assert page.outcome is None
    assert row.is_open
    page.rows.rows["R09"].link.click()
    assert page.rows.rows["R09"].is_open


def test_a_number_of_hours_stands_in_the_answer_of_its_colour(gate, session: Session) -> None:
    answer_gate(session)
    session.answer("R02", 12)
    page = gate()
    assert page.rows.codes["R02"] == "hours_6_24"


def test_the_card_names_the_act_and_the_reasons(gate, session: Session) -> None:
    answer_gate(session, R01="amber", R16="amber")
    page = gate()
    assert page.window().actions_bar.primary.accessibleName() == "Begin the short version"
    assert "2 areas need care" in page.card.accessibleName()


def test_another_outcome_needs_a_word_of_reason(gate, session: Session) -> None:
    answer_gate(session, R01="amber", R16="amber")
    page = gate()
    page.override.link.click()
    page.override.group.answers["go"].click()
    assert page.outcome == "go"
    assert page.window().actions_bar.primary.accessibleName() == "Begin"
    page.apply()
    assert not page.valid
    page.override.words.show_words("She asked for it herself")
    page.apply()
    assert page.valid
    assert session.record.gate is not None
    assert session.record.gate.override_reason == "She asked for it herself"
    again = gate()
    assert again.outcome == "go"
    assert again.override.reason == "She asked for it herself"


def test_putting_it_off_asks_for_four_things_and_proposes_three(gate, session: Session) -> None:
    answer_gate(session, R01="red")
    page = gate()
    assert page.window().actions_bar.primary.accessibleName() == "Put it off"
    assert not page.deferral.isHidden()
    assert page.deferral.owner == "R. Osei"
    assert page.deferral.possible.startswith("Settled enough")
    assert page.deferral.next_look == NOW + timedelta(hours=24)
    page.deferral.owner_entry.show_words("")
    page.deferral.time_entry.show_words("soon")
    page.apply()
    assert len(page._unmet) == 3
    page.deferral.reason.show_name("Too unwell to talk today")
    page.deferral.owner_entry.show_words("Ruth Adeyemi")
    page.deferral.time_entry.show_words("21:30")
    page.apply()
    assert page.valid
    gate_now = session.record.gate
    assert gate_now is not None
    assert (gate_now.outcome, gate_now.reason_code) == ("defer", "acuity")
    assert gate_now.next_look == NOW.replace(hour=21, minute=30)


def test_a_decision_is_not_written_twice(gate, session: Session, journal) -> None:
    begin(session, "defer", R01="red")
    page = gate()
    before = len(journal.all)
    page.apply()
    assert page.valid
    assert len(journal.all) == before
    page.deferral.possible_entry.field.setFocus()
    QTest.keyClicks(page.deferral.possible_entry.field, "And ")
    page.apply()
    assert len(journal.all) > before


def test_a_decision_the_disk_refuses_does_not_let_on(gate, session: Session, journal) -> None:
    answer_gate(session)
    page = gate()
    journal.fail = StoreFault("disk-full")
    page.apply()
    assert not page.valid
    page.apply()
    assert page.valid


# --- the room --------------------------------------------------------------------------------


def test_the_room_shows_what_the_gate_saw_and_asks_nothing(session, theme, page_of, opened) -> None:
    begin(session, R06="yes")
    page: Any = PreparePage(theme, session, page_of("prepare"))
    opened(page)
    page.apply()
    assert page.valid
    assert next(iter(page.blocks.shown)) == "X60"
    assert "X62" in page.blocks.shown
    page.blocks.shown["X60"].control.group.press(2)
    assert session.record.answers["X60"].value == "two"
    line = page.blocks.shown["X07"].control.field
    line.setFocus()
    QTest.keyClicks(line, "Her brother")
    page.apply()
    assert session.record.answers["X07"].value == "Her brother"


def test_the_room_says_when_nothing_needs_care(session, theme, page_of, opened) -> None:
    begin(session)
    page: Any = PreparePage(theme, session, page_of("prepare"))
    opened(page)
    assert page.valid


# --- one quick question ----------------------------------------------------------------------


def test_the_quick_question_leaves_for_the_board_when_it_was_all(session, theme, opened) -> None:
    page = QuickPage(theme, session, QUICK)
    frame = opened(page)
    left: list[int] = []
    page.leave.connect(lambda: left.append(1))
    assert frame.actions_bar.primary.accessibleName() == "Back to the ward board"
    key(Qt.Key.Key_5)
    assert session.record.answers["X31"].value == "no_answer"
    page.apply()
    assert left == [1]


def test_the_quick_question_goes_on_after_a_deferral(session, theme, page_of, opened) -> None:
    begin(session, "defer", R01="red")
    page = QuickPage(theme, session, page_of("quick"))
    frame = opened(page)
    assert frame.actions_bar.primary.accessibleName() == "Continue"
    key(Qt.Key.Key_3)
    page.apply()
    assert page.valid


# --- her no ----------------------------------------------------------------------------------


def test_her_no_is_thanked_and_needs_no_reason(session, theme, page_of, opened) -> None:
    begin(session)
    session.answer("O01", "no")
    page: Any = DeclinedPage(theme, session, page_of("declined"))
    opened(page)
    assert page.heading.text() == "“Thank you, Maya. That is fine.”"
    page.apply()
    assert page.valid
    group = page.blocks.shown["X66"].control.group
    told = []
    for code in ("topic", "whole", "place", "if_she_asks", "not_say"):
        group.answers[code].click()
        told.append(page.again.text() if not page.again.isHidden() else "")
    assert told == [
        "May be offered again after 7 days",
        "May be offered again after 7 days, and once before leaving",
        "May be offered again at the next shift, with that changed",
        "It is not offered again. She can ask at any time",
        "",
    ]
    assert session.record.answers["X66"].source is Source.ASKED
    left = {fact.value for one in check_rows.sections(session) for fact in one.not_asked}
    assert "Not asked: the talk did not go on" in left


def test_what_was_put_off_was_not_asked_for_that(session) -> None:
    begin(session, "defer", R01="red")
    left = {fact.value for one in check_rows.sections(session) for fact in one.not_asked}
    assert "Not asked: the talk was put off" in left
    assert not any("Not now" in value for value in left)


def test_after_a_second_no_nothing_offers_the_talk_by_itself(
    session, theme, page_of, opened, monkeypatch
) -> None:
    begin(session)
    session.answer("O01", "no")
    monkeypatch.setattr(again, "is_last_no", lambda *_: True)
    page: Any = DeclinedPage(theme, session, page_of("declined"))
    opened(page)
    for code in ("topic", "whole", "place"):
        page.blocks.shown["X66"].control.group.answers[code].click()
        told = page.again.text()
        assert (
            told == "After a second no nothing offers it again by itself. She can ask at any time"
        )


# --- something else --------------------------------------------------------------------------


def test_what_else_cannot_wait_counts_at_once(session, theme, opened) -> None:
    page: Any = OtherUrgentPage(theme, session, OTHER)
    opened(page)
    assert "R12" in page.flags.shown
    page.signs.shown["X28"].control.group.press(1)
    assert "tc_life" in {clock.id for clock in session.findings.clocks}
    page.apply()
    assert page.valid


def test_every_sign_is_a_staff_item_that_starts_a_clock(protocol) -> None:
    found = signs(protocol)
    assert {"X24", "X26", "X28", "X30", "X10", "X20", "X41", "X48"} <= set(found)
    assert all(protocol.items[item].staff for item in found)
    assert "X01" not in found
