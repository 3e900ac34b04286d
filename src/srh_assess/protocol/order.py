"""The order in which items can be decided: each after those its showing depends on.

A skip or a *shown when* reads other items, directly or through named conditions. Sorted so,
one pass over the items reaches the fixed point; a ring of dependencies has none and is
refused when the protocol is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from srh_assess.protocol.model import Condition, Item, NamedCondition


class Ring(Exception):
    """Items or named conditions that wait for one another. ``names`` lists them in turn."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(names))
        self.names = names


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and everything it is made of, named conditions not opened."""
    yield condition
    for part in (*condition.all, *condition.any):
        yield from parts(part)


def show_order(items: Iterable[Item], conditions: Mapping[str, NamedCondition]) -> tuple[str, ...]:
    """The item ids, each after all that decide whether it shows. Raises ``Ring``."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, condition in conditions.items():
        sorter.add(_named(name), *_reads(condition.when))
    wanted = []
    for item in items:
        shown = _reads(item.shown_when) if item.shown_when else ()
        sorter.add(item.id, *shown, *(_named(skip) for skip in item.skips))
        wanted.append(item.id)
    try:
        found = tuple(sorter.static_order())
    except CycleError as fault:
        raise Ring(tuple(fault.args[1])) from fault
    known = set(wanted)
    return tuple(name for name in found if name in known)


def _named(name: str) -> str:
    return f"condition {name}"


def _reads(condition: Condition) -> Iterator[str]:
    for part in parts(condition):
        if part.item:
            yield part.item
        if part.named:
            yield _named(part.named)
