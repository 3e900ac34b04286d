"""What somebody has typed and not handed over yet: one sealed file for each account.

It lies beside the record and is no part of it: it is written while somebody types, so that a lock
or a power cut costs nothing, and goes once the words are kept or given up. Nobody but the account
that typed it can open it. What does not open is as if nothing had been typed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from srh_assess.store import keys
from srh_assess.store.faults import in_words
from srh_assess.store.files import write_atomically
from srh_assess.store.opened import Opened

_FILE = "typed-{account}"


def keep(opened: Opened, content: bytes) -> None:
    """Puts this in the place of what was kept before."""
    write_atomically(_path(opened), keys.seal(_key(opened), content, _about(opened)))


def kept(opened: Opened) -> bytes | None:
    """What was kept; none when nothing was, or when it is not this account's to open."""
    with in_words():
        try:
            sealed = _path(opened).read_bytes()
        except FileNotFoundError:
            return None
    return keys.unseal(_key(opened), sealed, _about(opened))


def forget(opened: Opened) -> None:
    """Nothing is typed any more that is not kept elsewhere."""
    with in_words():
        _path(opened).unlink(missing_ok=True)


def forget_of(folder: Path, account: str) -> None:
    """Somebody has left: nobody opens that any more."""
    with in_words():
        (folder / _FILE.format(account=account)).unlink(missing_ok=True)


def forget_older(folder: Path, moment: datetime) -> None:
    """What nobody has come back to since then goes, whoever typed it and about whom."""
    with in_words():
        for path in folder.glob(_FILE.format(account="*")):
            if path.stat().st_mtime < moment.timestamp():
                path.unlink(missing_ok=True)


def _key(opened: Opened) -> bytes:
    return keys.subkey(opened.private, "typed")


def _about(opened: Opened) -> bytes:
    return f"{opened.home} {opened.me.id} typed".encode()


def _path(opened: Opened) -> Path:
    return opened.folder / _FILE.format(account=opened.me.id)
