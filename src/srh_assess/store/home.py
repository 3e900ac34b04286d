"""The home: one folder a machine that holds the accounts, the journal and what guards them.

Making one, and the ways into it: a passphrase, or the recovery key. What may be done with the
accounts afterwards is in ``membership``; opening the journal is ``ClinicalStore``'s part; who
may do what is ``workflow``'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.clock import Clock
from srh_assess.errors import BadInput, Refused, StoreFault
from srh_assess.store import accounts, anchor, keys, ledger, recovery, slots
from srh_assess.store.accounts import Account, Directory, NewAccount
from srh_assess.store.delay import Delays
from srh_assess.store.faults import in_words
from srh_assess.store.files import make_private_folder, sync_folder, touch_private
from srh_assess.store.keys import Cost, Keys, Ring
from srh_assess.store.lock import FileLock
from srh_assess.store.opened import RECOVERY_ACCOUNT, Opened
from srh_assess.store.slots import Kind, SlotFile, Unlocked

UNFINISHED = "set-up-unfinished"
CHANGING = "accounts.lock"
ASIDE = "aside-"
RECORD_FILES = (
    slots.NAME,
    "clinical.db",
    "clinical.db-wal",
    "clinical.db-shm",
    anchor.NAME,
    ledger.NAME,
    "proved",
)
_DIRECTORY = "directory"


class Created(Struct, frozen=True, kw_only=True):
    """A new home. The recovery key is shown once, to be printed; it is kept nowhere."""

    folder: Path
    recovery_key: str
    accounts: tuple[Account, ...]

    def __repr__(self) -> str:
        return f"Created({self.folder})"


def exists(folder: Path) -> bool:
    """Whether a home has been set up in this folder."""
    return slots.exists(folder)


def same_name(one: str, other: str) -> bool:
    """Whether two names to sign in with are the same one; case and stray spaces do not matter."""
    return keys.plain_name(one) == keys.plain_name(other)


def kind(folder: Path) -> Kind:
    """Live, synthetic or training: known before anybody signs in."""
    return slots.load(folder).kind


def create(
    folder: Path,
    *,
    first: NewAccount,
    nurse: NewAccount,
    clock: Clock,
    kind: Kind = "live",
    cost: Cost | None = None,
) -> Created:
    """Makes a home with its first account, a nurse's account and the recovery key.

    Refuses a folder that holds a home, or a record without its key-slot file. That file is
    written last: until then there is no home, and what an interrupted set-up left is set aside,
    never deleted. ``cost`` is for tests; without it a try costs what ``Cost`` says.
    """
    _check_first_accounts(first, nurse)
    make_private_folder(folder)
    _make_room(folder, clock.now())
    touch_private(folder / UNFINISHED)
    all_keys = Keys.new()
    file, directory = slots.new_file(keys.new_id(), kind, cost or Cost()), Directory()
    for new in (first, nurse):
        file, directory = with_new(file, directory, new, all_keys)
    secret = recovery.new_key()
    ring = Ring.new(RECOVERY_ACCOUNT.id, all_keys)
    file = file.with_slot(slots.RECOVERY, slots.lock(file, slots.RECOVERY, secret, ring))
    file = with_directory(file, directory, all_keys)
    made = Opened(folder=folder, home=file.home, kind=kind, me=RECOVERY_ACCOUNT, keys=all_keys)
    _make_journal(made)
    ledger.lay(made)
    slots.save(folder, file)
    with in_words():
        (folder / UNFINISHED).unlink()
        sync_folder(folder)
    return Created(
        folder=folder, recovery_key=recovery.printed(secret), accounts=directory.accounts
    )


def unlock(
    folder: Path,
    name: str,
    passphrase: str,
    clock: Clock,
    *,
    training: bool = False,
    tries: Path | None = None,
) -> Opened:
    """Signs in with a passphrase. ``tries``: the folder that remembers wrong ones, where that is
    another: a backup that was unpacked is taken away again.

    A wrong name and a wrong passphrase get the same words in the same time, and after some
    tries a wait that grows. A home for training opens only to whoever says that it is meant,
    and no other home does to them.
    """
    file = slots.load(folder)
    if training != (file.kind == "training"):
        raise Refused("training-not-here" if training else "training-door")
    secret = keys.passphrase_bytes(passphrase)
    unlocked = try_slot(tries or folder, file, file.slot_id(name), secret, clock, "sign-in-wrong")
    return _opened(folder, file, unlocked)


def unlock_with_recovery_key(
    folder: Path, text: str, clock: Clock, *, tries: Path | None = None
) -> Opened:
    """Signs in with the printed recovery key. A slip in typing is told apart from a key that
    is not this home's, and does not count as a try. ``tries`` as in ``unlock``."""
    secret = recovery.typed(text)
    file = slots.load(folder)
    if file.kind == "training":
        raise Refused("training-door")
    unlocked = try_slot(tries or folder, file, slots.RECOVERY, secret, clock, "recovery-wrong")
    return _opened(folder, file, unlocked)


