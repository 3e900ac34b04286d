"""What a letter takes from the desk; nothing of it before anybody has signed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.load import load
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.given import given_on_desk
from tests.workflow.homes import CHEAP


def test_nothing_before_anybody_has_signed_in(tmp_path: Path, clock: SetClock) -> None:
    with pytest.raises(Refused) as caught:
        given_on_desk(Desk(tmp_path / "home", load(), clock, cost=CHEAP), "srh_in_reach")
    assert caught.value.code == "not-signed-in"
