"""Wards of a home that has several: what letters about their women carry, each with its page.

The ward's name stands on a letter only with the tick *inpatient*; the lines that stand on every
letter are refused when they tell of a ward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from srh_assess.saying import sentences
from srh_assess.ui.lead.base import LeadPage, lines_of, one_line
from srh_assess.ui.lead.paper_page import PaperPage
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import Scroll, column
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import own_ward, sample
from srh_assess.workflow.own_ward import OwnWard
from srh_assess.workflow.sample import Paper

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading
    from srh_assess.workflow.desk import Desk, Unit
    from srh_assess.workflow.sharing import Rendered

_PAPERS: Mapping[Paper, str] = {
    "letter": "A letter",
    "inpatient": "With the tick inpatient",
    "her_copy": "Her own copy",
}
NOTHING_SET = "As for the whole home"


class WardsPage(LeadPage):
    """Every other ward that accounts work on, or that has lines of its own."""

    guide = "wards"
    side = "Add a ward"

    def __init__(self, room: Leading) -> None:
        super().__init__(
            room, "Wards of this home",
            hint="What letters about women on another ward carry. What is empty there is as under"
            " Names, logo and words of letters",
        )  # fmt: skip
        rows = list(self._rows())
        if not rows:
            self._add(Text("No account works on another ward than that of this computer."))
            return
        self.facts = Facts(room.theme, rows, shares=(2, 3))
        self.facts.pressed.connect(lambda ward: self.go.emit(f"ward:{ward}"))
        self._add(self.facts)

    def _rows(self) -> Iterator[Fact]:
        for ward, own in wards_of(self.desk).items():
            value = NOTHING_SET
            if own is not None:
                value = sentences(own.named, ", ".join(own.address), own.phone, own.answered)
            yield Fact(id=ward, label=ward, value=value, strong=own is not None,
                       muted=own is None, link="Change", link_name=f"Change, {ward}")  # fmt: skip

    def other_act(self) -> None:
        """A ward that no account works on yet."""
        self.go.emit("ward:")


def wards_of(desk: Desk) -> dict[str, OwnWard | None]:
    """Each other ward, and what letters say of it; none where that is as for the whole home."""
    unit = desk.unit
    assert unit is not None
    known: dict[str, OwnWard | None] = {own.ward: own for own in unit.wards}
    for ward in desk.other_wards:
        if own_ward.found(unit.wards, ward) is None:
            known[ward] = None
    return known


class WardPage(PaperPage):
    """The lines of one ward at the left, the page at the right."""

    guide = "wards"
    above = "wards"
    act = "Keep these lines"
    kinds = _PAPERS

    def __init__(self, room: Leading, ward: str) -> None:
        super().__init__(room, ward or "A ward of this home")
        unit = self.desk.unit
        assert unit is not None
        self.unit: Unit = unit
        self._was = own_ward.found(unit.wards, ward)
        self._ward = ward
        self.entries: dict[str, LineEntry | TextEntry] = {}
        self._side_by_side(Scroll(self._fields(self._was or OwnWard(ward=ward))))
        if self._was is not None:
            self.side = "Take these lines away"
        self.draw()

    def _fields(self, own: OwnWard) -> QWidget:
        unit, room = self.unit, self.at
        if not self._ward:
            self.entries["ward"] = one_line(room, "Name of the ward", "",
                                            "As it stands on the stays there")  # fmt: skip
        self.entries |= {
            "shown": one_line(room, "Its name on letters", own.shown,
                              "Only with the tick inpatient. Empty: the ward’s name"),
            "address": TextEntry(room.theme, "Return address", words="\n".join(own.address),
                                 hint=_else("A neutral one, on every letter", unit.address)),
            "phone": one_line(room, "Telephone", own.phone,
                              _else("On every letter", (unit.phone,))),
            "answered": one_line(room, "When it is answered", own.answered,
                                 _else("On every letter", (unit.answered,))),
        }  # fmt: skip
        self.reason = one_line(room, "Why", hint="May stay empty; kept with the change")
        self._typed(*self.entries.values(), self.reason)
        for entry in self.entries.values():
            entry.changed.connect(self._soon)
        form = QWidget()
        box = column(room.theme, *self.entries.values(), self.reason, None, gap="m")
        edge = room.theme.space("m")
        box.setContentsMargins(0, edge, edge, edge)
        form.setLayout(box)
        return form

    def _own(self) -> OwnWard:
        said = {name: entry.words.strip() for name, entry in self.entries.items()}
        return OwnWard(
            ward=self._ward or said["ward"], shown=said["shown"], phone=said["phone"],
            address=lines_of(said["address"]), answered=said["answered"],
        )  # fmt: skip

    def typed(self) -> Unit:
        """The unit as the form has it."""
        left = tuple(own for own in self.unit.wards if own is not self._was)
        return replace(self.unit, wards=(*left, self._own()))

    def draw(self) -> None:
        """Nothing is said against a ward whose name is still to be typed."""
        if self._own().ward:
            super().draw()

    def _made(self, typed: Unit) -> Callable[[], Rendered]:
        desk, paper, ward = self.desk, self._paper, typed.wards[-1].ward
        return lambda: sample.sample(
            desk.protocol, desk.clock, typed, desk.logo, paper, ward=ward
        )  # fmt: skip

    def apply(self) -> None:
        """Keeps what is typed."""
        self._keep(self.typed())

    def other_act(self) -> None:
        """The ward is as the whole home again."""
        left = tuple(own for own in self.unit.wards if own is not self._was)
        self._keep(replace(self.unit, wards=left))

    def _keep(self, unit: Unit) -> None:
        reason, first = self.reason.words, next(iter(self.entries.values()))
        self._kept(lambda: self.desk.change_unit(unit, reason), first.field)


def _else(hint: str, lines: tuple[str, ...]) -> str:
    """With what stands there while the field is empty."""
    there = ", ".join(line for line in lines if line)
    return f"{hint}. Empty: {there or 'none'}"
