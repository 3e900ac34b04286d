"""How unwell she is from day to day: each day keeps a part of the day before, and the level towards
which it goes falls with the stay."""

from __future__ import annotations

import math
from random import Random
from typing import Literal

from srh_assess.workflow.invented.anchors import anchors


def walk(draw: Random, days: int) -> list[float]:
    """The acuity of each day of a stay, from its first; never below none."""
    shape = anchors().acuity
    found, away = [], 0.0
    for day in range(days):
        level = shape.start * math.exp(-day / shape.ease_days)
        away = shape.keep * away + draw.gauss(0, shape.noise)
        found.append(max(0.0, level + away))
    return found


def colour(acuity: float) -> Literal["green", "amber", "red"]:
    """How settled she is, as the timing has it."""
    shape = anchors().acuity
    if acuity >= shape.red:
        return "red"
    return "amber" if acuity >= shape.amber else "green"
