"""The unit's own names and numbers: what a footer, a telephone page and a letter need.

Shipped without any: a number that nobody set is said to be missing, never guessed.
"""

from __future__ import annotations

from msgspec import Struct

from srh_assess.errors import BadInput

LONGEST = 200


class Unit(Struct, frozen=True, kw_only=True):
    """One ward of one trust. ``phones``, ``names`` and ``addresses`` belong to destinations,
    by their ids; ``envelope_names`` are neutral names for the window of an envelope."""

    trust: str
    ward: str
    phone: str = ""
    mailbox: str = ""
    address: tuple[str, ...] = ()
    phones: dict[str, str] = {}
    names: dict[str, str] = {}
    addresses: dict[str, tuple[str, ...]] = {}
    envelope_names: dict[str, str] = {}
    young_people: bool = False
    approved: bool = False

    def number(self, destination: str) -> str:
        """The unit's number for a destination; empty when none was set."""
        return self.phones.get(destination, "")


def check(unit: Unit) -> None:
    """Refuses a unit without a name, or with a line no letter could hold."""
    if not unit.trust.strip() or not unit.ward.strip():
        raise BadInput("unit-name-missing")
    lines = [unit.trust, unit.ward, unit.phone, unit.mailbox, *unit.address]
    lines += [*unit.phones.values(), *unit.names.values(), *unit.envelope_names.values()]
    lines += [line for address in unit.addresses.values() for line in address]
    for line in lines:
        if len(line) > LONGEST or "\n" in line:
            raise BadInput("unit-line-long", limit=str(LONGEST))
