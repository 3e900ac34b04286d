"""Whom to ring: one call list for everything that runs, and the numbers of this unit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from srh_assess.protocol.model import Destination, Protocol
from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import PhoneCard
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.workflow.calling import destinations
from srh_assess.workflow.session import Session
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.urgent import Interruption

NO_NUMBER = "No number set for this unit. Ask the switchboard; a lead can set it in Settings"


def calls(
    theme: Theme, protocol: Protocol, one: Interruption, unit: Unit | None
) -> Iterable[QWidget]:
    """The first to ring in large figures, then the others."""
    found = destinations(protocol, one)
    if not found:
        return
    first, others = found[0], found[1:]
    number = unit.number(first.id) if unit else ""
    name = (unit.names.get(first.id) if unit else "") or first.label
    ask = f"Ask for: {first.ask_for}" if first.ask_for else first.route
    if hours := _hours(first, unit):
        ask = f"{ask}. {hours}" if ask else hours
    yield PhoneCard(theme, name, number, ask=ask if number else f"{ask}. {NO_NUMBER}")
    if others:
        yield Facts(
            theme,
            [_other(destination, unit) for destination in others],
            shares=(3, 2),
        )


def _hours(destination: Destination, unit: Unit | None) -> str:
    """When somebody answers there, as the unit knows it."""
    return unit.hours.get(destination.id, "") if unit else ""


def on_ward(protocol: Protocol, unit: Unit | None) -> str:
    """Which tests and supplies a lead says are on the ward; nothing when none was said."""
    held = unit.holds if unit else ()
    return "\n".join(supply.name for id, supply in protocol.supplies.items() if id in held)


def _other(destination: Destination, unit: Unit | None) -> Fact:
    number = unit.number(destination.id) if unit else ""
    return Fact(
        id=destination.id,
        label=(unit.names.get(destination.id) if unit else "") or destination.label,
        value=sentences(number, _hours(destination, unit)) or "No number set: switchboard",
        strong=bool(number),
        muted=not number,
    )


def limits_told(session: Session, one: Interruption) -> tuple[str, ...]:
    """Each clock of the group with its own limit, where one call serves several. The limit
    told is the earlier of its two: what holds if the earliest time was the true one."""
    if len(one.clocks) < 2:
        return ()
    now, rules = session.clock.now(), session.protocol.clocks
    return tuple(
        f"{rules[clock.id].name}: {when_words(clock.first_limit or clock.act_by, now)}"
        for clock in one.clocks
    )
