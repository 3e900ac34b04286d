"""An attacker of another make than the program's own.

Every cell is an unknown; bounds are narrowed sum by sum, and what is left open is tried value
by value to the end. Slow and complete, where the program's own is quick and cautious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from srh_assess.measures.disclosure.attack import Name

Bounds = tuple[int, int]
Narrowed = dict[Name, Bounds]


class Reader:
    def __init__(
        self, bounds: Mapping[Name, Bounds], sums: Sequence[tuple[Name, tuple[Name, ...]]]
    ) -> None:
        self.sums = sums
        narrowed = self.narrow(dict(bounds))
        assert narrowed is not None, "what is shown contradicts itself"
        self.bounds = narrowed

    def candidates(self, cell: Name, enough: int) -> int:
        """How many values the cell may have, counted up to ``enough``."""
        low, high = self.bounds[cell]
        found = 0
        for value in range(low, high + 1):
            found += self.possible({**self.bounds, cell: (value, value)})
            if found >= enough:
                break
        return found

    def possible(self, bounds: Narrowed) -> bool:
        narrowed = self.narrow(dict(bounds))
        if narrowed is None:
            return False
        free = [c for c, (low, high) in narrowed.items() if low < high]
        if not free:
            return True
        cell = min(free, key=lambda c: narrowed[c][1] - narrowed[c][0])
        low, high = narrowed[cell]
        return any(self.possible({**narrowed, cell: (v, v)}) for v in range(low, high + 1))

    def narrow(self, bounds: Narrowed) -> Narrowed | None:
        changed = True
        while changed:
            changed = False
            for total, parts in self.sums:
                for cell, low, high in _implied(bounds, total, parts):
                    before = bounds[cell]
                    after = max(before[0], low), min(before[1], high)
                    if after[0] > after[1]:
                        return None
                    changed = changed or after != before
                    bounds[cell] = after
        return bounds


def _implied(
    bounds: Narrowed, total: Name, parts: tuple[Name, ...]
) -> Iterator[tuple[Name, int, int]]:
    low = sum(bounds[p][0] for p in parts)
    high = sum(bounds[p][1] for p in parts)
    yield total, low, high
    for part in parts:
        others_low, others_high = low - bounds[part][0], high - bounds[part][1]
        yield part, bounds[total][0] - others_high, bounds[total][1] - others_low
