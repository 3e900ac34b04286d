"""Which rows of the content are due to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from srh_assess.protocol.model import Protocol, Sourced


class Dated(Struct, frozen=True):
    """A row past its date: what it is, and the date."""

    name: str
    review_by: date


def past_review(protocol: Protocol, day: date) -> tuple[Dated, ...]:
    """Every row whose date to be looked at again lies before ``day``, the oldest first."""
    found = [Dated(n, row.review_by) for n, row in rows_with_dates(protocol) if row.review_by < day]
    return tuple(sorted(found, key=lambda dated: dated.review_by))


def rows_with_dates(protocol: Protocol) -> Iterator[tuple[str, Sourced]]:
    """Every row that a clinician could dispute, with the name a list calls it by."""
    kinds: Iterable[tuple[str, Mapping[str, Sourced]]] = (
        ("", protocol.items),
        ("condition ", protocol.conditions),
        ("", protocol.needs),
        ("clock ", protocol.clocks),
        ("destination ", protocol.destinations),
        ("decision ", protocol.decisions),
        ("setting ", protocol.settings),
        ("supply ", protocol.supplies),
        ("note ", protocol.tables.notes),
        ("medicine ", protocol.tables.medicines),
        ("method ", protocol.tables.methods),
        ("screening rule ", protocol.tables.screening),
        ("test ", protocol.tables.tests),
        ("instrument ", protocol.tables.instruments),
        ("care ", protocol.care),
        ("view ", protocol.views),
        ("saying ", protocol.sayings),
    )
    for kind, found in kinds:
        yield from ((f"{kind}{name}", row) for name, row in found.items())
    yield "gate", protocol.gate
    yield from ((f"gate domain {domain.id}", domain) for domain in protocol.gate.domains)
