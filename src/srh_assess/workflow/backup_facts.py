"""Where backups go and how often, as an entry of the ledger."""

from __future__ import annotations

from msgspec import Struct


class BackupsPlanned(Struct, frozen=True, kw_only=True, tag_field="kind", tag="backups"):
    """``folder`` is empty for the home's own folder of backups, on the same disk."""

    folder: str = ""
    every_hours: int = 4
