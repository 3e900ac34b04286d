"""An attacker who gives up nothing: every whole number that fits, found or ruled out.

Bounds are narrowed sum by sum to their end; what is open after that is searched value by value,
with bounds narrowed at each step. A hint (the truth) says where to look first and changes no
answer: a value that is found is a whole set of numbers that fits every sum, a value ruled out has
none. A search that is cut short says so, and its test fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

Name = Any
Total = tuple[Name, tuple[Name, ...]]
Bounds = dict[Name, tuple[int, int]]
MOST_NODES = 20_000
FEW = 7


class TooHardError(Exception):
    """Neither found nor ruled out."""


class Solver:
    """Unknown whole numbers with their bounds, and which of them add up."""

    def __init__(
        self,
        bounds: Mapping[Name, tuple[int, int]],
        sums: Sequence[Total],
        hint: Mapping[Name, int],
        either: Sequence[tuple[Name, Name]] = (),
    ) -> None:
        """Of each pair in ``either`` one is few, from 1 to 7; which of them nobody says."""
        self._other: dict[Name, list[Name]] = {}
        for one, other in either:
            self._other.setdefault(one, []).append(other)
            self._other.setdefault(other, []).append(one)
        self._sums = list(dict.fromkeys(sums))
        self._of: dict[Name, list[int]] = {name: [] for name in bounds}
        for at, (total, parts) in enumerate(self._sums):
            for name in (total, *parts):
                self._of[name].append(at)
        self._hint = hint
        self._seen: dict[Name, set[int]] = {name: set() for name in bounds}
        narrowed = self._narrow(dict(bounds), range(len(self._sums)))
        assert narrowed is not None, "what is shown contradicts itself"
        self.bounds = narrowed

    def candidates(self, name: Name, enough: int) -> int:
        """How many values this number can have, counted up to ``enough``."""
        low, high = self.bounds[name]
        enough = min(enough, high - low + 1)
        for value in self._near(name, low, high):
            if len(self._seen[name]) >= enough:
                break
            if value not in self._seen[name] and self._fits(name, value):
                self._seen[name].add(value)
        return min(len(self._seen[name]), enough)

    def _near(self, name: Name, low: int, high: int) -> Iterator[int]:
        """Every value, those near the hint first."""
        middle = min(max(self._hint.get(name, low), low), high)
        yield middle
        for apart in count(1):
            if middle - apart < low and middle + apart > high:
                return
            yield from (v for v in (middle + apart, middle - apart) if low <= v <= high)

    def _fits(self, name: Name, value: int) -> bool:
        start = self._narrow({**self.bounds, name: (value, value)}, self._of[name])
        if start is None:
            return False
        order = self._outward(name)
        for narrowest, most in ((False, MOST_NODES // 20), (True, MOST_NODES)):
            self._nodes = most
            try:
                return self._solved(start, order, narrowest)
            except TooHardError:
                if narrowest:
                    raise
        return False

    def _outward(self, name: Name) -> list[Name]:
        """What hangs on this number, the furthest first: what is near it moves last."""
        order, seen = [name], {name}
        for one in order:
            for at in self._of[one]:
                total, parts = self._sums[at]
                for other in (total, *parts):
                    low, high = self.bounds[other]
                    if other not in seen and low < high:
                        seen.add(other)
                        order.append(other)
        return order[::-1]

    def _solved(self, bounds: Bounds, order: list[Name], narrowest: bool, first: int = 0) -> bool:
        self._nodes -= 1
        if not self._nodes:
            raise TooHardError
        ahead = (
            at for at in range(first, len(order)) if bounds[order[at]][0] < bounds[order[at]][1]
        )
        if narrowest:
            room = {at: bounds[order[at]][1] - bounds[order[at]][0] for at in ahead}
            free, first = min(room, key=lambda at: room[at], default=None), 0
        else:
            free = next(ahead, None)
            first = 0 if free is None else free + 1
        if free is None:
            for one in order:  # a whole set of numbers: it answers for each of them
                self._seen[one].add(bounds[one][0])
            return True
        name = order[free]
        for value in self._near(name, *bounds[name]):
            after = self._narrow({**bounds, name: (value, value)}, self._of[name])
            if after is not None and self._solved(after, order, narrowest, first):
                return True
        return False

    def _narrow(self, bounds: Bounds, first: Sequence[int]) -> Bounds | None:
        """Until no sum says more; none where one cannot be."""
        waiting = dict.fromkeys(first)
        if not all(self._few(bounds, name, waiting) for name in self._other):
            return None
        while waiting:
            at = next(iter(waiting))
            del waiting[at]
            total, parts = self._sums[at]
            low, high = sum(bounds[p][0] for p in parts), sum(bounds[p][1] for p in parts)
            told = [(total, low, high)]
            told += [
                (p, bounds[total][0] - high + bounds[p][1], bounds[total][1] - low + bounds[p][0])
                for p in parts
            ]
            for name, least, most in told:
                before = bounds[name]
                after = max(before[0], least), min(before[1], most)
                if after[0] > after[1]:
                    return None
                if after != before:
                    bounds[name] = after
                    waiting.update(dict.fromkeys(self._of[name]))
                    if not self._few(bounds, name, waiting):
                        return None
        return bounds

    def _few(self, bounds: Bounds, name: Name, waiting: dict[int, None]) -> bool:
        """Where this number is not few any more, the other of its pair is."""
        low, high = bounds[name]
        if low <= FEW and high >= 1:
            return True
        for other in self._other.get(name, ()):
            before = bounds[other]
            after = max(before[0], 1), min(before[1], FEW)
            if after[0] > after[1]:
                return False
            if after != before:
                bounds[other] = after
                waiting.update(dict.fromkeys(self._of[other]))
        return True
