"""Training on a memory stick: a file system of its own, pulled out in the middle, or read-only.

What was said to be saved is on it; what could not be saved is said. Where a file system of its own
cannot be made here, the tests that need one are left out, in words.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from srh_assess.assessment.answers import Value
from srh_assess.clock import SetClock
from srh_assess.workflow.drill import Drill
from srh_assess.workflow.training_world import Training
from tests.refusing import refused
from tests.workflow.worlds import NOON, PROTOCOL, gate, sitting

CHIOMA = "chioma-valproate-untested"
_PULL_OUT = 0x8004587D  # what a file system does from then on: every write and read fails
_MEGABYTES = 48


def _run(*words: str | Path) -> bool:
    made = subprocess.run([str(one) for one in words], capture_output=True, check=False)
    return made.returncode == 0


class Stick:
    """A file as a disk, mounted."""

    def __init__(self, folder: Path) -> None:
        self.image, self.place = folder / "stick.img", folder / "stick"
        self.place.mkdir()

    def plug_in(self, *, writable: bool = True) -> bool:
        mode = "loop" if writable else "loop,ro"
        return _run("mount", "-o", mode, self.image, self.place)

    def pull_out(self) -> None:
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _PULL_OUT, struct.pack("I", 2))
        finally:
            os.close(handle)

    def away(self) -> None:
        _run("umount", self.place)

    def format(self) -> bool:
        with self.image.open("wb") as file:
            file.truncate(_MEGABYTES * 1024 * 1024)
        return _run("mkfs.ext4", "-q", "-F", self.image)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    made = Stick(tmp_path)
    if os.geteuid() or not shutil.which("mkfs.ext4"):
        pytest.skip("A file system of its own can be made here only by an administrator")
    if not made.format() or not made.plug_in():
        pytest.skip("This computer mounts no file as a disk")
    yield made
    made.away()


def world(folder: Path) -> Training:
    made = Training(folder / "data", PROTOCOL, SetClock(NOON))
    made.open()
    return made


def answers(drill: Drill) -> dict[str, Value | None]:
    return {item: held.value for item, held in drill.scene().record.answers.items()}


def test_pulled_out_in_the_middle_it_is_said_and_what_was_saved_is_there(stick: Stick) -> None:
    training = world(stick.place)
    drill = training.begin(CHIOMA)
    session = sitting(drill)
    session.go("gate")
    gate(drill, session)
    saved, number = answers(drill), drill.way_back
    assert len(saved) > 8
    stick.pull_out()
    told = {refused(lambda: session.answer("P02", "definitely_not")) for _ in range(3)}
    told |= {refused(act) for act in (
        lambda: drill.move_on(minutes=10), drill.skip_ahead, lambda: drill.back_to("start"),
    )}  # fmt: skip
    assert told <= {"disk-error", "home-gone"}  # never that the file is damaged: it is whole
    training.desk.lock()
    stick.away()
    assert stick.plug_in()
    again = world(stick.place)
    found = again.resume(number)
    assert found is not None
    assert answers(found) == saved
    sitting(found).answer("P02", "definitely_not")
    assert answers(found)["P02"] == "definitely_not"
    again.close(keep=True)


def test_a_stick_that_cannot_be_written_to_is_said_before_anything_begins(stick: Stick) -> None:
    training = world(stick.place)
    training.close()
    stick.away()
    assert stick.plug_in(writable=False)
    locked = Training(stick.place / "data", PROTOCOL, SetClock(NOON))
    assert refused(locked.open) == "home-read-only"
    new = Training(stick.place / "other", PROTOCOL, SetClock(NOON))
    assert refused(new.open) == "home-read-only"


def test_a_folder_that_is_gone_in_the_middle_is_said(tmp_path: Path) -> None:
    training = world(tmp_path / "stick")
    drill = training.begin(CHIOMA)
    session = sitting(drill)
    session.go("gate")
    gate(drill, session)
    saved, number = answers(drill), drill.way_back
    elsewhere = (tmp_path / "stick").rename(tmp_path / "pulled")
    assert refused(lambda: drill.back_to("start"))
    assert refused(lambda: training.begin(CHIOMA))
    training.desk.lock()
    elsewhere.rename(tmp_path / "stick")
    again = world(tmp_path / "stick")
    found = again.resume(number)
    assert found is not None
    assert answers(found) == saved
    again.close()
