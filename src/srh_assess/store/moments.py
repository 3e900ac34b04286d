"""Moments of a training home: the journal as it stood, kept to go back to.

Only a training home has them. Going back throws away what was written since: nothing that is
practised is a record.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from srh_assess.errors import Refused, StoreFault
from srh_assess.store import figures, keys, opening
from srh_assess.store.anchor import Anchor
from srh_assess.store.chain import Head
from srh_assess.store.connection import connect
from srh_assess.store.faults import in_words
from srh_assess.store.files import make_private_folder, touch_private
from srh_assess.store.journal import Journal
from srh_assess.store.lock import HomeLock
from srh_assess.store.opened import Opened

FOLDER = "moments"


def keep(opened: Opened, name: str) -> None:
    """Keeps the journal as it stands now under this name, while it is in use."""
    _refuse(opened)
    make_private_folder(opened.folder / FOLDER)
    draft = _file(opened, f"{name}.{secrets.token_hex(4)}")
    touch_private(draft)
    with in_words():
        db = connect(opened.folder / opening.NAME, keys.subkey(opened.clinical, "clinical.db"))
        try:
            db.conn.execute("VACUUM INTO ?", (str(draft),))
        finally:
            db.close()
        draft.replace(_file(opened, name))


def bring_back(opened: Opened, name: str, now: datetime) -> None:
    """Puts the journal of this name in the place of the one that stands there. Nobody may have
    the home open."""
    _refuse(opened)
    lock = HomeLock.take(opened.folder, opened.me.display, now)
    try:
        with in_words():
            kept, journal = _file(opened, name), opened.folder / opening.NAME
            draft = journal.with_name(f".{journal.name}.{secrets.token_hex(4)}")
            touch_private(draft)
            shutil.copyfile(kept, draft)
            head = _head(opened, draft)
            for beside in ("-wal", "-shm"):
                journal.with_name(journal.name + beside).unlink(missing_ok=True)
            draft.replace(journal)
            figures.place(opened).unlink(missing_ok=True)
            Anchor(opened.folder, opened.home, opened.clinical).lay(head)
    finally:
        lock.release()


def forget(opened: Opened, *, but: str) -> None:
    """Throws every moment away, except one: nothing of a run stays in another file."""
    _refuse(opened)
    for file in (opened.folder / FOLDER).glob("*"):
        if file != _file(opened, but):
            file.unlink(missing_ok=True)


def _refuse(opened: Opened) -> None:
    if opened.kind != "training":
        raise Refused("training-not-here")


def _file(opened: Opened, name: str) -> Path:
    return opened.folder / FOLDER / f"{name}.db"


def _head(opened: Opened, draft: Path) -> Head:
    """The newest entry of a kept journal. Refuses one that is damaged, before anything that
    stands is touched."""
    db = connect(draft, keys.subkey(opened.clinical, "clinical.db"))
    try:
        with suppress(dbapi2.DatabaseError, StoreFault):
            opening.check_pages(db)
            if opening.version(db) >= 1:  # an emptied file opens as a new one
                return Journal(db, opened.home).head()
    finally:
        db.close()
    draft.unlink()
    raise StoreFault("moment-damaged")
