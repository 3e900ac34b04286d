"""Accounts in the window: the list, one account, its forms, one's own passphrase, recovery."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.pages.account import AccountPage
from srh_assess.ui.pages.account_forms import (
    Form,
    NewAccountPage,
    NewPassphrasePage,
    OwnPassphrasePage,
    RecoveryPage,
    RolesPage,
    WardsPage,
)
from srh_assess.ui.pages.accounts import AccountsPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.recovery_key import RecoveryKeyPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import synthetic
from tests.ui.shell.conftest import WORDS, finished, sign_in

NEW = "teapot river cloud lamp"


def go_on(program: Program, qtbot: QtBot) -> None:
    program.window.actions_bar.primary.click()
    finished(program, qtbot)


@pytest.fixture
def accounts(program: Program, qtbot: QtBot) -> AccountsPage:
    sign_in(program, qtbot, synthetic.ADMIN)
    return listed(program)


def listed(program: Program) -> AccountsPage:
    program.ward.open_room("accounts")
    page = program.window.page
    assert isinstance(page, AccountsPage)
    return page


def account_of(program: Program, display: str) -> AccountPage:
    assert program.desk is not None
    page = program.window.page
    assert isinstance(page, AccountsPage)
    page.rows.links[next(p.id for p in program.desk.people if p.display == display)].click()
    shown = program.window.page
    assert isinstance(shown, AccountPage)
    return shown


def said(form: Form) -> list[str]:
    assert form._summary is not None
    return [link.text() for link in form._summary.links]


def test_an_admin_opens_an_account_and_a_nurse_completes_it(
    accounts: AccountsPage, program: Program, qtbot: QtBot
) -> None:
    assert "Ruth Adeyemi" in " ".join(
        link.accessibleName() for link in accounts.rows.links.values()
    )
    assert program.desk is not None
    mine = next(one.id for one in program.desk.people if one.me)
    assert mine not in accounts.rows.links  # the last admin stays: nobody closes the own account
    accounts.button.click()
    form = program.window.page
    assert isinstance(form, NewAccountPage)
    go_on(program, qtbot)
    assert len(said(form)) == 4
    form.display.show_words("Cleo Nwosu")
    form.name.show_words("cleo")
    form.roles.answers["nurse"].click()
    form.passphrase.first.show_words(NEW)
    form.passphrase.again.show_words("something else here")
    go_on(program, qtbot)
    assert said(form) == ["The two passphrases must be the same"]
    form.passphrase.again.show_words(NEW)
    form.roles.answers["manager"].click()
    go_on(program, qtbot)
    assert "One account cannot be manager and nurse" in said(form)[0]
    assert form.display.words == "Cleo Nwosu"
    form.roles.answers["manager"].click()
    go_on(program, qtbot)
    assert isinstance(program.window.page, AccountsPage)

    waiting = account_of(program, "Cleo Nwosu")
    assert not waiting.buttons["complete"].isVisible()
    program.doorway.sign_out()
    sign_in(program, qtbot)
    assert not listed(program).button.isVisible()
    waiting = account_of(program, "Cleo Nwosu")
    assert not waiting.buttons["leaves"].isVisible()
    waiting.buttons["complete"].click()
    finished(program, qtbot)
    assert program.desk is not None
    assert {p.name: p.status for p in program.desk.people}["cleo"] == "active"
    program.window.owner.go_back()
    assert isinstance(program.window.page, BoardPage)


def test_a_forgotten_passphrase_other_roles_and_a_leaver(
    accounts: AccountsPage, program: Program, qtbot: QtBot
) -> None:
    account_of(program, "Teodora Marsh").buttons["renew"].click()
    form = program.window.page
    assert isinstance(form, NewPassphrasePage)
    form.passphrase.first.show_words("Password 2026!!")
    form.passphrase.again.show_words("Password 2026!!")
    go_on(program, qtbot)
    assert "strangers try first" in said(form)[0]
    program.window.owner.go_back()
    page = program.window.page
    assert isinstance(page, AccountPage)
    page.buttons["roles"].click()
    roles = program.window.page
    assert isinstance(roles, RolesPage)
    assert tuple(roles.roles.codes) == ("trainer",)
    roles.roles.answers["trainer"].click()
    go_on(program, qtbot)
    assert said(roles) == ["Choose at least one role"]
    roles.roles.answers["lead"].click()
    go_on(program, qtbot)
    assert program.desk is not None
    assert {p.name: p.roles for p in program.desk.people}["teodora"] == ("lead",)

    account_of(program, "Teodora Marsh").buttons["wards"].click()
    wards = program.window.page
    assert isinstance(wards, WardsPage)
    wards.wards.show_words("Rowan, Aspen")
    go_on(program, qtbot)
    page = account_of(program, "Teodora Marsh")
    assert {"Rowan", "Aspen"} <= {text.text() for text in page.findChildren(Text)}
    program.window.ask.answer_next("stay", "go")
    page.buttons["leaves"].click()
    finished(program, qtbot)
    assert isinstance(program.window.page, AccountPage)
    page.buttons["leaves"].click()
    finished(program, qtbot)
    assert {p.name: p.status for p in program.desk.people}["teodora"] == "left"
    go_on(program, qtbot)
    assert isinstance(program.window.page, MorePage)


def test_one_changes_ones_own_passphrase(ward: Program, qtbot: QtBot) -> None:
    ward.ward.open_room("own_passphrase")
    form = ward.window.page
    assert isinstance(form, OwnPassphrasePage)
    go_on(ward, qtbot)
    assert len(said(form)) == 2
    form.old.show_words("not this one at all")
    form.passphrase.first.show_words(NEW)
    form.passphrase.again.show_words(NEW)
    go_on(ward, qtbot)
    assert "present passphrase is another one" in said(form)[0]
    form.old.show_words(WORDS)
    go_on(ward, qtbot)
    assert isinstance(ward.window.page, BoardPage)
    ward.doorway.sign_out()
    sign_in(ward, qtbot, words=NEW)
    assert isinstance(ward.window.page, BoardPage)


def test_the_recovery_key_lets_somebody_in_again(
    home: object, program: Program, qtbot: QtBot
) -> None:
    page = program.window.page
    assert isinstance(page, SignInPage)
    program.window.ask.answer_next("key")
    page.forgotten.emit()
    form = program.window.page
    assert isinstance(form, RecoveryPage)
    go_on(program, qtbot)
    assert len(said(form)) >= 2
    form.key.show_words("7K2QD")
    form.name.show_words("ruth")
    form.passphrase.first.show_words(NEW)
    form.passphrase.again.show_words(NEW)
    go_on(program, qtbot)
    assert "40 characters" in said(form)[0]
    program.window.owner.go_back()
    assert isinstance(program.window.page, SignInPage)


def test_after_the_recovery_key_a_new_one_is_shown_and_asked_back(
    unknown_to_all: str, program: Program, qtbot: QtBot
) -> None:
    program.doorway._show_recovery()
    form = program.window.page
    assert isinstance(form, RecoveryPage)
    form.key.show_words(unknown_to_all)
    form.name.show_words("ruth")
    form.passphrase.first.show_words(NEW)
    form.passphrase.again.show_words(NEW)
    go_on(program, qtbot)
    page = program.window.page
    assert isinstance(page, RecoveryKeyPage)
    for place, entry in page._asked.items():
        entry.show_words(page._key[place])
    go_on(program, qtbot)
    sign_in(program, qtbot, words=NEW)
    assert isinstance(program.window.page, BoardPage)


@pytest.fixture
def unknown_to_all(program: Program) -> str:
    """The recovery key of the home, as somebody has it on paper."""
    from srh_assess.store import home as homes
    from srh_assess.store import membership, recovery, slots
    from srh_assess.store.keys import Keys, Ring
    from srh_assess.store.opened import RECOVERY_ACCOUNT

    assert program.desk is not None
    folder, clock = program.desk.folder, program.desk.clock
    nurse = homes.unlock(folder, synthetic.NURSE, WORDS, clock)
    secret = recovery.new_key()
    file = slots.load(folder)
    held = Keys(home=nurse.keys.home, clinical=nurse.keys.clinical, measures=nurse.keys.measures)
    ring = Ring.new(RECOVERY_ACCOUNT.id, held)
    slots.save(
        folder, file.with_slot(slots.RECOVERY, slots.lock(file, slots.RECOVERY, secret, ring))
    )
    assert membership.accounts_of(nurse)
    return recovery.printed(secret)
