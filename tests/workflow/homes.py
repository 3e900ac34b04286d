"""A real home on disk, with cheap keys, for tests that need one."""

from __future__ import annotations

from pathlib import Path

from srh_assess.assessment.facts import Stay
from srh_assess.clock import Clock
from srh_assess.protocol.load import load
from srh_assess.store.keys import Cost
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, WOMAN
from srh_assess.workflow.session import Session

CHEAP = Cost(memory=128, passes=1, lanes=1)


def new_desk(folder: Path, clock: Clock) -> Desk:
    """A desk on a new home, with the nurse signed in."""
    desk = Desk(folder, load(), clock, cost=CHEAP)
    desk.set_up(UNIT, ADMIN, NURSE, kind="synthetic")
    desk.sign_in(NURSE.name, PASSPHRASE)
    return desk


def sitting(desk: Desk) -> Session:
    """A sitting on a newly admitted woman."""
    return desk.session(desk.admit(WOMAN, Stay(admitted=desk.clock.now(), ward=UNIT.ward)))
