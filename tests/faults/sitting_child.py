"""A scripted sitting, played by a child process that will be killed.

Sets the home up once, then forks a child for every ``go`` it reads: the child signs in and
answers, printing ``saved ITEM VALUE`` after each call that returned. The parent kills it.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from srh_assess.clock import SystemClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from tests.workflow.homes import CHEAP, new_desk, sitting

ITEMS = ("T01", "T02", "T03", "T04", "G13", "W01", "P01", "F01")
VALUES = ("yes", "no")


def play(folder: Path, protocol: Protocol, admission: str, seed: int) -> None:
    """Answers for ever, a page at a time."""
    chance = random.Random(seed)
    desk = Desk(folder, protocol, SystemClock(), cost=CHEAP)
    desk.sign_in(NURSE.name, PASSPHRASE)
    session = desk.session(admission)
    while True:
        item, value = chance.choice(ITEMS), chance.choice(VALUES)
        session.answer(item, value)
        say(f"saved {item} {value}")
        if chance.random() < 0.2:
            page = chance.choice(session.pages).id
            session.go(page)
            say(f"page {page} -")


def say(line: str) -> None:
    """To the parent, at once."""
    os.write(1, f"{line}\n".encode())


def main(folder: Path) -> None:
    """Makes the home, then plays a child for every line that comes in."""
    desk = new_desk(folder, SystemClock())
    admission = sitting(desk).record.admission
    desk.lock()
    say(f"ready {admission} -")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            play(folder, desk.protocol, admission, int(line))
        say(f"child {child} -")
        os.waitpid(child, 0)
        say("ended - -")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
