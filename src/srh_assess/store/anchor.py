"""The anchor: the newest number and hash of the journal, kept apart from it.

A journal whose tail was cut off, or an older copy put in its place, still chains; against the
anchor it shows. Two records of fixed size are written in turn, in place, so that a write torn by
a power cut leaves the other one. The anchor is written after the commit and may lag behind it,
never run ahead. Whoever holds the keys and replaces journal and anchor together shows only
against an anchor kept elsewhere, such as the one printed with each backup.

Beside it stands how many records were lawfully destroyed, signed by itself: a list of those that
is shorter, or gone, shows.
"""

from __future__ import annotations

import hmac
import os
import struct
from hashlib import sha256
from pathlib import Path

from srh_assess.store.chain import Head
from srh_assess.store.faults import in_words
from srh_assess.store.files import write_atomically
from srh_assess.store.keys import subkey

NAME = "anchor"
_RECORD = 128
_SYNC_EVERY = 64
_GONE = b"destroyed"


class Anchor:
    """The anchor file of one home."""

    def __init__(self, folder: Path, home: str, clinical: bytes) -> None:
        self._path = folder / NAME
        self._home = home.encode()
        self._key = subkey(clinical, "anchor")

    def lay(self, head: Head, gone: int = 0) -> None:
        """Writes the file anew, durably: for a new home and after a restore. ``gone`` is how many
        records were destroyed."""
        record = self._record(head, gone)
        write_atomically(self._path, record + record)

    def move(self, head: Head, gone: int, *, durably: bool = False) -> None:
        """Notes a new head; without waiting for the disk, unless asked to.

        An entry that is committed is saved whether or not this succeeds, and an anchor that
        lags is a true one: a failure is not told.
        """
        try:
            with self._path.open("r+b", buffering=0) as file:
                file.seek(_RECORD * (head.number % 2))
                file.write(self._record(head, gone))
                if durably or head.number % _SYNC_EVERY == 0:
                    os.fsync(file.fileno())
        except OSError:
            return

    def read(self) -> Head | None:
        """The newest head that was noted; none when the file is gone or was tampered with."""
        found = [self._head(record) for record in self._records()]
        return max((head for head in found if head), key=lambda head: head.number, default=None)

    def gone(self) -> int:
        """How many records were destroyed, as far as it was noted."""
        return max((self._gone(record) for record in self._records()), default=0)

    def _records(self) -> tuple[bytes, ...]:
        with in_words():
            try:
                raw = self._path.read_bytes()
            except FileNotFoundError:
                return ()
        return tuple(raw[start : start + _RECORD] for start in (0, _RECORD))

    def _record(self, head: Head, gone: int) -> bytes:
        plain = struct.pack(">Q32s", head.number, head.hash)
        count = struct.pack(">Q", gone)
        return (plain + self._mac(plain) + count + self._mac(_GONE + plain + count)).ljust(
            _RECORD, b"\0"
        )

    def _head(self, record: bytes) -> Head | None:
        plain, mac = record[:40], record[40:72]
        if not hmac.compare_digest(self._mac(plain), mac):
            return None
        return Head(*struct.unpack(">Q32s", plain))

    def _gone(self, record: bytes) -> int:
        plain, count, mac = record[:40], record[72:80], record[80:112]
        if not hmac.compare_digest(self._mac(_GONE + plain + count), mac):
            return 0  # written before the count was, or tampered with
        return int(struct.unpack(">Q", count)[0])

    def _mac(self, plain: bytes) -> bytes:
        return hmac.new(self._key, self._home + plain, sha256).digest()
