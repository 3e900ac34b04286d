"""A protocol with a unit's own values in the places where the content allows them.

Pure. Which values a unit has set is the ledger's; what they may be is the content's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from srh_assess.protocol.model import Destination, NeedRule, Protocol, Setting


def fits(setting: Setting, value: float, *, shipped: bool = False) -> bool:
    """Whether a unit may set this value. A setting without bounds is not a unit's to set;
    its ``shipped`` value stands all the same."""
    if setting.least is None or setting.most is None:
        return shipped
    return setting.least <= value <= setting.most


def with_values(protocol: Protocol, values: Mapping[str, float]) -> Protocol:
    """The protocol with these values, those that another version of the content has no place or
    no room for left out. The very same protocol when none is left."""
    local = {
        id: value
        for id, value in sorted(values.items())
        if id in protocol.settings
        and fits(protocol.settings[id], value)
        and value != protocol.settings[id].value
    }
    if not local:
        return protocol
    settings = {
        id: replace(row, value=local[id], shipped=row.value) if id in local else row
        for id, row in protocol.settings.items()
    }
    return replace(protocol, settings=settings, local=local)


def with_places(
    protocol: Protocol, places: Iterable[tuple[Destination, tuple[str, ...]]]
) -> Protocol:
    """The protocol with a unit's own destinations, each behind the shipped ones of its needs."""
    own = tuple(places)
    if not own:
        return protocol
    needs: dict[str, NeedRule] = dict(protocol.needs)
    for place, served in own:
        for id in served:
            if id in needs:
                needs[id] = replace(needs[id], destinations=(*needs[id].destinations, place.id))
    destinations = {**protocol.destinations, **{place.id: place for place, _ in own}}
    return replace(protocol, needs=needs, destinations=destinations)
