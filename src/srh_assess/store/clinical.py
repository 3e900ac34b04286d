"""The clinical store: the journal of one home, its transactions, and the rows lists read.

A transaction gathers facts in memory and writes them when it ends: entries, bodies and
projections commit together, durably, or not at all. A failure leaves the store as it was and
usable again as soon as its cause is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

import msgspec
from msgspec.structs import replace

from srh_assess.assessment import drilling
from srh_assess.assessment.facts import AnyFact, Entry, Identity
from srh_assess.assessment.fold import fold, fold_all
from srh_assess.assessment.keeping import Disposed
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock
from srh_assess.errors import Refused, StoreFault
from srh_assess.store import backup, disposals, keys, log, opening
from srh_assess.store.anchor import Anchor
from srh_assess.store.chain import Head, beginning
from srh_assess.store.faults import in_words
from srh_assess.store.files import sweep
from srh_assess.store.journal import Journal
from srh_assess.store.lists import Lists
from srh_assess.store.lock import HomeLock
from srh_assess.store.opened import Opened
from srh_assess.store.projections import AdmissionRow, BoardRow
from srh_assess.store.tail import check_tail


class Transaction:
    """Facts added together, at one moment. ``record`` has all of them folded in."""

    def __init__(self, record: Record, author: str, head: Head, clock: Clock) -> None:
        self.before = record
        self.record = record
        self.entries: list[Entry] = []
        self._author = author
        self._number = head.number
        self._at = clock.now()

    def add(self, fact: AnyFact) -> Record:
        """Appends one fact and gives the record with it folded in."""
        self._number += 1
        entry = Entry(
            id=keys.new_id(),
            number=self._number,
            admission=self.record.admission,
            at=self._at,
            author=self._author,
            fact=fact,
        )
        self.entries.append(entry)
        self.record = fold(self.record, entry)
        return self.record


class ClinicalStore:
    """The open journal of one home. One thread at a time; ``close`` lets the home go."""

    def __init__(
        self, opened: Opened, clock: Clock, lock: HomeLock, found: opening.Opening
    ) -> None:
        self.opened = opened
        self.lock = lock
        self.unclean = found.unclean
        self.migrated = found.migrated
        self._clock = clock
        self._together = False
        self._gone = 0
        self._path = opened.folder / opening.NAME
        self._db = found.db
        self._journal = Journal(found.db, opened.home)
        self._lists = Lists(found.db)
        self._anchor = Anchor(opened.folder, opened.home, opened.clinical)
        with in_words():
            self._head = self._journal.head()
            check_tail(self._journal, self._head, self._anchor.read())
            if not self._lists.current():
                self.rebuild()
        self._replay_disposals()

    @classmethod
    def open(cls, opened: Opened, clock: Clock) -> ClinicalStore:
        """Takes the home's lock and opens its journal.

        Refuses an account without the clinical key, a home another copy holds, and a file that
        is newer, damaged, or does not fit its anchor. ``unclean`` says whether the last copy
        ended without closing; ``migrated`` names the steps taken now.
        """
        clinical = opened.clinical
        lock = HomeLock.take(opened.folder, opened.me.display, clock.now())
        try:
            sweep(opened.folder, clock.now())
            found = opening.open_file(
                opened.folder,
                keys.subkey(clinical, "clinical.db"),
                opened.kind,
                lambda: _saved_first(opened, clock.now()),
            )
            try:
                return cls(opened, clock, lock, found)
            except BaseException:
                found.db.close()
                raise
        except BaseException:
            lock.release()
            raise

    @staticmethod
    def new_admission_id() -> str:
        """An opaque id for a new admission."""
        return keys.new_id()

    @contextmanager
    def transaction(self, record: Record, author: str) -> Iterator[Transaction]:
        """Opens a transaction on the admission of ``record``.

        When the block ends, everything added is on disk; when it raises, nothing is. Refuses,
        at its end, a record that has moved on since it was read.
        """
        transaction = Transaction(record, author, self._head, self._clock)
        yield transaction
        if transaction.entries:
            self._commit(transaction)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Makes of all transactions inside one: they are on disk together when the block ends,
        or, when it raises, none of them is."""
        head = self._head
        self._together = True
        try:
            with in_words(), self._db.atomic():
                yield
        except BaseException:
            self._head = head
            raise
        finally:
            self._together = False
        self._anchor.move(self._head, self._gone)

    def take_in(self, record: Record, entries: Iterable[Entry]) -> None:
        """Writes a whole stay that was played elsewhere: each entry keeps its id, time and
        author and gets this journal's next number. ``record`` is what they fold to. Refuses a
        live home, in training what was not played for it, and an admission that is there
        already."""
        entries = tuple(entries)
        played = any(isinstance(one.fact, drilling.DrillBegun) for one in entries[:1])
        if self.opened.kind != ("training" if played else "synthetic"):
            raise Refused("played-into-live")
        numbered = [
            replace(entry, number=number)
            for number, entry in enumerate(entries, self._head.number + 1)
        ]
        transaction = Transaction(Record(admission=record.admission), "", self._head, self._clock)
        transaction.entries, transaction.record = numbered, record
        self._commit(transaction)

    def record(self, admission: str) -> Record:
        """The record as it stands on disk; an empty one for a new admission."""
        return fold_all(admission, self.entries(admission))

    def entries(self, admission: str) -> Iterator[Entry]:
        """Every entry of one admission, oldest first."""
        with in_words():
            yield from self._journal.entries(admission)

    def admissions(self) -> Iterator[str]:
        """The id of every admission there is, past ones too."""
        with in_words():
            yield from self._journal.admissions()

    def touched(self, after: int) -> tuple[tuple[str, int], ...]:
        """Every file with entries behind a number, and its newest, in the order of those."""
        with in_words():
            return self._journal.touched(after)

    def holding(self, *kinds: str) -> tuple[str, ...]:
        """Every admission whose journal can be read and holds an entry of one of these kinds."""
        with in_words():
            found = tuple(self._journal.holding(kinds))
            return tuple(one for one in found if not self._journal.disposed(one))

    def note(self, file: str, author: str, *facts: AnyFact) -> None:
        """Appends facts to a file of which nothing needs to be known to write there."""
        with in_words():
            newest = self._journal.newest_of(file)
        with self.transaction(Record(admission=file, last_entry=newest), author) as transaction:
            for fact in facts:
                transaction.add(fact)

    def log(self, sought: log.Sought) -> tuple[Entry | log.Gone, ...]:
        """One page of entries over all files, the newest first."""
        with in_words():
            return tuple(log.entries(self._db, self._journal, sought))

    def row_of(self, admission: str) -> AdmissionRow | None:
        """Who she is and when she came, from the projections; none when there is no such stay."""
        with in_words():
            return self._lists.row_of(admission)

    @property
    def newest_at(self) -> datetime | None:
        """When the newest entry was written, by the clock of that time; none in a new home."""
        with in_words():
            return self._journal.written_at(self._head.number)

    def ended_before(self, moment: datetime) -> tuple[str, ...]:
        """Admissions whose stay ended before this moment, the earliest first."""
        with in_words():
            return tuple(self._lists.ended_before(moment))

    def alike(self, sought: Identity) -> tuple[AdmissionRow, ...]:
        """Admissions, past ones too, of whoever shares a number, a birth date or the whole name
        with this woman: the newest first. Whether it is she, a person says."""
        with in_words():
            return tuple(self._lists.alike(sought))

    def find(self, words: str, most: int = 50) -> tuple[AdmissionRow, ...]:
        """Admissions, past ones too, by the beginning of a name or a whole number."""
        words = " ".join(words.split())
        with in_words():
            return tuple(self._lists.found(words, most)) if words else ()

    def board(self) -> tuple[BoardRow, ...]:
        """Every woman on the ward, from the projections, by room."""
        with in_words():
            return tuple(sorted(self._lists.board(), key=lambda r: (r.ward, r.room, r.family)))

    def after_stays(self) -> tuple[BoardRow, ...]:
        """Every stay that has ended while something of it stands open, the newest first."""
        with in_words():
            return tuple(sorted(self._lists.after(), key=_ended, reverse=True))

    def disposed(self, admission: str) -> bool:
        """Whether this record was lawfully destroyed."""
        with in_words():
            return self._journal.disposed(admission)

    def dispose(self, certificate: Disposed, author: str) -> None:
        """Destroys the key of an admission and writes the certificate, for good. The list of
        disposals comes first: whatever stops the rest, the next opening finishes it."""
        self._gone = len(disposals.add(self.opened, disposals.line_of(self.opened, certificate)))
        self._destroy(certificate, author)

    def _replay_disposals(self) -> None:
        """A restored backup may still hold keys that were destroyed after it was made. Refuses a
        list that is shorter than what is known to be destroyed."""
        with in_words():
            lines = disposals.heal(self.opened, self._journal)
            certificates = tuple(disposals.certified(self._journal))
        if self._anchor.gone() > len(lines):
            raise StoreFault("disposals-missing", file=disposals.NAME)
        self._gone = len(lines)
        for number, certificate in certificates:
            self._finish(number, certificate)
        for line in lines:
            there = self._journal.newest_of(line.admission) > 0
            if there and not self._journal.disposed(line.admission):
                body = disposals.unsealed(self.opened, line)
                certificate = msgspec.json.decode(body, type=Disposed)
                self._destroy(replace(certificate, again=True), self.opened.me.id)

    def _finish(self, number: int, certificate: Disposed) -> None:
        """A certificate that was taken over from a record set aside, or written by a version that
        left who had opened the record: all that goes with it goes too."""
        with in_words():
            left = self._journal.left_of(certificate.files)
        if left:
            with in_words(), self._db.atomic():
                self._end(left, number)
            self._wipe()

    def _end(self, files: Iterable[str], certificate: int) -> None:
        for file in files:
            self._journal.destroy_key(file, certificate)
            self._lists.drop(file)

    def _destroy(self, certificate: Disposed, author: str) -> None:
        file = self.new_admission_id()
        transaction = Transaction(Record(admission=file), author, self._head, self._clock)
        transaction.add(certificate)
        with in_words(), self._db.atomic():
            key = self._journal.add_key(file)
            head = self._journal.append(self._head, key, transaction.entries)
            self._end(self._journal.left_of(certificate.files), head.number)
        self._head = head
        self._anchor.move(head, self._gone, durably=True)
        self._wipe()

    def _wipe(self) -> None:
        """The key's page must not live on in the write-ahead log."""
        with in_words():
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def head(self) -> Head:
        """The newest entry's number and hash: what a backup prints as its anchor."""
        return self._head

    def rebuild(self) -> None:
        """Throws the projections away and makes them again from the journal."""
        with in_words(), self._db.atomic():
            self._lists.clear()
            for admission in tuple(self._journal.admissions()):
                if not self._journal.disposed(admission):
                    record = fold_all(admission, self._journal.entries(admission))
                    self._lists.follow(Record(admission=admission), record)

    def close(self) -> None:
        """Lets the home go, with the anchor at the newest entry."""
        self._anchor.move(self._head, self._gone, durably=True)
        self._db.close()
        self.lock.release()

    def _commit(self, transaction: Transaction) -> None:
        before = transaction.before
        if not self._path.exists():  # an open file would go on taking what nobody finds again
            raise StoreFault("home-gone")
        facts = tuple(entry.fact for entry in transaction.entries)
        if code := drilling.fault(self.opened.kind, before.drill is not None, facts):
            raise Refused(code)
        with in_words(), self._db.atomic():
            if self._journal.newest_of(before.admission) != before.last_entry:
                raise StoreFault("record-moved-on")
            key = self._journal.key_of(before.admission)
            if key is None and before.last_entry:
                raise StoreFault("admission-disposed")
            key = key or self._journal.add_key(before.admission)
            head = self._journal.append(self._head, key, transaction.entries)
            self._lists.follow(before, transaction.record)
        self._head = head
        if not self._together:
            self._anchor.move(head, self._gone)


def _saved_first(opened: Opened, now: datetime) -> None:
    """The backup before a migration; of training nothing is kept, and it can be begun anew."""
    if opened.kind != "training":
        backup.before_migration(opened, now)


def _ended(row: BoardRow) -> tuple[datetime, str]:
    return (row.ended or row.admitted, row.admission)


def make(opened: Opened) -> None:
    """The empty journal of a new home, with its anchor."""
    opening.make_file(opened.folder, keys.subkey(opened.clinical, "clinical.db"), opened.kind)
    Anchor(opened.folder, opened.home, opened.clinical).lay(beginning(opened.home))
