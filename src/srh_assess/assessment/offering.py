"""What was offered beyond the core questions, and what she said to it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.fact import Fact

Said = Literal["now", "later", "no"]


class ExtendedOffered(Fact, frozen=True, kw_only=True, tag="extended_offered"):
    """The further questions of a section were offered in a sitting. ``because`` names the needs
    that made them fit; without any they were looked for. Her no needs no reason."""

    sitting: str
    section: str
    answer: Said
    because: tuple[str, ...] = ()


class Offered(Struct, frozen=True, kw_only=True):
    """An offer with its time and its author."""

    at: datetime
    author: str
    fact: ExtendedOffered


def newest(offers: tuple[Offered, ...], sitting: str) -> dict[str, ExtendedOffered]:
    """The newest offer of each section in one sitting."""
    return {one.fact.section: one.fact for one in offers if one.fact.sitting == sitting}
