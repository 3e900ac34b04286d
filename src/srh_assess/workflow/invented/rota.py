"""The days of a ward on which no talk can be: nobody trained is on shift, or an infection has
closed the ward. Blocks of days, one after another, as far as somebody looks."""

from __future__ import annotations

import math
from random import Random
from typing import Literal

from srh_assess.workflow.invented.anchors import anchors

Why = Literal["", "no_trained_staff", "infection_control"]
_YEAR = 365.0


class Rota:
    """One ward's days. The same whatever is asked first."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._upto = 0
        self._days: dict[int, Why] = {}

    def why_not(self, day: int) -> Why:
        """Why no talk can be on this day, counted from the first; empty where one can."""
        while self._upto <= day:
            self._block()
        return self._days.get(day, "")

    def closed(self, day: int) -> bool:
        """Whether nobody is admitted on this day."""
        return self.why_not(day) == "infection_control"

    def _block(self) -> None:
        """Open days, then the next block."""
        often = anchors().calendar
        a_year = often.gaps_a_year + often.closures_a_year
        free = int(-math.log(1 - self._draw.random()) * _YEAR / a_year) + 1
        gap = self._draw.random() * a_year < often.gaps_a_year
        least, most = often.gap_days if gap else often.closure_days
        long = least + int(self._draw.random() * (most - least + 1))
        first = self._upto + free
        self._upto = first + long
        for day in range(first, self._upto):
            self._days[day] = "no_trained_staff" if gap else "infection_control"
