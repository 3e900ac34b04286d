"""What all facts have in common. ``facts`` lists every kind there is."""

from __future__ import annotations

from msgspec import Struct


class Fact(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Base of all facts."""
