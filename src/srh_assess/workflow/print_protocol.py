"""The ``protocol`` command: the whole protocol as data, in the order of the document."""

from __future__ import annotations

from typing import Any

import msgspec

from srh_assess.protocol.model import Protocol

_LISTS = ("items", "conditions", "needs", "clocks", "destinations", "decisions", "settings")


def as_data(protocol: Protocol) -> dict[str, Any]:
    """Everything the protocol holds, as JSON can write it; what is looked up by id is a list of
    rows, each with its id. Dates are ISO."""
    found: dict[str, Any] = msgspec.to_builtins(protocol)
    for name in _LISTS:
        found[name] = list(found[name].values())
    return found
