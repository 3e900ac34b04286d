"""First start: everything checked in words beside its field, the key asked back, then sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from srh_assess.app import Program, make
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.recovery_key import RecoveryKeyPage
from srh_assess.ui.pages.set_up import SetUpPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.problems import ErrorSummary
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import place
from srh_assess.workflow.desk import Desk
from tests.ui.shell.conftest import CHEAP, WORDS, Start, finished, sign_in


@pytest.fixture
def begun(start: Start) -> Program:
    return start()


def page_of(program: Program) -> SetUpPage:
    page = program.window.page
    assert isinstance(page, SetUpPage)
    return page


def go_on(program: Program) -> None:
    program.window.actions_bar.primary.click()


def sentences(program: Program) -> list[str]:
    page = program.window.page
    assert page is not None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the summary before
    return [link.text() for one in page.findChildren(ErrorSummary) for link in one.links]


def fill(program: Program) -> SetUpPage:
    page = page_of(program)
    page._trust.show_words("Northmoor Health Trust")
    page._ward_name.show_words("Willow Ward")
    page._clinic_phone.show_words("020 7946 0018")
    page._address.show_words("Post Room\n\n1 Quay Street")
    for person, name, display in (
        (page._first, "frances", "Frances Lindqvist"), (page._nurse, "ruth", "Ruth Adeyemi"),
    ):  # fmt: skip
        person.display.show_words(display)
        person.name.show_words(name)
        person.passphrase.show_words(WORDS)
        person.again.show_words(WORDS)
    return page


def test_nothing_filled_in_names_every_field(begun: Program) -> None:
    go_on(begun)
    said = sentences(begun)
    assert "Write the name of the trust" in said
    assert "Write the name of the ward" in said
    assert any("First account: the passphrase needs at least 12" in one for one in said)
    assert any("Nurse: write a name to sign in with" in one for one in said)
    assert page_of(begun).heading.text().startswith("Error: ")


def test_two_passphrases_that_differ(begun: Program) -> None:
    page = fill(begun)
    page._nurse.again.show_words("four other words here")
    go_on(begun)
    assert sentences(begun) == ["Nurse: the two passphrases must be the same"]


def test_one_name_for_two_people(begun: Program) -> None:
    page = fill(begun)
    page._nurse.name.show_words(" FRANCES ")
    go_on(begun)
    assert sentences(begun) == ["Nurse: choose another name to sign in with"]


def test_a_line_no_letter_could_hold_is_refused_and_nothing_is_lost(
    begun: Program, qtbot: QtBot
) -> None:
    page = fill(begun)
    page._phone.show_words("0" * 300)
    go_on(begun)
    finished(begun, qtbot)
    assert "200" in sentences(begun)[0]
    assert page._ward_name.words == "Willow Ward"
    assert not page.busy


def test_from_set_up_to_the_board(begun: Program, qtbot: QtBot, tmp_path: Path) -> None:
    fill(begun)
    go_on(begun)
    assert page_of(begun).busy
    go_on(begun)  # a second press while the keys are made does nothing
    finished(begun, qtbot)
    page = begun.window.page
    assert isinstance(page, RecoveryKeyPage)
    assert len(page._key) == 8
    go_on(begun)
    assert len(sentences(begun)) == 2
    for number, entry in page._asked.items():
        entry.show_words(f" {page._key[number].lower()} ")
    go_on(begun)
    assert isinstance(begun.window.page, SignInPage)
    assert begun.window.page.name.words == "ruth"
    door = place.door(tmp_path / "home")
    assert (door.ward, door.name) == ("Willow Ward", "ruth")
    sign_in(begun, qtbot)
    assert isinstance(begun.window.page, BoardPage)
    assert begun.desk is not None
    assert begun.desk.unit is not None
    assert begun.desk.unit.address == ("Post Room", "1 Quay Street")
    assert begun.desk.unit.phones == {"SRH": "020 7946 0018"}


def test_that_the_keys_are_being_made_is_in_view_of_who_stands_at_the_foot(
    begun: Program, qtbot: QtBot
) -> None:
    page = fill(begun)
    page.door.setFocus()
    around = begun.window.findChild(QScrollArea)
    assert around is not None
    bar = around.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.slow()
    qtbot.waitUntil(lambda: not page._waiting.visibleRegion().isEmpty())
    assert page._waiting.text() == "Making the record and its keys"


def test_a_key_without_a_printer_is_copied_by_hand(
    begun: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("srh_assess.ui.pages.recovery_key.QPrinterInfo.availablePrinterNames", list)
    fill(begun)
    go_on(begun)
    finished(begun, qtbot)
    page = begun.window.page
    assert isinstance(page, RecoveryKeyPage)
    page._print.click()
    assert "Copy it by hand" in page._said.text()


def test_what_is_asked_back_is_the_paper_and_not_the_screen(begun: Program, qtbot: QtBot) -> None:
    fill(begun)
    go_on(begun)
    finished(begun, qtbot)
    page = begun.window.page
    assert isinstance(page, RecoveryKeyPage)
    shown = [one.text() for one in page._parts_of_key]
    assert shown == page._key
    assert page._again.isHidden()
    entry = next(iter(page._asked.values()))
    entry.field.setFocus()
    assert {one.text() for one in page._parts_of_key} == {"•••••"}
    assert all(one.accessibleName().endswith("covered") for one in page._parts_of_key)
    page._again.setFocus()
    page._again.click()
    assert [one.text() for one in page._parts_of_key] == page._key
    assert page.heading.hasFocus()
    entry.field.setFocus()
    assert {one.text() for one in page._parts_of_key} == {"•••••"}


def test_a_wrong_group_says_which(begun: Program, qtbot: QtBot) -> None:
    fill(begun)
    go_on(begun)
    finished(begun, qtbot)
    page = begun.window.page
    assert isinstance(page, RecoveryKeyPage)
    (first, one), (_, two) = page._asked.items()
    one.show_words("00000")
    two.show_words(page._key[list(page._asked)[1]])
    go_on(begun)
    assert sentences(begun) == [f"Group {first + 1} does not fit; look at your copy again"]


def test_the_admin_opens_no_womans_record(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, "frances")
    page = program.window.page
    assert isinstance(page, MorePage)
    assert not program.ward.has_board
    assert not isinstance(page, BoardPage)
    program.window.lock_now()
    assert isinstance(program.window.page, SignInPage)


# ---- a folder that has to be named


@pytest.fixture
def unnamed(
    qtbot: QtBot, theme: Theme, clock: SetClock, protocol: Protocol, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:  # fmt: skip
    """A computer where no folder is known and the machine's own cannot be written."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("srh_assess.store.place.can_write", lambda _: False)
    program = make(
        theme, None, clock=clock, protocol=protocol,
        make_desk=lambda folder: Desk(folder, protocol, clock, cost=CHEAP),
    )  # fmt: skip
    qtbot.addWidget(program.window)
    program.window.show()
    program.open()
    yield program
    program.close()


def test_a_folder_that_cannot_keep_a_record_is_refused_and_not_remembered(
    unnamed: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    page = fill(unnamed)
    assert page._folder is not None
    unnamed.window.ask.answer_next(tmp_path / "OneDrive" / "home", None)
    for button in page.findChildren(Button):
        if button.text() == "Choose a folder":
            button.click()
            button.click()
    assert page._folder.words.endswith("home")
    go_on(unnamed)
    finished(unnamed, qtbot)
    assert "internet service" in sentences(unnamed)[0]
    assert not (tmp_path / "config").exists()
    page._folder.show_words("")
    go_on(unnamed)
    assert sentences(unnamed) == ["Name a folder for the record"]


def test_a_folder_only_this_login_finds_is_said(
    unnamed: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    page = fill(unnamed)
    assert page._folder is not None
    page._folder.show_words(str(tmp_path / "record"))
    go_on(unnamed)
    finished(unnamed, qtbot)
    keys = unnamed.window.page
    assert isinstance(keys, RecoveryKeyPage)
    assert any("Only this login" in label.text() for label in keys.findChildren(Text))
    assert (tmp_path / "record" / "slots.json").exists()
