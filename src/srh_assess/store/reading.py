"""Looking into the record without a trace: no lock, no anchor, no projection, no line written.

For a rehearsal of another protocol, while the ward may go on working in the same record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from srh_assess.assessment.facts import Entry
from srh_assess.errors import StoreFault
from srh_assess.store import keys, opening
from srh_assess.store.connection import connect
from srh_assess.store.faults import in_words
from srh_assess.store.journal import Journal
from srh_assess.store.opened import Opened


class Reader:
    """The journal of one home at one moment, to be read only."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def admissions(self) -> tuple[str, ...]:
        """Every admission whose record is there, past ones too, in the order of their ids."""
        found = (a for a in self._journal.holding(("admitted",)) if not self._journal.disposed(a))
        return tuple(sorted(found))

    def files(self) -> tuple[str, ...]:
        """Everything that can still be read: every admission, and files that are about no woman."""
        found = (a for a in self._journal.admissions() if not self._journal.disposed(a))
        return tuple(sorted(found))

    def entries(self, admission: str) -> Iterator[Entry]:
        """Every entry of one admission, oldest first."""
        return self._journal.entries(admission)


@contextmanager
def reading(opened: Opened) -> Iterator[Reader]:
    """Opens the journal for reading. Refused to an account without the clinical key; SQLite
    itself refuses every write on this connection."""
    path = opened.folder / opening.NAME
    key = keys.subkey(opened.clinical, "clinical.db")
    if not path.exists():
        raise StoreFault("journal-missing", file=opening.NAME)
    with in_words():
        db = connect(path, key)
        try:
            db.conn.execute("PRAGMA query_only = ON")
            opening.known_version(db)
            with db.atomic():  # one snapshot, whoever writes meanwhile
                yield Reader(Journal(db, opened.home))
        finally:
            db.close()