def try_slot(
    folder: Path, file: SlotFile, slot: str, secret: bytes, clock: Clock, wrong: str
) -> Unlocked:
    """One try at one slot, with its wait and its memory of misses."""
    delays = Delays(folder)
    delays.refuse_too_early(slot, clock.now())
    unlocked = slots.unlock(file, slot, secret)
    if unlocked is None:
        delays.missed(slot, clock.now())
        raise Refused(wrong)
    delays.succeeded(slot)
    return unlocked


def directory_of(file: SlotFile, held: Keys) -> Directory:
    """The accounts, opened with the home key."""
    return Directory.unpacked(keys.unseal(held.home, file.directory, file.about(_DIRECTORY)))


def with_directory(file: SlotFile, directory: Directory, held: Keys) -> SlotFile:
    """The file with the accounts sealed into it."""
    sealed = keys.seal(held.home, directory.packed(), file.about(_DIRECTORY))
    return replace(file, directory=sealed)


def with_new(
    file: SlotFile, directory: Directory, new: NewAccount, held: Keys, account: str = ""
) -> tuple[SlotFile, Directory]:
    """The file and the directory with one more account, or with one renewed under its id.

    It gets those of the keys held here that its roles need. When they need one that is not
    held here, it stands as *waiting*.
    """
    ring = Ring.new(account or keys.new_id(), held.for_roles(new.roles))
    complete = ring.keys.serve(new.roles)
    row = accounts.account_from(new, ring, "active" if complete else "waiting")
    slot = file.slot_id(new.name)
    locked = slots.lock(file, slot, keys.passphrase_bytes(new.passphrase), ring)
    return file.with_slot(slot, locked), directory.with_account(row)


@contextmanager
def changing(folder: Path) -> Iterator[SlotFile]:
    """The key-slot file as it stands, while no other copy can change it."""
    lock = FileLock.take(folder / CHANGING)
    if lock is None:
        raise StoreFault("accounts-busy")
    try:
        yield slots.load(folder)
    finally:
        lock.release()


def set_aside(folder: Path, now: datetime) -> Path | None:
    """Moves the files of a record into a folder of their own, untouched; none when there are
    none. The key-slot file goes first: from then on there is no home here."""
    found = [folder / name for name in RECORD_FILES if (folder / name).exists()]
    if not found:
        return None
    aside = _free(folder / f"{ASIDE}{now:%Y%m%d-%H%M%S-%f}")
    make_private_folder(aside)
    with in_words():
        for path in found:
            path.rename(aside / path.name)
        sync_folder(folder)
    return aside


def _free(wanted: Path) -> Path:
    """This place, or the next one that nothing lies in: a clock that was set back must not put
    one record over another."""
    places = (wanted.with_name(f"{wanted.name}-{n}" if n else wanted.name) for n in count())
    return next(place for place in places if not place.exists())


def _check_first_accounts(first: NewAccount, nurse: NewAccount) -> None:
    for new in (first, nurse):
        accounts.check_new(new)
    if same_name(first.name, nurse.name):
        raise BadInput("account-name-taken")
    if "admin" not in first.roles:
        raise BadInput("first-account-admin")
    if not keys.CLINICAL_ROLES.intersection(nurse.roles):
        raise BadInput("nurse-account-clinical")


def _make_room(folder: Path, now: datetime) -> None:
    if exists(folder):
        raise StoreFault("home-exists")
    if (folder / UNFINISHED).exists():
        set_aside(folder, now)
    elif any((folder / name).exists() for name in RECORD_FILES):
        raise StoreFault("slots-missing")


def _make_journal(opened: Opened) -> None:
    from srh_assess.store import clinical  # late: sign-in needs no database

    clinical.make(opened)


def _opened(folder: Path, file: SlotFile, unlocked: Unlocked) -> Opened:
    ring = _picked_up(folder, file, unlocked)
    directory = directory_of(file, ring.keys)
    is_recovery = ring.account == RECOVERY_ACCOUNT.id
    me = RECOVERY_ACCOUNT if is_recovery else directory.by_id(ring.account)
    return Opened(
        folder=folder, home=file.home, kind=file.kind, me=me, keys=ring.keys, private=ring.private
    )


def _picked_up(folder: Path, file: SlotFile, unlocked: Unlocked) -> Ring:
    """The ring with the keys that a colleague has left for it, now under its own lock."""
    granted = slots.granted(file, unlocked)
    if granted is None:
        return unlocked.ring
    ring = replace(unlocked.ring, keys=granted)
    with changing(folder) as before:
        relocked = slots.relock(before, unlocked, ring)
        slots.save(folder, before.with_slot(unlocked.slot, relocked))
    return ring
