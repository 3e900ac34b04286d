"""A time that may be uncertain has an earliest and a latest moment."""

from __future__ import annotations

import pytest

from srh_assess.assessment.answers import UNKNOWN, When
from srh_assess.rules.times import bounds
from tests.rules.made import ago, between


@pytest.mark.parametrize(
    ("when", "lookback", "earliest", "latest"),
    [
        (UNKNOWN, 168, 168, 0),
        (UNKNOWN, None, 0, 0),
        (between(30, 30), 168, 30, 30),
        (between(50, 30), 168, 50, 30),
        (between(50, None), 168, 50, 0),
        (between(None, 30), 168, 168, 30),
        (between(None, 200), 168, 200, 200),
        (between(30, -5), 168, 30, 0),
        (between(-2, -5), 168, 0, 0),
    ],
)
def test_bounds(when: When, lookback: float | None, earliest: float, latest: float) -> None:
    assert bounds(when, ago(0), lookback) == (ago(earliest), ago(latest))
