"""Places and phone numbers: what the content says of each, and what this unit knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from srh_assess.saying import sentences
from srh_assess.ui.lead.base import LeadPage, lines_of, one_line
from srh_assess.ui.widgets.entry import Entry, TextEntry
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.workflow.desk import Unit

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading

T = TypeVar("T")
NO_NUMBER = "No number set"


class PlacesPage(LeadPage):
    """Every destination with its number, then the unit's own ones."""

    guide = "places"
    side = "Add a place of this unit’s own"

    def __init__(self, room: Leading) -> None:
        super().__init__(
            room, "Places and phone numbers", hint="A number that is missing is said to be missing"
        )
        self.facts = Facts(room.theme, list(self._rows()), shares=(3, 2))
        self.facts.pressed.connect(self._open)
        self._add(self.facts)

    def _rows(self) -> Iterator[Fact]:
        unit = self.desk.unit
        assert unit is not None
        for id, place in self.desk.protocol.destinations.items():
            number, hours = unit.number(id), unit.hours.get(id, "")
            name = unit.names.get(id) or place.label
            value = sentences(number, hours)
            yield Fact(id=id, label=name, value=value or NO_NUMBER, strong=bool(number),
                       muted=not value, link="Change", link_name=f"Change, {name}")  # fmt: skip

    def _open(self, id: str) -> None:
        own = id not in self.desk.shipped.destinations
        self.go.emit(f"own_place:{id}" if own else f"place:{id}")

    def other_act(self) -> None:
        """A place that only this unit has."""
        self.go.emit("own_place:")


class PlacePage(LeadPage):
    """One shipped place: what the content says of it, and the unit's name, number, hours and
    address for it."""

    guide = "places"
    above = "places"
    act = "Keep this place"

    def __init__(self, room: Leading, id: str) -> None:
        self.place = room.desk.shipped.destinations[id]
        super().__init__(room, self.place.label)
        place = self.place
        shipped = {
            "For": place.use,
            "How to reach it": place.route,
            "Ask for": place.ask_for,
            "Source": place.source,
        }
        rows = [Fact(id=name, label=name, value=said) for name, said in shipped.items() if said]
        self._add(Facts(room.theme, rows, shares=(1, 3)))
        self.fields = Contact(self, id)
        self.reason = one_line(room, "Why", hint="May stay empty; kept with the change")
        self._add(self.reason)
        self._typed(self.reason)

    def apply(self) -> None:
        """Keeps what is typed."""
        unit = self.desk.unit
        assert unit is not None
        changed, reason = self.fields.into(unit), self.reason.words
        self._kept(lambda: self.desk.change_unit(changed, reason), self.fields.phone.field)


class Contact:
    """The fields of one place: name here, number, hours, address, name on the envelope."""

    def __init__(self, page: LeadPage, id: str) -> None:
        unit, room = page.desk.unit, page.at
        assert unit is not None
        self.id = id
        theme = room.theme
        self.name = one_line(
            room, "Its name here", unit.names.get(id, ""), "Empty: the name the content gives it"
        )
        self.phone = one_line(room, "Telephone", unit.phones.get(id, ""))
        often = "For example Mon to Fri, 9 to 5"
        self.hours = one_line(room, "Hours", unit.hours.get(id, ""), often)
        address = "\n".join(unit.addresses.get(id, ()))
        self.address = TextEntry(theme, "Address for letters", hint="Line by line", words=address)
        neutral = "A neutral one, where the real name would tell the subject"
        shown = unit.envelope_names.get(id, "")
        self.envelope = one_line(room, "Name in the window of the envelope", shown, neutral)
        entries: tuple[Entry, ...] = (
            self.name, self.phone, self.hours, self.address, self.envelope,
        )  # fmt: skip
        page._add(*entries)
        page._typed(*entries)

    def into(self, unit: Unit, id: str = "") -> Unit:
        """The unit with what is typed; an emptied field is taken away."""
        id = id or self.id
        return replace(
            unit,
            names=_with(unit.names, id, self.name.words.strip()),
            phones=_with(unit.phones, id, self.phone.words.strip()),
            hours=_with(unit.hours, id, self.hours.words.strip()),
            envelope_names=_with(unit.envelope_names, id, self.envelope.words.strip()),
            addresses=_with(unit.addresses, id, lines_of(self.address.words)),
        )


def _with(rows: Mapping[str, T], id: str, value: T) -> dict[str, T]:
    left = {known: row for known, row in rows.items() if known != id}
    return {**left, id: value} if value else left
