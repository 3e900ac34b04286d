"""Checking the record from the window: what is said, stopped, locked, and found."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.errors import StoreFault
from srh_assess.store import keys, opening
from srh_assess.store.connection import connect
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.record_check import MOST, RecordCheckPage
from srh_assess.workflow import synthetic, verify
from srh_assess.workflow.steps import Steps
from tests.ui.shell.conftest import admit, sign_in


def page_of(program: Program) -> RecordCheckPage:
    page = program.window.page
    assert isinstance(page, RecordCheckPage)
    return page


def waited(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.window.long_work.busy, timeout=20_000)


def words(page: RecordCheckPage) -> str:
    return " ".join(part.accessibleName() or str(part.property("text")) for part in page.found)


def changed(program: Program, many: int = 1) -> None:
    """Somebody with the key and other tools changes entries."""
    assert program.desk is not None
    opened = program.desk.opened
    db = connect(opened.folder / opening.NAME, keys.subkey(opened.clinical, "clinical.db"))
    names = [
        row[0] for row in db.conn.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    ]
    for name in names:
        db.conn.execute(f"DROP TRIGGER {name}")
    db.conn.execute("UPDATE journal SET author = 'x' WHERE number <= ?", (many,))
    db.conn.commit()
    db.close()


def test_everything_fits_and_the_page_says_how_much(
    ward: Program, clock: SetClock, qtbot: QtBot
) -> None:
    admit(ward, clock)
    ward.ward.open_room("record_check")
    page = page_of(ward)
    page.start.setFocus()
    qtbot.keyClick(page.start, Qt.Key.Key_Return)
    assert page.stop.isVisible()
    assert not page.start.isEnabled()
    waited(ward, qtbot)
    assert "Everything fits." in words(page)
    assert page.start.isEnabled()
    assert page.stop.isHidden()
    page.start.click()
    waited(ward, qtbot)
    assert len(page.found) == 2
    ward.window.owner.more()
    assert isinstance(ward.window.page, MorePage)


def test_what_does_not_fit_is_named(ward: Program, clock: SetClock, qtbot: QtBot) -> None:
    admit(ward, clock)
    changed(ward)
    ward.ward.open_room("record_check")
    page_of(ward).start.click()
    waited(ward, qtbot)
    said = words(page_of(ward))
    assert "Leave everything as it is" in said
    assert "Entry 1: it was changed." in [part.property("text") for part in page_of(ward).found]


def test_stop_and_what_stands_against_it(
    ward: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, began = threading.Event(), threading.Event()

    def slow(opened: object, protocol: object, steps: Steps) -> None:
        steps.at("Entries opened: 1 in 100")
        steps.at("")
        began.set()
        assert go.wait(10)
        steps.at("Entries opened: 2 in 100")

    monkeypatch.setattr(verify, "checked", slow)
    ward.ward.open_room("record_check")
    page = page_of(ward)
    page.start.click()
    assert began.wait(10)
    qtbot.waitUntil(lambda: page.state.text() == "Entries opened: 1 in 100")
    page.wanted.emit()  # a second thing is not begun meanwhile
    assert page.state.text().startswith("Something else is still running")
    page.stop.click()
    assert page.state.text() == "Stopping before the next record"
    go.set()
    waited(ward, qtbot)
    qtbot.waitUntil(page.start.isEnabled)
    assert page.state.text() == "Stopped. The record was not checked to its end."

    def broken(*_: object) -> None:
        raise StoreFault("journal-missing", file="clinical.db")

    monkeypatch.setattr(verify, "checked", broken)
    ward.window.ask.answer_next("ok")
    page.start.click()
    waited(ward, qtbot)
    qtbot.waitUntil(page.start.isEnabled)


@pytest.mark.parametrize("way", ["lock", "done"])
def test_the_lock_ends_it_and_nothing_comes_after(
    ward: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    go, began, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(opened: object, protocol: object, steps: Steps) -> None:
        began.set()
        assert go.wait(10)
        try:
            steps.at("never said")
        finally:
            ended.set()

    monkeypatch.setattr(verify, "checked", slow)
    ward.ward.open_room("record_check")
    page_of(ward).start.click()
    assert began.wait(10)
    if way == "lock":
        ward.doorway.lock()
        sign_in(ward, qtbot)
    else:
        ward.window.owner.go_back()
    shown = ward.window.page
    go.set()
    waited(ward, qtbot)
    assert ended.is_set()
    assert ward.window.page is shown


def test_a_bug_is_reported_and_many_lines_are_cut(
    ward: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.ward.open_room("record_check")
    owner = ward.window.owner
    with pytest.raises(ZeroDivisionError):
        owner._failed(ZeroDivisionError())  # type: ignore[attr-defined]  # its own
    many = verify.Report(
        entries=9, admissions=2, newest="ab" * 32, ledger=3, others=4,
        wrong=tuple(f"Entry {n}: it was changed." for n in range(MOST + 2)),
    )  # fmt: skip
    page_of(ward).show_report(many)
    assert "and 2 more" in str(page_of(ward).found[-2].property("text"))
    assert many.lines[-1].startswith("4 findings")


def test_whoever_may_not_is_shown_no_such_room(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, synthetic.ADMIN)
    assert program.desk is not None
    assert not program.desk.may("prove_record")
