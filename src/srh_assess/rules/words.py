"""The sentences that say why something is not asked, where the protocol has none of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DOES_NOT_APPLY = "Not asked: an earlier answer leaves nothing to ask here."
DECIDED_AT_THE_GATE = "Not asked: it is recorded with the decision at the gate."
OUTSIDE: Mapping[str, str] = MappingProxyType(
    {
        "go": "Not a core question: offered where it fits.",
        "partial": "Not part of the short version.",
        "defer": "Not now: the talk was put off.",
    }
)
