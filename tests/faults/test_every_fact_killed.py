"""Every kind of fact a record can hold, each written by a process that is killed: just before the
commit, just after it, and after *saved* was said.

Nothing that was said to be saved is lost, what was not committed leaves no trace, the record opens
at once, and the whole proves clean.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlite_utils import Database

from srh_assess.assessment.facts import AnyFact
from srh_assess.store import verify
from srh_assess.store.clinical import ClinicalStore
from tests.faults.scripted import Say, killed
from tests.store.every_fact import every_fact
from tests.store.wards import Ward

MARK = "said in this room"
FACTS = every_fact(MARK)
MOMENTS = ("before the commit", "after the commit", "after it was said")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def dies(moment: str) -> Callable[[], None]:
    """What happens at each commit of the child, from now on."""
    real = Database.atomic

    @contextmanager
    def atomic(db: Database) -> Iterator[Database]:
        with real(db):
            yield db
            if moment == MOMENTS[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        if moment == MOMENTS[1]:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: setattr(Database, "atomic", atomic)


def write(ward: Ward, admission: str, fact: AnyFact, moment: str, say: Say) -> None:
    with ward.store() as store:
        record = store.record(admission)
        dies(moment)()
        with store.transaction(record, ward.nurse_id) as transaction:
            transaction.add(fact)
        say("saved")
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def admission(ward: Ward) -> str:
    with ward.store() as store:
        return ward.admit(store).admission


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_kind_of_fact(ward: Ward, admission: str, moment: str) -> None:
    chance = random.Random(7)
    for fact in FACTS:
        kind = type(fact).__name__
        with ward.store() as store:
            before = store.head.number

        def work(say: Say, fact: AnyFact = fact) -> None:
            write(ward, admission, fact, moment, say)

        said = killed(work, chance, 2, 0)
        assert said == (["saved"] if moment == MOMENTS[2] else []), kind
        store = ClinicalStore.open(ward.nurse(), ward.clock)
        try:
            kept = tuple(store.entries(admission))
            assert store.head.number == before + (moment != MOMENTS[0]), kind
            if moment != MOMENTS[0]:
                assert kept[-1].fact == fact, kind
                assert kept[-1].number == before + 1, kind
        finally:
            store.close()
    found = verify.walk(ward.nurse())
    assert found.clean
    assert found.entries == len(FACTS) * (moment != MOMENTS[0]) + 1
