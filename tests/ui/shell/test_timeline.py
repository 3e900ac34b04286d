"""The timeline and the earlier stays in the window, and the question before a new stay is made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.facts import Entry, Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.ui.pages.admission import AdmissionPage
from srh_assess.ui.pages.as_it_was import AsItWasPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.earlier_stays import EarlierPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.pages.timeline import EntryPage, TimelinePage
from srh_assess.ui.widgets.rows import Facts
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import entry_words, her_record, signing
from srh_assess.workflow.self_test import complete
from srh_assess.workflow.stay import Going
from tests.store.every_fact import every_fact
from tests.ui.shell.conftest import MAYA, NOW


def room(program: Program, admission: str, name: str) -> None:
    program.ward.open_overview(admission)
    page = program.window.page
    assert isinstance(page, StandPage)
    page.rooms[name].click()


def timeline(program: Program, admission: str) -> TimelinePage:
    room(program, admission, "timeline")
    return listed(program)


def listed(program: Program) -> TimelinePage:
    page = program.window.page
    assert isinstance(page, TimelinePage)
    return page


def texts(program: Program) -> str:
    assert program.window.page is not None
    return "\n".join(text.text() for text in program.window.page.findChildren(Text))


def talked(program: Program, admission: str) -> None:
    assert program.desk is not None
    session = program.desk.session(admission)
    complete(session, {"T01": "yes", "T02": "yes", "G02": ("heavy",)})
    signing.sign(session, "complete")


def test_everything_in_order_by_keyboard(ward: Program, maya: str, qtbot: QtBot) -> None:
    talked(ward, maya)
    page = timeline(ward, maya)
    assert page.table.hasFocus()
    assert page.lines.index(0, 1).data() == "Signed"
    spoken = page.lines.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "14-Jul-2026 14:02, Signed, Complete, Ruth Adeyemi"
    assert page.lines.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    entry = ward.window.page
    assert isinstance(entry, EntryPage)
    assert entry.heading.text() == "Signed"
    ward.window.actions_bar.primary.click()
    assert isinstance(ward.window.page, AsItWasPage)
    assert "As it was on 14-Jul-2026 14:02" in texts(ward)
    assert "signed as complete" in texts(ward)
    ward.window.actions_bar.primary.click()
    listed(ward)
    ward.window.actions_bar.back_button.click()
    assert isinstance(ward.window.page, StandPage)


def test_narrowed_it_opens_what_the_line_was(ward: Program, maya: str) -> None:
    talked(ward, maya)
    page = timeline(ward, maya)
    page.filters["stay"].click()
    assert page.lines.rowCount() == 1
    ward.window.actions_bar.primary.click()
    assert "WREN" not in texts(ward)
    assert "Wren" in texts(ward)
    assert "22-Mar-1997" in texts(ward)
    ward.window.actions_bar.back_button.click()
    page = listed(ward)
    assert page.filters["stay"].isChecked()
    page.filters["followup"].click()
    assert page._count.text().startswith("Nothing of this kind")
    page.table.clearSelection()
    ward.window.actions_bar.primary.click()
    listed(ward)


def test_the_record_as_it_was_before_she_answered(ward: Program, maya: str) -> None:
    talked(ward, maya)
    page = timeline(ward, maya)
    last = page.lines.rowCount() - 1
    page.table.setCurrentIndex(page.lines.index(last, 0))
    ward.window.actions_bar.primary.click()
    ward.window.actions_bar.primary.click()
    assert isinstance(ward.window.page, AsItWasPage)
    assert "Sitting 1" not in texts(ward)


def test_every_kind_of_entry_can_be_told_and_shows_no_marks(protocol: Protocol) -> None:
    for fact in every_fact("mark", training=True):
        told = list(entry_words.details(fact, protocol))
        assert all(label and words for label, words in told)
        assert isinstance(entry_words.subject(fact, protocol), str)


def test_what_an_entry_says_is_told_in_the_words_of_the_protocol(ward: Program, maya: str) -> None:
    talked(ward, maya)
    assert ward.desk is not None
    protocol = ward.desk.protocol

    def told(entry: Entry) -> str:
        pairs = entry_words.details(entry.fact, protocol)
        return "; ".join(f"{label}: {words}" for label, words in pairs)

    entries = ward.desk.entries(maya)
    whole = "\n".join(told(entry) for entry in entries)
    assert protocol.items["T01"].label in whole
    assert "T01" not in whole
    subjects = [entry_words.subject(entry.fact, protocol) for entry in entries]
    assert f"{protocol.items['T01'].label}: Yes" in subjects
    assert "The whole talk" in subjects


# --- earlier stays ----------------------------------------------------------------------------


@pytest.fixture
def gone(ward: Program, maya: str) -> str:
    """Maya's first stay ended just now."""
    assert ward.desk is not None
    talked(ward, maya)
    her_record.disagrees(ward.desk, maya, "I never said that")
    going = Going(at=NOW, to="Home", receiver="Dr Lowe", acceptance="accepted")
    ward.desk.end(maya, going, anyway=True)
    return maya


