"""The needs that the answers raise. The rules only suspect; the nurse confirms.

Every row of a need that holds adds its items to *because*; the most urgent row gives the
urgency. A need that only rows marked *unsure* raise is to be asked again. A clock that runs
while no row raises any of its needs raises the first of them: what has a limit is never
without an owner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from srh_assess.assessment.answers import State
from srh_assess.protocol.model import NeedRule, Protocol, Raised
from srh_assess.rules.clocks import ClockFinding
from srh_assess.rules.conditions import Predicate
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import View

Held = tuple[Predicate, Raised]


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
    held: dict[str, list[Held]] = {}
    for test, (rule, row) in plan_of(protocol).needs.holding(view):
        held.setdefault(rule.id, []).append((test, row))
    raised = {
        need: _by_rows(protocol.needs[need], rows, protocol, view, first_raised)
        for need, rows in held.items()
    }
    for need, running in _left_alone(protocol, clocks, raised.keys()).items():
        raised[need] = _by_clocks(protocol.needs[need], running, protocol, view, first_raised)
    return tuple(raised[need] for need in protocol.needs if need in raised)


def _left_alone(
    protocol: Protocol, clocks: Iterable[ClockFinding], raised: Collection[str]
) -> Mapping[str, list[ClockFinding]]:
    """The clocks that run without any of their needs, by the first need of each."""
    by_need: dict[str, list[ClockFinding]] = {}
    alone = set(raised).isdisjoint
    for clock in clocks:
        belongs = protocol.clocks[clock.id].needs
        if clock.state != "closed" and belongs and alone(belongs):
            by_need.setdefault(belongs[0], []).append(clock)
    return by_need


def _by_rows(
    rule: NeedRule,
    held: Sequence[Held],
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


def _by_clocks(
    rule: NeedRule,
    running: Iterable[ClockFinding],
    protocol: Protocol,
    view: View,
    first_raised: Mapping[str, datetime],
) -> NeedFinding:
    because = dict.fromkeys(item for clock in running for item in clock.because)
    first = first_raised.get(rule.id, view.now)
    return NeedFinding(
        id=rule.id,
        state="suspected",
        urgency=rule.urgency,
        because=tuple(because),
        due=first + timedelta(hours=protocol.urgency_hours[rule.urgency]),
        reask=all(_unsure(item, view) for item in because),
    )


def _unsure(item: str, view: View) -> bool:
    answer = view.answers.get(item)
    return answer is not None and answer.state is State.UNSURE
