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

from srh_assess.assessment.facts import Answered, Entry, PageReached
from srh_assess.clock import SystemClock
from srh_assess.protocol.load import load
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.session import Session
from srh_assess.workflow.verify import verify_home

KILLS = 200
Said = tuple[str, str, str]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_nothing_that_was_said_to_be_saved_is_lost(tmp_path: Path, checkout: Path) -> None:
    folder, protocol, chance, known = tmp_path / "home", load(), random.Random(20260714), 0
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
            desk = Desk(folder, protocol, SystemClock())
            desk.sign_in(NURSE.name, PASSPHRASE)
            known = _check(desk.session(admission), said, known)
            desk.lock()
        player.stdin.close()
    report = verify_home(folder, NURSE.name, PASSPHRASE, protocol=protocol)
    assert report.faults == 0, report.lines


def _play(player: subprocess.Popen[str], seed: int, chance: random.Random) -> list[Said]:
    """Starts one child, lets it live for a random while, kills it, and gives what it said."""
    assert player.stdin is not None
    assert player.stdout is not None
    player.stdin.write(f"{seed}\n")
    said: list[Said] = []
    wanted, child = chance.randrange(8), 0
    for line in player.stdout:
        kind, first, second = line.split()
        if kind == "child":
            child = int(first)
        elif kind == "ended":
            break
        else:
            said.append((kind, first, second))
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


def _check(session: Session, said: list[Said], known: int) -> int:
    """What was said is what the disk holds, in that order; one more entry may have reached
    the disk before its line was printed. Gives the number of the newest entry."""
    kept = [_line(e) for e in session.journal.entries(session.record.admission) if e.number > known]
    lines = [line for line in kept if line is not None]
    assert lines[: len(said)] == said
    assert len(lines) <= len(said) + 1
    pages = [first for kind, first, _ in lines if kind == "page"]
    if pages and pages[-1] in {page.id for page in session.pages}:
        assert session.page == pages[-1]
    return session.record.last_entry


def _line(entry: Entry) -> Said | None:
    fact = entry.fact
    if isinstance(fact, Answered):
        return ("saved", fact.item, str(fact.value))
    return ("page", fact.page, "-") if isinstance(fact, PageReached) else None
