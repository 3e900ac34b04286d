"""The ``protocol`` command: the whole protocol as data, in the order of the document, or as the
handbook that a clinician signs."""

from __future__ import annotations

from typing import Any

import msgspec

from srh_assess.protocol.handbook import handbook
from srh_assess.protocol.model import Protocol

_LISTS = ("items", "conditions", "needs", "clocks", "destinations", "decisions", "settings")


def as_data(protocol: Protocol) -> dict[str, Any]:
    """Everything the protocol holds, as JSON can write it; what is looked up by id is a list of
    rows, each with its id. Dates are ISO."""
    found: dict[str, Any] = msgspec.to_builtins(protocol)
    for name in _LISTS:
        found[name] = list(found[name].values())
    return found


def as_html(protocol: Protocol, notice: str = "") -> str:
    """The handbook as one page for a browser. ``notice`` says how its approval stands."""
    from srh_assess.letters import handbook_html

    return handbook_html.page(handbook(protocol), notice)


def as_pdf(protocol: Protocol, notice: str = "") -> bytes:
    """The handbook on paper."""
    from srh_assess.letters import handbook as paper  # late: it loads what sets letters

    return paper.pdf(handbook(protocol), notice)
