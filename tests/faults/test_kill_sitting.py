"""Power can go at any moment: whatever was said to be saved is there at the next start.

A child process plays a sitting and is killed (SIGKILL) at random moments, 200 times. After
each kill the home opens, every answer whose *saved* line was printed has that value, and the
sitting stands at the last page it said it had reached. At the end the whole journal fits.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from srh_assess.clock import SystemClock
from srh_assess.protocol.load import load
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.verify import verify_home

KILLS = 200


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_nothing_that_was_said_to_be_saved_is_lost(tmp_path: Path, checkout: Path) -> None:
    folder, protocol, chance = tmp_path / "home", load(), random.Random(20260714)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.sitting_child", str(folder)],
        cwd=checkout,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as player:
        assert player.stdin is not None
        assert player.stdout is not None
        admission = player.stdout.readline().split()[1]
        for seed in range(KILLS):
            said = _play(player, seed, chance)
            _check(Desk(folder, protocol, SystemClock()), admission, said)
        player.stdin.close()
    report = verify_home(folder, NURSE.name, PASSPHRASE, protocol=protocol)
    assert report.faults == 0, report.lines


def _play(player: subprocess.Popen[str], seed: int, chance: random.Random) -> dict[str, str]:
    """Starts one child, lets it live for a random while, kills it, and gives what it said."""
    assert player.stdin is not None
    assert player.stdout is not None
    player.stdin.write(f"{seed}\n")
    said: dict[str, str] = {}
    wanted, child = chance.randrange(8), 0
    for line in player.stdout:
        kind, first, second = line.split()
        if kind == "child":
            child = int(first)
        elif kind == "ended":
            break
        else:
            said[first if kind == "saved" else "page"] = second if kind == "saved" else first
            wanted -= 1
        if child and wanted <= 0:
            _kill_after(child, chance.uniform(0, 0.004))
            child = 0
    return said


def _kill_after(child: int, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)


def _check(desk: Desk, admission: str, said: dict[str, str]) -> None:
    desk.sign_in(NURSE.name, PASSPHRASE)
    session = desk.session(admission)
    for item, value in said.items():
        if item == "page":
            continue
        answer = session.record.answers[item]
        # The one after the last line may have reached the disk before its line was printed.
        assert answer.value == value or answer.taken >= session.record.last_at  # type: ignore[operator]
    desk.lock()
