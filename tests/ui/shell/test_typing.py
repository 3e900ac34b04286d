"""What is typed and not handed over is on the disk, sealed, and given back to the same person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.errors import StoreFault
from srh_assess.ui import fields, return_to
from srh_assess.ui.ask import AskDialog, Question, Way
from srh_assess.ui.lead.numbers import NumberPage
from srh_assess.ui.lead.room import Leading
from srh_assess.ui.pages.account_forms import NewAccountPage, RolesPage
from srh_assess.ui.pages.admission import AdmissionPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.decision_state import AdvancePage
from srh_assess.ui.pages.follow_up import FollowUpPage
from srh_assess.ui.pages.letters import LettersPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.police_form import PoliceForm
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.pages.stay_forms import MoveForm
from srh_assess.ui.stay import HerStay
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.field import Line
from srh_assess.workflow import synthetic
from srh_assess.workflow.typed import Field, Spot
from tests.ui.shell.conftest import Start, admit, sign_in
from tests.ui.shell.test_wizard import RECENT, page_id, shown, through_the_gate

WORDS_TYPED = "To sleep better, and my sister"


@pytest.fixture
def talk(ward: Program, maya: str) -> Program:
    """Open on the page about recent sex."""
    through_the_gate(ward, maya, RECENT)
    ward.ward.open(maya)
    return ward


def power_cut(program: Program, start: Start) -> Program:
    """Nothing is handed over, nothing said; another start on the same home."""
    assert program.desk is not None
    program.window.typing._timer.stop()
    program.window.typing._desk = None
    program.desk.sign_out()
    return start()


def closing_field(program: Program) -> QPlainTextEdit:
    program.window.section_chosen.emit("closing")
    return field_of(program)


def field_of(program: Program) -> QPlainTextEdit:
    page = program.window.page
    assert page is not None
    found = page.blocks["Z01"].control.field  # type: ignore[attr-defined]  # a question page
    assert isinstance(found, QPlainTextEdit)
    return found


def begin_typing(program: Program, qtbot: QtBot) -> QPlainTextEdit:
    field = closing_field(program)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(field, WORDS_TYPED)
    return field


def files(program: Program) -> list[Path]:
    assert program.desk is not None
    return list(program.desk.folder.glob("typed-*"))


# ---- the power goes


def test_half_a_sentence_survives_a_power_cut(
    talk: Program, qtbot: QtBot, start: Start, maya: str
) -> None:
    begin_typing(talk, qtbot)
    talk.window.typing.look()
    (file,) = files(talk)
    assert b"sister" not in file.read_bytes()
    again = power_cut(talk, start)
    again.window.ask.answer_next("go")
    sign_in(again, qtbot)
    asked = again.window.ask.asked[-1]
    assert asked.heading == "You had typed something that is not kept yet"
    assert field_of(again).toPlainText() == WORDS_TYPED
    field_of(again).setFocus(Qt.FocusReason.TabFocusReason)
    again.window.lock_now()
    sign_in(again, qtbot)
    assert again.desk is not None
    assert again.desk.record(maya).answers["Z01"].value == WORDS_TYPED


def test_throwing_it_away_takes_two_answers(talk: Program, qtbot: QtBot, start: Start) -> None:
    begin_typing(talk, qtbot)
    talk.window.typing.look()
    again = power_cut(talk, start)
    again.window.ask.answer_next("drop", "keep", "drop", "drop")
    sign_in(again, qtbot)
    shown(again, BoardPage)
    assert files(again) == []


def test_what_was_handed_over_is_no_draft(talk: Program, qtbot: QtBot, start: Start) -> None:
    field = begin_typing(talk, qtbot)
    talk.window.typing.look()
    assert len(files(talk)) == 1
    field.clearFocus()
    talk.window.typing.look()
    assert files(talk) == []
    again = power_cut(talk, start)
    again.window.ask.answer_next()
    sign_in(again, qtbot)
    shown(again, BoardPage)


def test_what_is_in_the_record_by_then_is_not_put_over(
    talk: Program, qtbot: QtBot, start: Start, maya: str
) -> None:
    begin_typing(talk, qtbot)
    talk.window.typing.look()
    assert talk.desk is not None
    talk.desk.session(maya).answer("Z01", "Something newer")
    again = power_cut(talk, start)
    again.window.ask.answer_next("go")
    sign_in(again, qtbot)
    assert field_of(again).toPlainText() == "Something newer"


def test_closing_asks_nothing_about_what_was_handed_over(
    talk: Program, qtbot: QtBot, start: Start
) -> None:
    begin_typing(talk, qtbot)
    talk.close()
    again = start()
    again.window.ask.answer_next()
    sign_in(again, qtbot)
    shown(again, BoardPage)


def test_somebody_else_is_given_nothing_of_it(talk: Program, qtbot: QtBot) -> None:
    talk.ward.open_room("police_log")
    page = shown(talk, PoliceForm)
    page.officer.show_words("DC Marsh")
    talk.window.lock_now()
    sign_in(talk, qtbot, "miriam")
    shown(talk, BoardPage)
    talk.window.lock_now()
    talk.window.ask.answer_next("go")
    sign_in(talk, qtbot)
    assert shown(talk, PoliceForm).officer.words == "DC Marsh"


# ---- every room


def lock_and_back(program: Program, qtbot: QtBot, name: str = synthetic.NURSE) -> None:
    program.window.lock_now()
    shown(program, SignInPage)
    sign_in(program, qtbot, name)


def test_a_form_of_her_stay(talk: Program, qtbot: QtBot, maya: str) -> None:
    talk.ward.open_woman_room("stay", maya)
    owner = talk.window.owner
    assert isinstance(owner, HerStay)
    owner._act("move")
    page = shown(talk, MoveForm)
    field = page.findChildren(Line)[0]
    name = field.accessibleName()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(field, "14b")
    lock_and_back(talk, qtbot)
    again = shown(talk, MoveForm)
    assert again is not page
    assert again.findChildren(Line)[0].text().endswith("14b")
    focus = talk.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == name


def test_the_admission_after_a_power_cut(ward: Program, qtbot: QtBot, start: Start) -> None:
    ward.ward.admit()
    page = shown(ward, AdmissionPage)
    field = next(iter(key for key in fields.read(page) if key[0] == "words"))
    fields.put_back(
        page, (Field(kind="words", name=field[1], place=field[2], before="", now="Ab"),)
    )
    ward.window.typing.look()
    again = power_cut(ward, start)
    again.window.ask.answer_next("go")
    sign_in(again, qtbot)
    assert fields.read(shown(again, AdmissionPage))[field] == "Ab"


@pytest.mark.parametrize("room", ["more", "huddle", "backups", "papers", "own_number"])
def test_a_room_of_the_ward_is_open_again(talk: Program, qtbot: QtBot, room: str) -> None:
    talk.ward.more() if room == "more" else talk.ward.open_room(room)
    kind = type(talk.window.page)
    lock_and_back(talk, qtbot)
    assert type(talk.window.page) is kind


def test_a_letter_and_the_list_of_letters(talk: Program, qtbot: QtBot, maya: str) -> None:
    talk.ward.open_overview(maya)
    talk.window.owner.jump("letters")  # type: ignore[attr-defined]  # her overview
    shown(talk, LettersPage)
    lock_and_back(talk, qtbot)
    shown(talk, LettersPage)
    talk.window.owner.jump("sharing:gp")  # type: ignore[attr-defined]  # her overview
    kind = type(talk.window.page)
    lock_and_back(talk, qtbot)
    assert type(talk.window.page) is kind


@pytest.mark.parametrize("from_the_talk", [True, False])
def test_a_form_of_her_decisions(
    talk: Program, qtbot: QtBot, maya: str, from_the_talk: bool
) -> None:
    if not from_the_talk:
        talk.ward.open_overview(maya)
    talk.window.owner.decisions()
    talk.window.owner.jump("advance")  # type: ignore[attr-defined]  # the room of decisions
    page = shown(talk, AdvancePage)
    lock_and_back(talk, qtbot)
    assert shown(talk, AdvancePage) is not page
    assert talk.window.owner.here == "advance"


def test_the_lanes_of_her_needs(talk: Program, qtbot: QtBot, maya: str) -> None:
    talk.ward.open_woman_room("follow_up", maya)
    shown(talk, FollowUpPage)
    lock_and_back(talk, qtbot)
    shown(talk, FollowUpPage)


def test_a_lead_is_back_at_the_same_number(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, synthetic.ADMIN)
    program.ward.open_room("lead")
    room = program.window.owner
    assert isinstance(room, Leading)
    assert program.desk is not None
    id = next(row.setting.id for row in program.desk.settings)
    room.open(f"number:{id}")
    shown(program, NumberPage)
    lock_and_back(program, qtbot, synthetic.ADMIN)
    assert shown(program, NumberPage).row.setting.id == id


def test_an_account_s_form_but_never_its_passphrase(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, synthetic.ADMIN)
    program.ward.open_room("accounts")
    owner = program.window.owner
    owner._new()  # type: ignore[attr-defined]  # the accounts
    page = shown(program, NewAccountPage)
    secret = page.passphrase.first
    for entry, typed in ((page.name, "cleo"), (secret, "teapot river cloud lamp")):
        entry.field.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClicks(entry.field, typed)
    secret._reveal(True)
    lock_and_back(program, qtbot, synthetic.ADMIN)
    again = shown(program, NewAccountPage)
    assert again.name.words == "cleo"
    assert again.passphrase.first.words == ""
    person = next(one for one in program.desk.people if one.name == synthetic.NURSE)  # type: ignore[union-attr]  # signed in
    program.window.owner._show(person.id)  # type: ignore[attr-defined]  # the accounts
    program.window.owner._roles()  # type: ignore[attr-defined]  # the accounts
    form = shown(program, RolesPage)
    ticked = next(one for one in form.roles.findChildren(Answer) if not one.isChecked())
    ticked.click()
    lock_and_back(program, qtbot, synthetic.ADMIN)
    assert ticked.code in shown(program, RolesPage).roles.codes


def test_a_room_that_is_closed_by_now_leads_home(talk: Program, qtbot: QtBot, maya: str) -> None:
    assert not return_to.go(talk.window, talk.ward, Spot(room="log"))
    assert not return_to.go(talk.window, talk.ward, Spot(room="talk", about="0" * 32))
    assert return_to.go(talk.window, talk.ward, Spot(room="correct", about=maya))
    shown(talk, AdmissionPage)
    assert return_to.go(talk.window, talk.ward, Spot())
    shown(talk, BoardPage)


def test_words_about_a_record_that_is_gone_are_dropped(
    talk: Program, qtbot: QtBot, start: Start
) -> None:
    begin_typing(talk, qtbot)
    talk.window.typing.spot = Spot(room="talk", about="0" * 32)
    talk.window.typing.look()
    again = power_cut(talk, start)
    again.window.ask.answer_next("go")
    sign_in(again, qtbot)
    shown(again, BoardPage)
    assert files(again) == []


def test_whoever_has_no_board_is_back_too(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, synthetic.ADMIN)
    shown(program, MorePage)
    lock_and_back(program, qtbot, synthetic.ADMIN)
    shown(program, MorePage)


# ---- questions


def test_words_in_an_open_question_are_there_when_it_is_asked_again(
    talk: Program, qtbot: QtBot
) -> None:
    asked = Question(heading="Word for word?", words="Words", ways=(Way("keep", "Keep"),
                     Way("not", "Not now", safe=True)), hers=True)  # fmt: skip
    window = talk.window

    def type_and_lock() -> None:
        dialog = window.ask._open
        assert isinstance(dialog, AskDialog)
        assert dialog._text is not None
        dialog.take_up("They did not listen")
        window.typing.look()
        window.lock_now()

    QTimer.singleShot(0, type_and_lock)
    assert window.ask.question(asked).code == "not"
    qtbot.waitUntil(lambda: isinstance(window.page, SignInPage))
    sign_in(talk, qtbot)
    seen: list[str] = []

    def look() -> None:
        dialog = window.ask._open
        assert isinstance(dialog, AskDialog)
        seen.append(dialog.typed)
        dialog.buttons["keep"].click()

    QTimer.singleShot(0, look)
    assert window.ask.question(asked).words == "They did not listen"
    assert seen == ["They did not listen"]
    assert window.ask.typed() == {}


def test_a_question_that_hides_what_is_typed_keeps_nothing(talk: Program) -> None:
    window = talk.window
    asked = Question(heading="Your passphrase", words="Passphrase", ways=(Way("go", "Go on"),
                     Way("not", "Not now", safe=True)), secret=True)  # fmt: skip

    def type_and_hide() -> None:
        dialog = window.ask._open
        assert isinstance(dialog, AskDialog)
        dialog.take_up("four plain words here")
        dialog._hide()

    QTimer.singleShot(0, type_and_hide)
    window.ask.question(asked)
    assert window.ask.typed() == {}
    assert window.hidden


# ---- at the edges


def test_a_disk_that_refuses_costs_the_draft_and_nothing_else(
    talk: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise StoreFault("disk-full")

    begin_typing(talk, qtbot)
    monkeypatch.setattr(talk.desk, "keep_typed", full)
    talk.window.typing.look()
    assert files(talk) == []
    talk.window.lock_now()
    monkeypatch.undo()
    sign_in(talk, qtbot)
    assert page_id(talk) != ""  # the same woman
    assert field_of(talk).toPlainText() == WORDS_TYPED  # it was handed over at the lock


def test_a_file_that_cannot_be_read_is_as_if_nothing_was_typed(
    talk: Program, qtbot: QtBot, start: Start
) -> None:
    begin_typing(talk, qtbot)
    talk.window.typing.look()
    (file,) = files(talk)
    again = power_cut(talk, start)
    file.write_bytes(b"not sealed at all")
    again.window.ask.answer_next()
    sign_in(again, qtbot)
    shown(again, BoardPage)


def test_nothing_is_written_twice_and_nothing_for_nobody(
    talk: Program, qtbot: QtBot, clock: SetClock
) -> None:
    begin_typing(talk, qtbot)
    talk.window.typing.look()
    (file,) = files(talk)
    before = file.stat().st_mtime_ns
    clock.move(timedelta(seconds=2))
    talk.window.typing.look()
    assert file.stat().st_mtime_ns == before
    talk.window.typing.rest()
    talk.window.typing.look()
    talk.window.typing.handed_over()
    talk.window.typing.drop()
    assert file.exists()


def test_every_kind_of_field_is_read_and_put_back(ward: Program, qtbot: QtBot) -> None:
    admit(ward, ward.desk.clock)  # type: ignore[union-attr,arg-type]  # signed in, a clock to set
    ward.ward.admit()
    page = shown(ward, AdmissionPage)
    kinds = {key[0] for key in fields.read(page)}
    assert {"words", "tick"} <= kinds
    for key, stands in fields.read(page).items():
        now = {"words": "12", "tick": "" if stands else "on", "pick": "x"}[key[0]]
        field = Field(kind=key[0], name=key[1], place=key[2], before=stands, now=now)
        fields.put_back(page, (field,))
    fields.put_back(page, (Field(kind="words", name="no such", place=0, before="", now="x"),))
    assert fields.read_beside(page, None)[1] is None
