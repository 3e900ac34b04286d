"""A journal in memory: the workflow's rules tested with no database and no disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from srh_assess.assessment.facts import AnyFact, Entry
from srh_assess.assessment.fold import fold, fold_all
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock
from srh_assess.errors import StoreFault


class MemoryTransaction:
    """Collects facts and folds them."""

    def __init__(self, journal: MemoryJournal, record: Record, author: str) -> None:
        self.journal, self.record, self.author = journal, record, author
        self.new: list[Entry] = []

    def add(self, fact: AnyFact) -> Record:
        entry = Entry(
            id=uuid4().hex,
            number=len(self.journal.all) + len(self.new) + 1,
            admission=self.record.admission,
            at=self.journal.clock.now(),
            author=self.author,
            fact=fact,
        )
        self.new.append(entry)
        self.record = fold(self.record, entry)
        return self.record


class MemoryJournal:
    """Keeps entries in a list; ``fail`` makes the next commit raise it, and keep nothing."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.all: list[Entry] = []
        self.fail: Exception | None = None

    @contextmanager
    def transaction(self, record: Record, author: str) -> Iterator[MemoryTransaction]:
        """Refuses a record that has moved on since it was read, as the journal on the disk."""
        transaction = MemoryTransaction(self, record, author)
        yield transaction
        newest = max((entry.number for entry in self.entries(record.admission)), default=0)
        if newest != record.last_entry:
            raise StoreFault("record-moved-on")
        if self.fail is not None:
            fault, self.fail = self.fail, None
            raise fault
        self.all.extend(transaction.new)

    def record(self, admission: str) -> Record:
        return fold_all(admission, self.entries(admission))

    def entries(self, admission: str) -> Iterator[Entry]:
        return (entry for entry in self.all if entry.admission == admission)
