"""What can be chosen of an invented ward."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from statistics import median

import pytest

from srh_assess.assessment.counted import Counted
from srh_assess.measures.settings import settings
from srh_assess.protocol.load import load
from srh_assess.workflow.counting import counted
from srh_assess.workflow.invented import arrivals, chart
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.arrivals import A_DAY, Run
from srh_assess.workflow.invented.setting import USUAL, Setting
from srh_assess.workflow.invented.troupe import plays
from tests.simulate.test_people_and_arrivals import never

AT = datetime(2026, 3, 10, 14, tzinfo=UTC)


def run(setting: Setting = USUAL, *, queue: bool = True) -> list[arrivals.Visit]:
    wish = Run(count=2_000, wards=2, closed=never, setting=setting, queue=queue)
    return arrivals.visits(Random(3), wish)


def middle(visits: list[arrivals.Visit]) -> float:
    return median((visit.ends - visit.begins) / A_DAY for visit in visits)


def test_a_ward_of_women_only_has_fewer_and_longer_stays() -> None:
    women, mixed = run(Setting(ward="women")), run()
    assert 18.5 <= middle(women) <= 21.5
    assert women[-1].begins > mixed[-1].begins * 1.05


def test_short_stays_are_added_where_they_are_asked_for() -> None:
    short = run(Setting(short_stays=True))
    assert middle(short) < middle(run())
    few = [sum(v.ends - v.begins < 4.5 * A_DAY for v in visits) for visits in (short, run())]
    assert few[0] > 1.8 * few[1]


def test_without_a_queue_nobody_waits_and_no_two_share_a_bed() -> None:
    visits = run(queue=False)
    assert max(visit.bed for visit in visits) > anchors().beds.each
    by_bed: dict[tuple[int, int], int] = {}
    for visit in visits:
        assert by_bed.get((visit.ward, visit.bed), 0) <= visit.begins
        by_bed[visit.ward, visit.bed] = visit.ends


def test_a_group_shows_in_the_drug_chart() -> None:
    items = load().items["R13"]
    codes = {option.code for option in items.options}
    for shares in anchors().diagnosis.medicines.values():
        assert set(shares) <= codes
    assert set(anchors().diagnosis.medicines) == set(anchors().diagnosis.shares)
    found = Counter(
        chart.medicines(Random(f"g{n}"), Random(f"m{n}"))[chart.MEDICINES][0] for n in range(2_000)
    )
    assert 0.3 < found["prolactin_antipsychotic"] / 2_000 < 0.5
    assert found["lithium"] > found["valproate"] > 0


def rows(count: int, setting: Setting) -> Iterator[Counted]:
    for _, entries in plays(
        load(), "nurse", count, 5, setting, AT, asker="asker", reviewer="reviewer"
    ):
        row = counted(entries, str, settings().counting)
        if isinstance(row, Counted):
            yield row


def test_the_profile_of_england_is_drawn_where_it_is_asked_for() -> None:
    light = Setting(profile="load", ethnic="england")
    white = [row.ethnic in ("A", "B", "C") for row in rows(120, light)]
    assert 0.68 < sum(white) / len(white) < 0.9


@pytest.mark.parametrize(("met", "share"), [("admitted", 0.67), ("begun", 0.14)])
def test_the_fourteen_in_a_hundred_has_two_readings(met: str, share: float) -> None:
    assert Setting(met="begun" if met == "begun" else "admitted").met_share == share


def test_a_planted_gap_is_in_access_alone() -> None:
    gap, groups = Setting(gap=True), anchors().gap.groups
    assert [gap.access("M"), gap.access("A"), USUAL.access("M")] == [anchors().gap.access, 1, 1]
    offered: dict[tuple[bool, bool], list[bool]] = {}
    for setting in (gap, USUAL):
        for row in rows(62, Setting(profile="drill", gap=setting.gap)):
            key = setting.gap, row.ethnic in groups
            offered.setdefault(key, []).append(row.offered is not None)
    assert offered[True, False] == offered[False, False]
    assert sum(offered[True, True]) < sum(offered[False, True])
