"""A number and its word."""

from __future__ import annotations

import pytest

from srh_assess.amounts import counted


@pytest.mark.parametrize(
    ("count", "one", "many", "said"),
    [
        (0, "need", "", "0 needs"),
        (1, "need", "", "1 need"),
        (1, "entry", "entries", "1 entry"),
        (1156, "entry", "entries", "1,156 entries"),
        (1.0, "week", "", "1 week"),
        (1.5, "week", "", "1.5 weeks"),
        (2.0, "week", "", "2 weeks"),
    ],
)
def test_one_is_said_as_one(count: float, one: str, many: str, said: str) -> None:
    assert counted(count, one, many) == said
