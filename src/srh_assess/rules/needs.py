"""The needs that the answers raise. The rules only suspect; the nurse confirms.

Every row of a need that holds adds its items to *because*; the most urgent row gives the
urgency. A need that only rows marked *unsure* raise is to be asked again. A clock that runs
while no row raises any of its needs raises the first of them: what has a limit is never
without an owner.
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
    raised: dict[str, NeedFinding] = {}
    for rule, rows in plan_of(protocol).needs:
        held = tuple((test, row) for test, row in rows if test.holds(view))
        if held:
            raised[rule.id] = _by_rows(rule, held, protocol, view, first_raised)
    for clock in clocks:
        belongs = protocol.clocks[clock.id].needs
        if clock.state != "closed" and belongs and raised.keys().isdisjoint(belongs):
            rule = protocol.needs[belongs[0]]
            raised[rule.id] = _by_clock(rule, clock, protocol, view, first_raised)
    return tuple(raised[need] for need in protocol.needs if need in raised)


def _by_rows(
    rule: NeedRule,
    held: tuple[tuple[Predicate, Raised], ...],
    protocol: Protocol,
    view: View,
    first_raised: Mapping[str, datetime],
) -> NeedFinding:
    hours = protocol.urgency_hours
    urgency = min((row.urgency or rule.urgency for _, row in held), key=hours.__getitem__)
    because = dict.fromkeys(item for test, _ in held for item in test.grounds(view).items)
    first = first_raised.get(rule.id, view.now)
    return NeedFinding(
        id=rule.id,
        state="suspected",
        urgency=urgency,
        because=tuple(because),
        due=first + timedelta(hours=hours[urgency]),
        reask=all(row.unsure for _, row in held),
    )


def _by_clock(
    rule: NeedRule,
    clock: ClockFinding,
    protocol: Protocol,
    view: View,
    first_raised: Mapping[str, datetime],
) -> NeedFinding:
    first = first_raised.get(rule.id, view.now)
    return NeedFinding(
        id=rule.id,
        state="suspected",
        urgency=rule.urgency,
        because=clock.because,
        due=first + timedelta(hours=protocol.urgency_hours[rule.urgency]),
        reask=False,
    )
