"""The eight Caldicott principles, folded away beside a sharing: how many are met, and by what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from srh_assess.ui.pages.letter_base import Changing
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.workflow.caldicott import Check

_WORDS = "Caldicott principles"


class Caldicott(QWidget):
    """Renewed with every change. It stops nothing, and nobody ticks it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown: tuple[Check, ...] = ()
        self._rows = Changing()
        self.fold = Fold(theme, _WORDS, self._rows)
        self.setLayout(column(theme, self.fold))

    def renew(self, checks: Sequence[Check]) -> None:
        """Shows these, if they say something else than before."""
        if tuple(checks) == self.shown:
            return
        self.shown = tuple(checks)
        met = sum(check.met for check in checks)
        self.fold.buttons[0].say(f"{_WORDS}: {met} of {len(checks)} met so far")
        rows = [
            Fact(
                id=str(place),
                label=f"{place} {check.principle}",
                value=check.says if check.met else f"Look at this: {check.says}",
                icon="tick" if check.met else "ring",
                tone="" if check.met else "attention",
            )
            for place, check in enumerate(checks, 1)
        ]
        self._rows.hold(Facts(self._theme, rows, shares=(2, 3)))
