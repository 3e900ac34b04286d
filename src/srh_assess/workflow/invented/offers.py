"""On which day the talk is offered: a logistic of the day of the stay and of how unwell she is, on
days on which somebody is there to hold it.

Where the curve stands is not written down: it is found, so that of many invented stays the share
is assessed that the month asks for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from random import Random

from srh_assess.workflow.invented.acuity import colour, walk
from srh_assess.workflow.invented.anchors import anchors
from srh_assess.workflow.invented.arrivals import A_DAY, length
from srh_assess.workflow.invented.rota import Rota
from srh_assess.workflow.invented.setting import USUAL, Setting

AGAIN_DAYS = 3
"""So many days a stay goes on after a first no, where there is time to ask again."""
_LOW, _HIGH, _HALVES = -12.0, 12.0, 18


def logistic(x: float) -> float:
    """From any number to a chance."""
    return 1 / (1 + math.exp(-x))


def slope(day: int, acuity: float) -> float:
    """What day and acuity add to where the curve stands."""
    given = anchors().offer
    return given.a_day * day + given.acuity * acuity


def open_days(acuity: Sequence[float], rota: Rota, first: int) -> list[int]:
    """The days of a stay, from 0, on which a talk can be. ``first`` is its first on the ward's
    calendar."""
    return [
        day
        for day, level in enumerate(acuity)
        if colour(level) != "red" and not rota.why_not(first + day)
    ]


def offered_on(
    draw: Random, stands: float, acuity: Sequence[float], days: Sequence[int]
) -> int | None:
    """The day of the offer among those on which it can be; none where she goes before."""
    for day in days:
        if draw.random() < logistic(stands + slope(day, acuity[day])):
            return day
    return None


def comes_again(day: int, days: int) -> bool:
    """Whether after a no on this day there is time to ask again."""
    return days - day > AGAIN_DAYS


@cache
def stands_for(share: float, setting: Setting = USUAL) -> float:
    """Where the curve has to stand, for this share of those admitted to be assessed."""
    low, high = _LOW, _HIGH
    for _ in range(_HALVES):
        middle = (low + high) / 2
        low, high = (middle, high) if _assessed(middle, setting) < share else (low, middle)
    return (low + high) / 2


def _assessed(stands: float, setting: Setting = USUAL) -> float:
    """The share assessed among the stays tried."""
    stays = _tried(setting)
    return sum(_chance(stands, stay) for stay in stays) / len(stays)


def _chance(stands: float, stay: Sequence[tuple[float, float]]) -> float:
    left, found = 1.0, 0.0
    for slope_, yes in stay:
        offered = left * logistic(stands + slope_)
        found += offered * yes
        left -= offered
    return found


@cache
def _tried(setting: Setting) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Stays of which only this is known: the slope of each day on which the talk can be, and how
    likely it is then held in the end."""
    draw, path = Random("stays tried"), anchors().path
    rota, stays, first = Rota(Random("rota tried")), [], 0
    for _ in range(anchors().offer.stays):
        days = max(1, length(draw, setting) // A_DAY)
        acuity = walk(draw, days)
        later = [path.later_yes if comes_again(day, days) else 0.0 for day in range(days)]
        stays.append(
            tuple(
                (slope(day, acuity[day]), 1 - path.declined_first * (1 - later[day]))
                for day in open_days(acuity, rota, first)
            )
        )
        first += 3
    return tuple(stays)
