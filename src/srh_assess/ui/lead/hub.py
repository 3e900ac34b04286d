"""The list of what a lead does, and how each stands now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from srh_assess.assessment.identity import clinical_date
from srh_assess.saying import counted
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.lead.wards import wards_of
from srh_assess.ui.widgets.rows import Fact, Facts

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading


class HubPage(LeadPage):
    """Every room with a line on how it stands."""

    def __init__(self, room: Leading) -> None:
        super().__init__(
            room, "Approval and settings", hint="Every change is kept for good, with who and why"
        )
        self.facts = Facts(room.theme, list(self._rooms()))
        self.facts.pressed.connect(self.go)
        self._add(self.facts)

    def _rooms(self) -> Iterator[Fact]:
        desk, unit = self.desk, self.desk.unit
        overdue = len(desk.overdue_content)
        yield self._approval(overdue)
        own = sum(row.own is not None for row in desk.settings)
        yield _row("numbers", "Numbers of this unit",
                   f"{own} of {len(desk.settings)} differ from the shipped ones")  # fmt: skip
        numbers = len(unit.phones) if unit is not None else 0
        yield _row("places", "Places and phone numbers",
                   f"{counted(numbers, 'number', 'numbers')} set, of "
                   f"{len(desk.protocol.destinations)} places")  # fmt: skip
        held = len(unit.holds) if unit is not None else 0
        yield _row("supplies", "Tests and supplies on the ward",
                   f"{held} of {len(desk.shipped.supplies)}")  # fmt: skip
        said = len(unit.sentences) if unit is not None else 0
        words = f"{counted(said, 'sentence', 'sentences')} in words of this unit’s own"
        yield _row("wording", "Names, logo and words of letters", words)
        wards = wards_of(desk)
        own_lines = sum(one is not None for one in wards.values())
        yield _row("wards", "Wards of this home",
                   f"{own_lines} of {counted(len(wards), 'other ward', 'other wards')} with lines"
                   " of its own on letters" if wards else "One ward")  # fmt: skip
        yield _row("handbook", "The handbook", f"Version {desk.shipped.version}, to read or save")
        yield _row("version", "Another version of the content", "What it would change")
        yield _row("changes", "History of changes",
                   counted(len(desk.ledger), "entry", "entries"))  # fmt: skip

    def _approval(self, overdue: int) -> Fact:
        found = self.desk.approval
        late = f". {counted(overdue, 'row', 'rows')} past review" if overdue else ""
        if found is None:
            return _row("approval", "Approval of the content", f"Not yet approved{late}",
                        tone="attention")  # fmt: skip
        words = f"Approved by {found.name}, {clinical_date(found.on)}{late}"
        return _row("approval", "Approval of the content", words, tone="ok")


def _row(id: str, label: str, value: str, *, tone: str = "") -> Fact:
    icon = {"attention": "triangle", "ok": "tick"}.get(tone, "")
    return Fact(id=id, label=label, value=value, icon=icon, tone=tone, link="Open",  # type: ignore[arg-type]  # one of three
                link_name=f"Open, {label}")  # fmt: skip
