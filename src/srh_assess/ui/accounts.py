"""Drives the window among the accounts: the list, one of them, a new one, one's own passphrase.

Opening keys costs a fraction of a second on purpose, so it runs beside the window.
"""

from __future__ import annotations

from collections.abc import Callable

from srh_assess.errors import UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.pages.account import AccountPage
from srh_assess.ui.pages.account_forms import (
    NewAccountPage,
    NewPassphrasePage,
    OwnPassphrasePage,
    RolesPage,
    WardsPage,
)
from srh_assess.ui.pages.accounts import AccountsPage
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.people import NewAccount, Person

_LEAVES = (
    "This name can no longer sign in. What was signed keeps the name. Somebody who comes back "
    "gets a new account."
)


class Accounts(Owner):
    """Opened from *More* by an admin, and by whoever may complete an account."""

    screen = "accounts"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._page: ShellPage | None = None
        self._account = self._form = ""

    def begin(self) -> None:
        """The list."""
        self._window.own(self)
        self._list()

    @property
    def here(self) -> str:
        """The account, and the form about it that is open."""
        return f"{self._form}:{self._account}"

    def go_to(self, here: str) -> None:
        """That account or form again; a passphrase that was typed is typed anew."""
        form, _, account = here.partition(":")
        if account:
            self._show(account)
        forms = {
            "new": self._new, "renew": self._renew, "roles": self._roles, "wards": self._wards
        }  # fmt: skip
        if form in forms:
            forms[form]()

    # ---- pages

    def _open(self, page: ShellPage, words: str) -> None:
        self._page = page
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer(words)

    def _list(self, said: str = "") -> None:
        desk, self._account, self._form = self._ward.desk, "", ""
        page = AccountsPage(
            self._window.theme, desk.people, may_open=desk.may("manage_accounts"), said=said
        )
        page.chosen.connect(self._show)
        page.new.connect(self._new)
        self._open(page, "Done")
        if said:
            announce(self._window, said)

    def _show(self, account: str) -> None:
        desk, self._account, self._form = self._ward.desk, account, ""
        person = next(one for one in desk.people if one.id == account)
        page = AccountPage(
            self._window.theme,
            person,
            may_change=desk.may("manage_accounts"),
            may_complete=desk.may("complete_accounts"),
        )
        page.complete.connect(self._complete)
        page.renew.connect(self._renew)
        page.roles.connect(self._roles)
        page.wards.connect(self._wards)
        page.leaves.connect(self._leaves)
        self._open(page, "Back to the accounts")

    def _new(self) -> None:
        self._form = "new"
        page = NewAccountPage(self._window.theme)
        page.wanted.connect(self._add)
        self._open(page, "Open the account")

    def _renew(self) -> None:
        self._form = "renew"
        page = NewPassphrasePage(self._window.theme, self._person().display)
        page.wanted.connect(self._set_passphrase)
        self._open(page, "Set this passphrase")

    def _roles(self) -> None:
        self._form = "roles"
        person = self._person()
        page = RolesPage(self._window.theme, person.display, person.roles)
        page.wanted.connect(self._set_roles)
        self._open(page, "Keep these roles")

    def _wards(self) -> None:
        self._form = "wards"
        person = self._person()
        page = WardsPage(self._window.theme, person.display, person.wards)
        page.wanted.connect(self._set_wards)
        self._open(page, "Keep these wards")

    def _person(self) -> Person:
        return next(one for one in self._ward.desk.people if one.id == self._account)

    # ---- acts

    def _add(self, new: object) -> None:
        assert isinstance(new, NewAccount)
        desk = self._ward.desk
        self._do(lambda: desk.add_account(new), f"The account of {new.display} is made")

    def _complete(self) -> None:
        account, name = self._account, self._person().display
        desk = self._ward.desk
        self._do(
            lambda: desk.complete_account(account),
            f"The account of {name} is complete from the next sign-in on",
        )

    def _set_passphrase(self, passphrase: str) -> None:
        account, name = self._account, self._person().display
        desk = self._ward.desk
        self._do(
            lambda: desk.renew_account(account, passphrase),
            f"{name} has a new passphrase. An account that opens records waits until a nurse "
            "completes it",
        )

    def _set_roles(self, held: object) -> None:
        assert isinstance(held, tuple)
        account, name = self._account, self._person().display
        desk = self._ward.desk
        self._do(lambda: desk.change_roles(account, held), f"{name} has other roles now")

    def _set_wards(self, words: str) -> None:
        account, name = self._account, self._person().display
        desk = self._ward.desk
        said = f"{name} has these wards from the next sign-in on"
        self._do(lambda: desk.change_wards(account, words), said)

    def _leaves(self) -> None:
        account, name = self._account, self._person().display
        ways = (Way("stay", "Keep the account", safe=True), Way("go", "Close the account"))
        if self._window.ask.ways(f"Has {name} left?", ways, _LEAVES) == "go":
            desk = self._ward.desk
            self._do(lambda: desk.remove_account(account), f"The account of {name} is closed")

    def _do(self, act: Callable[[], object], said: str) -> None:
        if self._page is not None:
            self._page.setEnabled(False)
        self._window.work.run(act, lambda _: self._list(said), self._refused)

    def _refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        page = self._page
        assert page is not None
        page.setEnabled(True)
        if isinstance(page, NewAccountPage | NewPassphrasePage | RolesPage | WardsPage):
            page.refuse(fault)
        else:
            self._window.tell(fault)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Done with the list; on a form, what it is for."""
        page = self._page
        if self._window.work.busy or page is None:
            return
        if isinstance(page, AccountsPage):
            self._ward.come_home()
        elif isinstance(page, AccountPage):
            self._list()
        else:
            page.apply()

    def go_back(self) -> None:
        """From a form to the account or the list, from the list home."""
        page = self._page
        if isinstance(page, AccountsPage):
            self._ward.come_home()
        elif isinstance(page, AccountPage) or not self._account:
            self._list()
        else:
            self._show(self._account)

    def more(self) -> None:
        """Back to the rooms."""
        self._ward.more()


class OwnPassphrase(Owner):
    """Another passphrase of one's own, from *More*."""

    screen = "own_passphrase"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._page = OwnPassphrasePage(window.theme)
        self._page.wanted.connect(self._change)

    def begin(self) -> None:
        """The form."""
        self._window.own(self)
        self._window.show_page(self._page, FORM)
        self._window.actions_bar.offer("Change it")

    def go_on(self) -> None:
        """Checks the form and changes the passphrase."""
        if not self._window.work.busy:
            self._page.apply()

    def go_back(self) -> None:
        """Home; nothing was changed."""
        self._ward.come_home()

    def _change(self, old: str, new: str) -> None:
        desk = self._ward.desk
        self._window.work.run(
            lambda: desk.change_own_passphrase(old, new), self._changed, self._refused
        )

    def _changed(self, _: object) -> None:
        self._ward.come_home()
        self._window.actions_bar.note.say("The passphrase is changed")
        announce(self._window, "The passphrase is changed")

    def _refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self._page.refuse(fault)
