"""The needs that the answers raise. The rules only suspect; the nurse confirms.

Every row of a need that holds adds its items to *because*; the most urgent row gives the
urgency. A need that only rows marked *unsure* raise is to be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from srh_assess.protocol.model import NeedRule, Protocol, Raised
from srh_assess.rules.clocks import ClockFinding
from srh_assess.rules.conditions import Predicate
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import View


class NeedFinding(Struct, frozen=True, kw_only=True):
    """One need that something raises, and when it is due."""

    id: str
    state: Literal["suspected"]
    urgency: str
    because: tuple[str, ...]
    due: datetime
    reask: bool


def needs(
    protocol: Protocol,
    view: View,
    clocks: Iterable[ClockFinding],
    first_raised: Mapping[str, datetime],
) -> tuple[NeedFinding, ...]:
    """Every need raised now, in the order of the catalogue.

    Due counts from when the need was first raised, so that going on does not put it off.
    """
    found = []
    for rule, rows in plan_of(protocol).needs:
        raised = [(test, row) for test, row in rows if test.holds(view)]
        if raised:
            found.append(_need(rule, raised, protocol, view, first_raised))
    return tuple(found)


def _need(
    rule: NeedRule,
    raised: Iterable[tuple[Predicate, Raised]],
    protocol: Protocol,
    view: View,
    first_raised: Mapping[str, datetime],
) -> NeedFinding:
    rows = tuple(raised)
    hours = protocol.urgency_hours
    urgency = min((row.urgency or rule.urgency for _, row in rows), key=lambda u: hours[u])
    because = dict.fromkeys(item for test, _ in rows for item in test.grounds(view).items)
    return NeedFinding(
        id=rule.id,
        state="suspected",
        urgency=urgency,
        because=tuple(because),
        due=first_raised.get(rule.id, view.now) + timedelta(hours=hours[urgency]),
        reask=all(row.unsure for _, row in rows),
    )
