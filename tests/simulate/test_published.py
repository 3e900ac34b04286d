"""Simulated wards beside the published programme: they are played with its shares, and a 95 %
interval of what was counted holds each share in about nineteen wards of twenty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from srh_assess.assessment.counted import Counted
from srh_assess.measures import tally
from srh_assess.measures.proportions import Counts, wilson
from srh_assess.measures.published import programme
from srh_assess.measures.settings import settings
from srh_assess.protocol.load import load
from srh_assess.workflow.counting import counted
from srh_assess.workflow.invented.setting import Setting
from srh_assess.workflow.invented.troupe import plays
from srh_assess.workflow.simulate import moment_of

WARDS = range(1, 21)
STAYS, HERE = 42, 12
"""Stays of each ward; so many of them are still on it, one in each state, and are no sample."""
MOST_MISSED = 3
"""Of twenty intervals of 95 %, more than three miss in fewer than two sets of a hundred."""
PLAYED = {"M2": 42, "M5": 30, "M7": 21, "M8a": 14}


def over(seed: int) -> Iterator[Counted]:
    """The stays of one ward that have ended, as the figures see them."""
    rules = settings().counting
    played = plays(
        load(),
        "nurse",
        STAYS,
        seed,
        Setting(profile="drill"),
        moment_of(seed),
        asker="asker",
        reviewer="reviewer",
    )
    for _, entries in played:
        row = counted(entries, str, rules)
        if isinstance(row, Counted) and row.ended:
            yield row


@pytest.fixture(scope="module")
def wards() -> list[list[Counted]]:
    return [list(over(seed)) for seed in WARDS]


def test_the_shares_played_are_the_published_ones() -> None:
    published = {one.measure: one.percent for one in programme().figures}
    assert {id: published[id] for id in PLAYED} == PLAYED


@pytest.mark.parametrize("id", PLAYED)
def test_intervals_hold_the_published_share_in_about_nineteen_wards_of_twenty(
    wards: list[list[Counted]], id: str
) -> None:
    missed = 0
    for rows in wards:
        assert len(rows) == STAYS - HERE
        found = tally.share(id, rows)
        interval = wilson(Counts(found.part, found.whole), 0.95)
        assert interval is not None
        missed += not interval.low <= PLAYED[id] / 100 <= interval.high
    assert missed <= MOST_MISSED


@pytest.mark.parametrize("id", PLAYED)
def test_all_wards_together_lie_within_their_much_narrower_interval(
    wards: list[list[Counted]], id: str
) -> None:
    """A share played wrongly hides in the width of one small ward; in six hundred stays it
    does not."""
    found = tally.share(id, [row for rows in wards for row in rows])
    interval = wilson(Counts(found.part, found.whole), 0.99)
    assert interval is not None
    assert interval.high - interval.low < 0.11
    assert interval.low <= PLAYED[id] / 100 <= interval.high


def test_not_everybody_assessed_has_a_need_and_not_every_need_is_begun_or_met(
    wards: list[list[Counted]],
) -> None:
    rows = [row for ward in wards for row in ward]
    counts = {id: tally.share(id, rows).part for id in ("M2", "M4", "M7", "M8a")}
    assert counts["M2"] > counts["M4"] > counts["M7"] > counts["M8a"] > 0
