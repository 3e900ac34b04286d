"""Rows with a condition each, and those that hold now, found without asking every one.

A record answers a quarter of the items, or less: most rows speak of items that have no answer. The
rows are kept by the items of which one must be answered for them to hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from srh_assess.rules.conditions import Predicate
from srh_assess.rules.view import View

T = TypeVar("T")


class Rows(Generic[T]):
    """Rows; ``every`` one of them, in the order of their table."""

    def __init__(self, rows: Iterable[tuple[Predicate, T]]) -> None:
        self.every = tuple(rows)
        self._always: list[int] = []
        self._by_item: dict[str, list[int]] = {}
        for place, (test, _) in enumerate(self.every):
            if test.told_by is None:
                self._always.append(place)
            for item in test.told_by or ():
                self._by_item.setdefault(item, []).append(place)

    def holding(self, view: View) -> list[tuple[Predicate, T]]:
        """Those that hold now, in their order."""
        near = set(self._always)
        by_item = self._by_item
        for item in view.answers:
            if item in by_item:
                near.update(by_item[item])
        found = []
        for place in sorted(near):
            row = self.every[place]
            if row[0].holds(view):
                found.append(row)
        return found
