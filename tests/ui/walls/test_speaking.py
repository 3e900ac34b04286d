"""Something to say, from every screen: kept word for word, read by the reviewer, by nobody else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.errors import Refused, StoreFault
from srh_assess.store import clinical
from srh_assess.ui.ask import Reply
from srh_assess.ui.heard import Heard
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.pages.listing import ListPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.set_up import SetUpPage
from srh_assess.workflow import ward_lists
from tests.ui.shell.conftest import WORDS, Start, finished, sign_in

SAID = "They asked me three times. “Just say yes”, they said."


def say(program: Program, *replies: Reply | str) -> None:
    program.window.ask.answer_next(*replies)
    program.window.footer.speak.click()


def heard(program: Program) -> list[ward_lists.Row]:
    assert program.desk is not None
    return list(ward_lists.rows(program.desk, "voices"))


def reviewer(program: Program, qtbot: QtBot) -> None:
    if program.desk is not None and program.desk.me is not None:
        program.doorway.sign_out()
    sign_in(program, qtbot, "rosa")


def test_a_complaint_from_her_page_is_read_by_the_reviewer_as_it_was_said(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.ward.open(maya)
    before = ward.window.page
    say(ward, "herself", "complaint", Reply("named", SAID), "ok")
    assert ward.window.page is before  # what was open stands as it was
    asked = [question.heading for question in ward.window.ask.asked]
    assert asked == ["Whose words are they?", "What is it?", "A complaint", "It is kept"]
    assert "Care Quality Commission" in ward.window.ask.asked[-1].explanation
    assert ward.desk is not None
    assert ward.desk.record(maya).decided.voices == {}  # not in her record
    with pytest.raises(Refused):
        ward_lists.rows(ward.desk, "voices")

    reviewer(ward, qtbot)
    page = ward.window.page
    assert isinstance(page, MorePage)
    page.buttons["heard"].click()
    (row,) = heard(ward)
    assert (row.kept.fact.words, row.name) == (SAID, "Maya")
    listed = ward.window.page
    assert isinstance(listed, ListPage)
    listed.buttons[row.admission].click()
    one = ward.window.page
    assert isinstance(one, HandlePage)
    ward.window.actions_bar.primary.click()
    assert one.heading.text().startswith("Error: ")
    one.entry.show_words("Rang Maya’s advocate")
    ward.window.actions_bar.primary.click()
    (row,) = heard(ward)
    assert [later.words for later in row.kept.later] == ["Rang Maya’s advocate"]
    assert row.kept.fact.words == SAID
    assert isinstance(ward.window.owner, Heard)


def test_without_any_name_nobody_is_named(ward: Program, maya: str, qtbot: QtBot) -> None:
    ward.ward.open(maya)
    say(ward, "someone_she_picked", "felt_pressed", Reply("anonymous", SAID), "ok")
    reviewer(ward, qtbot)
    (row,) = heard(ward)
    assert (row.kept.author, row.name, row.kept.fact.about) == ("", "", "")


def test_from_the_board_it_is_about_nobody(ward: Program, qtbot: QtBot) -> None:
    ward.window.ask.answer_next("staff", "tool_concern", Reply("named", SAID), "ok")
    QTest.keyClick(ward.window.focusWidget(), Qt.Key.Key_F8)
    reviewer(ward, qtbot)
    (row,) = heard(ward)
    assert (row.kept.fact.by, row.kept.fact.about) == ("staff", "")
    assert row.kept.author != ""


@pytest.mark.parametrize(
    "replies",
    [("not",), ("herself", "not"), ("herself", "feedback", Reply("not", SAID))],
)
def test_every_step_can_be_left(ward: Program, qtbot: QtBot, replies: tuple[str, ...]) -> None:
    say(ward, *replies)
    reviewer(ward, qtbot)
    assert heard(ward) == []


def test_what_the_disk_refuses_is_tried_again(
    ward: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [StoreFault("disk-full"), StoreFault("disk-full")]
    usual = clinical.ClinicalStore._commit

    def commit(self: clinical.ClinicalStore, transaction: clinical.Transaction) -> None:
        if left:
            raise left.pop()
        usual(self, transaction)

    monkeypatch.setattr(clinical.ClinicalStore, "_commit", commit)
    say(ward, "herself", "feedback", Reply("named", SAID), "again", "drop")
    say(ward, "herself", "feedback", Reply("named", SAID), "ok")
    reviewer(ward, qtbot)
    assert len(heard(ward)) == 1


# ---- from the sign-in page ----------------------------------------------------------------------


def test_staff_raise_a_concern_before_anybody_is_signed_in(program: Program, qtbot: QtBot) -> None:
    say(
        program, Reply("go", SAID), Reply("go", "ruth"), Reply("go", "wrong words here"),
        "ok", Reply("go", "ruth"), Reply("go", WORDS), "ok",
    )  # fmt: skip
    finished(program, qtbot)
    qtbot.waitUntil(lambda: program.window.ask.asked[-1].heading == "It is kept")
    assert program.desk is not None
    assert program.desk.me is None
    sign_in(program, qtbot, "rosa")
    (row,) = heard(program)
    assert (row.kept.fact.what, row.kept.fact.words, row.kept.fact.by) == (
        "tool_concern", SAID, "staff",
    )  # fmt: skip


@pytest.mark.parametrize(
    "replies",
    [
        (Reply("not"),),
        (Reply("go", SAID), Reply("not")),
        (Reply("go", SAID), Reply("go", "ruth"), Reply("not")),
    ],
)
def test_the_concern_can_be_left_too(program: Program, replies: tuple[Reply, ...]) -> None:
    say(program, *replies)
    assert program.desk is not None
    assert program.desk.me is None


def test_a_computer_that_is_not_set_up_says_so(start: Start) -> None:
    program = start()
    assert isinstance(program.window.page, SetUpPage)
    say(program, "ok")
    assert "no record" in program.window.ask.asked[-1].heading


def test_an_account_without_a_key_to_the_record_can_say_it_too(
    program: Program, qtbot: QtBot
) -> None:
    sign_in(program, qtbot, "frances")
    say(program, "staff", "tool_concern", Reply("named", SAID), "ok")
    assert program.window.ask.asked[-1].heading == "It is kept"
    reviewer(program, qtbot)
    program.ward.open_room("heard")
    page = program.window.page
    assert isinstance(page, ListPage)
    next(iter(page.buttons.values())).click()
    one = program.window.page
    assert isinstance(one, HandlePage)
    one.entry.show_words("Passed on")
    program.window.actions_bar.primary.click()
    (row,) = heard(program)
    assert row.kept.fact.words == SAID
    assert [note.words for note in row.kept.later] == ["Passed on"]
