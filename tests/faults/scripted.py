"""A child process that works on a home until it is killed, and says what it has done.

The child is a fork: it starts at once and inherits no open home. It reports through a pipe, and
only after the store has returned, as the screen shows *saved*.
"""

from __future__ import annotations

import os
import random
import select
import signal
import warnings
from collections.abc import Callable
from time import perf_counter

Say = Callable[[str], None]


def killed(work: Callable[[Say], None], rng: random.Random, lines: int, within: float) -> list[str]:
    """Runs ``work`` in a child; kills it when it has said so many lines, up to ``within``
    seconds later. Gives every line it said."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # From 3.12 on Python warns that a test runner may have threads; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _child(work, reading, writing)
    os.close(writing)
    said = b""
    try:
        while said.count(b"\n") < lines and (more := os.read(reading, 65536)):
            said += more
        said += _watched_for(reading, rng.uniform(0, within))
        os.kill(child, signal.SIGKILL)
        while more := os.read(reading, 65536):
            said += more
    finally:
        os.waitpid(child, 0)
        os.close(reading)
    return said.decode().splitlines()


def _watched_for(reading: int, seconds: float) -> bytes:
    """What is said in so many seconds."""
    said, end = b"", perf_counter() + seconds
    while (left := end - perf_counter()) > 0 and select.select([reading], [], [], left)[0]:
        more = os.read(reading, 65536)
        if not more:
            break
        said += more
    return said


def _child(work: Callable[[Say], None], reading: int, writing: int) -> None:
    """Works, and never returns into the test."""
    status = 1
    try:
        os.close(reading)
        work(lambda line: _write(writing, line))
        status = 0
    finally:
        os._exit(status)


def _write(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())
