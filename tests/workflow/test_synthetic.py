"""The synthetic home: marked, with an account for every role."""

from __future__ import annotations

from pathlib import Path

from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.store.accounts import ROLES
from srh_assess.store.keys import Cost
from srh_assess.workflow import synthetic
from srh_assess.workflow.desk import Desk

CHEAP = Cost(memory=128, passes=1, lanes=1)
WORDS = "four plain words here"


def test_every_role_has_an_account_that_can_sign_in(
    tmp_path: Path, protocol: Protocol, clock: SetClock
) -> None:
    desk = Desk(tmp_path / "home", protocol, clock, cost=CHEAP)
    said = list(synthetic.make(desk, WORDS))
    assert len(said) == len(synthetic.PEOPLE)
    assert {role for _, _, roles in synthetic.PEOPLE for role in roles} == ROLES
    for name, display, roles in synthetic.PEOPLE:
        desk.sign_in(name, WORDS)
        assert desk.kind == "synthetic"
        assert desk.unit == synthetic.UNIT
        assert desk.me is not None
        assert (desk.me.display, desk.me.status) == (display, "active")
        assert desk.reads_records == desk.me.needs_clinical, roles
        desk.lock()
