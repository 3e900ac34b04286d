"""What is put by of a part of a page: why a sitting is brief, several amendments, a call."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.workflow import needs, signing
from tests.ui.shell.test_put_by import UNREAD, in_boxes, read_signed, told, ways_off
from tests.ui.shell.test_wizard import (
    RECENT,
    everything,
    go_on,
    raise_clock,
    shown,
    through_the_gate,
    wizard,
)

WORDS = "She was tired"


@pytest.fixture
def answered(ward: Program, maya: str) -> Program:
    """Everything is answered, and nothing is signed."""
    through_the_gate(ward, maya)
    assert ward.desk is not None
    session = ward.desk.session(maya)
    everything(session)
    if found := needs.undecided(session):
        needs.confirm(session, *found)
    return ward


# ---- why it is brief


def sign_page(program: Program, her: str) -> CheckPage:
    program.ward.open(her)
    if not isinstance(program.window.page, CheckPage):
        wizard(program).jump("check")
    return shown(program, CheckPage)


@pytest.mark.parametrize("way", ["overview", "decisions", "link"])
def test_why_it_is_brief_is_as_it_was_left(
    answered: Program, qtbot: QtBot, maya: str, way: str
) -> None:
    page = sign_page(answered, maya)
    assert page.panel.group is not None
    page.panel.group.answers["brief"].click()
    page.panel.reason.field.insert(WORDS)  # type: ignore[attr-defined]  # a line
    if way == "link":
        page.go.emit(RECENT)
    else:
        ways_off(answered)[way]()  # type: ignore[operator]  # each is called with nothing
    assert answered.window.page is not page
    again = sign_page(answered, maya)
    assert (again.panel.outcome, again.panel.reason.words) == ("brief", WORDS)
    assert not again.panel.reason.isHidden()
    assert told(again)


# ---- several amendments


def test_another_row_leaves_an_amendment_that_is_begun(
    answered: Program, qtbot: QtBot, maya: str
) -> None:
    assert answered.desk is not None
    signing.sign(answered.desk.session(maya), "brief", WORDS)
    page = read_signed(answered, maya)
    first, second, third = [item for table in page.tables.values() for item in table.links][:3]
    page._pressed(first)
    page._pressed(second)
    assert list(page.amendments.open) == [second], "nothing was typed in the first"
    page.amendments.newest.note.field.insertPlainText("the second")  # type: ignore[attr-defined]  # a text
    page._pressed(third)
    page.amendments.newest.reason.field.insert("the third")  # type: ignore[attr-defined]  # a line
    page._pressed(second)
    assert page.amendments.newest.note.words == "the second"
    answered.window.overview_button.click()
    again = read_signed(answered, maya)
    forms = again.amendments.open
    assert set(forms) == {second, third}
    assert forms[second].note.words == "the second"
    assert forms[third].reason.words == "the third"
    assert told(again)
    forms[third].note.field.insertPlainText("kept")  # type: ignore[attr-defined]  # a text
    forms[third].keep_button.click()
    assert list(again.amendments.open) == [second]
    assert answered.desk.record(maya).amendments[0].note == "kept"


# ---- what cannot wait


@pytest.fixture
def call(ward: Program, maya: str) -> Program:
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    raise_clock(ward)
    go_on(ward)
    shown(ward, CannotWaitPage)
    return ward


@pytest.mark.parametrize("way", ["pause", "decisions", "correct"])
def test_a_call_and_a_date_that_cannot_be_read_are_as_they_were_left(
    call: Program, qtbot: QtBot, maya: str, way: str
) -> None:
    page = shown(call, CannotWaitPage)
    page.facts.answer_here("T01")
    date = page.facts.findChildren(DateEntry)[0]
    for key, words in zip(("day", "month", "year"), UNREAD, strict=True):
        date._boxes[key].selectAll()
        date._boxes[key].insert(words)
    page.ringing.click()
    page.form._by.field.insert("R. Osei")  # type: ignore[attr-defined]  # a line
    call.window.ask.answer_next("she_asked")  # a pause asks why
    ways_off(call)[way]()  # type: ignore[operator]  # each is called with nothing
    assert call.window.page is not page
    call.ward.open(maya)
    again = shown(call, CannotWaitPage)
    assert in_boxes(again.facts.findChildren(DateEntry)[0]) == UNREAD
    assert (again.form.what, again.form.by) == ("ringing", "R. Osei")
    assert told(again)


def test_a_call_that_is_kept_comes_back_no_more(call: Program, maya: str) -> None:
    page = shown(call, CannotWaitPage)
    go_on(call)
    page.form._answer.field.insertPlainText("Seen today")  # type: ignore[attr-defined]  # a text
    call.window.decisions_button.click()
    call.ward.open(maya)
    assert shown(call, CannotWaitPage).form.words == "Seen today"
    go_on(call)
    assert wizard(call).session.record.acts[-1].fact.words == "Seen today"
    call.window.decisions_button.click()
    assert call.window.typing._put_by.held == ()
