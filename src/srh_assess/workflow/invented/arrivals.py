"""When women come, for how long, and to which bed.

Arrivals are Poisson, fewer at weekends, with a small swing over the year; the stay is lognormal;
a full ward makes her wait for the next free bed. Some come back within weeks. All times are whole
minutes from the first day, so that a seed gives the same everywhere.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from random import Random

from msgspec import Struct

from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.setting import USUAL, Setting

A_DAY = 24 * 60
_WARDS = (
    "Willow", "Rowan", "Alder", "Hawthorn", "Aspen", "Juniper", "Maple", "Linden", "Elder",
    "Sorrel",
)  # fmt: skip


class Visit(Struct, frozen=True, kw_only=True):
    """One stay: whose, where, from which minute to which."""

    place: int
    ward: int
    bed: int
    begins: int
    ends: int


def ward_name(ward: int) -> str:
    """The ward's name; beyond ten wards with a number."""
    name, round_ = _WARDS[ward % len(_WARDS)], ward // len(_WARDS)
    return f"{name} Ward" if not round_ else f"{name} {round_ + 1} Ward"


Closed = Callable[[int, int], bool]
"""Whether nobody is admitted: by ward and day, both from 0."""


class Run(Struct, frozen=True, kw_only=True):
    """So many stays on so many wards of a kind. Without ``queue`` nobody waits for a bed: a full
    ward puts up another."""

    count: int
    wards: int
    closed: Closed
    setting: Setting = USUAL
    queue: bool = True


def visits(draw: Random, run: Run) -> list[Visit]:
    """The stays of a run, by their beginning."""
    found = [visit for ward in range(run.wards) for visit in _of_ward(draw, ward, run)]
    found.sort(key=lambda visit: (visit.begins, visit.ward, visit.bed))
    return _named(draw, found[: run.count])


def _of_ward(draw: Random, ward: int, run: Run) -> Iterator[Visit]:
    """A ward's stays, some more than its share; whose they are is not said yet."""
    free = [(0, bed) for bed in range(1, anchors().beds.each + 1)]
    wanted = run.count // run.wards + run.count // (4 * run.wards) + 12
    for arrival in _arrivals(draw, wanted, run.setting):
        if free[0][0] > arrival and not run.queue:
            heapq.heappush(free, (arrival, len(free) + 1))
        open_from, bed = heapq.heappop(free)
        begins = max(arrival, open_from)
        while run.closed(ward, begins // A_DAY):
            begins = (begins // A_DAY + 1) * A_DAY + int(draw.random() * A_DAY)
        ends = begins + length(draw, run.setting)
        heapq.heappush(free, (ends, bed))
        yield Visit(place=-1, ward=ward, bed=bed, begins=begins, ends=ends)


def _arrivals(draw: Random, wanted: int, setting: Setting) -> Iterator[int]:
    """Minutes at which somebody comes: a Poisson process of the highest rate, thinned."""
    beds, often = anchors().beds, setting.kind.rate
    now, most = 0.0, often * (1 + beds.year_swing)
    while wanted:
        now += -math.log(1 - draw.random()) / most * A_DAY
        day = int(now // A_DAY)
        rate = often * (1 + beds.year_swing * math.sin(2 * math.pi * day / 365))
        if day % 7 >= 5:
            rate *= beds.weekend
        if draw.random() * most < rate:
            wanted -= 1
            yield int(now)


def length(draw: Random, setting: Setting) -> int:
    """Minutes of a stay: whole days, and some hours more or fewer."""
    stay, median = anchors().stay, setting.kind.median_days
    if setting.short_stays and draw.random() < stay.short:
        median = stay.short_median_days
    days = round(math.exp(draw.gauss(math.log(median), stay.sigma)))
    return max(1, min(stay.longest_days, days)) * A_DAY + int(draw.random() * 600) - 300


def _named(draw: Random, found: list[Visit]) -> list[Visit]:
    """Says whose each stay is: a new woman's, or of one who went home some weeks before."""
    gone: list[tuple[int, int]] = []
    named, women, back = [], 0, anchors().back
    for visit in found:
        due = gone and gone[0][0] <= visit.begins
        if due:
            place = heapq.heappop(gone)[1]
        else:
            place, women = women, women + 1
        if draw.random() < back.share:
            days = min(-math.log(1 - draw.random()) * back.mean_days, back.within_days)
            heapq.heappush(gone, (visit.ends + max(2, int(days)) * A_DAY, place))
        named.append(
            Visit(place=place, ward=visit.ward, bed=visit.bed, begins=visit.begins, ends=visit.ends)
        )
    return named
