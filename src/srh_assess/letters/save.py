"""A letter to a file: whole or not at all, readable by its owner alone."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from srh_assess.errors import StoreFault

_REASONS: Mapping[int | None, str] = {
    errno.ENOENT: "it is not there any more",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space you may use there is full",
    errno.EACCES: "this computer does not allow it",
    errno.EPERM: "this computer does not allow it",
    errno.EROFS: "nothing can be written there",
}
"""Why a file could not be written, in plain words; for any other reason the system's own."""


def write(folder: Path, name: str, data: bytes) -> Path:
    """Writes the bytes beside their final place, makes sure they are on the disk, then puts
    them there in one step. Refuses in words when the disk does; leaves no half-written file.
    """
    target = folder / name
    part = folder / f".{secrets.token_hex(8)}.part"
    try:
        _write_through(part, data)
        part.replace(target)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise StoreFault("letter-not-saved", reason=_why(fault)) from fault
    return target


def remove(path: Path) -> None:
    """Deletes a file that was written; one that is gone already is well. Refuses in words when
    the disk does."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise StoreFault("letter-not-removed", reason=_why(fault)) from fault


def _why(fault: OSError) -> str:
    return _REASONS.get(fault.errno) or fault.strerror or "the system gave no reason"


def _write_through(path: Path, data: bytes) -> None:
    """The bytes on the disk itself, not only in the system's memory; permissions first."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
