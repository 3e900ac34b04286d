"""What stands typed on a form that is left, by whatever way, is there when it is opened again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui import fields
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.follow_form import FollowForm
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.police_form import PoliceForm
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.put_by import MOST, PutByPages
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import needs, signing
from srh_assess.workflow.self_test import PLAIN, give
from srh_assess.workflow.typed import Field, Spot
from tests.ui.shell.conftest import MAYA, Start, admit, sign_in
from tests.ui.shell.test_typing import files, lock_and_back, power_cut
from tests.ui.shell.test_wizard import RECENT, everything, press, shown, through_the_gate, wizard

BACK = "What you typed here before is back. It is not kept yet"


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    through_the_gate(ward, maya, RECENT)
    assert ward.desk is not None
    session = ward.desk.session(maya)
    for need in ("N10", "N18"):
        needs.confirm(session, need, named_by_her=True)
    ward.ward.open_overview(maya)
    return ward


def fill(page: Page) -> dict[fields.Key, str]:
    """Types something into every line and text, ticks the last answer of every question; gives
    what then stands in each."""
    for key, stands in fields.read(page).items():
        now = {"words": "7", "tick": "on", "pick": stands}[key[0]]
        new = Field(kind=key[0], name=key[1], place=key[2], before=stands, now=now)
        fields.put_back(page, (new,))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what gave way is gone
    return fields.read(page)


def told(page: Page) -> bool:
    return any(one.accessibleName() == BACK for one in page.findChildren(Notice))


def ways_off(program: Program) -> dict[str, object]:
    window = program.window
    return {
        "back": window.back.emit, "overview": window.overview_button.click,
        "pause": window.pause.emit, "decisions": window.decisions_button.click,
        "correct": window.correct_button.click,
    }  # fmt: skip


ROOMS = {
    "follow_up": lambda program: program.window.owner._act("sample"),
    "handover": lambda program: program.window.owner._name(),
    "stay": lambda program: program.window.owner._act("end"),
    "without_agreement": lambda program: program.window.owner._form("safeguarding_adult"),
    "own_report": lambda program: None,
    "harm_report": lambda program: None,
    "decisions": lambda program: program.window.owner.jump("state"),
}
"""The form of each room about her, and how it is reached."""


def opened(program: Program, room: str, her: str) -> Page:
    program.ward.open_woman_room(room, her)
    ROOMS[room](program)
    page = program.window.page
    assert page is not None
    assert isinstance(page, HandFilled)
    return page


@pytest.mark.parametrize("way", ["back", "overview", "pause", "decisions", "correct"])
@pytest.mark.parametrize("room", list(ROOMS))
def test_a_form_about_her_is_as_it_was_left(
    talk: Program, qtbot: QtBot, maya: str, room: str, way: str
) -> None:
    page = opened(talk, room, maya)
    stands = fill(page)
    talk.window.ask.answer_next("she_asked")  # a pause asks why
    ways_off(talk)[way]()  # type: ignore[operator]  # each is called with nothing
    assert talk.window.page is not page
    again = opened(talk, room, maya)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert fields.read(again) == stands
    assert told(again)


@pytest.mark.parametrize("room", list(ROOMS))
def test_it_is_there_also_after_a_lock_and_another_person(
    talk: Program, qtbot: QtBot, maya: str, room: str
) -> None:
    stands = fill(opened(talk, room, maya))
    talk.window.back.emit()
    lock_and_back(talk, qtbot, "miriam")
    assert fields.read(opened(talk, room, maya)) != stands
    lock_and_back(talk, qtbot)
    page = opened(talk, room, maya)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert fields.read(page) == stands


def test_it_is_there_after_a_power_cut(
    talk: Program, qtbot: QtBot, start: Start, maya: str
) -> None:
    stands = fill(opened(talk, "stay", maya))
    talk.window.back.emit()
    talk.window.typing.look()
    assert len(files(talk)) == 1
    again = power_cut(talk, start)
    again.window.ask.answer_next()  # nothing was being typed: nothing is asked
    sign_in(again, qtbot)
    assert fields.read(opened(again, "stay", maya)) == stands


def test_what_is_kept_comes_back_no_more(talk: Program, qtbot: QtBot, maya: str) -> None:
    page = opened(talk, "harm_report", maya)
    fill(page)
    talk.window.back.emit()
    page = opened(talk, "harm_report", maya)
    for box in page.findChildren(DateEntry):
        box.show_when(None)
    talk.window.go_on.emit()
    assert talk.window.page is not page
    again = opened(talk, "harm_report", maya)
    assert not told(again)
    assert set(fields.read(again).values()) == {""}
    talk.window.back.emit()
    assert talk.window.typing._put_by.held == ()


def test_nothing_of_it_is_shown_in_a_form_about_another_woman(
    talk: Program, qtbot: QtBot, clock: SetClock, maya: str
) -> None:
    other = admit(talk, clock, MAYA, room="3")
    stands = fill(opened(talk, "stay", maya))
    talk.window.overview_button.click()
    assert fields.read(opened(talk, "stay", other)) != stands
    assert fields.read(opened(talk, "stay", maya)) == stands


def test_each_form_of_a_need_is_its_own(talk: Program, qtbot: QtBot, maya: str) -> None:
    opened(talk, "follow_up", maya)
    owner = talk.window.owner
    stands = fill(shown(talk, FollowForm))
    talk.window.back.emit()
    first = owner._need  # type: ignore[attr-defined]  # the follow-up
    owner._need = next(one for one in ("N10", "N18") if one != first)  # type: ignore[attr-defined]
    owner.show_lanes()  # type: ignore[attr-defined]
    owner._act("sample")  # type: ignore[attr-defined]
    assert not told(shown(talk, FollowForm))
    talk.window.back.emit()
    owner._need = first  # type: ignore[attr-defined]
    owner.show_lanes()  # type: ignore[attr-defined]
    owner._act("sample")  # type: ignore[attr-defined]
    assert fields.read(shown(talk, FollowForm)) == stands


def test_what_she_says_is_not_put_into_what_a_carer_says(
    talk: Program, qtbot: QtBot, maya: str
) -> None:
    lock_and_back(talk, qtbot, "miriam")  # who led the talk does not ask her how it was
    talk.ward.open_woman_room("follow_up", maya)
    owner = talk.window.owner
    talk.window.ask.answer_next("hers", "carer", "hers")
    owner.other_act()
    fill(shown(talk, FollowForm))
    talk.window.back.emit()
    owner.other_act()
    assert not told(shown(talk, FollowForm))
    talk.window.back.emit()
    owner.other_act()
    assert told(shown(talk, FollowForm))
    lock_and_back(talk, qtbot, "miriam")
    assert shown(talk, FollowForm).heading.text() == "How was it?"


def test_the_police_s_request_and_a_proposal_are_apart(
    talk: Program, qtbot: QtBot, maya: str
) -> None:
    assert talk.desk is not None
    talk.ward.open_woman_room("police_log", maya)
    page = shown(talk, PoliceForm)
    page.officer.show_words("DC Marsh")
    talk.window.back.emit()
    talk.ward.open_room("police_log")
    assert shown(talk, PoliceForm).officer.words == ""
    talk.window.back.emit()
    talk.ward.open_woman_room("police_log", maya)
    assert shown(talk, PoliceForm).officer.words == "DC Marsh"


def test_only_so_many_are_held(qtbot: QtBot, theme: object) -> None:
    pages = PutByPages()
    page = PoliceForm(theme)  # type: ignore[arg-type]  # a theme
    qtbot.addWidget(page)
    typed = (Field(name="Name of the officer", place=0, kind="words", before="", now="Marsh"),)
    for number in range(MOST + 3):
        pages.put(page, Spot(about=str(number)), typed)
    assert [one.spot.about for one in pages.held] == [str(n) for n in range(3, MOST + 3)]
    pages.give_back(page, Spot(about="0"))
    assert not told(page)
    pages.give_back(page, Spot(about="5"))
    assert told(page)
    pages.put(page, Spot(about="6"), ())
    assert len(pages.held) == MOST - 2


# ---- the timing: its rows are kept at once, another outcome and the deferral when decided


def to_gate(program: Program, her: str) -> None:
    program.ward.open(her)
    if not isinstance(program.window.page, GatePage):
        wizard(program).jump("gate")


@pytest.fixture
def timing(ward: Program, maya: str) -> Program:
    """Every row answered, one of them against the talk; nothing decided."""
    assert ward.desk is not None
    session = ward.desk.session(maya)
    for domain in session.protocol.gate.domains:
        item = session.protocol.items[domain.item]
        if item.id in session.findings.asking.asked:
            give(session, item, dict(PLAIN))
    session.answer("R01", "red")
    assert session.findings.gate.outcome == "defer"
    to_gate(ward, maya)
    return ward


def defer(page: GatePage) -> None:
    """A sentence of each kind, as a hand types it."""
    for entry, now in (
        (page.deferral.possible_entry, "A bed away from the corridor"),
        (page.deferral.owner_entry, "Ruth Adeyemi"),
        (page.deferral.time_entry, "21:30"),
        (page.override.words, "She asks for it herself"),
    ):
        entry.field.selectAll()  # type: ignore[attr-defined]  # a line or a text
        field = entry.field
        (field.insert if hasattr(field, "insert") else field.insertPlainText)(now)  # type: ignore[attr-defined]  # the same
    page.deferral.reason.show_name("Too unwell to talk today")
    page.override.group.answers["partial"].click()


def deferred(page: GatePage) -> tuple[str, ...]:
    form = page.deferral
    return (
        form.reason.words, form.possible, form.owner, form.time_entry.words,
        page.override.words.words, str(page.override.outcome),
    )  # fmt: skip


DEFERRED = (
    "Too unwell to talk today", "A bed away from the corridor", "Ruth Adeyemi", "21:30",
    "She asks for it herself", "partial",
)  # fmt: skip


@pytest.mark.parametrize("way", ["back", "overview", "pause", "decisions", "correct"])
def test_why_the_talk_is_put_off_is_as_it_was_left(
    timing: Program, qtbot: QtBot, maya: str, way: str
) -> None:
    page = shown(timing, GatePage)
    defer(page)
    list(page.rows.rows["R02"].group.answers.values())[
        1
    ].click()  # a row is kept: the words are not
    timing.window.ask.answer_next("she_asked")
    ways_off(timing)[way]()  # type: ignore[operator]  # each is called with nothing
    assert timing.window.page is not page
    to_gate(timing, maya)
    again = shown(timing, GatePage)
    assert deferred(again) == DEFERRED
    assert told(again)
    assert not again.override.words.isHidden()
    assert again.override.link.isHidden()


def test_the_words_of_the_timing_are_there_after_a_lock_and_a_power_cut(
    timing: Program, qtbot: QtBot, clock: SetClock, start: Start, maya: str
) -> None:
    defer(shown(timing, GatePage))
    timing.window.back.emit()
    lock_and_back(timing, qtbot, "miriam")
    to_gate(timing, maya)
    assert not told(shown(timing, GatePage))
    assert "Ruth Adeyemi" not in deferred(shown(timing, GatePage))
    lock_and_back(timing, qtbot)
    to_gate(timing, maya)
    assert deferred(shown(timing, GatePage)) == DEFERRED
    timing.window.overview_button.click()
    other = admit(timing, clock, MAYA, room="3")
    to_gate(timing, other)
    assert not told(shown(timing, GatePage))
    timing.window.typing.look()
    again = power_cut(timing, start)
    again.window.ask.answer_next()
    sign_in(again, qtbot)
    to_gate(again, maya)
    assert deferred(shown(again, GatePage)) == DEFERRED


def test_words_not_left_by_any_way_survive_a_power_cut_after_a_row(
    timing: Program, qtbot: QtBot, start: Start
) -> None:
    page = shown(timing, GatePage)
    defer(page)
    list(page.rows.rows["R02"].group.answers.values())[1].click()
    timing.window.typing.look()
    again = power_cut(timing, start)
    again.window.ask.answer_next("go")
    sign_in(again, qtbot)
    assert deferred(shown(again, GatePage)) == DEFERRED


def test_what_was_decided_of_the_timing_is_put_by_no_more(
    timing: Program, qtbot: QtBot, maya: str
) -> None:
    page = shown(timing, GatePage)
    defer(page)
    page.override.group.answers["partial"].click()
    page.override.group.choose(())
    timing.window.go_on.emit()
    assert timing.desk is not None
    gate = timing.desk.record(maya).gate
    assert gate is not None
    assert gate.owner == "Ruth Adeyemi"
    timing.ward.open_overview(maya)
    assert timing.window.typing._put_by.held == ()


# ---- an amendment to what was signed


@pytest.fixture
def signed(ward: Program, maya: str) -> Program:
    through_the_gate(ward, maya)
    assert ward.desk is not None
    session = ward.desk.session(maya)
    everything(session)
    found = needs.undecided(session)
    if found:
        needs.confirm(session, *found)
    signing.sign(session, "complete", "")
    return ward


def read_signed(program: Program, her: str) -> CheckPage:
    program.ward.open_signed(her)
    program.window.owner._read()  # type: ignore[attr-defined]  # what was signed
    return shown(program, CheckPage)


def amended(page: CheckPage) -> tuple[str, str, str, bool]:
    form = page.amendments.newest
    return form.item, form.note.words, form.reason.words, form.isHidden()


def amend(page: CheckPage) -> None:
    page._pressed("P01")
    page.amendments.newest.note.field.insertPlainText("She meant tomorrow")  # type: ignore[attr-defined]  # a text
    page.amendments.newest.reason.field.insert("Misheard")  # type: ignore[attr-defined]  # a line


AMENDED = ("P01", "She meant tomorrow", "Misheard", False)


@pytest.mark.parametrize("way", ["back", "overview", "decisions", "correct"])
def test_an_amendment_is_as_it_was_left(signed: Program, qtbot: QtBot, maya: str, way: str) -> None:
    page = read_signed(signed, maya)
    amend(page)
    ways_off(signed)[way]()  # type: ignore[operator]  # each is called with nothing
    assert signed.window.page is not page
    again = read_signed(signed, maya)
    assert amended(again) == AMENDED
    assert told(again)


def test_an_amendment_is_there_after_a_lock_and_a_power_cut(
    signed: Program, qtbot: QtBot, start: Start, maya: str
) -> None:
    amend(read_signed(signed, maya))
    lock_and_back(signed, qtbot)
    assert amended(read_signed(signed, maya)) == AMENDED
    signed.window.overview_button.click()
    signed.window.typing.look()
    again = power_cut(signed, start)
    again.window.ask.answer_next()
    sign_in(again, qtbot)
    assert amended(read_signed(again, maya)) == AMENDED


def test_an_amendment_that_is_kept_comes_back_no_more(
    signed: Program, qtbot: QtBot, maya: str
) -> None:
    page = read_signed(signed, maya)
    amend(page)
    signed.window.back.emit()
    page = read_signed(signed, maya)
    page.amendments.newest.keep_button.click()
    assert signed.desk is not None
    assert signed.desk.record(maya).amendments[0].note == "She meant tomorrow"
    signed.window.back.emit()
    assert signed.window.typing._put_by.held == ()
    assert not read_signed(signed, maya).amendments.open


# ---- the talk: every answer is kept at once, but for a date that cannot be read


def dated(program: Program) -> tuple[QuestionPage, DateEntry]:
    """The page about recent sex, and the date of its first question."""
    page = shown(program, QuestionPage)
    found = page.blocks["T01"]
    date = found.date or found.findChildren(DateEntry)[0]
    return page, date


@pytest.fixture
def unread(ward: Program, maya: str) -> Program:
    """A day that no month has stands typed beside an answer that is kept."""
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    press(ward, "T01", "yes")
    date = dated(ward)[1]
    for key, words in (("day", "31"), ("month", "feb"), ("year", "2026")):
        date._boxes[key].insert(words)
    assert date.problem()
    return ward


def in_boxes(date: DateEntry) -> list[str]:
    return [date._boxes[key].text() for key in ("day", "month", "year")]


UNREAD = ["31", "feb", "2026"]


@pytest.mark.parametrize("way", ["back", "overview", "pause", "decisions", "correct"])
def test_a_date_that_cannot_be_read_is_as_it_was_left(
    unread: Program, qtbot: QtBot, maya: str, way: str
) -> None:
    page = unread.window.page
    unread.window.ask.answer_next("she_asked")
    ways_off(unread)[way]()  # type: ignore[operator]  # each is called with nothing
    assert unread.window.page is not page
    unread.ward.open(maya)
    if way == "back":
        wizard(unread).jump(RECENT)
    again, date = dated(unread)
    assert in_boxes(date) == UNREAD
    assert told(again)
    assert unread.desk is not None
    assert not unread.desk.record(maya).answers["T01"].when.known


def test_a_date_that_cannot_be_read_is_there_after_a_power_cut_and_not_of_another_woman(
    unread: Program, qtbot: QtBot, clock: SetClock, start: Start, maya: str
) -> None:
    unread.window.overview_button.click()
    other = admit(unread, clock, MAYA, room="3")
    through_the_gate(unread, other, RECENT)
    unread.ward.open(other)
    press(unread, "T01", "yes")
    assert in_boxes(dated(unread)[1]) == ["", "", ""]
    assert not told(shown(unread, QuestionPage))
    unread.window.overview_button.click()
    unread.window.typing.look()
    again = power_cut(unread, start)
    again.window.ask.answer_next()
    sign_in(again, qtbot)
    again.ward.open(maya)
    assert in_boxes(dated(again)[1]) == UNREAD


def test_a_date_put_right_comes_back_no_more(unread: Program, qtbot: QtBot, maya: str) -> None:
    unread.window.overview_button.click()
    unread.ward.open(maya)
    page, date = dated(unread)
    date._boxes["day"].selectAll()
    date._boxes["day"].insert("1")
    assert not date.problem()
    page.blocks["T01"].save()
    unread.window.overview_button.click()
    assert unread.window.typing._put_by.held == ()
    unread.ward.open(maya)
    assert not told(shown(unread, QuestionPage))
