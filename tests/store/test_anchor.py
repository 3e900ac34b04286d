from __future__ import annotations

from pathlib import Path

import pytest

from srh_assess.errors import StoreFault
from srh_assess.store import anchor, keys
from srh_assess.store.anchor import Anchor
from srh_assess.store.chain import Head

KEY = keys.new_key()


def head(number: int) -> Head:
    return Head(number, bytes([number % 256]) * 32)


@pytest.fixture
def laid(tmp_path: Path) -> Anchor:
    made = Anchor(tmp_path, "home", KEY)
    made.lay(head(0))
    return made


def test_it_tells_the_newest_head(laid: Anchor) -> None:
    assert laid.read() == head(0)
    for number in range(1, 130):
        laid.move(head(number), 0)
        assert laid.read() == head(number)


@pytest.mark.parametrize("torn", [0, 1])
def test_a_torn_write_leaves_the_head_before(tmp_path: Path, laid: Anchor, torn: int) -> None:
    laid.move(head(1), 0)
    laid.move(head(2), 0)
    path = tmp_path / anchor.NAME
    raw = bytearray(path.read_bytes())
    raw[torn * 128 + 5] ^= 1
    path.write_bytes(raw)
    assert laid.read() == head(1 if torn == 0 else 2)


def test_another_key_another_home_and_no_file_tell_nothing(tmp_path: Path, laid: Anchor) -> None:
    assert Anchor(tmp_path, "home", keys.new_key()).read() is None
    assert Anchor(tmp_path, "other", KEY).read() is None
    (tmp_path / anchor.NAME).unlink()
    assert laid.read() is None


def test_an_entry_is_saved_whether_or_not_the_anchor_can_follow(
    tmp_path: Path, laid: Anchor
) -> None:
    (tmp_path / anchor.NAME).unlink()
    laid.move(head(1), 0)
    with pytest.raises(StoreFault):
        Anchor(tmp_path / "gone", "home", KEY).lay(head(1))


def test_it_tells_how_many_records_were_destroyed(tmp_path: Path, laid: Anchor) -> None:
    assert laid.gone() == 0
    laid.move(head(1), 2)
    assert laid.gone() == 2
    laid.lay(head(1), 3)
    path = tmp_path / anchor.NAME
    raw = path.read_bytes()
    for place in (5, 75, 85):  # the head, the number, its signature
        changed = bytearray(raw)
        for torn in (0, 128):
            changed[torn + place] ^= 1
        path.write_bytes(changed)
        assert laid.gone() == 0
    path.unlink()
    assert laid.gone() == 0


def test_one_that_was_written_before_it_told_that_is_read(tmp_path: Path, laid: Anchor) -> None:
    path = tmp_path / anchor.NAME
    raw = path.read_bytes()
    path.write_bytes(b"".join(raw[at : at + 72].ljust(128, b"\0") for at in (0, 128)))
    assert (laid.read(), laid.gone()) == (head(0), 0)
