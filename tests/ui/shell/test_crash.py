"""What goes wrong: a sentence for what a person can put right, a code for a bug, never a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from srh_assess import __version__
from srh_assess.app import Program, hook
from srh_assess.errors import Refused
from srh_assess.ui import crash
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.widgets.text import Text
from tests.ui.shell.conftest import NOW, sign_in

MARKER = "Marianne Wren 9990000018"


def bug() -> BaseException:
    try:
        try:
            _ = {"": 1}[MARKER]
        except KeyError as fault:
            raise ValueError(MARKER) from fault
    except ValueError as fault:
        return fault
    raise AssertionError


def test_a_report_holds_no_value() -> None:
    what = crash.report(bug(), NOW)
    assert MARKER not in what.text
    assert "Wren" not in what.text
    assert "ValueError" in what.text
    assert "KeyError" in what.text
    assert "test_crash.py" in what.text
    assert __version__ in what.text


def test_the_same_bug_has_the_same_code() -> None:
    faults = [bug() for _ in range(2)]
    codes = {crash.report(fault, NOW).code for fault in faults}
    assert len(codes) == 1
    assert crash.report(LookupError(), NOW).code not in codes


def test_a_bug_shows_code_time_and_version_and_goes_on(
    program: Program, qtbot: QtBot, home: Path
) -> None:
    sign_in(program, qtbot)
    fault = bug()
    hook(program)(type(fault), fault, None)
    page = program.window.page
    assert isinstance(page, crash.CrashPage)
    code = crash.report(fault, NOW).code
    words = " ".join(label.text() for label in page.findChildren(Text))
    assert code in words
    assert __version__ in words
    assert "14:02" in words
    assert MARKER not in words
    assert MARKER not in (home / crash.FOLDER / f"{code}.txt").read_text("utf-8")
    page.go_on.emit()
    assert isinstance(program.window.page, BoardPage)


def test_before_sign_in_it_goes_on_to_the_first_page(program: Program) -> None:
    program.caught(bug())
    page = program.window.page
    assert isinstance(page, crash.CrashPage)
    page.go_on.emit()
    assert isinstance(program.window.page, SignInPage)


def test_what_a_person_can_put_right_is_a_sentence(program: Program) -> None:
    program.window.ask.answer_next("ok")
    fault = Refused("nothing-to-undo")
    hook(program)(type(fault), fault, None)
    asked = program.window.ask.asked[-1]
    assert (asked.heading, asked.explanation) == (fault.sentence, fault.next_step)


def test_an_interrupt_closes(program: Program) -> None:
    hook(program)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not program.window.isVisible()


def test_a_report_that_cannot_be_written_is_still_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = crash.report(bug(), NOW)
    assert crash.keep(what, None) is None
    assert crash.keep(what, tmp_path / "nothing") is None
    (tmp_path / crash.FOLDER).write_text("a file where the folder should be")
    assert crash.keep(what, tmp_path) is None


def test_an_exception_that_circles_ends() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert [type(fault) for fault in crash._causes(one)] == [ValueError, KeyError]
