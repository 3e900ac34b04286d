"""The anchor: the newest number and hash of the journal, kept apart from it.

A journal whose tail was cut off, or an older copy put in its place, still chains; against the
anchor it shows. Two records of fixed size are written in turn, in place, so that a write torn by
a power cut leaves the other one. The anchor is written after the commit and may lag behind it,
never run ahead. Whoever holds the keys and replaces journal and anchor together shows only
against an anchor kept elsewhere, such as the one printed with each backup.
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


class Anchor:
    """The anchor file of one home."""

    def __init__(self, folder: Path, home: str, clinical: bytes) -> None:
        self._path = folder / NAME
        self._home = home.encode()
        self._key = subkey(clinical, "anchor")

    def lay(self, head: Head) -> None:
        """Writes the file anew, durably: for a new home and after a restore."""
        record = self._record(head)
        write_atomically(self._path, record + record)

    def move(self, head: Head, *, durably: bool = False) -> None:
        """Notes a new head; without waiting for the disk, unless asked to.

        An entry that is committed is saved whether or not this succeeds, and an anchor that
        lags is a true one: a failure is not told.
        """
        try:
            with self._path.open("r+b", buffering=0) as file:
                file.seek(_RECORD * (head.number % 2))
                file.write(self._record(head))
                if durably or head.number % _SYNC_EVERY == 0:
                    os.fsync(file.fileno())
        except OSError:
            return

    def read(self) -> Head | None:
        """The newest head that was noted; none when the file is gone or was tampered with."""
        with in_words():
            try:
                raw = self._path.read_bytes()
            except FileNotFoundError:
                return None
        found = [self._head(raw[start : start + _RECORD]) for start in (0, _RECORD)]
        return max((head for head in found if head), key=lambda head: head.number, default=None)

    def _record(self, head: Head) -> bytes:
        plain = struct.pack(">Q32s", head.number, head.hash)
        return (plain + self._mac(plain)).ljust(_RECORD, b"\0")

    def _head(self, record: bytes) -> Head | None:
        plain, mac = record[:40], record[40:72]
        if not hmac.compare_digest(self._mac(plain), mac):
            return None
        return Head(*struct.unpack(">Q32s", plain))

    def _mac(self, plain: bytes) -> bytes:
        return hmac.new(self._key, self._home + plain, sha256).digest()
