"""How long the window of training may stand untouched: the ward's own time, where it is one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.clock import SetClock
from srh_assess.workflow import place
from srh_assess.workflow.training_world import Training
from tests.workflow.worlds import NOON, PROTOCOL

USUAL, LONGER = PROTOCOL.settings["idle_lock_minutes"], PROTOCOL.settings["group_cover_minutes"]
LEAST, MOST = int(USUAL.least or 0), int(USUAL.most or 0)


@pytest.mark.parametrize(
    ("kept", "holds"),
    [(LEAST, LEAST), (MOST, MOST), (LEAST - 1, USUAL.value), (MOST + 1, USUAL.value)],
)
def test_only_what_a_ward_may_have_is_taken_from_the_door(
    tmp_path: Path, kept: int, holds: float
) -> None:
    place.leave_at_door(tmp_path, place.Door(idle_minutes=kept))
    world = Training(tmp_path / "training", PROTOCOL, SetClock(NOON))
    assert world.idle == timedelta(minutes=holds)
    assert world.idle_before_a_group == timedelta(minutes=LONGER.value)
