"""Coming back after a moment: what a signed-in account holds, wrapped under a short number.

The number itself is kept nowhere. What it stretches to lies beside the record, sealed under the
account's own private key, so that the file gives nothing to guess at; only after a sign-in with
the passphrase can it wrap the keys. The wrapped keys live in memory alone, while the window is
covered.
"""

from __future__ import annotations

import secrets
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.errors import BadInput
from srh_assess.store import keys, slots
from srh_assess.store.accounts import Account
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically
from srh_assess.store.keys import Cost, Keys
from srh_assess.store.opened import Opened
from srh_assess.store.slots import Kind

SHORTEST = 6
LONGEST = 12
_FILE = "pin-{account}"
_FORMAT = 1


class _Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What lies in the file, sealed."""

    format: int
    salt: bytes
    cost: Cost
    stretched: bytes


class _Held(Struct, frozen=True, kw_only=True):
    """What is wrapped: everything that signing in gave, but the folder."""

    home: str
    kind: Kind
    me: Account
    keys: Keys
    private: bytes


class Wrapped(Struct, frozen=True, kw_only=True):
    """The keys of somebody who is away for a moment. Nothing but the number opens it."""

    folder: Path
    who: str
    salt: bytes
    cost: Cost
    sealed: bytes

    def __repr__(self) -> str:
        return "Wrapped(...)"


def check(pin: str) -> None:
    """Refuses a number that is too short, too long, or the first that anybody tries."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise BadInput("pin-form", least=str(SHORTEST), most=str(LONGEST))
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    doubled = pin == pin[: len(pin) // 2] * 2 and len(pin) % 2 == 0
    paired = pin == pin[:2] * (len(pin) // 2)
    if steps in ({0}, {1}, {9}) or doubled or paired:
        raise BadInput("pin-easy")


def keep(opened: Opened, pin: str) -> None:
    """Another number for this account, from its next sign-in and at once (``wrapped``)."""
    check(pin)
    cost, salt = slots.load(opened.folder).cost, secrets.token_bytes(keys.SALT)
    stretched = keys.stretch(pin.encode(), salt, cost)
    kept = _Kept(format=_FORMAT, salt=salt, cost=cost, stretched=stretched)
    sealed = keys.seal(_key(opened), msgspec.json.encode(kept), _about(opened.home, opened.me.id))
    write_atomically(_path(opened), sealed)


def forget_of(folder: Path, account: str) -> None:
    """Somebody has left: that number leads nowhere."""
    with in_words():
        (folder / _FILE.format(account=account)).unlink(missing_ok=True)


def forget(opened: Opened) -> None:
    """No number any more: only the passphrase leads back."""
    with in_words():
        _path(opened).unlink(missing_ok=True)


def wrapped(opened: Opened) -> Wrapped | None:
    """The keys of who has signed in, wrapped for a short absence; none without a number, and
    none where the file is another account's, of before a new passphrase, or damaged."""
    kept = _kept(opened)
    if kept is None:
        return None
    held = _Held(
        home=opened.home,
        kind=opened.kind,
        me=opened.me,
        keys=opened.keys,
        private=opened.private,
    )
    about = _about(opened.home, opened.me.id)
    return Wrapped(
        folder=opened.folder,
        who=opened.me.id,
        salt=kept.salt,
        cost=kept.cost,
        sealed=keys.seal(kept.stretched, msgspec.json.encode(held), about),
    )


def unwrapped(away: Wrapped, pin: str) -> Opened | None:
    """What the number opens; none when it is another one, or when the account has left or was
    given other roles meanwhile."""
    file = slots.load(away.folder)
    stretched = keys.stretch(pin.encode("utf-8", "surrogatepass"), away.salt, away.cost)
    raw = keys.unseal(stretched, away.sealed, _about(file.home, away.who))
    if raw is None:
        return None
    held = msgspec.json.decode(raw, type=_Held)
    return Opened(
        folder=away.folder,
        home=held.home,
        kind=held.kind,
        me=held.me,
        keys=held.keys,
        private=held.private,
    )


def _kept(opened: Opened) -> _Kept | None:
    with in_words():
        try:
            sealed = _path(opened).read_bytes()
        except FileNotFoundError:
            return None
    raw = keys.unseal(_key(opened), sealed, _about(opened.home, opened.me.id))
    return None if raw is None else decoded(raw, _Kept)


def _key(opened: Opened) -> bytes:
    return keys.subkey(opened.private, "short number")


def _about(home: str, account: str) -> bytes:
    return f"{home} {account} short number".encode()


def _path(opened: Opened) -> Path:
    return opened.folder / _FILE.format(account=opened.me.id)
