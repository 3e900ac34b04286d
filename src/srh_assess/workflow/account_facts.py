"""What was done with an account, as an entry of the ledger. Never a passphrase, never a key."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Act = Literal[
    "opened", "completed", "renewed", "roles", "removed", "passphrase", "recovery", "pin",
    "wards",
]  # fmt: skip


class AccountActed(Struct, frozen=True, kw_only=True, tag_field="kind", tag="account"):
    """One act on one account, by its opaque id, with the roles it has from then on, and the wards
    it works on where they are not the home's own."""

    act: Act
    account: str
    roles: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
