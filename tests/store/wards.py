"""A small home for tests: invented people, a clock that stands still, and cheap keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlite_utils

from srh_assess.assessment import facts
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.store import home, keys, opening
from srh_assess.store.accounts import NewAccount
from srh_assess.store.clinical import ClinicalStore
from srh_assess.store.connection import connect
from srh_assess.store.keys import Cost
from srh_assess.store.opened import Opened
from srh_assess.store.slots import Kind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHEAP = Cost(memory=128, passes=1, lanes=1)
ADMIN = NewAccount(
    name="Ada Lead", display="Ada Lead", roles=("admin", "lead"), passphrase="four words for ada"
)
NURSE = NewAccount(
    name="bea", display="Bea Nurse", roles=("nurse",), passphrase="four words for bea"
)


class Ward:
    """A home in a folder, with its people's passphrases."""

    def __init__(self, folder: Path, kind: Kind = "live") -> None:
        self.folder = folder
        self.training = kind == "training"
        self.clock = SetClock(NOON)
        made = home.create(
            folder, first=ADMIN, nurse=NURSE, clock=self.clock, cost=CHEAP, kind=kind
        )
        self.recovery_key = made.recovery_key
        self.admin_id, self.nurse_id = (account.id for account in made.accounts)

    @property
    def journal_file(self) -> Path:
        return self.folder / opening.NAME

    def admin(self) -> Opened:
        return self._unlock(ADMIN)

    def nurse(self) -> Opened:
        return self._unlock(NURSE)

    def _unlock(self, who: NewAccount) -> Opened:
        return home.unlock(
            self.folder, who.name, who.passphrase, self.clock, training=self.training
        )

    @contextmanager
    def store(self) -> Iterator[ClinicalStore]:
        store = ClinicalStore.open(self.nurse(), self.clock)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def database(self) -> Iterator[sqlite_utils.Database]:
        """The journal's file as somebody with the key and other tools would open it."""
        key = keys.subkey(self.nurse().clinical, "clinical.db")
        db = connect(self.journal_file, key)
        try:
            yield db
        finally:
            db.close()

    @contextmanager
    def tampering(self) -> Iterator[Any]:
        """A connection on which the journal's own guards are lifted for a moment."""
        with self.database() as db:
            connection: Any = db.conn
            guards = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            connection.execute("PRAGMA foreign_keys = OFF")
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            yield connection
            for _, sql in guards:
                connection.execute(sql)

    def admit(self, store: ClinicalStore, family: str = "Okafor", room: str = "3") -> Record:
        identity = facts.Identity(
            family=family, given="Joan", preferred="Jo", born=date(1990, 2, 28),
            nhs_number="9990000018", local_id="L1",
        )  # fmt: skip
        stay = facts.Stay(admitted=NOON - timedelta(days=1), ward="Rowan", room=room)
        empty = Record(admission=store.new_admission_id())
        with store.transaction(empty, self.nurse_id) as t:
            return t.add(facts.Admitted(identity=identity, stay=stay))

    def answer(self, store: ClinicalStore, record: Record, *values: str) -> Record:
        for value in values:
            with store.transaction(record, self.nurse_id) as t:
                record = t.add(facts.Answered(sitting="s1", item="O01", taken=NOON, value=value))
        return record


def filled(ward: Ward, answers: int = 6) -> tuple[str, str]:
    """Two admissions with a few answers each, in turn; gives their ids."""
    with ward.store() as store:
        first, second = ward.admit(store), ward.admit(store, "Nguyen", "11")
        for number in range(answers):
            first = ward.answer(store, first, f"first {number}")
            second = ward.answer(store, second, f"second {number}")
    return first.admission, second.admission
