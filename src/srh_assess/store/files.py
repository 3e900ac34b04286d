"""Writing a small file so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from srh_assess.store.faults import in_words

T = TypeVar("T")

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
_UNKNOWN_THERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""What a file system answers to a call that it does not know."""
_DRAFT_LIVES = timedelta(days=1)


def make_private_folder(folder: Path) -> None:
    """Makes a folder that only its owner can enter, or closes one that is there to others.

    A folder that the unit's administrator has opened to a group for writing stays so.
    """
    with in_words():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        mode = stat.S_IMODE(folder.stat().st_mode)
        shared = mode & 0o020
        _close(folder, mode, mode & ~0o007 if shared else PRIVATE_FOLDER)


def file_mode(folder: Path) -> int:
    """Permissions of a file in this folder: its owner's, and the group's where the unit's
    administrator has opened the folder to a group. Never anybody else's."""
    shared = stat.S_IMODE(folder.stat().st_mode) & 0o020
    return PRIVATE_FILE | (0o060 if shared else 0)


def touch_private(path: Path) -> None:
    """Makes an empty file with its permissions set before anything is in it."""
    with in_words():
        handle = os.open(path, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE)
        try:
            _open_to_group(path)
        finally:
            os.close(handle)


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces a file: permissions first, then content, then the disk, then the name.

    Whatever fails before the last step leaves the old file as it was.
    """
    with in_words():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            touch_private(draft)
            with draft.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sweep(folder: Path, now: datetime) -> None:
    """Takes away drafts that a killed program left behind a day ago or longer: copies of what
    stands elsewhere, under names that begin with a dot. Younger ones may be another copy's."""
    old = (now - _DRAFT_LIVES).timestamp()
    with in_words():
        for draft in [*folder.glob(".*"), *folder.glob("*/.*")]:
            if draft.stat().st_mtime < old:
                shutil.rmtree(draft) if draft.is_dir() else draft.unlink()


def decoded(raw: bytes, kind: type[T]) -> T | None:
    """A JSON file as a typed record; none when it is not one."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def sync_folder(folder: Path) -> None:
    """Makes names in a folder durable, as far as its file system can. Windows has no such call and
    needs none; some shares and sticks know none for a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in _UNKNOWN_THERE:
            raise
    finally:
        os.close(handle)


def _open_to_group(path: Path) -> None:
    mode = file_mode(path.parent)
    if mode != PRIVATE_FILE:
        _close(path, PRIVATE_FILE, mode)


def _close(path: Path, now: int, wanted: int) -> None:
    """Sets permissions. A stick or a share may know none, and a folder that belongs to somebody
    else keeps those it was given: what lies there is sealed either way."""
    if now == wanted:
        return
    try:
        path.chmod(wanted)
    except OSError as fault:
        if fault.errno not in (*_UNKNOWN_THERE, errno.EPERM):
            raise
