"""The safety lines of the ward: one card for each woman who agreed to one, and no more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.safety_lines import SafetyLine

_HINT = (
    "What each woman agreed that every shift may know, as she saw it. Whoever is not listed has "
    "agreed to nothing. That you read this is written down, and she may see it"
)


class SafetyLinesPage(ShellPage):
    """Nothing on it can be pressed: it is read."""

    def __init__(self, theme: Theme, lines: Sequence[SafetyLine]) -> None:
        super().__init__(theme, Heading("Safety lines"), hint=_HINT)
        self.cards: dict[str, QWidget] = {}
        for one in lines:
            card = Card(theme, column(theme, *self._said(one), gap="xs"), pad="m")
            card.setAccessibleName(f"{_whose(one)}. {'. '.join(_words(one))}")
            self.cards[one.admission] = card
            self._add(card, gap="m")
        if not lines:
            self._add(Text("Nobody on the ward has agreed to a safety line."), gap="l")

    def _said(self, one: SafetyLine) -> list[QWidget]:
        found: list[QWidget] = [Text(_whose(one), "label")]
        for block in one.blocks:
            if block.heading:
                found.append(Text(block.heading, "muted"))
            found += [Text(_row(row.label, row.text)) for row in block.rows]
        return [*found, Text(f"Agreed {one.agreed}, asked by {one.asked_by}", "muted")]


def _whose(one: SafetyLine) -> str:
    return f"Room {one.room}: {one.name}" if one.room else one.name


def _row(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _words(one: SafetyLine) -> list[str]:
    return [_row(row.label, row.text) for block in one.blocks for row in block.rows]
