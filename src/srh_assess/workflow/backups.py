"""A backup to a file and back, for whoever may sign in: what was done, in plain sentences."""

from __future__ import annotations

import tempfile
from pathlib import Path

from srh_assess.assessment.identity import clinical_moment
from srh_assess.clock import Clock
from srh_assess.errors import BadInput
from srh_assess.saying import counted
from srh_assess.store import backup, home, place, restore
from srh_assess.store.backup import Contents
from srh_assess.store.opened import Opened
from srh_assess.workflow import restoring, roles
from srh_assess.workflow.restoring import Key


def save(folder: Path, file: Path, user: str, passphrase: str, clock: Clock) -> tuple[str, ...]:
    """Writes a verified backup, also while the program is open. Refuses a file that is there:
    a backup is never written over another."""
    if file.exists():
        raise BadInput("backup-there", file=file.name)
    if not file.parent.is_dir():
        raise BadInput("backup-no-folder", file=file.name)
    opened = home.unlock(folder, user, passphrase, clock)
    roles.refuse(opened.me.roles, "make_backup")
    made = backup.back_up(opened, file, clock.now())
    return (f"Backup made: {file.name}.", *_said(made))


def bring_back(
    file: Path, folder: Path, user: str, secret: str, clock: Clock, *, recovery_key: bool = False
) -> tuple[str, ...]:
    """Puts a backup in the place of a record; what stood there is set aside untouched.

    ``secret`` is a passphrase that held when the backup was made, or the printed recovery key.
    Refuses a folder on a network, on a removable disk or in a synchronised place.
    """
    if not file.is_file():
        raise BadInput("file-unreadable", file=file.name)
    place.this_machine().refuse(folder)
    before = home.exists(folder)

    key = Key(name=user, secret=secret, recovery_key=recovery_key)
    found = restoring.bring_back(file, folder, key, clock)
    aside = ("What stood there before was set aside in the same folder, untouched.",)
    told = restoring.told(found)
    return (
        f"Restored: {file.name}.", *_said(found.contents), *(aside if before else ()), *told
    )  # fmt: skip


def try_out(
    file: Path, user: str, secret: str, clock: Clock, *, recovery_key: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Tries a restore in a folder of its own and touches no record: what was found, and whether
    all of it fits."""
    if not file.is_file():
        raise BadInput("file-unreadable", file=file.name)
    found = backup.contents(file)

    key = Key(name=user, secret=secret, recovery_key=recovery_key)

    def unlock(made: Path) -> Opened:
        opened = key.opens(clock)(made)
        if not recovery_key:
            roles.refuse(opened.me.roles, "make_backup")
        return opened

    with tempfile.TemporaryDirectory(prefix="srh-drill-") as room:
        verdict = restore.drill(file, Path(room), unlock, clock)
    fits = "Every entry fits." if verdict.clean else "Not everything fits; make another backup."
    return (f"{file.name} can be restored.", *_said(found), fits), verdict.clean


def _said(found: Contents) -> tuple[str, ...]:
    return (
        f"It holds {counted(found.entries, 'entry', 'entries')} of"
        f" {counted(found.admissions, 'admission')}, as they stood on"
        f" {clinical_moment(found.made)}.",
        f"Mark of the newest entry, to be kept elsewhere: {found.newest}",
    )
