"""Backups in the window: the page, the one made by itself, and bringing one back from sign-in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.ask import Reply
from srh_assess.ui.backups import ByItself
from srh_assess.ui.pages.backups import BackupsPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.restore import RestorePage
from srh_assess.ui.pages.sign_in import ClosedPage, SignInPage
from srh_assess.ui.widgets.problems import ErrorSummary
from srh_assess.workflow import synthetic
from tests.ui.shell.conftest import WORDS, Start, admit, finished, sign_in


def page_of(program: Program) -> BackupsPage:
    page = program.window.page
    assert isinstance(page, BackupsPage)
    return page


def note(program: Program) -> str:
    return program.window.footer._note.text().replace("\u200b", "")


def made_by_itself(program: Program, qtbot: QtBot) -> None:
    program.backups.look()
    qtbot.waitUntil(lambda: not program.backups.work.busy, timeout=10_000)


def test_one_is_made_by_itself_and_the_foot_says_so(
    ward: Program, clock: SetClock, qtbot: QtBot
) -> None:
    made_by_itself(ward, qtbot)
    assert note(ward) == "Backup verified 14:02"
    assert ward.desk is not None
    assert len(ward.desk.backups()) == 1
    clock.move(timedelta(hours=1))
    made_by_itself(ward, qtbot)
    assert len(ward.desk.backups()) == 1
    ward.doorway.lock()
    clock.move(timedelta(hours=9))
    made_by_itself(ward, qtbot)
    assert note(ward) == "Backup verified 14:02"


def test_what_stands_against_a_backup_is_said_at_the_foot(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "disk"
    elsewhere.mkdir()
    sign_in(program, qtbot, synthetic.ADMIN)
    program.ward.open_room("backups")
    program.window.ask.answer_next("other", elsewhere, "2")
    page_of(program).buttons["folder"].click()
    page_of(program).buttons["hours"].click()
    assert program.desk is not None
    assert program.desk.backups_planned.every_hours == 2
    assert not page_of(program).buttons["now"].isVisible()
    program.doorway.sign_out()
    sign_in(program, qtbot)
    elsewhere.rmdir()
    made_by_itself(program, qtbot)
    assert note(program).startswith("No backup: The folder for backups is not there")
    approval = program.window.footer._approval  # a long path leaves it two lines, not six
    QApplication.sendPostedEvents()  # what the footer said moves its parts
    words_wide = approval.fontMetrics().horizontalAdvance(approval.text())
    assert approval.width() >= words_wide * 3 // 5


def test_back_up_now_and_try_it(ward: Program, qtbot: QtBot) -> None:
    ward.ward.open_room("backups")
    assert page_of(ward).rows is None
    page_of(ward).buttons["now"].click()
    finished(ward, qtbot)
    page = page_of(ward)
    assert page.said is not None
    assert page.rows is not None
    (link,) = page.rows.links.values()
    ward.window.ask.answer_next("no", Reply("go", "not my words at all"), "ok", Reply("go", WORDS))
    link.click()
    assert not ward.window.work.busy
    link.click()
    finished(ward, qtbot)
    assert isinstance(ward.window.page, BackupsPage)
    rows = page_of(ward).rows
    assert rows is not None
    (link,) = rows.links.values()
    link.click()
    finished(ward, qtbot)
    ward.window.actions_bar.primary.click()
    assert isinstance(ward.window.page, BoardPage)
    ward.ward.open_room("backups")
    ward.window.owner.more()
    assert isinstance(ward.window.page, MorePage)


def test_a_backup_is_brought_back_from_the_sign_in_page(
    ward: Program, clock: SetClock, qtbot: QtBot
) -> None:
    admit(ward, clock)
    made_by_itself(ward, qtbot)
    assert ward.desk is not None
    folder = ward.desk.folder
    ward.doorway.sign_out()
    page = ward.window.page
    assert isinstance(page, SignInPage)
    page.restore.emit()
    form = ward.window.page
    assert isinstance(form, RestorePage)
    ward.window.actions_bar.primary.click()
    assert form._summary is not None
    assert len(form._summary.links) == 2
    form.backups.answers["0"].click()
    form.secret.show_words("not my words at all")
    ward.window.actions_bar.primary.click()
    finished(ward, qtbot)
    assert isinstance(ward.window.page, RestorePage)
    form.secret.show_words(WORDS)
    ward.window.actions_bar.primary.click()
    finished(ward, qtbot)
    assert isinstance(ward.window.page, SignInPage)
    assert len(list(folder.glob("aside-*"))) == 1
    sign_in(ward, qtbot)
    assert len(ward.desk.board()) == 1


def test_another_file_is_looked_at_first(ward: Program, qtbot: QtBot, tmp_path: Path) -> None:
    made_by_itself(ward, qtbot)
    assert ward.desk is not None
    (held,) = ward.desk.backups()
    elsewhere = tmp_path / "from a stick.srhbackup"
    held.file.rename(elsewhere)
    junk = tmp_path / "junk.srhbackup"
    junk.write_bytes(b"junk")
    ward.doorway.sign_out()
    ward.doorway._restore()
    form = ward.window.page
    assert isinstance(form, RestorePage)
    assert form.offered == []
    ward.window.ask.answer_next(None, junk, elsewhere)
    form.other.click()
    assert form.offered == []
    form.other.click()
    assert form.findChild(ErrorSummary) is not None
    form.other.click()
    said = form.findChildren(ErrorSummary)  # the junk is no longer what is offered
    assert not any(one.isVisible() for one in said)
    assert tuple(form.backups.codes) == ("0",)
    form.key.answers["recovery"].click()
    assert not form.name.isVisible()
    assert not form.secret.isVisible()
    form.written_key.show_words("7K2QD")
    ward.window.actions_bar.primary.click()
    finished(ward, qtbot)
    assert isinstance(ward.window.page, RestorePage)
    ward.window.owner.go_back()
    assert isinstance(ward.window.page, SignInPage)


@pytest.mark.usefixtures("home")
def test_a_damaged_record_offers_the_backups(ward: Program, start: Start, qtbot: QtBot) -> None:
    made_by_itself(ward, qtbot)
    assert ward.desk is not None
    folder = ward.desk.folder
    ward.close()
    (folder / "slots.json").write_bytes(b"{")
    again = start()
    page = again.window.page
    assert isinstance(page, ClosedPage)
    page.button.click()
    form = again.window.page
    assert isinstance(form, RestorePage)
    assert len(form.offered) == 1
    form.backups.answers["0"].click()
    form.secret.show_words(WORDS)
    form.name.show_words(synthetic.NURSE)
    again.window.actions_bar.primary.click()
    finished(again, qtbot)
    sign_in(again, qtbot)
    assert isinstance(again.window.page, BoardPage)


def test_what_is_no_fault_of_anybody_s_is_reported(ward: Program) -> None:
    made = ByItself(ward.window)
    with pytest.raises(ZeroDivisionError):
        made._not_made(ZeroDivisionError())
