"""How the question of the right time went so far: a small strip, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from srh_assess.protocol.model import Protocol
from srh_assess.ui.pages.gate_words import ICONS
from srh_assess.ui.pages.told import day_told
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.moments import clock_time
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.again import Look

MOST = 6
WORDS = {"go": "whole talk", "partial": "short", "defer": "not now"}


class GateStrip(QWidget):
    """One chip for each decision. Hidden while there is none."""

    def __init__(
        self, theme: Theme, looks: Sequence[Look], protocol: Protocol, now: datetime
    ) -> None:
        super().__init__()
        why = {reason.code: reason.label for reason in protocol.gate.reasons}
        newest = tuple(reversed(looks))
        self.words = tuple(chip_words(look, now) for look in newest[:MOST])
        parts: list[QWidget] = [Text("Looked at before", "muted", wrap=False)]
        for look, words in zip(newest, self.words, strict=False):
            chip = Chip(theme, words, icon=ICONS[look.decided.outcome])
            reason = why.get(look.decided.reason_code, "")
            chip.setToolTip(reason)
            chip.setAccessibleDescription(reason)
            parts.append(chip)
        if len(newest) > MOST:
            parts.append(Text(f"and {len(newest) - MOST} more", "muted", wrap=False))
        self.setLayout(Flow(theme, *parts, gap="s", down="xs"))
        self.setVisible(bool(looks))


def chip_words(look: Look, now: datetime) -> str:
    """``13-Jul 14:02, not now``."""
    day = day_told(look.at, now, weekday=False)
    return f"{day} {clock_time(look.at)}, {WORDS[look.decided.outcome]}"
