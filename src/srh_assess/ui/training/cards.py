"""What the scenario says beside the page, as cards: her words, what is seen, what happens."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Text

Kind = Literal["says", "seen", "happens", "changes", "time", "after", "model"]

_ICONS: dict[Kind, str] = {
    "says": "quote",
    "seen": "eye",
    "happens": "bell",
    "changes": "half-disc",
    "time": "clock",
    "after": "curved-arrow",
    "model": "book",
}
_SPOKEN: dict[Kind, str] = {
    "says": "{who} says",
    "seen": "You see",
    "happens": "It happens",
    "changes": "A change",
    "time": "Time goes on",
    "after": "What followed",
    "model": "The model answer",
}


class SceneCard(Struct, frozen=True, kw_only=True):
    """One card. ``title`` says what it is about: a question's short label, or what happens;
    ``at`` is the time on the scenario's clock, ``who`` starts a sentence about the woman."""

    kind: Kind
    text: str
    title: str = ""
    at: str = ""
    who: str = "She"

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        what = _SPOKEN[self.kind].format(who=self.who)
        told = (what, self.at, self.title, self.text)
        return sentences(*told)


class CardView(QFrame):
    """The card itself: one stop, read out as one. Icon, words and an edge say what it is."""

    def __init__(self, theme: Theme, card: SceneCard) -> None:
        super().__init__()
        self.card = card
        self.setProperty("role", "notice")
        tone: Literal["training", ""] = "" if card.kind in ("says", "seen") else "training"
        self.setProperty("tone", tone)
        self.setAccessibleName(card.spoken)
        head = " ".join(part for part in (card.at, card.title) if part)
        said = [Text(head, "label", tone)] if head else []
        said += [Text(card.text, "body" if card.kind == "says" else "small")] if card.text else []
        sign = Icon(theme, _ICONS[card.kind], "training", "state")
        line = row(theme, sign, column(theme, *said, gap="hair"), gap="s", margin="s")
        line.setStretch(1, 1)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
