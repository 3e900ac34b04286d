"""What the workflow needs of the store: a journal that takes facts and gives records back.

The clinical store is one; a test may hand in another. Kept as a protocol class so that the
rules of the workflow can be read, and tested, without a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from srh_assess.assessment.facts import AnyFact, Entry
from srh_assess.assessment.record import Record


class Transaction(Protocol):
    """Facts added together: all of them are on disk when it ends, or none."""

    def add(self, fact: AnyFact) -> Record:
        """Appends one fact and gives the record with it folded in."""
        ...


class Journal(Protocol):
    """The journal of one home."""

    def transaction(self, record: Record, author: str) -> AbstractContextManager[Transaction]:
        """Opens a transaction on the admission of ``record``."""
        ...

    def record(self, admission: str) -> Record:
        """The record as it stands on disk."""
        ...

    def entries(self, admission: str) -> Iterator[Entry]:
        """Every entry of one admission, oldest first."""
        ...
