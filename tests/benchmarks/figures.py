"""How a figure is taken and said: the thing, its floor in the same run, the ratio, the aim."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator

from msgspec import Struct, to_builtins


class Figure(Struct, frozen=True, kw_only=True):
    """``value`` and ``floor`` in the same unit; smaller is better."""

    what: str
    value: float
    floor: float
    unit: str
    aim: float
    against: str

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    def lines(self) -> Iterator[str]:
        """For people, then for programs."""
        word = "within" if self.ratio <= self.aim else "OVER"
        yield (
            f"{self.what}: {self.value:.3g} {self.unit}, {self.ratio:.2f} times "
            f"{self.against} ({self.floor:.3g} {self.unit}); {word} the aim of {self.aim:g}"
        )
        yield json.dumps({**to_builtins(self), "ratio": round(self.ratio, 3)})


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    """How long each of ``times`` goes took."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def middle(act: Callable[[], object], times: int) -> float:
    """The median of ``times`` goes, in milliseconds."""
    return statistics.median(milliseconds(act, times))
