"""The directory of accounts: who may sign in, in which roles, and in which state.

Names stand only in here, sealed under the ``home`` key; the journal knows an author by an opaque
id, which never changes and is never given twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.store import keys

ROLES = frozenset(
    {
        "nurse", "clinician", "care_team", "reviewer", "records",
        "manager", "trainer", "admin", "lead",
    }
)  # fmt: skip
SHORTEST_PASSPHRASE = 12

Status = Literal["waiting", "active", "left"]


class NewAccount(Struct, frozen=True, kw_only=True):
    """An account to be opened, with its first passphrase."""

    name: str
    display: str
    roles: tuple[str, ...]
    passphrase: str
    registration: str = ""
    wards: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"NewAccount({self.name!r}, ...)"


class Account(Struct, frozen=True, kw_only=True):
    """An account as the directory holds it. ``public`` is the key others seal to; ``wards`` those
    it works on where that is not the home's own ward."""

    id: str
    name: str
    display: str
    roles: tuple[str, ...]
    status: Status
    public: bytes
    registration: str = ""
    wards: tuple[str, ...] = ()

    @property
    def needs_clinical(self) -> bool:
        """Whether a role of this account reads or writes the journal."""
        return bool(keys.CLINICAL_ROLES.intersection(self.roles))


class Directory(Struct, frozen=True, kw_only=True):
    """All accounts of a home, also of those who have left: their entries keep a name."""

    accounts: tuple[Account, ...] = ()

    def packed(self) -> bytes:
        """As it is sealed."""
        return msgspec.json.encode(self)

    @classmethod
    def unpacked(cls, raw: bytes | None) -> Directory:
        """From what was sealed. Refuses a directory that does not open."""
        if raw is None:
            raise StoreFault("directory-damaged")
        return msgspec.json.decode(raw, type=cls)

    def by_id(self, account: str) -> Account:
        """The account with this id. Refuses an id nobody has."""
        for found in self.accounts:
            if found.id == account:
                return found
        raise StoreFault("account-unknown")

    def here(self, account: str) -> bool:
        """Whether this account is known and has not left."""
        return any(one.id == account and one.status != "left" for one in self.accounts)

    def with_account(self, account: Account) -> Directory:
        """The directory with one more account, or with one replaced by its id."""
        others = tuple(a for a in self.accounts if a.id != account.id)
        return replace(self, accounts=(*others, account))

    def refuse_taken(self, name: str) -> None:
        """Refuses a name that an account has that has not left."""
        plain = keys.plain_name(name)
        if any(keys.plain_name(a.name) == plain and a.status != "left" for a in self.accounts):
            raise BadInput("account-name-taken")

    def refuse_last_admin(self, leaving: Account) -> None:
        """Refuses to let the last active admin go: nobody could open an account again."""
        admins = [a for a in self.accounts if "admin" in a.roles and a.status == "active"]
        if admins == [leaving]:
            raise Refused("last-admin")


def account_from(new: NewAccount, ring: keys.Ring, status: Status) -> Account:
    """The directory's row for a new account."""
    return Account(
        id=ring.account,
        name=new.name.strip(),
        display=new.display.strip(),
        roles=new.roles,
        status=status,
        public=ring.public,
        registration=new.registration.strip(),
        wards=new.wards,
    )


def check_new(new: NewAccount) -> None:
    """Refuses an account without a name or a role, with an unknown role, or with a
    passphrase that is too short."""
    if not keys.plain_name(new.name) or not new.display.strip():
        raise BadInput("account-without-name")
    check_roles(new.roles)
    check_passphrase(new.passphrase)


def check_roles(roles: Iterable[str]) -> None:
    """Refuses no role at all, and a word that is none."""
    wanted = frozenset(roles)
    if not wanted:
        raise BadInput("account-without-role")
    unknown = sorted(wanted - ROLES)
    if unknown:
        raise BadInput("role-unknown", role=unknown[0])


def check_passphrase(passphrase: str) -> None:
    """Refuses a passphrase that is too short to be slow to guess (law and ethics, E2)."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise BadInput("passphrase-short", shortest=str(SHORTEST_PASSPHRASE))
