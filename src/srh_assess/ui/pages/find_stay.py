"""Finding a stay, past ones too, by the beginning of a name or by a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from srh_assess.assessment import identity
from srh_assess.assessment.facts import Identity
from srh_assess.assessment.identity import clinical_date, nhs_grouped
from srh_assess.saying import counted
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.warded import AdmissionRow

LIKE = ". Another woman has a like name"
AWAY = ". On another ward: opens with a reason"


class FindPage(ShellPage):
    """``sought`` gives what was typed, ``opened`` the stay that was chosen."""

    sought = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, hint: str = "Past stays too, the newest first") -> None:
        super().__init__(theme, Heading("Find a stay"), hint=hint)
        self.words = LineEntry(
            theme, "Name or number", hint="The beginning of any of her names, or a whole number"
        )
        self.words.changed.connect(self._typed)
        self.said = Text("", "hint")
        self._table: Facts | None = None
        self._add(self.words, self.said)

    def _typed(self) -> None:
        self.sought.emit(self.words.words)

    def show_found(
        self,
        rows: Sequence[AdmissionRow],
        most: int,
        like: frozenset[str] = frozenset(),
        away: frozenset[str] = frozenset(),
    ) -> None:
        """What was found; the birth date and the number tell like names apart. ``like`` are the
        stays whose name another woman bears too, ``away`` those on another ward: their rows say
        so."""
        if self._table is not None:
            self._body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        if rows:
            said = counted(len(rows), "stay", "stays")
            self.said.say(f"{said}; type more to see fewer" if len(rows) >= most else said)
            self._table = Facts(
                self._theme, tuple(_row(row, like, away) for row in rows), shares=(2, 3)
            )
            self._table.pressed.connect(self.opened)
            self._body.insertWidget(self._body.count() - 1, self._table)
        else:
            self.said.say("No stay of this name or number" if self.words.words.strip() else "")

    @property
    def links(self) -> Facts | None:
        """The rows, each with its link."""
        return self._table


def _row(row: AdmissionRow, alike: frozenset[str], away: frozenset[str]) -> Fact:
    like = row.admission in alike
    more = (LIKE if like else "") + (AWAY if row.admission in away else "")
    who = Identity(family=row.family, given=row.given, preferred=row.preferred)
    until = clinical_date(row.ended) if row.ended else "now"
    number = nhs_grouped(row.nhs_number) or "no NHS number"
    name = identity.full_name(who)
    return Fact(
        id=row.admission,
        label=f"{clinical_date(row.admitted)} to {until}",
        value=f"{name}, born {clinical_date(row.born)}, {number}{more}",
        icon="triangle" if like else "",
        tone="attention" if like else "",
        link="Open",
        link_name=f"Open, {name}, born {clinical_date(row.born)}",
    )
