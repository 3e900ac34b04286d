"""Backups by themselves: where they go, when one is due, and which are kept.

While somebody who holds the clinical key is signed in, a verified backup is made every few
hours, into the folder the unit named. Of those that lie there the newest of each of the last
days, weeks and months is kept; another home's files, and whatever has another name, are never
touched. What was made before an upgrade stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from msgspec import Struct

from srh_assess.assessment.identity import clinical_moment
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput, StoreFault, UserError
from srh_assess.store import backup, home, place, restore, witnesses
from srh_assess.store.backup import Contents
from srh_assess.store.faults import in_words
from srh_assess.store.opened import Opened
from srh_assess.workflow import leading, roles
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.leading import Written

DAYS, WEEKS, MONTHS = 7, 5, 12
"""How many of each are kept: the newest of a day, of a week, of a month."""
LEAST_HOURS, MOST_HOURS = 1, 24
_NAME = "srh-"
_END = witnesses.END


class Found(Struct, frozen=True, kw_only=True):
    """One backup in the folder. ``holds`` is none when the file cannot be read as one."""

    file: Path
    holds: Contents | None


def plan(written: Iterable[Written]) -> BackupsPlanned:
    """The plan that stands; every four hours into the home's own folder before any was made."""
    planned = [entry.fact for entry in written if isinstance(entry.fact, BackupsPlanned)]
    return planned[-1] if planned else BackupsPlanned()


def change(opened: Opened, wanted: BackupsPlanned, now: datetime) -> None:
    """Keeps another plan. Refused to whoever is no admin, for a folder that is not there, and
    for hours outside the bounds."""
    roles.refuse(opened.me.roles, "plan_backups")
    if not LEAST_HOURS <= wanted.every_hours <= MOST_HOURS:
        raise BadInput("backup-hours", least=str(LEAST_HOURS), most=str(MOST_HOURS))
    if wanted.folder and not Path(wanted.folder).is_dir():
        raise BadInput("backup-folder-missing", folder=wanted.folder[-80:])
    leading.write(opened, wanted, now)


def folder(of: Path, planned: BackupsPlanned) -> Path:
    """Where backups of this home go."""
    return Path(planned.folder) if planned.folder else of / backup.FOLDER


def listed(where: Path) -> tuple[Found, ...]:
    """Every backup in a folder, the newest first; those that cannot be read last. Nothing when
    the folder is not there."""
    with in_words():
        files = sorted(where.glob(f"*{_END}")) if where.is_dir() else []
    found = [Found(file=file, holds=_contents(file)) for file in files]
    return tuple(sorted(found, key=_newest_first))


def _newest_first(one: Found) -> tuple[bool, float]:
    return (one.holds is None, -one.holds.made.timestamp() if one.holds else 0.0)


def _contents(file: Path) -> Contents | None:
    try:
        return backup.contents(file)
    except UserError:
        return None


def of_home(found: Iterable[Found], name: str) -> tuple[Contents, ...]:
    """What the readable backups of one home hold."""
    return tuple(one.holds for one in found if one.holds is not None and one.holds.home == name)


def due(planned: BackupsPlanned, newest: datetime | None, now: datetime) -> bool:
    """Whether a backup is to be made now. One that lies in the future says that the clock was
    set back: then, too."""
    if newest is None or newest > now:
        return True
    return now - newest >= timedelta(hours=planned.every_hours)


def make(opened: Opened, planned: BackupsPlanned, clock: Clock) -> Contents:
    """A verified backup into the folder of the plan, and then those taken away that need not
    be kept. Refused to an account without the clinical key; once it is made, a record that is
    older than another backup is told."""
    where, now = folder(opened.folder, planned), clock.now()
    if planned.folder and not where.is_dir():
        raise BadInput("backup-folder-missing", folder=planned.folder[-80:])
    with in_words():
        where.mkdir(parents=True, exist_ok=True)
    try:
        found = backup.back_up(opened, where / f"{_NAME}{now:%Y%m%d-%H%M%S}{_END}", now)
    except StoreFault as fault:
        if not planned.folder:
            raise
        raise _blamed(fault, opened.folder, where) from fault
    if lacking := lacks(opened, planned):  # then none is taken away: they are the evidence
        raise StoreFault("record-older", made=clinical_moment(lacking[0].made))
    _thin(where, opened.home)
    return found


def _blamed(fault: StoreFault, home_: Path, where: Path) -> UserError:
    """The folder that the unit named is not that of the record: which of the two it was."""
    shown = f"{where}"[-80:]
    if not where.is_dir():
        return BadInput("backup-folder-missing", folder=shown)
    if fault.code == "home-read-only" and place.can_write(home_):
        return StoreFault("backup-folder-read-only", folder=shown)
    if fault.code == "disk-full" and disk_usage(where).free < disk_usage(home_).free:
        return StoreFault("backup-folder-full", folder=shown)
    return fault


def lacks(opened: Opened, planned: BackupsPlanned) -> tuple[Contents, ...]:
    """The backups whose newest entry the record does not hold: an older copy of it, or one that
    was written anew, stands in its place."""
    folders = {opened.folder / backup.FOLDER, folder(opened.folder, planned)}
    return witnesses.not_continued(opened, folders)


def try_out(opened: Opened, file: Path, passphrase: str, clock: Clock) -> int:
    """Tries a restore beside the record with a passphrase that held when the backup was made;
    how many entries were read. Refuses another home's backup, and one that does not fit."""
    if backup.contents(file).home != opened.home:
        raise BadInput("backup-other-home")
    verdict = restore.drill(
        file,
        opened.folder,
        lambda made: home.unlock(made, opened.me.name, passphrase, clock, tries=opened.folder),
        clock,
    )
    if not verdict.clean:
        raise StoreFault("backup-does-not-fit", number=str(verdict.misfits[0].number))
    return verdict.entries


def _thin(where: Path, name: str) -> None:
    ours = [
        one
        for one in listed(where)
        if one.holds is not None and one.holds.home == name and one.file.name.startswith(_NAME)
    ]
    made = {one.holds.made: one.file for one in ours if one.holds is not None}
    with in_words():
        for moment in spare(tuple(made)):
            made[moment].unlink(missing_ok=True)


def spare(made: Sequence[datetime]) -> frozenset[datetime]:
    """Which of these need not be kept: not the newest of one of the last days, weeks or months
    that have one, by the ward's own calendar."""
    newest = sorted(made, reverse=True)
    kept: set[datetime] = set()
    for named, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        first: dict[str, datetime] = {}
        for moment in newest:
            first.setdefault(local(moment).strftime(named), moment)
        kept.update(list(first.values())[:count])
    return frozenset(newest) - kept
