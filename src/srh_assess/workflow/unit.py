"""The unit's own names, numbers and places: what a footer, a telephone page and a letter need.

Shipped without any: a number that nobody set is said to be missing, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import own_ward
from srh_assess.workflow.own_ward import OwnWard

LONGEST = 200
MOST_SHIFT = 15
"""Millimetres: further than that no address shows through any window."""


class OwnPlace(Struct, frozen=True, kw_only=True):
    """A destination that only this unit has, and the needs it can meet. Never the police."""

    id: str
    label: str
    use: str = ""
    route: str = ""
    ask_for: str = ""
    needs: tuple[str, ...] = ()


class Envelope(Struct, frozen=True, kw_only=True):
    """How far the address stands from where it would, in millimetres to the right and down,
    after the trust's own envelopes and printers."""

    right: float = 0
    down: float = 0


class Unit(Struct, frozen=True, kw_only=True):
    """One ward of one trust, and what letters say of others (``wards``). ``answered`` is when
    the telephone of the ward is answered. ``phones``, ``hours``, ``names`` and ``addresses``
    belong to destinations, by their ids; ``envelope_names`` are neutral names for the window of
    an envelope; ``holds`` are the tests and supplies that are on the ward; ``sentences`` are the
    unit's own words for standing sentences of letters, by their keys. ``viewer``: a letter may
    be opened in the computer's own program for PDF, which reads it from a file. ``initials``:
    the ward board shows no names until somebody asks for them."""

    trust: str
    ward: str
    phone: str = ""
    mailbox: str = ""
    address: tuple[str, ...] = ()
    phones: dict[str, str] = {}
    hours: dict[str, str] = {}
    names: dict[str, str] = {}
    addresses: dict[str, tuple[str, ...]] = {}
    envelope_names: dict[str, str] = {}
    own: tuple[OwnPlace, ...] = ()
    holds: tuple[str, ...] = ()
    young_people: bool = False
    sentences: dict[str, str] = {}
    envelope: Envelope = Envelope()
    viewer: bool = False
    initials: bool = False
    answered: str = ""
    wards: tuple[OwnWard, ...] = ()

    @property
    def rung(self) -> str:
        """The telephone of the ward with its hours; nothing without a number."""
        hours = self.answered.strip()
        return f"{self.phone}, {hours}" if hours and self.phone.strip() else self.phone

    def on(self, ward: str) -> Unit:
        """The unit as a letter about a stay on this ward has it. What nobody set for that ward is
        as for the whole home."""
        own = own_ward.found(self.wards, ward)
        if own is None:
            return self
        return replace(
            self,
            ward=own.named,
            address=own.address or self.address,
            phone=own.phone or self.phone,
            answered=own.answered or self.answered,
        )

    def number(self, destination: str) -> str:
        """The unit's number for a destination; empty when none was set."""
        return self.phones.get(destination, "")


def check(unit: Unit) -> None:
    """Refuses a unit without a name, with a line no letter could hold, or with a reader that no
    letter may have."""
    from srh_assess.letters import standing  # late: nobody needs it to sign in

    if not unit.trust.strip() or not unit.ward.strip():
        raise BadInput("unit-name-missing")
    for own in unit.own:
        if not own.id.strip() or not own.label.strip():
            raise BadInput("unit-place-unnamed")
    if max(abs(unit.envelope.right), abs(unit.envelope.down)) > MOST_SHIFT:
        raise BadInput("unit-envelope", limit=str(MOST_SHIFT))
    for line in _lines(unit):
        if len(line) > LONGEST or "\n" in line:
            raise BadInput("unit-line-long", limit=str(LONGEST))
    for name in _readers(unit):
        standing.check_reader(name.replace("_", " "))
    for key, text in unit.sentences.items():
        standing.check(key, text)
    own_ward.check(unit.ward, unit.wards)


def check_against(unit: Unit, protocol: Protocol) -> None:
    """Refuses what the content does not know: a number for a place that is none, a need or a
    supply that is none, and an own place under the name of a shipped one."""
    own = {place.id for place in unit.own}
    if len(own) < len(unit.own) or own & protocol.destinations.keys():
        raise BadInput("unit-place-twice")
    places = own | protocol.destinations.keys()
    for named in (unit.phones, unit.hours, unit.names, unit.addresses, unit.envelope_names):
        _known(named, places, "destination")
    _known(unit.holds, protocol.supplies.keys(), "supply")
    for place in unit.own:
        _known(place.needs, protocol.needs.keys(), "need")


def _known(named: Collection[str], there: Collection[str], kind: str) -> None:
    for name in named:
        if name not in there:
            raise BadInput("unit-unknown", kind=kind, name=name[:40])


def _readers(unit: Unit) -> Iterator[str]:
    """Whatever names somebody to whom something goes."""
    for named in (unit.names, unit.envelope_names):
        yield from named.values()
    yield from (line for address in unit.addresses.values() for line in address)
    for own in unit.own:
        yield from (own.id, own.label, own.route, own.ask_for)


def _lines(unit: Unit) -> Iterator[str]:
    yield from (unit.trust, unit.ward, unit.phone, unit.mailbox, *unit.address, unit.answered)
    for ward in unit.wards:
        yield from (ward.ward, ward.shown, *ward.open_lines)
    for named in (unit.phones, unit.hours, unit.names, unit.envelope_names):
        yield from named.values()
    yield from (line for address in unit.addresses.values() for line in address)
    for own in unit.own:
        yield from (own.id, own.label, own.use, own.route, own.ask_for)
