"""Killed in the middle of a restore or a disposal: nothing is lost, and doing it again ends it."""

from __future__ import annotations

import os
import random
from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.assessment.facts import Discharged
from srh_assess.assessment.keeping import Disposed
from srh_assess.errors import UserError
from srh_assess.store import backup, home, restore, verify
from srh_assess.store.opened import Opened
from tests.faults.scripted import Say, killed
from tests.store.wards import NOON, NURSE, Ward, filled

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def test_a_kill_during_a_restore_loses_nothing(ward: Ward, long: bool, tmp_path: Path) -> None:
    filled(ward)
    file = tmp_path / "b.srhbackup"
    backup.back_up(ward.nurse(), file, NOON)
    rng = random.Random(5)

    def unlock(folder: Path) -> Opened:
        return home.unlock(folder, NURSE.name, NURSE.passphrase, ward.clock)

    def work(say: Say) -> None:
        say("begun")
        restore.bring_back(file, ward.folder, unlock, ward.clock)
        say("done")

    newest = 14
    for _ in range(60 if long else 20):
        ward.clock.move(timedelta(minutes=1))
        with ward.store() as store:
            newest = ward.answer(
                store, store.record(next(iter(store.admissions()))), "new"
            ).last_entry
        killed(work, rng, lines=rng.randrange(1, 2), within=0.05)
        ward.clock.move(timedelta(minutes=1))
        restore.bring_back(file, ward.folder, unlock, ward.clock)
        with ward.store() as store:
            assert store.head.number == newest
    assert verify.walk(ward.nurse()).clean


def test_a_kill_during_a_disposal_leaves_the_record_or_ends_it(ward: Ward, long: bool) -> None:
    rng = random.Random(7)
    for _ in range(20 if long else 8):
        with ward.store() as store:
            record = ward.admit(store)
            with store.transaction(record, ward.nurse_id) as transaction:
                transaction.add(Discharged(at=NOON))
        certificate = Disposed(
            disposal="d", admission=record.admission, entries=2, first=NOON.date(),
            last=NOON.date(), held_as="srh", reason="Its time", proposed_by="another",
        )  # fmt: skip

        def work(say: Say, certificate: Disposed = certificate) -> None:
            with ward.store() as store:
                say("begun")
                store.dispose(certificate, ward.nurse_id)
                say("done")

        said = killed(work, rng, lines=1, within=0.02)
        with ward.store() as store:
            gone = store.disposed(record.admission)
            if "done" in said:
                assert gone
            if not gone:
                assert store.record(record.admission).ended is not None
            else:
                with pytest.raises(UserError):
                    store.record(record.admission)
        assert verify.walk(ward.nurse()).clean
