"""Getting in: what is wrong stands beside the field; why nobody can stands in its place."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.store import backup, slots
from srh_assess.store import home as homes
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.restore import RestorePage
from srh_assess.ui.pages.sign_in import PANEL_FROM, ClosedPage, SignInPage
from srh_assess.workflow import synthetic
from tests.ui.shell.conftest import WORDS, Start, finished, sign_in


def form(program: Program) -> SignInPage:
    page = program.window.page
    assert isinstance(page, SignInPage)
    return page


def closed(program: Program) -> ClosedPage:
    page = program.window.page
    assert isinstance(page, ClosedPage)
    return page


def test_name_and_passphrase_and_enter(program: Program, qtbot: QtBot) -> None:
    page = form(program)
    qtbot.keyClicks(page.name.field, "ruth")
    qtbot.keyClicks(page.passphrase.field, WORDS)
    qtbot.keyClick(page.passphrase.field, Qt.Key.Key_Return)
    finished(program, qtbot)
    assert isinstance(program.window.page, BoardPage)
    assert program.window.signed_in == "Ruth Adeyemi"


def test_empty_fields_are_named_one_by_one(program: Program) -> None:
    page = form(program)
    page.button.click()
    assert "name" in page.name.field.accessibleDescription()
    page.name.show_words("ruth")
    page.button.click()
    assert "passphrase" in page.passphrase.field.accessibleDescription()
    assert program.window.focusWidget() is page.passphrase.field


def test_a_wrong_passphrase_keeps_the_name_and_says_what_to_do(
    program: Program, qtbot: QtBot
) -> None:
    sign_in(program, qtbot, words="four wrong words here")
    page = form(program)
    assert page.name.words == "ruth"
    assert page.passphrase.words == ""
    assert program.window.focusWidget() is page.passphrase.field
    assert "do not fit together" in page.passphrase.field.accessibleDescription()
    assert page.button.isEnabled()


def test_the_growing_wait_is_said_in_words_and_ends(
    program: Program, qtbot: QtBot, clock: SetClock
) -> None:
    for _ in range(4):
        sign_in(program, qtbot, words="four wrong words here")
    assert "has to wait 1 second." in form(program).passphrase.field.accessibleDescription()
    clock.move(timedelta(minutes=6))
    sign_in(program, qtbot)
    assert isinstance(program.window.page, BoardPage)


def test_the_name_is_there_at_the_next_start(program: Program, qtbot: QtBot, start: Start) -> None:
    sign_in(program, qtbot)
    program.close()
    again = start()
    page = form(again)
    assert page.name.words == "ruth"
    assert again.window.focusWidget() is page.passphrase.field


def test_a_slow_store_says_that_it_is_opening(program: Program, qtbot: QtBot, monkeypatch) -> None:
    gate = threading.Event()
    desk = program.desk
    assert desk is not None
    really = desk.sign_in

    def slowly(name: str, words: str) -> None:
        gate.wait(10)
        really(name, words)

    monkeypatch.setattr(desk, "sign_in", slowly)
    page = form(program)
    page.name.show_words("ruth")
    page.passphrase.show_words(WORDS)
    with qtbot.waitSignal(program.window.work.slow):
        page.button.click()
    assert page._waiting.text() == "Opening the store"
    page.button.click()  # asked once only
    gate.set()
    finished(program, qtbot)
    assert isinstance(program.window.page, BoardPage)


def test_a_second_copy_says_whose_the_record_is_and_waits(
    program: Program, qtbot: QtBot, start: Start
) -> None:
    sign_in(program, qtbot)
    second = start()
    sign_in(second, qtbot)
    page = closed(second)
    assert "Ruth Adeyemi" in page.heading.text()
    assert "14:02" in page.heading.text()
    assert page.button.text() == "Try again"
    program.window.lock_now()
    page.button.click()
    sign_in(second, qtbot)
    assert isinstance(second.window.page, BoardPage)


def test_damaged_slots_offer_the_backup(
    home: Path, start: Start, qtbot: QtBot, clock: SetClock, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.srhbackup"
    nurse = homes.unlock(home, synthetic.NURSE, WORDS, clock)
    backup.back_up(nurse, kept, clock.now())
    (home / slots.NAME).write_bytes(b"torn")
    program = start()
    page = closed(program)
    assert "damaged" in page.heading.text()
    page.button.click()
    chosen = program.window.page
    assert isinstance(chosen, RestorePage)
    program.window.ask.answer_next(None, kept)
    chosen.other.click()
    chosen.other.click()
    chosen.name.show_words("ruth")
    chosen.secret.show_words("four wrong words here")
    program.window.actions_bar.primary.click()
    finished(program, qtbot)
    assert chosen._summary is not None
    assert chosen._summary.links[0].text().startswith("This name and passphrase")
    chosen.secret.show_words(WORDS)
    program.window.actions_bar.primary.click()
    finished(program, qtbot)
    form(program)
    sign_in(program, qtbot)
    assert isinstance(program.window.page, BoardPage)


def test_a_newer_record_is_left_as_it_is(home: Path, start: Start) -> None:
    raw = (home / slots.NAME).read_bytes().replace(b'"format": 1', b'"format": 9')
    (home / slots.NAME).write_bytes(raw)
    program = start()
    page = closed(program)
    assert page.button.text() == "Close the program"
    page.button.click()
    assert not program.window.isVisible()
    assert (home / slots.NAME).read_bytes() == raw


def test_the_drawing_goes_where_the_words_need_the_room(program: Program) -> None:
    page = form(program)
    assert page._panel.isVisible()
    program.window.resize(PANEL_FROM - 50, 768)
    assert not page._panel.isVisible()


def test_forgotten_says_who_can_help(program: Program) -> None:
    program.window.ask.answer_next("ok")
    form(program).forgotten.emit()
    assert "recovery key" in program.window.ask.asked[-1].explanation
