"""A place that only this unit has: what it is for, how to reach it, and which needs it can meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from srh_assess.ui.lead.base import LeadPage, one_line
from srh_assess.ui.lead.places import Contact
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.unit import OwnPlace

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading


class OwnPlacePage(LeadPage):
    """A new one, or one that is there. The police and other barred readers are refused."""

    guide = "places"
    above = "places"
    act = "Keep this place"

    def __init__(self, room: Leading, id: str) -> None:
        unit = room.desk.unit
        assert unit is not None
        found = next((one for one in unit.own if one.id == id), None)
        super().__init__(room, found.label if found else "A place of this unit’s own")
        self.place = found or OwnPlace(id=_free_id(unit.own), label="")
        self.known = found is not None
        self.label = one_line(room, "What it is called", self.place.label)
        self.use = one_line(room, "What it is for", self.place.use)
        self.route = one_line(room, "How to reach it", self.place.route)
        self.ask_for = one_line(room, "Whom to ask for", self.place.ask_for)
        own = (self.label, self.use, self.route, self.ask_for)
        self._add(*own)
        self._typed(*own)
        self.fields = Contact(self, self.place.id)
        self.fields.name.hide()
        needs = self.desk.shipped.needs.values()
        self.needs = AnswerGroup(
            room.theme, "Needs it can meet", [Choice(need.id, need.name) for need in needs],
            many=True, density="list", numbered=False,
        )  # fmt: skip
        self.needs.choose(self.place.needs)
        self.needs.changed.connect(self._touch)
        self._add(Text("Needs it can meet", "heading"))
        self._add(self.needs, gap="s")
        self.reason = one_line(room, "Why", hint="May stay empty; kept with the change")
        self._add(self.reason)
        self._typed(self.reason)
        if self.known:
            self.side = "Take this place away"

    def apply(self) -> None:
        """Keeps it."""
        if not self.label.words.strip():
            self._problems([Problem("Write what this place is called", self.label.field)])
            return
        unit = self.desk.unit
        assert unit is not None
        place = OwnPlace(
            id=self.place.id,
            label=self.label.words.strip(),
            use=self.use.words.strip(),
            route=self.route.words.strip(),
            ask_for=self.ask_for.words.strip(),
            needs=tuple(self.needs.codes),
        )
        others = tuple(one for one in unit.own if one.id != place.id)
        changed = self.fields.into(replace(unit, own=(*others, place)))
        self._kept(lambda: self.desk.change_unit(changed, self.reason.words), self.label.field)

    def other_act(self) -> None:
        """Takes it away; what was sent there stays in the records."""
        unit = self.desk.unit
        if not self.known or unit is None:
            return
        id = self.place.id
        changed = replace(
            unit,
            own=tuple(one for one in unit.own if one.id != id),
            **{name: _without(getattr(unit, name), id) for name in _NAMED},
        )
        self._kept(lambda: self.desk.change_unit(changed, self.reason.words), self.label.field)


_NAMED = ("names", "phones", "hours", "envelope_names", "addresses")


def _without(rows: dict[str, object], id: str) -> dict[str, object]:
    return {known: row for known, row in rows.items() if known != id}


def _free_id(own: tuple[OwnPlace, ...]) -> str:
    """An id that no place of this unit has."""
    taken = {one.id for one in own}
    return next(f"own-{n}" for n in range(1, len(own) + 2) if f"own-{n}" not in taken)
