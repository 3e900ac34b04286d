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
        laid.move(head(number))
        assert laid.read() == head(number)


@pytest.mark.parametrize("torn", [0, 1])
def test_a_torn_write_leaves_the_head_before(tmp_path: Path, laid: Anchor, torn: int) -> None:
    laid.move(head(1))
    laid.move(head(2))
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
    laid.move(head(1))
    with pytest.raises(StoreFault):
        Anchor(tmp_path / "gone", "home", KEY).lay(head(1))
