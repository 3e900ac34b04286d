"""Which tests, medicines and things are on the ward, and the young people's pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from srh_assess.ui.lead.base import LeadPage, one_line
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.text import Text

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading

_KINDS = {"test": "Tests", "medicine": "Medicines", "thing": "Things"}


class SuppliesPage(LeadPage):
    """Ticks, kept together as one change."""

    guide = "supplies"
    act = "Keep this list"

    def __init__(self, room: Leading) -> None:
        super().__init__(
            room,
            "Tests and supplies on the ward",
            hint="What is ticked stands beside the numbers to ring on the page that cannot wait",
        )
        unit = self.desk.unit
        held = unit.holds if unit is not None else ()
        self.groups: list[AnswerGroup] = []
        for kind, title in _KINDS.items():
            rows = [one for one in self.desk.shipped.supplies.values() if one.kind == kind]
            if not rows:
                continue
            group = AnswerGroup(
                room.theme, title, [Choice(one.id, one.name) for one in rows],
                many=True, density="list", numbered=False,
            )  # fmt: skip
            group.choose([one.id for one in rows if one.id in held])
            group.changed.connect(self._touch)
            self.groups.append(group)
            self._add(Text(title, "heading"), gap="l")
            self._add(group, gap="s")
        self.young = AnswerGroup(
            room.theme, "Young people’s pathway",
            [Choice("on", "This unit talks with women under 18, on its young people’s pathway")],
            many=True, density="list", numbered=False,
        )  # fmt: skip
        self.young.choose(["on"] if unit is not None and unit.young_people else [])
        self.young.changed.connect(self._touch)
        self._add(Text("Young people’s pathway", "heading"), gap="l")
        self._add(self.young, gap="s")
        self.names = AnswerGroup(
            room.theme, "Names on the ward board",
            [Choice("initials", "The ward board begins with initials; names at one key")],
            many=True, density="list", numbered=False,
        )  # fmt: skip
        self.names.choose(["initials"] if unit is not None and unit.initials else [])
        self.names.changed.connect(self._touch)
        self._add(Text("Names on the ward board", "heading"), gap="l")
        self._add(self.names, gap="s")
        self.reason = one_line(room, "Why", hint="May stay empty")
        self._add(self.reason)
        self._typed(self.reason)

    def apply(self) -> None:
        """Keeps what is ticked."""
        unit = self.desk.unit
        assert unit is not None
        ticked = {code for group in self.groups for code in group.codes}
        holds = tuple(id for id in self.desk.shipped.supplies if id in ticked)
        changed = replace(
            unit,
            holds=holds,
            young_people="on" in self.young.codes,
            initials="initials" in self.names.codes,
        )
        self._kept(lambda: self.desk.change_unit(changed, self.reason.words), self.reason.field)
