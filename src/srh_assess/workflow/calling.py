"""The sheet for a call that cannot wait: made from the record, printed once it is asked for.

It needs no agreement of hers, because it goes to nobody: it is what the screen shows, for the
hand of whoever rings. That it was printed is in the journal, as every paper is.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from srh_assess.assessment.calling import CallSheetPrinted
from srh_assess.clock import local
from srh_assess.errors import Refused
from srh_assess.letters.call_sheet import Call, compose
from srh_assess.letters.letter import Letter, Printing
from srh_assess.protocol.model import Destination, Protocol
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.given import mark_of
from srh_assess.workflow.session import Change, Session
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.urgent import Interruption

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered

NO_NUMBER = "No number set for this unit: ask the switchboard"


def destinations(protocol: Protocol, one: Interruption) -> tuple[Destination, ...]:
    """Everyone the clocks of this group name, in their order, each once."""
    ids = [d for clock in one.clocks for d in protocol.clocks[clock.id].destinations]
    return tuple(protocol.destinations[name] for name in dict.fromkeys(ids))


def items(session: Session, one: Interruption) -> tuple[str, ...]:
    """The facts that apply to her, in the order they are asked for on the telephone."""
    clocks = session.protocol.clocks
    asked = dict.fromkeys(item for clock in one.clocks for item in clocks[clock.id].facts)
    shown = session.findings.asking.shown
    return tuple(item for item in asked if item in shown)


def sheet(session: Session, unit: Unit, one: Interruption, *, approved: bool = False) -> Letter:
    """The sheet as it stands now."""
    protocol, now = session.protocol, session.clock.now()
    rules, stay = protocol.clocks, session.record.stay
    unit = unit.on(stay.ward) if stay is not None else unit
    numbers = tuple(
        (unit.names.get(place.id) or place.label, unit.number(place.id) or NO_NUMBER)
        for place in destinations(protocol, one)
    )
    call = Call(
        title=one.title,
        action=rules[one.clocks[0].id].action,
        ward=unit.ward,
        trust=unit.trust,
        numbers=numbers,
        limits=tuple(
            (rules[clock.id].name, clock.first_limit or clock.act_by, clock.closes)
            for clock in one.clocks
        ),
        items=tuple(protocol.items[name] for name in items(session, one)),
        at=now,
        dated=local(now).date(),
        id=uuid4().hex[:8].upper(),
        approved=approved,
    )
    return compose(call, session.record, session.findings.asking.visible)


def on_desk(desk: Desk, session: Session, one: Interruption) -> Rendered:
    """Its page or pages, marked as everything of this home is."""
    from srh_assess.letters.render import Renderer  # reportlab is slow to load

    if desk.unit is None:
        raise Refused("not-signed-in")
    now = session.clock.now()
    made = sheet(session, desk.unit, one, approved=desk.approved_at(now))
    return Renderer().pdf(made, Printing(at=now, mark=mark_of(desk)))


def print_out(
    session: Session,
    one: Interruption,
    pages: Rendered,
    press: Callable[[bytes], None],
    *,
    printer: str,
) -> Change:
    """Prints it, and writes that down once the printer took it."""
    press(pages.data)
    return session.add(
        CallSheetPrinted(
            clocks=tuple(clock.id for clock in one.clocks),
            file=sha256(pages.data).hexdigest(),
            printer=printer,
        )
    )