def admit_again(program: Program, clock: SetClock, who: Identity = MAYA, *said: str) -> None:
    program.ward.admit()
    form = program.window.page
    assert isinstance(form, AdmissionPage)
    form._show(replace(form._new(), who=who))
    program.window.ask.answer_next(*said)
    program.window.actions_bar.primary.click()


def newest(program: Program) -> str:
    page = program.window.page
    assert isinstance(page, BoardPage)
    return page.current()


def test_a_new_stay_is_asked_about_and_the_earlier_read_beside_it(
    ward: Program, gone: str, clock: SetClock
) -> None:
    clock.move(timedelta(days=3))
    admit_again(ward, clock, MAYA, "stay")
    assert ward.window.owner.screen == "admission"
    asked = ward.window.ask.asked[-1]
    assert asked.heading == "Was this woman here before?"
    assert [way.code for way in asked.ways] == ["stay", "same", "other"]
    assert "the same NHS number" in asked.explanation
    assert "13-Jul-2026 to 14-Jul-2026" in asked.explanation
    ward.window.ask.answer_next("same")
    ward.window.actions_bar.primary.click()
    admission = newest(ward)
    assert admission != gone
    room(ward, admission, "earlier_stays")
    page = ward.window.page
    assert isinstance(page, EarlierPage)
    (table,) = page.findChildren(Facts)
    table.links[gone].click()
    assert isinstance(ward.window.page, AsItWasPage)
    assert "To read only" in texts(ward)
    assert "I never said that" in texts(ward)
    assert "To Home. Dr Lowe takes over what stands open." in texts(ward)
    ward.window.actions_bar.primary.click()
    assert isinstance(ward.window.page, EarlierPage)
    ward.window.actions_bar.primary.click()
    assert isinstance(ward.window.page, StandPage)


def test_back_within_a_day_the_same_stay_goes_on(ward: Program, gone: str, clock: SetClock) -> None:
    clock.move(timedelta(hours=20))
    admit_again(ward, clock, MAYA, "back")
    codes = [way.code for way in ward.window.ask.asked[-1].ways]
    assert codes == ["stay", "back", "same", "other"]
    assert newest(ward) == gone
    assert ward.desk is not None
    assert ward.desk.record(gone).ended is None


def test_who_is_on_the_ward_is_opened_not_made_twice(
    ward: Program, maya: str, clock: SetClock
) -> None:
    admit_again(ward, clock, MAYA, "open")
    assert [way.code for way in ward.window.ask.asked[-1].ways] == ["stay", "open", "other"]
    assert isinstance(ward.window.page, StandPage)
    assert ward.desk is not None
    assert len(ward.desk.board()) == 1


def test_another_woman_of_the_same_name_stays_another(
    ward: Program, gone: str, clock: SetClock
) -> None:
    clock.move(timedelta(days=3))
    other = replace(MAYA, nhs_number="9990000026")
    admit_again(ward, clock, other, "other")
    assert ward.desk is not None
    admission = newest(ward)
    assert ward.desk.record(admission).along.earlier == {gone: False}
    room(ward, admission, "earlier_stays")
    assert "No earlier stay" in texts(ward)


def test_an_earlier_stay_nobody_looked_at_is_looked_at_first(
    ward: Program, gone: str, clock: SetClock
) -> None:
    clock.move(timedelta(days=3))
    assert ward.desk is not None
    admission = ward.desk.admit(MAYA, Stay(admitted=clock.now(), room="3"))
    room(ward, admission, "earlier_stays")
    page = ward.window.page
    assert isinstance(page, EarlierPage)
    (table,) = page.findChildren(Facts)
    ward.window.ask.answer_next("stay")
    table.links[gone].click()
    assert ward.desk.record(admission).along.earlier == {}
    ward.window.ask.answer_next("same")
    table.links[gone].click()
    assert ward.desk.record(admission).along.hers == (gone,)
    assert "The same woman, as somebody said" in texts(ward)
    # a name that was corrected meanwhile does not lose what was said
    ward.desk.break_glass(gone, "Her name was wrong")
    record = ward.desk.record(gone)
    assert record.stay is not None
    other = Identity(family="Somebody", given="Else", born=MAYA.born)
    ward.desk.correct(gone, other, record.stay, "the wrong woman")
    room(ward, admission, "earlier_stays")
    assert "Said by a person" in texts(ward)
