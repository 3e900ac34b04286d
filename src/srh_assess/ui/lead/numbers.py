"""The unit's own numbers: each beside the shipped one with its source, and what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.errors import UserError
from srh_assess.ui.lead.base import LeadPage, one_line
from srh_assess.ui.widgets.entry import NumberEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.workflow.leading import SettingChanged, SettingRow

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading


class NumbersPage(LeadPage):
    """Every number a lead may set. Limits of medicine and law are not among them."""

    guide = "numbers"

    def __init__(self, room: Leading) -> None:
        super().__init__(
            room,
            "Numbers of this unit",
            hint="Only where the content gives bounds. Limits of medicine and law have none",
        )
        self.facts = Facts(room.theme, [_fact(row) for row in self.desk.settings])
        self.facts.pressed.connect(lambda id: self.go.emit(f"number:{id}"))
        self._add(self.facts)


def _fact(row: SettingRow) -> Fact:
    shipped = f"{row.shipped:g} {row.setting.unit}"
    value = f"{shipped}, as shipped"
    if row.own is not None:
        value = f"{row.own:g} {row.setting.unit}. Shipped: {shipped}"
    return Fact(
        id=row.setting.id,
        label=row.setting.what,
        value=value,
        strong=row.own is not None,
        link="Change",
        link_name=f"Change, {row.setting.what}",
    )


class NumberPage(LeadPage):
    """One number: the shipped value and its source, the unit's own, why, and its history."""

    guide = "numbers"
    above = "numbers"
    act = "Keep this number"

    def __init__(self, room: Leading, id: str) -> None:
        self.row = next(row for row in room.desk.settings if row.setting.id == id)
        super().__init__(room, self.row.setting.what)
        setting = self.row.setting
        self._add(Facts(room.theme, list(self._shipped())))
        least, most = setting.least or 0.0, setting.most or 0.0
        bounds = f"From {least:g} to {most:g} {setting.unit}"
        self.number = NumberEntry(
            room.theme, "This unit’s own number", hint=bounds, unit=setting.unit,
            low=least, high=most, unknown=False,
        )  # fmt: skip
        self.number.show_number(self.row.own)
        self.reason = one_line(room, "Why", hint="Kept with the change")
        self._add(self.number, self.reason)
        self._typed(self.number, self.reason)
        if self.row.own is not None:
            self.side = "Take the shipped number again"
        if changes := "\n".join(self._history()):
            self._add(Fold(room.theme, "What was changed before", changes))

    def _shipped(self) -> Iterator[Fact]:
        row, setting = self.row, self.row.setting
        now = row.shipped if row.own is None else row.own
        yield Fact(id="now", label="In use now", value=f"{now:g} {setting.unit}", strong=True)
        yield Fact(id="shipped", label="Shipped", value=f"{row.shipped:g} {setting.unit}")
        yield Fact(id="source", label="Its source", value=setting.source)
        yield Fact(id="evidence", label="How sure it is", value=setting.evidence)
        dates = f"{clinical_date(setting.reviewed)}, again by {clinical_date(setting.review_by)}"
        yield Fact(id="reviewed", label="Looked at", value=dates)

    def _history(self) -> Iterator[str]:
        for entry in reversed(self.row.changes):
            fact = entry.fact
            assert isinstance(fact, SettingChanged)
            value = "the shipped number" if fact.value is None else f"{fact.value:g}"
            by = self.desk.name_of(entry.author)
            yield f"{clinical_moment(entry.at)}, {by}: {value}. {fact.reason}"

    def apply(self) -> None:
        """Keeps the number that was typed."""
        try:
            value = self.number.number()
        except UserError as fault:
            self._problems([Problem(str(fault), self.number.field)])
            return
        if value is None:
            self._problems([Problem("Write the number this unit uses", self.number.field)])
            return
        self._change(value)

    def other_act(self) -> None:
        """Takes the shipped one again."""
        if self.row.own is not None:
            self._change(None)

    def _change(self, value: float | None) -> None:
        id, reason = self.row.setting.id, self.reason.words
        self._kept(lambda: self.desk.change_setting(id, value, reason), self.reason.field)
