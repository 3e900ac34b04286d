"""A number and its word; one sentence after another."""

from __future__ import annotations

import pytest

from srh_assess.saying import counted, sentences


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


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), ""),
        (("", ""), ""),
        (("Only one.",), "Only one."),
        (("It fits.", "", "From the first on."), "It fits. From the first on."),
        (("It fits", "From the first on"), "It fits. From the first on"),
    ],
)
def test_no_stop_is_set_twice(parts: tuple[str, ...], said: str) -> None:
    assert sentences(*parts) == said
