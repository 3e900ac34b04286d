"""Backups: one file that holds a home's journal, encrypted as it is, and its key slots.

Made while the home is in use, through the database's own copy (never a copy of the file, which
in write-ahead mode may be torn). A backup counts only when it has been opened with the real key,
every page checked, and its entries counted. Whoever finds the file finds nothing readable in it
but the counts and times of ``Contents``.
"""

from __future__ import annotations

import hmac
import os
import secrets
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from srh_assess import __version__
from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.store import disposals, figures, keys, ledger, opening, proving, slots
from srh_assess.store.chain import Head
from srh_assess.store.connection import connect
from srh_assess.store.faults import in_words, known
from srh_assess.store.files import decoded, make_private_folder, sync_folder, touch_private
from srh_assess.store.journal import Journal
from srh_assess.store.opened import Opened
from srh_assess.store.tail import check_tail

FORMAT = 3
FOLDER = "backups"
CONTENTS = "contents.json"
_UNREADABLE = (
    zipfile.BadZipFile, EOFError, OSError, OverflowError, RuntimeError, ValueError, struct.error,
)  # fmt: skip
"""What the archive reader raises when a file's bytes make no sense."""

_ALWAYS = frozenset({CONTENTS, slots.NAME, ledger.NAME, opening.NAME})
KEPT = (slots.NAME, ledger.NAME)
"""The small files of a home that belong to its record, beside the journal."""
FIGURES = "measures.db"
"""The measures file with the manager's journal, where the home has one; since format 2."""
_SOMETIMES = frozenset({FIGURES, disposals.NAME})


class Contents(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup holds, readable without a key: counts, times, and the anchor to print.
    ``figures`` is the digest of the measures file that goes along, if one does; ``disposals`` how
    many records were lawfully destroyed, ``disposed`` the digest of their list (format 3)."""

    format: int
    home: str
    kind: slots.Kind
    made: datetime
    program: str
    version: int
    entries: int
    admissions: int
    newest: str
    figures: str = ""
    disposals: int = 0
    disposed: str = ""
    mac: str = ""


def back_up(opened: Opened, target: Path, now: datetime) -> Contents:
    """Writes a verified backup to ``target``, whole or not at all. Of training there is none."""
    if opened.kind == "training":
        raise Refused("training-no-backup")
    workroom = opened.folder / FOLDER / f".making-{secrets.token_hex(4)}"
    make_private_folder(workroom)
    try:
        with in_words():
            copy = workroom / opening.NAME
            found = _counted(opened, copy, _copy_journal(opened, copy), now)
            figures.copied(opened, workroom / FIGURES)
            destroyed = disposals.copied(opened, workroom / disposals.NAME)
            found = replace(
                found,
                figures=digest(workroom / FIGURES),
                disposals=destroyed,
                disposed=digest(workroom / disposals.NAME),
            )
            found = replace(found, mac=_mac(found, opened.clinical))
            _pack(opened, copy, found, target)
    finally:
        shutil.rmtree(workroom)
    return found


def before_migration(opened: Opened, now: datetime) -> Contents:
    """The backup that every migration waits for, in the home's own folder of backups."""
    target = opened.folder / FOLDER / f"before-upgrade-{now:%Y%m%d-%H%M%S-%f}.srhbackup"
    return back_up(opened, target, now)


def contents(file: Path) -> Contents:
    """What a backup says it holds. Refuses a file that is none, or is newer or damaged."""
    with in_words(), archive(file) as members:
        return contents_of(members)


@contextmanager
def archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """A backup's members. Refuses a file that is no backup, or whose bytes have changed."""
    try:
        with zipfile.ZipFile(file) as members:
            if not _well_made(members):
                raise BadInput("backup-unreadable", file=file.name)
            yield members
    except _UNREADABLE as error:
        if known(error):
            raise
        raise BadInput("backup-unreadable", file=file.name) from error


def _well_made(members: zipfile.ZipFile) -> bool:
    """Whether the members are those of a backup, each once and none that unpacks to more."""
    names = members.namelist()
    return (
        len(set(names)) == len(names)
        and set(names) - _SOMETIMES == _ALWAYS
        and all(info.compress_type == zipfile.ZIP_STORED for info in members.infolist())
    )


def contents_of(members: zipfile.ZipFile) -> Contents:
    """The contents of an open backup, not yet proved by its key."""
    raw = members.read(CONTENTS)
    shape = decoded(raw, slots.OnlyFormat)
    if shape is not None and shape.format > FORMAT:
        raise BadInput("backup-newer", found=str(shape.format), known=str(FORMAT))
    found = decoded(raw, Contents)
    if found is None:
        raise BadInput("backup-unreadable", file=CONTENTS)
    return found


def proved(found: Contents, clinical: bytes) -> bool:
    """Whether the contents were written by a holder of this clinical key."""
    return keys.same(_mac(found, clinical), found.mac)


def _copy_journal(opened: Opened, copy: Path) -> Head:
    """Copies the journal as it stands; gives the head it had before, at least."""
    key = keys.subkey(opened.clinical, "clinical.db")
    touch_private(copy)
    source = connect(opened.folder / opening.NAME, key)
    try:
        opening.known_version(source)
        before = Journal(source, opened.home).head()
        source.conn.execute("VACUUM INTO ?", (str(copy),))
    finally:
        source.close()
    return before


def _counted(opened: Opened, copy: Path, before: Head, now: datetime) -> Contents:
    """Opens the copy with the real key, checks every page, and counts."""
    db = connect(copy, keys.subkey(opened.clinical, "clinical.db"))
    try:
        opening.check_pages(db)
        journal = Journal(db, opened.home)
        head = journal.head()
        check_tail(journal, head, before)
        proving.prove(journal, opened, now)
        entries, admissions = journal.counts()
        return Contents(
            format=FORMAT,
            home=opened.home,
            kind=opened.kind,
            made=now,
            program=__version__,
            version=opening.version(db),
            entries=entries,
            admissions=admissions,
            newest=head.hash.hex(),
        )
    finally:
        db.close()


def digest(file: Path) -> str:
    """The SHA-256 of a file; empty where there is none."""
    if not file.exists():
        return ""
    with file.open("rb") as read:
        return file_digest(read, "sha256").hexdigest()


def _mac(found: Contents, clinical: bytes) -> str:
    told = msgspec.to_builtins(replace(found, mac=""))
    for name in ("figures", "disposals", "disposed"):
        if not told[name]:
            del told[name]  # earlier formats have no such field, and their proof does not know it
    plain = msgspec.json.encode(told)
    return hmac.new(keys.subkey(clinical, "backup"), plain, sha256).hexdigest()


def _pack(opened: Opened, copy: Path, found: Contents, target: Path) -> None:
    """One file of them all, on the disk and read back before it gets its name."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    touch_private(draft)
    try:
        with draft.open("wb") as out:
            with zipfile.ZipFile(out, "w") as members:
                members.writestr(CONTENTS, msgspec.json.encode(found))
                members.write(copy, opening.NAME)
                for name in KEPT:
                    members.write(opened.folder / name, name)
                for name in filter(_beside(copy), sorted(_SOMETIMES)):
                    members.write(copy.parent / name, name)
            out.flush()
            os.fsync(out.fileno())
        _read_back(draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _beside(copy: Path) -> Callable[[str], bool]:
    return lambda name: (copy.parent / name).exists()


def _read_back(draft: Path) -> None:
    """Refuses a file in which the disk has kept other bytes than it was given."""
    with zipfile.ZipFile(draft) as members:
        if members.testzip() is not None:
            raise StoreFault("disk-error")
