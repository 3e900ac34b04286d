"""Which facts of staff can start a clock at any moment: what can be seen, or read in the notes."""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.protocol.model import Condition, Protocol

_PAGES = (
    "red_flag_times", "body_now", "body_signs", "pregnancy_signs", "postnatal_signs",
    "test_result", "contacts",
)  # fmt: skip


def signs(protocol: Protocol) -> tuple[str, ...]:
    """The staff items among the signs that start a clock, in the order of the protocol."""
    starting = set(_starting(protocol))
    return tuple(
        item.id
        for item in protocol.items.values()
        if item.staff and item.page in _PAGES and item.id in starting
    )


def _starting(protocol: Protocol) -> Iterator[str]:
    for clock in protocol.clocks.values():
        for start in clock.starts:
            yield start.item
            yield from _named(protocol, start.when)


def _named(protocol: Protocol, condition: Condition) -> Iterator[str]:
    """Every item a condition asks about."""
    if condition.named:
        yield from _named(protocol, protocol.conditions[condition.named].when)
    yield condition.item
    for part in (*condition.all, *condition.any):
        yield from _named(protocol, part)
