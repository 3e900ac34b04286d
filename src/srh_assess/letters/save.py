"""A letter to a file: whole or not at all, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from srh_assess.errors import StoreFault

_GONE = "it is not there any more"


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
        gone = isinstance(fault, FileNotFoundError)
        reason = _GONE if gone else fault.strerror or "the system gave no reason"
        raise StoreFault("letter-not-saved", reason=reason) from fault
    return target


def remove(path: Path) -> None:
    """Deletes a file that was written; one that is gone already is well. Refuses in words when
    the disk does."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        reason = fault.strerror or "the system gave no reason"
        raise StoreFault("letter-not-removed", reason=reason) from fault


def _write_through(path: Path, data: bytes) -> None:
    """The bytes on the disk itself, not only in the system's memory; permissions first."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
