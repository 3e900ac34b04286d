"""Who may sign in: what an admin does with accounts, and what each does with her own passphrase.

Every act is an entry in the ledger, with who did it, for whom, and when; never a passphrase. An
admin holds no key to a woman's record and can hand none on: an account that needs one waits until
a colleague who holds it completes it. Whoever has the printed recovery key gets in again when
every passphrase is lost.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from srh_assess.clock import Clock
from srh_assess.errors import BadInput, Refused
from srh_assess.store import home, membership, pins
from srh_assess.store.accounts import Account, NewAccount
from srh_assess.store.opened import Opened
from srh_assess.workflow import leading, passphrases, relation, roles
from srh_assess.workflow.account_facts import AccountActed, Act

__all__ = ["Account", "AccountActed", "NewAccount", "Person"]

Standing = Literal["active", "waiting", "left"]


class Person(Struct, frozen=True, kw_only=True):
    """One account in the list: who, in which roles, and how it stands."""

    id: str
    display: str
    name: str
    roles: tuple[str, ...]
    status: Standing
    me: bool
    wards: tuple[str, ...] = ()


def everybody(opened: Opened) -> tuple[Person, ...]:
    """Every account, those who have left last."""
    found = [
        Person(
            id=account.id,
            display=account.display,
            name=account.name,
            roles=account.roles,
            status=account.status,
            me=account.id == opened.me.id,
            wards=account.wards,
        )
        for account in membership.accounts_of(opened)
    ]
    return tuple(sorted(found, key=lambda one: (one.status == "left", one.display.casefold())))


# --- what an admin does -----------------------------------------------------------------------


def add(opened: Opened, new: NewAccount, now: datetime) -> Account:
    """Opens an account. Refused to whoever is no admin, for roles that one account may not hold
    together, and with a passphrase that is easy to guess."""
    roles.refuse(opened.me.roles, "manage_accounts")
    roles.refuse_together(new.roles)
    passphrases.check(new.passphrase, new.name, new.display)
    made = membership.add_account(opened, new)
    _write(opened, "opened", made, now)
    return made


def complete(opened: Opened, account: str, now: datetime) -> Account:
    """Hands a waiting account the keys that its roles need, from a colleague who holds them."""
    roles.refuse(opened.me.roles, "complete_accounts")
    done = membership.complete_account(opened, account)
    _write(opened, "completed", done, now)
    return done


def renew(opened: Opened, account: str, passphrase: str, now: datetime) -> Account:
    """A new passphrase for somebody who has forgotten hers. Nothing she wrote is lost. Refused
    for the account that is signed in: its owner changes it with the old one."""
    if not opened.by_recovery_key:
        roles.refuse(opened.me.roles, "manage_accounts")
    _refuse_own(opened, account)
    found = _account(opened, account)
    passphrases.check(passphrase, found.name, found.display)
    done = membership.renew_account(opened, account, passphrase)
    _write(opened, "renewed", done, now)
    return done


def change_roles(opened: Opened, account: str, held: tuple[str, ...], now: datetime) -> Account:
    """Other roles for an account. Nobody changes her own."""
    roles.refuse(opened.me.roles, "manage_accounts")
    _refuse_own(opened, account)
    roles.refuse_together(held)
    done = membership.change_roles(opened, account, held)
    _write(opened, "roles", done, now)
    return done


def change_wards(opened: Opened, account: str, words: str, now: datetime) -> Account:
    """The wards an account works on, by their names with commas between; none: the ward of this
    computer. Nobody changes her own."""
    roles.refuse(opened.me.roles, "manage_accounts")
    _refuse_own(opened, account)
    done = membership.change_wards(opened, account, relation.names_of(words))
    _write(opened, "wards", done, now)
    return done


def remove(opened: Opened, account: str, now: datetime) -> Account:
    """Somebody has left. What she signed keeps her name. The last admin stays."""
    roles.refuse(opened.me.roles, "manage_accounts")
    _refuse_own(opened, account)
    done = membership.remove_account(opened, account)
    _write(opened, "removed", done, now)
    return done


# --- one's own --------------------------------------------------------------------------------


def change_own(opened: Opened, old: str, new: str, clock: Clock) -> None:
    """Another passphrase of one's own. Refuses a wrong old one, the same again, and an easy
    one."""
    if old == new:
        raise BadInput("passphrase-same")
    passphrases.check(new, opened.me.name, opened.me.display)
    membership.change_passphrase(opened, old, new, clock)
    _write(opened, "passphrase", opened.me, clock.now())


def choose_pin(opened: Opened, pin: str, now: datetime) -> None:
    """Another short number of one's own, or none. The ledger says that it changed, not which."""
    if pin:
        pins.keep(opened, pin)
    else:
        pins.forget(opened)
    _write(opened, "pin", opened.me, now)


# --- with the recovery key --------------------------------------------------------------------


class Recovered(Struct, frozen=True, kw_only=True):
    """Whose account was renewed with the recovery key, and the new key that replaces it."""

    name: str
    recovery_key: str

    def __repr__(self) -> str:
        return "Recovered(...)"


def recover(opened: Opened, name: str, passphrase: str, now: datetime) -> Recovered:
    """With the recovery key: a new passphrase for the account of this name, complete at once,
    and a new recovery key, since the old one has been seen. Refuses a name that no account has,
    which only a holder of the key is told."""
    if not opened.by_recovery_key:
        raise Refused("recovery-only")
    found = next(
        (one for one in membership.accounts_of(opened) if _is(one, name) and one.status != "left"),
        None,
    )
    if found is None:
        raise BadInput("account-unknown-name")
    renewed = renew(opened, found.id, passphrase, now)
    key = membership.renew_recovery(opened)
    _write(opened, "recovery", renewed, now)
    return Recovered(name=renewed.name, recovery_key=key)


def _is(account: Account, name: str) -> bool:
    return home.same_name(account.name, name)


# --- small things -----------------------------------------------------------------------------


def _account(opened: Opened, account: str) -> Account:
    found = next((one for one in membership.accounts_of(opened) if one.id == account), None)
    if found is None:
        raise BadInput("account-unknown")
    return found


def _refuse_own(opened: Opened, account: str) -> None:
    if account == opened.me.id:
        raise Refused("account-own")


def _write(opened: Opened, act: Act, account: Account, now: datetime) -> None:
    fact = AccountActed(act=act, account=account.id, roles=account.roles, wards=account.wards)
    leading.write(opened, fact, now)
