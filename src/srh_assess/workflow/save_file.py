"""A file for people: whole or not at all, and a plain sentence where the disk says no."""

from __future__ import annotations

import secrets
from pathlib import Path

from srh_assess.errors import BadInput, StoreFault, UserError
from srh_assess.store.faults import known

_OF_THE_DISK = frozenset({"disk-full", "disk-error"})


def write(file: Path, content: bytes) -> None:
    """Writes beside the final place, then puts it there in one step. Refuses a folder's name, a
    folder that is gone, and a file that another program holds open."""
    if file.is_dir():
        raise BadInput("summary-exists-folder")
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise _told(fault) from fault


def try_out(file: Path) -> None:
    """Refuses at once what ``write`` would refuse, and leaves everything as it was."""
    if file.is_dir():
        raise BadInput("summary-exists-folder")
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(b"")
        part.unlink()
        if file.exists():
            file.open("r+b").close()
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise _told(fault) from fault


def _told(fault: OSError) -> UserError:
    """A disk that is full or failing, or a folder that is gone, is not taken for a file that is
    open elsewhere."""
    code = known(fault)
    if code in _OF_THE_DISK:
        return StoreFault(code)
    gone = isinstance(fault, FileNotFoundError | NotADirectoryError)
    return BadInput("summary-folder-gone" if gone else "summary-open")
