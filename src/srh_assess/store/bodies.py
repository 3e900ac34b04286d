"""Opening the sealed body behind a line of a chain, and writing a line's time.

Used by the journal and the ledger; knows no database.
"""

from __future__ import annotations

from datetime import UTC, datetime

from srh_assess.store import chain, keys
from srh_assess.store.chain import Link


def opened_body(key: bytes, link: Link, sealed: bytes | None) -> bytes | None:
    """The body behind a line; none when it is missing, changed, or another line's."""
    body = keys.unseal(key, sealed, link.about()) if sealed is not None else None
    if body is None or chain.body_hash(body) != link.body_hash:
        return None
    return chain.unsalted(body)


def written(moment: datetime) -> str:
    """A moment as the chained part holds it: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
