"""Who came in without a key to the records: a line a day in the ledger, so that it stays small.

An account that opens records has a file of its own in the journal for each sign-in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.clock import local

if TYPE_CHECKING:
    from srh_assess.workflow.leading import Written


class CameIn(Struct, frozen=True, kw_only=True, tag_field="kind", tag="came_in"):
    """This account signed in on this day, with these roles."""

    roles: tuple[str, ...]


def is_news(written: Iterable[Written], account: str, now: datetime) -> bool:
    """Whether this day has no line of this account yet."""
    today = local(now).date()
    return not any(
        isinstance(entry.fact, CameIn)
        and entry.author == account
        and local(entry.at).date() == today
        for entry in written
    )
