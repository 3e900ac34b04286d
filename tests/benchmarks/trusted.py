"""Unlocking against the chosen cost of hashing, and a backup of a large home while answers are saved.

The backup runs as it does in the program: beside the window, on a home whose record is open, while
somebody answers. What counts is how long the window ever stood still meanwhile.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from srh_assess.clock import SystemClock, seconds
from srh_assess.protocol.load import load
from srh_assess.store import home, keys
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT
from tests.benchmarks import wards
from tests.benchmarks.figures import Figure, middle

PIN = "472913"
BESIDE = """
from tests.benchmarks.inside import beside_a_backup
beside_a_backup()
"""


def unlock(folder: Path) -> Iterator[Figure]:
    """Signing in, and coming back with the short number, at the cost that set-up chose for this
    computer: against one try of that cost alone."""
    cost, clock = keys.tuned(seconds), SystemClock()
    desk = Desk(folder / "home", load(), clock, cost=cost)
    desk.set_up(UNIT, ADMIN, NURSE, kind="synthetic")
    desk.sign_in(NURSE.name, PASSPHRASE)
    desk.choose_pin(PASSPHRASE, PIN)
    floor = middle(lambda: keys.stretch(b"a try", bytes(keys.SALT), cost), 5)
    against = f"one try of {cost.memory // 1024} MiB, {cost.passes} passes"

    def sign_in() -> None:
        desk.sign_in(NURSE.name, PASSPHRASE)

    def come_back() -> None:
        desk.lock()
        desk.sit_down_again(PIN)

    acts = {
        "open the key slots with a passphrase": lambda: home.unlock(
            desk.folder, NURSE.name, PASSPHRASE, clock
        ),
        "sign in, the record open": sign_in,
        "come back with the short number, the record open": come_back,
    }
    for what, act in acts.items():
        yield Figure(
            what=what, value=middle(act, 5), floor=floor, unit="ms", aim=1.5, against=against
        )
    desk.sign_out()


def backup(folder: Path, many: int) -> Iterator[Figure]:
    """A backup of so many admissions while answers are saved: the longest stall of the window,
    and the answers themselves, against the same window without a backup."""
    desk, _ = wards.ward(folder / "home", many)
    desk.sign_out()
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SRH_BENCH_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-c", BESIDE], env=env, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout.splitlines()[-1])
    print(
        f"A backup of {said['admissions']} admissions, {said['entries']} entries, "
        f"{said['megabytes']:.0f} MB: {said['seconds']:.1f} s, verified; {said['answers']} answers "
        "saved meanwhile",
        flush=True,
    )
    against = "the same without a backup"
    for what, key in (
        ("the longest stall of the window while a backup runs", "stall"),
        ("an answer while a backup runs, click to redrawn (99th)", "answer"),
    ):
        yield Figure(
            what=what, value=said[key], floor=said[f"{key}_alone"], unit="ms", aim=5,
            against=against,
        )  # fmt: skip
