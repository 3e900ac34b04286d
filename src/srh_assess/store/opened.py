"""What signing in gives: who it is, and the keys this account holds."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.store.accounts import Account
from srh_assess.store.keys import Keys
from srh_assess.store.slots import Kind

RECOVERY_ACCOUNT = Account(
    id="0" * 32, name="", display="Recovery key", roles=(), status="active", public=b""
)


class Opened(Struct, frozen=True, kw_only=True):
    """Somebody is signed in. Dropping this object is what *the keys are gone* means."""

    folder: Path
    home: str
    kind: Kind
    me: Account
    keys: Keys
    private: bytes = b""
    """The half of this account's own key that only it has."""

    def __repr__(self) -> str:
        return f"Opened({self.folder})"

    @property
    def by_recovery_key(self) -> bool:
        """Whether the printed key opened the home, not a person's passphrase."""
        return self.me.id == RECOVERY_ACCOUNT.id

    @property
    def clinical(self) -> bytes:
        """The clinical key. Refused to an account whose roles hold none."""
        if self.keys.clinical is None:
            raise Refused("no-clinical-key")
        return self.keys.clinical
