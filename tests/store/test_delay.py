from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.errors import Refused, StoreFault
from srh_assess.store import delay
from srh_assess.store.delay import Delays
from tests.store.wards import NOON

SECOND = timedelta(seconds=1)


def wait(delays: Delays, slot: str = "a", at: timedelta = timedelta(0)) -> int:
    try:
        delays.refuse_too_early(slot, NOON + at)
    except Refused as refused:
        assert refused.code == "sign-in-wait"
        number, unit = refused.values["wait"].split()
        assert unit.endswith("s") is (number != "1")
        return int(number) * (60 if unit.startswith("minute") else 1)
    return 0


def test_the_wait_begins_at_the_third_miss_and_grows_to_five_minutes(tmp_path: Path) -> None:
    delays = Delays(tmp_path)
    waits = []
    for _ in range(14):
        delays.missed("a", NOON)
        waits.append(wait(delays))
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 180, 300, 300, 300, 300]


def test_another_name_does_not_wait_and_a_success_forgets(tmp_path: Path) -> None:
    delays = Delays(tmp_path)
    for _ in range(5):
        delays.missed("a", NOON)
    assert wait(delays, "b") == 0
    delays.succeeded("b")
    assert wait(delays) == 4
    delays.succeeded("a")
    assert wait(delays) == 0


def test_the_wait_is_over_when_its_time_is(tmp_path: Path) -> None:
    delays = Delays(tmp_path)
    for _ in range(4):
        delays.missed("a", NOON)
    assert wait(delays, at=SECOND) == 1
    assert wait(delays, at=2 * SECOND) == 0


def test_a_clock_set_back_never_makes_the_wait_longer_than_it_was(tmp_path: Path) -> None:
    delays = Delays(tmp_path)
    for _ in range(5):
        delays.missed("a", NOON)
    a_year_back = -timedelta(days=365)
    assert wait(delays, at=a_year_back) == 4
    assert wait(delays, at=a_year_back + 4 * SECOND) == 0


def test_only_so_many_names_are_remembered(tmp_path: Path) -> None:
    delays = Delays(tmp_path)
    for _ in range(4):
        delays.missed("first", NOON)
    for number in range(64):
        delays.missed(f"name {number}", NOON)
    assert wait(delays, "first") == 0
    assert (tmp_path / delay.NAME).stat().st_size < 10_000


@pytest.mark.parametrize("raw", [b"", b"[1]", b"\xff\xff", b'{"a": [1]}'])
def test_a_damaged_file_keeps_nobody_out(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / delay.NAME).write_bytes(raw)
    delays = Delays(tmp_path)
    assert wait(delays) == 0
    delays.missed("a", NOON)


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        Delays(tmp_path / "gone").missed("a", NOON)
