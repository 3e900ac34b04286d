"""A growing delay after wrong passphrases.

Kept per typed name (as an opaque id, whether an account of that name exists or not), so that a
curious hand at one name never locks the ward out at another. It grows to five minutes and no
further. Set the computer's clock back, and the wait begins again; it is never longer than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.errors import Refused
from srh_assess.saying import counted
from srh_assess.store.faults import in_words
from srh_assess.store.files import decoded, write_atomically

NAME = "attempts.json"
FREE_TRIES = 3
LONGEST = timedelta(minutes=5)
_REMEMBERED = 64


class Misses(Struct, frozen=True):
    """How often in a row a name was tried in vain, and when last."""

    count: int
    last: datetime

    @property
    def delay(self) -> timedelta:
        """How long the next try has to wait after the last one."""
        beyond = self.count - FREE_TRIES
        if beyond < 0:
            return timedelta(0)
        return min(LONGEST, timedelta(seconds=2 ** min(beyond, 16)))


class Delays:
    """The delays of one home."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def refuse_too_early(self, slot: str, now: datetime) -> None:
        """Refuses a try before its delay is over, and says how long is left."""
        misses = self._load().get(slot)
        if misses is None:
            return
        if misses.last > now:
            misses = Misses(misses.count, now)
            self._save({**self._load(), slot: misses})
        left = misses.last + misses.delay - now
        if left > timedelta(0):
            seconds = -(-left // timedelta(seconds=1))
            raise Refused("sign-in-wait", wait=_words(seconds))

    def missed(self, slot: str, now: datetime) -> None:
        """Remembers a wrong passphrase."""
        all_misses = dict(self._load())
        before = all_misses.pop(slot, Misses(0, now))
        all_misses[slot] = Misses(before.count + 1, now)
        newest = dict(list(all_misses.items())[-_REMEMBERED:])
        self._save(newest)

    def succeeded(self, slot: str) -> None:
        """Forgets the misses of a name that has signed in."""
        all_misses = dict(self._load())
        if all_misses.pop(slot, None) is not None:
            self._save(all_misses)

    def _load(self) -> Mapping[str, Misses]:
        with in_words():
            try:
                raw = self._path.read_bytes()
            except FileNotFoundError:
                return {}
        # A damaged count must not keep the ward from its records.
        return decoded(raw, dict[str, Misses]) or {}

    def _save(self, misses: Mapping[str, Misses]) -> None:
        write_atomically(self._path, msgspec.json.encode(misses))


def _words(seconds: int) -> str:
    """How long that is; from two minutes on in minutes, rounded up."""
    if seconds < 2 * 60:
        return counted(seconds, "second")
    return f"{-(-seconds // 60)} minutes"
